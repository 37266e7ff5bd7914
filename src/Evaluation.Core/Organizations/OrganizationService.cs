using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Organizations;

/// <summary>Keeps the tree. Whoever acts must hold a role of <see cref="RosterKeepers"/> over the organization, and over its new superior where there is one.</summary>
public sealed class OrganizationService(EvaluationDbContext db)
{
    /// <summary>Makes an organization, last among its siblings.</summary>
    public async Task<OrganizationResult> CreateAsync(Scope scope, CreateOrganization action, CancellationToken cancellation)
    {
        var parent = await FindAsync(scope, action.ParentId, cancellation);
        if (parent is null)
        {
            return Refused(OrganizationOutcome.ParentNotFound);
        }

        if (parent.Level >= Organization.DeepestLevel)
        {
            return Refused(OrganizationOutcome.TooDeep);
        }

        var name = action.Name.Trim();
        if (await ProblemWithAsync(name, action.TimeZoneId, parent.Id, except: null, cancellation) is { } problem)
        {
            return Refused(problem);
        }

        var organization = new Organization(name, action.Kind, parent)
        {
            TimeZoneId = NullIfEmpty(action.TimeZoneId),
            Order = await NextOrderAsync(parent.Id, cancellation),
        };
        db.Organizations.Add(organization);
        await db.SaveChangesAsync(cancellation);
        return new OrganizationResult(OrganizationOutcome.Done, organization.Id);
    }

    /// <summary>Changes name, kind and time zone.</summary>
    public async Task<OrganizationOutcome> EditAsync(Scope scope, EditOrganization action, CancellationToken cancellation)
    {
        var organization = await FindAsync(scope, action.Id, cancellation);
        if (organization is null)
        {
            return OrganizationOutcome.NotFound;
        }

        var name = action.Name.Trim();
        if (await ProblemWithAsync(name, action.TimeZoneId, organization.ParentId, organization.Id, cancellation) is { } problem)
        {
            return problem;
        }

        organization.Name = name;
        organization.Kind = action.Kind;
        organization.TimeZoneId = NullIfEmpty(action.TimeZoneId);
        db.Entry(organization).Property(o => o.Version).OriginalValue = action.Version;
        return await SaveAsync(cancellation);
    }

    /// <summary>Moves an organization, with its whole subtree, below another; it becomes the last there.</summary>
    public async Task<OrganizationOutcome> MoveAsync(Scope scope, MoveOrganization action, CancellationToken cancellation)
    {
        var organization = await FindAsync(scope, action.Id, cancellation);
        var parent = await FindAsync(scope, action.NewParentId, cancellation);
        if (organization is null || parent is null)
        {
            return organization is null ? OrganizationOutcome.NotFound : OrganizationOutcome.ParentNotFound;
        }

        // Out of a subtree that somebody else keeps: the superior it has now must be the actor's, too.
        if (organization.ParentId is not { } oldParent || await FindAsync(scope, oldParent, cancellation) is null)
        {
            return OrganizationOutcome.NotFound;
        }

        if (parent.IsWithin(organization))
        {
            return OrganizationOutcome.BelowItself;
        }

        // What roles cover follows from the tree: a move must not bring anybody powers over accounts, the actor's own included.
        var (from, to) = (scope.Covers(organization.Path, Role.Administrator), scope.Covers(parent.Path, Role.Administrator));
        if (!(from && to) && await db.Organizations.WhereWithin(organization.Path).AnyAsync(o => db.RoleAssignments.Any(r => r.OrganizationId == o.Id), cancellation))
        {
            return OrganizationOutcome.NeedsAdministrator;
        }

        if ((to && !from) || (scope.Covers(parent.Path, Role.Organizer) && !scope.Covers(organization.Path, Role.Organizer)))
        {
            return OrganizationOutcome.ParentNotFound;
        }

        if (oldParent == parent.Id)
        {
            return OrganizationOutcome.Done;
        }

        if (await IsNameTakenAsync(organization.Name, parent.Id, organization.Id, cancellation))
        {
            return OrganizationOutcome.NameTaken;
        }

        var subtree = await db.Organizations.WhereWithin(organization.Path).ToListAsync(cancellation);
        if (parent.Level + subtree.Max(o => o.Level) - organization.Level + 1 > Organization.DeepestLevel)
        {
            return OrganizationOutcome.TooDeep;
        }

        organization.Order = await NextOrderAsync(parent.Id, cancellation);
        Place(organization, parent, subtree);
        return await SaveAsync(cancellation);
    }

    /// <summary>Moves an organization one place up or down among its siblings.</summary>
    public async Task<OrganizationOutcome> ShiftAsync(Scope scope, Guid id, bool up, CancellationToken cancellation)
    {
        var organization = await FindAsync(scope, id, cancellation);
        if (organization?.ParentId is not { } parentId || await FindAsync(scope, parentId, cancellation) is null)
        {
            return OrganizationOutcome.NotFound;
        }

        var siblings = (await db.Organizations.Where(o => o.ParentId == parentId).ToListAsync(cancellation))
            .OrderBy(o => o.Order).ThenBy(o => o.Name, StringComparer.Ordinal).ToList();
        var from = siblings.IndexOf(organization);
        var to = Math.Clamp(up ? from - 1 : from + 1, 0, siblings.Count - 1);
        siblings.RemoveAt(from);
        siblings.Insert(to, organization);
        for (var i = 0; i < siblings.Count; i++)
        {
            siblings[i].Order = i;
        }

        return await SaveAsync(cancellation);
    }

    /// <summary>Deletes an organization that is empty and that nothing refers to. The node at which the actor's own role is held is no such node.</summary>
    public async Task<OrganizationOutcome> DeleteAsync(Scope scope, Guid id, CancellationToken cancellation)
    {
        var organization = await FindAsync(scope, id, cancellation);
        if (organization is null)
        {
            return OrganizationOutcome.NotFound;
        }

        if (await db.Organizations.AnyAsync(o => o.ParentId == id, cancellation))
        {
            return OrganizationOutcome.HasChildren;
        }

        if (await db.Members.AnyAsync(m => m.OrganizationId == id, cancellation))
        {
            return OrganizationOutcome.HasMembers;
        }

        db.Organizations.Remove(organization);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return OrganizationOutcome.Done;
        }
        catch (DbUpdateException refused)
        {
            // The foreign keys know better than any list kept here what else refers to it: roles, posts, campaigns.
            return refused is DbUpdateConcurrencyException ? OrganizationOutcome.Changed : OrganizationOutcome.InUse;
        }
    }

    private static void Place(Organization organization, Organization parent, List<Organization> subtree)
    {
        organization.PlaceUnder(parent);
        var placed = new Dictionary<Guid, Organization> { [organization.Id] = organization };
        foreach (var descendant in subtree.Where(o => o != organization).OrderBy(o => o.Level).ToList())
        {
            descendant.PlaceUnder(placed[descendant.ParentId!.Value]);
            placed[descendant.Id] = descendant;
        }
    }

    private static OrganizationResult Refused(OrganizationOutcome outcome) => new(outcome, Guid.Empty);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private Task<Organization?> FindAsync(Scope scope, Guid id, CancellationToken cancellation) =>
        db.Organizations.WhereCovered(scope, RosterKeepers.Roles).SingleOrDefaultAsync(o => o.Id == id, cancellation);

    private async Task<OrganizationOutcome?> ProblemWithAsync(string name, string? zone, Guid? parentId, Guid? except, CancellationToken cancellation)
    {
        if (name.Length is 0 or > Organization.NameLength || !PlainText.IsPlain(name) || PlainText.HoldsIdentityNumber(name))
        {
            return OrganizationOutcome.BadName;
        }

        if (NullIfEmpty(zone) is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            return OrganizationOutcome.BadTimeZone;
        }

        return await IsNameTakenAsync(name, parentId, except, cancellation) ? OrganizationOutcome.NameTaken : null;
    }

    private async Task<bool> IsNameTakenAsync(string name, Guid? parentId, Guid? except, CancellationToken cancellation)
    {
        var folded = SearchText.Fold(name, Organization.NameLength);
        return await db.Organizations.AnyAsync(o => o.ParentId == parentId && o.Id != except && o.SearchName == folded, cancellation);
    }

    private async Task<int> NextOrderAsync(Guid parentId, CancellationToken cancellation) =>
        (await db.Organizations.Where(o => o.ParentId == parentId).MaxAsync(o => (int?)o.Order, cancellation) ?? -1) + 1;

    private async Task<OrganizationOutcome> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return OrganizationOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return OrganizationOutcome.Changed;
        }
    }
}
