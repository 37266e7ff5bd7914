using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Accounts;

/// <summary>What the first administrator enters.</summary>
/// <param name="Code">The setup code from the log.</param>
/// <param name="OrganizationName">Name of the root organization.</param>
/// <param name="OrganizationKind">Its kind.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="DisplayName">Name shown.</param>
/// <param name="Password">Password, chosen by the administrator.</param>
public sealed record SetUp(string Code, string OrganizationName, OrganizationKind OrganizationKind, string UserName, string DisplayName, string Password);

/// <summary>How setting up came out.</summary>
public enum SetUpOutcome
{
    /// <summary>Root organization and administrator are there.</summary>
    Done,

    /// <summary>There is an account already.</summary>
    AlreadySetUp,

    /// <summary>The code is wrong.</summary>
    WrongCode,

    /// <summary>There is no code any more; a restart makes a new one.</summary>
    NoCode,

    /// <summary>The account is refused; the errors say why.</summary>
    AccountRefused,
}

/// <summary>The outcome of setting up.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="User">The administrator, when it was done.</param>
/// <param name="Errors">What is wrong with the account, when it is refused.</param>
public sealed record SetUpResult(SetUpOutcome Outcome, User? User, IReadOnlyList<IdentityError> Errors);

/// <summary>Creates the root organization and the first administrator, once.</summary>
public sealed class SetupService(EvaluationDbContext db, UserManager<User> users, SetupCode code)
{
    /// <summary>Whether nobody has an account yet.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellation) => !await db.Users.AnyAsync(cancellation);

    /// <summary>Makes a code to be logged while nobody has an account; otherwise destroys a code left over and gives null.</summary>
    public async Task<string?> MakeCodeAsync(CancellationToken cancellation)
    {
        if (await IsDueAsync(cancellation))
        {
            return code.Make();
        }

        code.Discard();
        return null;
    }

    /// <summary>Sets up. The code is used up only when the account is acceptable.</summary>
    public async Task<SetUpResult> SetUpAsync(SetUp action, CancellationToken cancellation)
    {
        if (!await IsDueAsync(cancellation))
        {
            return Refused(SetUpOutcome.AlreadySetUp);
        }

        switch (code.Check(action.Code))
        {
            case SetupCodeAnswer.Wrong: return Refused(SetUpOutcome.WrongCode);
            case SetupCodeAnswer.None: return Refused(SetUpOutcome.NoCode);
        }

        var user = new User { UserName = action.UserName, DisplayName = action.DisplayName };
        var errors = await ProblemsAsync(user, action.Password);
        if (errors.Count > 0)
        {
            return new SetUpResult(SetUpOutcome.AccountRefused, null, errors);
        }

        if (!code.Use())
        {
            return Refused(SetUpOutcome.AlreadySetUp);
        }

        var root = new Organization(action.OrganizationName, action.OrganizationKind, parent: null);
        db.Organizations.Add(root);
        user.Roles.Add(new RoleAssignment { UserId = user.Id, OrganizationId = root.Id, Role = Role.Administrator });
        var created = await users.CreateAsync(user, action.Password);
        return created.Succeeded
            ? new SetUpResult(SetUpOutcome.Done, user, [])
            : new SetUpResult(SetUpOutcome.AccountRefused, null, [.. created.Errors]);
    }

    private async Task<IReadOnlyList<IdentityError>> ProblemsAsync(User user, string password)
    {
        var errors = new List<IdentityError>();
        foreach (var validator in users.UserValidators)
        {
            errors.AddRange((await validator.ValidateAsync(users, user)).Errors);
        }

        foreach (var validator in users.PasswordValidators)
        {
            errors.AddRange((await validator.ValidateAsync(users, user, password)).Errors);
        }

        return errors;
    }

    private static SetUpResult Refused(SetUpOutcome outcome) => new(outcome, null, []);
}
