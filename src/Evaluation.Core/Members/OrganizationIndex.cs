using Evaluation.Domain;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Members;

/// <summary>Finds the organizations that a roster names, within the subtree it is imported into: by name, or by superior/name where the name alone is not unique.</summary>
internal sealed class OrganizationIndex
{
    private readonly Dictionary<Guid, Organization> byId;
    private readonly Dictionary<Guid, int> nextOrder = [];
    private readonly Dictionary<string, List<Organization>> byName = new(StringComparer.Ordinal);

    public OrganizationIndex(Organization root, IEnumerable<Organization> subtree)
    {
        Root = root;
        byId = subtree.ToDictionary(o => o.Id);
        foreach (var organization in byId.Values)
        {
            NamedLike(organization.SearchName).Add(organization);
        }
    }

    /// <summary>The organization the roster is imported into.</summary>
    public Organization Root { get; }

    public void Add(Organization organization)
    {
        byId.Add(organization.Id, organization);
        NamedLike(organization.SearchName).Add(organization);
    }

    /// <summary>All of this name.</summary>
    public IReadOnlyList<Organization> Named(string name) =>
        byName.TryGetValue(Key(name), out var found) ? found : [];

    /// <summary>The one of this name directly below <paramref name="parent"/>.</summary>
    public Organization? Child(Organization parent, string name) => Named(name).FirstOrDefault(o => o.ParentId == parent.Id);

    /// <summary>The one a reference means; null and the problem when there is none, or more than one.</summary>
    public (Organization? Organization, RosterProblem? Problem) Resolve(string? reference)
    {
        if (reference is null)
        {
            return (Root, null);
        }

        var parts = reference.Split('/', '／');
        var found = Named(reference);
        if (found.Count == 0 && parts.Length > 1)
        {
            found = [.. Named(parts[^1]).Where(o => HasSuperiors(o, parts))];
        }

        return found.Count switch
        {
            0 => (null, RosterProblem.UnknownOrganization),
            1 => (found[0], null),
            _ => (null, RosterProblem.AmbiguousOrganization),
        };
    }

    /// <summary>The shortest reference that <see cref="Resolve"/> understands: the name, with as many superiors before it as make it unique.</summary>
    public string ReferenceTo(Organization organization)
    {
        var reference = organization.Name;
        var at = organization;
        while (Resolve(reference).Organization != organization && at.ParentId is { } parentId && byId.TryGetValue(parentId, out var parent))
        {
            at = parent;
            reference = at.Name + "/" + reference;
        }

        return reference;
    }

    /// <summary>The place after the last among those directly below <paramref name="parentId"/>.</summary>
    public int NextOrder(Guid parentId)
    {
        if (!nextOrder.TryGetValue(parentId, out var next))
        {
            next = byId.Values.Where(o => o.ParentId == parentId).Select(o => o.Order + 1).DefaultIfEmpty(0).Max();
        }

        nextOrder[parentId] = next + 1;
        return next;
    }

    public string? NameOf(Guid? id) => id is { } known && byId.TryGetValue(known, out var organization) ? organization.Name : null;

    private static string Key(string name) => SearchText.Fold(name, Organization.NameLength);

    private List<Organization> NamedLike(string key)
    {
        if (!byName.TryGetValue(key, out var list))
        {
            byName[key] = list = [];
        }

        return list;
    }

    private bool HasSuperiors(Organization organization, string[] parts)
    {
        var at = organization;
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            if (at.ParentId is not { } parentId || !byId.TryGetValue(parentId, out var parent) || parent.SearchName != Key(parts[i]))
            {
                return false;
            }

            at = parent;
        }

        return true;
    }
}
