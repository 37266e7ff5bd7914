using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;

namespace Evaluation.Core.Accounts;

/// <summary>Named queries over accounts.</summary>
public static class AccountQueries
{
    /// <summary>Accounts an administrator with this scope sees: those that hold a role anywhere inside it.</summary>
    public static IQueryable<User> WhereSeenBy(this IQueryable<User> users, EvaluationDbContext db, Scope scope)
    {
        var inside = db.Organizations.WhereCovered(scope, Role.Administrator);
        return users.Where(u => u.Roles.Any(r => inside.Any(o => o.Id == r.OrganizationId)));
    }

    /// <summary>Accounts an administrator with this scope may change: those that hold a role inside it and none outside.</summary>
    public static IQueryable<User> WhereKeptBy(this IQueryable<User> users, EvaluationDbContext db, Scope scope)
    {
        var inside = db.Organizations.WhereCovered(scope, Role.Administrator);
        return users.WhereSeenBy(db, scope).Where(u => u.Roles.All(r => inside.Any(o => o.Id == r.OrganizationId)));
    }

    /// <summary>Accounts whose user name or display name holds the text; all when there is none.</summary>
    public static IQueryable<User> WhereNamed(this IQueryable<User> users, string? text)
    {
        var folded = SearchText.Fold(text ?? "");
        return folded.Length == 0
            ? users
            : users.Where(u => u.DisplayNameFolded.Contains(folded) || u.NormalizedUserName!.Contains(folded));
    }
}
