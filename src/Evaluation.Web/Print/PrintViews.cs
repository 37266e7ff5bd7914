using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Evaluation.Web.Print;

/// <summary>Turns the print view that a browser shows into the PDF of the same document.</summary>
public sealed class PrintViews(PdfPrinter printer, ICompositeViewEngine engine, IModelMetadataProvider metadata, ITempDataDictionaryFactory tempData)
{
    /// <summary>Prints a view of the current action's controller, in the language of the request.</summary>
    /// <exception cref="InvalidOperationException">There is no such view.</exception>
    public Task<PrintedPdf> PrintAsync(ActionContext action, string view, object model, CancellationToken cancellation) =>
        printer.PrintAsync(writer => WriteAsync(action, view, model, writer), cancellation);

    private async Task WriteAsync(ActionContext action, string name, object model, TextWriter writer)
    {
        var found = engine.FindView(action, name, isMainPage: true);
        found.EnsureSuccessful(found.SearchedLocations);
        var data = new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = model };
        data.SetEmbedded();
        var context = new ViewContext(action, found.View!, data, tempData.GetTempData(action.HttpContext), writer, new HtmlHelperOptions());
        await found.View!.RenderAsync(context);
    }
}
