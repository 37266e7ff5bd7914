namespace Evaluation.Domain.Organizations;

/// <summary>A node of the tree of organizations. Its head is the member who holds a <see cref="Members.PostKind.Head"/> post in it.</summary>
public sealed class Organization : IVersioned
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 100;

    /// <summary>Longest path, in characters: twenty levels.</summary>
    public const int PathLength = 240;

    /// <summary>Deepest level; the root is level 1.</summary>
    public const int DeepestLevel = 20;

    /// <summary>Longest reference to an organization in a file: superior/name, when the name alone is not unique.</summary>
    public const int ReferenceLength = 310;

    private string name = "";

    private Organization()
    {
    }

    /// <summary>A new node below <paramref name="parent"/>, or a root when it is null.</summary>
    /// <exception cref="InvalidOperationException">The parent is already at the deepest level.</exception>
    public Organization(string name, OrganizationKind kind, Organization? parent)
    {
        Name = name;
        Kind = kind;
        PlaceUnder(parent);
    }

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The organization above; null for a root.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Full name, as it is printed.</summary>
    public string Name
    {
        get => name;
        set
        {
            name = value;
            SearchName = SearchText.Fold(value, NameLength);
        }
    }

    /// <summary>The name as it is searched, folded in width and case.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>What kind of node this is.</summary>
    public OrganizationKind Kind { get; set; }

    /// <summary>Segments from the root to this node, each ended by a slash; the subtree of a node is all paths that start with its own.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Place among its siblings.</summary>
    public int Order { get; set; }

    /// <summary>IANA time zone in which its dates are shown and entered; null takes the parent's, at the root Asia/Shanghai.</summary>
    public string? TimeZoneId { get; set; }

    /// <summary>Level in the tree; a root is 1.</summary>
    public int Level => Path.Count(c => c == '/');

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether this node is <paramref name="other"/> or lies below it.</summary>
    public bool IsWithin(Organization other) => Path.StartsWith(other.Path, StringComparison.Ordinal);

    /// <summary>Moves this node below <paramref name="parent"/>. The caller then places the descendants again, top down.</summary>
    /// <exception cref="InvalidOperationException">The parent lies below this node, or is already at the deepest level.</exception>
    public void PlaceUnder(Organization? parent)
    {
        if (parent is not null && Path.Length > 0 && parent.IsWithin(this))
        {
            throw new InvalidOperationException("An organization cannot lie below itself.");
        }

        if (parent is { Level: >= DeepestLevel })
        {
            throw new InvalidOperationException("The tree of organizations is at most twenty levels deep.");
        }

        ParentId = parent?.Id;
        Path = string.Concat(parent?.Path, Id.ToString("N").AsSpan(0, 10), "/");
    }
}
