using Evaluation.Core.Accounts;

namespace Evaluation.Web.Hosting;

/// <summary>An entry of the navigation.</summary>
/// <param name="TextKey">Text key of its name.</param>
/// <param name="Url">The page it leads to.</param>
/// <param name="Icon">Icon shown in the menu of small screens.</param>
/// <param name="Roles">Who sees it; empty for everybody whose account belongs to somebody on a roster.</param>
/// <param name="Also">Further paths that belong to it.</param>
public sealed record NavigationEntry(string TextKey, string Url, string Icon, Role[] Roles, string[] Also)
{
    /// <summary>Whether the page at <paramref name="path"/> belongs to this entry.</summary>
    public bool Contains(PathString path) =>
        path.StartsWithSegments(Url, StringComparison.OrdinalIgnoreCase) || Also.Any(also => path.StartsWithSegments(also, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The navigation, by audience.</summary>
public static class Navigation
{
    private static readonly NavigationEntry[] Entries =
    [
        new("Shell.Nav.Desk", "/desk", "house", [Role.Organizer], []),
        new("Shell.Nav.Campaigns", "/campaigns", "clipboard-check", [Role.Organizer], []),
        new("Shell.Nav.Organizations", "/organizations", "diagram-3", [Role.Organizer, Role.Administrator], ["/members"]),
        new("Shell.Nav.Board", "/board", "binoculars", [Role.Superior], ["/directives"]),
        new("Shell.Nav.Consequences", "/consequences", "list-check", [Role.Organizer, Role.Superior], []),
        new("Shell.Nav.Register", "/register", "card-list", [Role.Organizer, Role.Superior], []),
        new("Oversight.Nav", "/filings", "bar-chart", [Role.Organizer, Role.Superior], ["/inspections", "/comparison"]),
        new("Shell.Nav.SealedBoxes", "/sealed-boxes", "box-seam", [Role.Superior, Role.Witness], []),
        new("Shell.Nav.Own", "/me", "person-lines-fill", [], []),
        new("Shell.Nav.Accounts", "/admin/accounts", "person-gear", [Role.Administrator], []),
        new("Shell.Nav.Journal", "/admin/journal", "journal-text", [Role.Administrator], []),
        new("Shell.Nav.Settings", "/admin/settings", "sliders", [Role.Administrator], ["/admin/holidays"]),
    ];

    // The page each role starts from; who holds several starts from the first in this order.
    private static readonly (Role Role, string Url)[] Starts =
    [
        (Role.Organizer, "/desk"),
        (Role.Superior, "/board"),
        (Role.Administrator, "/admin/accounts"),
        (Role.Witness, "/sealed-boxes"),
        (Role.Member, "/me"),
    ];

    /// <summary>What somebody with this scope sees.</summary>
    public static IReadOnlyList<NavigationEntry> For(Scope scope) => [.. Entries.Where(e => (scope.Holds(e.Roles) || (e.Roles.Length == 0 && scope.MemberId is not null)) && (e.Url is not ("/admin/settings" or "/admin/journal") || scope.IsRootAdministrator))];

    /// <summary>The first page of somebody with this scope: their own account when no role opens another.</summary>
    public static string StartOf(Scope scope) => Starts.Where(s => scope.Holds(s.Role)).Select(s => s.Url).FirstOrDefault("/account");
}
