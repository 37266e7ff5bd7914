namespace Evaluation.Web.Hosting;

/// <summary>Codes of the second factor as people type them.</summary>
public static class OneTimeCode
{
    /// <summary>The digits and letters alone: apps show the six digits with a gap, paper the recovery codes with a hyphen.</summary>
    public static string Bare(string typed) => string.Concat(Domain.UnicodeText.Compatible(typed).Where(char.IsLetterOrDigit));
}
