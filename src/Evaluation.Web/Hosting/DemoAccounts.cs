namespace Evaluation.Web.Hosting;

/// <summary>One account of the demo.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Password">Its password.</param>
/// <param name="RoleKey">Text key that says what the account is for.</param>
public sealed record DemoAccount(string UserName, string Password, string RoleKey);

/// <summary>The accounts listed on the sign-in page in Development; empty unless the demo fills it, and never shown elsewhere.</summary>
public sealed class DemoAccounts
{
    /// <summary>In the order of the list.</summary>
    public IList<DemoAccount> Accounts { get; } = [];

    /// <summary>Codes with which a ballot can be tried, in groups.</summary>
    public IList<string> Codes { get; } = [];
}
