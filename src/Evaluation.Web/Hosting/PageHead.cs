using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Evaluation.Web.Hosting;

/// <summary>One step of the way to a page.</summary>
/// <param name="Text">What it says, already in the user's language.</param>
/// <param name="Url">Where it leads; null for a step that is no page.</param>
public sealed record Crumb(string Text, string? Url = null);

/// <summary>
/// What the layout shows above a page. A view sets <c>ViewData.SetTitle(…)</c> and <c>ViewData.SetTrail(…)</c>, and may fill the sections
/// <c>Actions</c> (buttons beside the title), <c>Lead</c> (below it: stepper, tabs) and <c>Scripts</c>.
/// </summary>
public static class PageHead
{
    private const string TitleKey = "Title";
    private const string TrailKey = "Trail";

    /// <summary>Names the page, in the window's title and as its heading.</summary>
    public static void SetTitle(this ViewDataDictionary data, string title) => data[TitleKey] = title;

    /// <summary>The pages above this one, the outermost first; the page itself is not among them.</summary>
    public static void SetTrail(this ViewDataDictionary data, params Crumb[] trail) => data[TrailKey] = trail;

    /// <summary>The page's name; null when the view gave none.</summary>
    public static string? Title(this ViewDataDictionary data) => data[TitleKey] as string;

    /// <summary>The pages above this one.</summary>
    public static IReadOnlyList<Crumb> Trail(this ViewDataDictionary data) => data[TrailKey] as Crumb[] ?? [];
}
