using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Accounts;

/// <summary>How an act on an account came out.</summary>
public enum AccountOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such account, role or organization that the administrator may change.</summary>
    NotFound,

    /// <summary>The user name is taken, perhaps by an account the administrator does not see.</summary>
    NameTaken,

    /// <summary>The account holds this role there already.</summary>
    AlreadyHeld,

    /// <summary>An account keeps at least one role, or nobody could find it again; lock it instead.</summary>
    LastRole,

    /// <summary>Each root keeps at least one administrator who can sign in.</summary>
    LastRootAdministrator,

    /// <summary>Another account belongs to this member.</summary>
    PersonTaken,

    /// <summary>Nobody locks their own account, or says who they are themselves.</summary>
    Yourself,

    /// <summary>Somebody else was changing the same at this moment.</summary>
    Changed,
}

/// <summary>A new account with its first role.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="DisplayName">Name shown.</param>
/// <param name="OrganizationId">Where the role is held.</param>
/// <param name="Role">Which role.</param>
public sealed record CreateAccount(string UserName, string DisplayName, Guid OrganizationId, Role Role);

/// <summary>An outcome that may bring a password, shown once.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="UserId">The account.</param>
/// <param name="Password">The temporary password; empty unless it was done.</param>
public sealed record PasswordResult(AccountOutcome Outcome, Guid UserId, string Password);

/// <summary>
/// Keeps accounts. An administrator acts inside the scope of that role alone: roles are given only there, and accounts that hold a role elsewhere are not changed.
/// </summary>
public sealed class AccountService(EvaluationDbContext db, UserManager<User> users, ILogger<AccountService> logger)
{
    /// <summary>Creates an account with a temporary password, to be changed at the first sign-in.</summary>
    public async Task<PasswordResult> CreateAsync(Scope by, CreateAccount action, CancellationToken cancellation)
    {
        if (await FindPlaceAsync(by, action.OrganizationId, cancellation) is not { } place)
        {
            return new PasswordResult(AccountOutcome.NotFound, Guid.Empty, "");
        }

        var user = new User { UserName = action.UserName, DisplayName = action.DisplayName, MustChangePassword = true };
        user.Roles.Add(new RoleAssignment { UserId = user.Id, OrganizationId = place.Id, Role = action.Role });
        var password = TemporaryPassword.Make();
        if (!await AddAsync(user, password, cancellation))
        {
            return new PasswordResult(AccountOutcome.NameTaken, Guid.Empty, "");
        }

        Log("created", user.Id, by);
        return new PasswordResult(AccountOutcome.Done, user.Id, password);
    }

    /// <summary>Changes the name shown.</summary>
    public async Task<AccountOutcome> RenameAsync(Scope by, Guid userId, string displayName, CancellationToken cancellation)
    {
        if (await FindAsync(by, userId, cancellation) is not { } user)
        {
            return AccountOutcome.NotFound;
        }

        user.DisplayName = displayName;
        return await SaveAsync("renamed", user, by);
    }

    /// <summary>Says who on a roster the account belongs to: they see their own feedback and consequences, and decide nothing that concerns themselves.</summary>
    /// <param name="by">The administrator.</param>
    /// <param name="userId">The account.</param>
    /// <param name="memberId">The member, within the administrator's scope; null for nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<AccountOutcome> LinkAsync(Scope by, Guid userId, Guid? memberId, CancellationToken cancellation)
    {
        if (userId == by.UserId)
        {
            return AccountOutcome.Yourself;
        }

        var user = await FindAsync(by, userId, cancellation);
        if (user is null || (memberId is not null && !await db.Members.WhereCovered(db, by, Role.Administrator).AnyAsync(m => m.Id == memberId, cancellation)))
        {
            return AccountOutcome.NotFound;
        }

        if (memberId is not null && await db.Users.AnyAsync(u => u.MemberId == memberId && u.Id != userId, cancellation))
        {
            return AccountOutcome.PersonTaken;
        }

        user.MemberId = memberId;
        return await SaveAsync("linked to a member", user, by);
    }

    /// <summary>Gives a role at an organization.</summary>
    public async Task<AccountOutcome> GrantAsync(Scope by, Guid userId, Guid organizationId, Role role, CancellationToken cancellation)
    {
        var user = await FindAsync(by, userId, cancellation);
        var place = await FindPlaceAsync(by, organizationId, cancellation);
        if (user is null || place is null)
        {
            return AccountOutcome.NotFound;
        }

        if (user.Roles.Exists(r => r.OrganizationId == organizationId && r.Role == role))
        {
            return AccountOutcome.AlreadyHeld;
        }

        db.RoleAssignments.Add(new RoleAssignment { UserId = user.Id, OrganizationId = place.Id, Role = role });
        return await SaveAsync($"granted {role} at {place.Id}", user, by);
    }

    /// <summary>Takes a role away.</summary>
    public async Task<AccountOutcome> RevokeAsync(Scope by, Guid userId, Guid assignmentId, CancellationToken cancellation)
    {
        var user = await FindAsync(by, userId, cancellation);
        if (user?.Roles.Find(r => r.Id == assignmentId) is not { } assignment)
        {
            return AccountOutcome.NotFound;
        }

        if (user.Roles.Count == 1)
        {
            return AccountOutcome.LastRole;
        }

        if (!await OthersRemainAsync(user, [assignment], cancellation))
        {
            return AccountOutcome.LastRootAdministrator;
        }

        db.RoleAssignments.Remove(assignment);
        return await SaveAsync($"revoked {assignment.Role} at {assignment.OrganizationId}", user, by);
    }

    /// <summary>Locks an account until it is unlocked: it cannot sign in, and whoever is signed in with it sees nothing more.</summary>
    public async Task<AccountOutcome> LockAsync(Scope by, Guid userId, CancellationToken cancellation)
    {
        if (userId == by.UserId)
        {
            return AccountOutcome.Yourself;
        }

        if (await FindAsync(by, userId, cancellation) is not { } user)
        {
            return AccountOutcome.NotFound;
        }

        if (!await OthersRemainAsync(user, user.Roles, cancellation))
        {
            return AccountOutcome.LastRootAdministrator;
        }

        user.IsLocked = true;
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        return await SaveAsync("locked", user, by);
    }

    /// <summary>Unlocks an account, also one that is locked out for a while after wrong passwords.</summary>
    public async Task<AccountOutcome> UnlockAsync(Scope by, Guid userId, CancellationToken cancellation)
    {
        if (await FindAsync(by, userId, cancellation) is not { } user)
        {
            return AccountOutcome.NotFound;
        }

        user.IsLocked = false;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        return await SaveAsync("unlocked", user, by);
    }

    /// <summary>Replaces the password by a temporary one; whoever is signed in with the old one is signed out.</summary>
    public async Task<PasswordResult> ResetPasswordAsync(Scope by, Guid userId, CancellationToken cancellation)
    {
        if (userId == by.UserId)
        {
            return new PasswordResult(AccountOutcome.Yourself, userId, "");
        }

        if (await FindAsync(by, userId, cancellation) is not { } user)
        {
            return new PasswordResult(AccountOutcome.NotFound, userId, "");
        }

        var password = TemporaryPassword.Make();
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.MustChangePassword = true;
        var outcome = await SaveAsync("given a temporary password", user, by);
        return new PasswordResult(outcome, userId, outcome == AccountOutcome.Done ? password : "");
    }

    /// <summary>Turns the second factor off, for somebody else who lost the telephone; one's own needs the password.</summary>
    public async Task<AccountOutcome> ResetSecondFactorAsync(Scope by, Guid userId, CancellationToken cancellation)
    {
        if (userId == by.UserId)
        {
            return AccountOutcome.Yourself;
        }

        if (await FindAsync(by, userId, cancellation) is not { } user)
        {
            return AccountOutcome.NotFound;
        }

        user.TwoFactorEnabled = false;
        // The old key must not work again when the second factor is enabled anew.
        await users.ResetAuthenticatorKeyAsync(user);
        return await SaveAsync("freed of the second factor", user, by);
    }

    // False when the name is taken, also when somebody else took it between the check and the save.
    private async Task<bool> AddAsync(User user, string password, CancellationToken cancellation)
    {
        try
        {
            var created = await users.CreateAsync(user, password);
            return created.Succeeded || created.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
                ? created.Succeeded
                : throw new InvalidOperationException("The account is refused: " + string.Join(", ", created.Errors.Select(e => e.Code)));
        }
        catch (DbUpdateException)
        {
            var name = users.NormalizeName(user.UserName);
            if (await db.Users.AsNoTracking().AnyAsync(u => u.NormalizedUserName == name && u.Id != user.Id, cancellation))
            {
                return false;
            }

            throw;
        }
    }

    private Task<User?> FindAsync(Scope by, Guid userId, CancellationToken cancellation) =>
        db.Users.WhereKeptBy(db, by).Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == userId, cancellation);

    private async Task<Organization?> FindPlaceAsync(Scope by, Guid organizationId, CancellationToken cancellation)
    {
        var place = await db.Organizations.SingleOrDefaultAsync(o => o.Id == organizationId, cancellation);
        return place is not null && by.Covers(place.Path, Role.Administrator) ? place : null;
    }

    // The roots concerned are saved too, so that of two administrators who remove each other at once the second is refused.
    private async Task<bool> OthersRemainAsync(User user, IEnumerable<RoleAssignment> lost, CancellationToken cancellation)
    {
        foreach (var organizationId in lost.Where(r => r.Role == Role.Administrator).Select(r => r.OrganizationId))
        {
            var root = await db.Organizations.SingleAsync(o => o.Id == organizationId, cancellation);
            if (root.ParentId is not null)
            {
                continue;
            }

            if (!await db.Users.AnyAsync(u => u.Id != user.Id && !u.IsLocked
                && u.Roles.Any(r => r.Role == Role.Administrator && r.OrganizationId == organizationId), cancellation))
            {
                return false;
            }

            db.Entry(root).State = EntityState.Modified;
        }

        return true;
    }

    private async Task<AccountOutcome> SaveAsync(string what, User user, Scope by)
    {
        try
        {
            user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccountOutcome.Changed;
        }

        Log(what, user.Id, by);
        return AccountOutcome.Done;
    }

    private void Log(string what, Guid userId, Scope by) => logger.LogInformation("Account {UserId} was {What} by {ActorId}.", userId, what, by.UserId);
}
