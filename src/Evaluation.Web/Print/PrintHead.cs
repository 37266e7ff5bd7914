using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Evaluation.Web.Print;

/// <summary>
/// What the layout <c>_Print</c> shows around a document. A print view sets <c>Layout = "_Print"</c>, its title (<c>ViewData.SetTitle</c>), its stylesheet beside
/// <c>print-page.css</c> and the page to go back to; what only the screen shows beside the print button is the section <c>Note</c>.
/// </summary>
public static class PrintHead
{
    private const string StyleKey = "PrintStyle";
    private const string BackKey = "PrintBack";
    private const string EmbeddedKey = "PrintEmbedded";

    /// <summary>Names the stylesheet of the document, <c>wwwroot/css/{name}.css</c>.</summary>
    public static void SetPrintStyle(this ViewDataDictionary data, string name) => data[StyleKey] = name;

    /// <summary>Names the page to which the screen's bar leads back.</summary>
    public static void SetBack(this ViewDataDictionary data, string url) => data[BackKey] = url;

    /// <summary>The stylesheets, without folder and ending.</summary>
    public static IReadOnlyList<string> PrintStyles(this ViewDataDictionary data) =>
        data[StyleKey] is string own ? ["print-page", own] : ["print-page"];

    /// <summary>The page to go back to; null for none.</summary>
    public static string? Back(this ViewDataDictionary data) => data[BackKey] as string;

    /// <summary>Whether the document becomes a file that stands alone: its styles are written into it and nothing of the screen is shown.</summary>
    public static bool IsEmbedded(this ViewDataDictionary data) => data[EmbeddedKey] is true;

    internal static void SetEmbedded(this ViewDataDictionary data) => data[EmbeddedKey] = true;
}
