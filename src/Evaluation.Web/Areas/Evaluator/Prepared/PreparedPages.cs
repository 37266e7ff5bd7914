using System.Globalization;
using System.Security.Cryptography;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Web.Areas.Evaluator.Models;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Web.Areas.Evaluator.Prepared;

/// <summary>
/// Keeps the pages that evaluators ask for most, worked out once per node, language and size of text: the page of the code, the empty sheet of a category, the end page.
/// What a page holds besides its values is frozen with the box, so that a kept page is never out of date.
/// </summary>
public sealed class PreparedPages(ICompositeViewEngine views, ITempDataProvider temporary, TimeProvider clock) : IDisposable
{
    private const string SheetView = "Sheet";
    private const long MostBytes = 32 * 1024 * 1024;

    // From finalizing to a beginning days later, and no longer than an evaluation usually lasts.
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(14);
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MostBytes, Clock = new Clock(clock) });

    /// <summary>Stands in a prepared page for the code.</summary>
    public string CodeMarker { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Stands in a prepared page for the receipt.</summary>
    public string ReceiptMarker { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Stands in a prepared page for the token against forgery.</summary>
    public string TokenMarker { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>The view with its values.</summary>
    /// <param name="context">The request.</param>
    /// <param name="view">Name of the view.</param>
    /// <param name="part">What makes the page differ from others of the same view, but for language and size of text.</param>
    /// <param name="size">Size of the text.</param>
    /// <param name="model">Makes the model, with markers where the values belong.</param>
    /// <param name="values">Marker and value of each, in the order in which they stand in the page.</param>
    public async Task<IActionResult> FillAsync(ActionContext context, string view, string part, TextSize size, Func<object> model, params (string Marker, string Value)[] values) =>
        new Answer(await FindAsync(context, view, part, size, model, values.Select(v => v.Marker)), [.. values.Select(v => v.Value)]);

    /// <summary>The empty sheet of a category, with a receipt of its own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="opened">What the code opened: a sheet of a box, not of a rehearsal.</param>
    /// <param name="size">Size of the text.</param>
    /// <param name="token">The token against forgery.</param>
    public async Task<IActionResult> FillSheetAsync(ActionContext context, OpenedSheet opened, TextSize size, string token) =>
        new Answer(await FindSheetAsync(context, opened, size), [opened.Code!, Receipt.Make(), token]);

    /// <summary>Prepares the empty sheet of a category, unless it is there already.</summary>
    /// <param name="context">Stands for the request of an evaluator.</param>
    /// <param name="opened">The sheet; its code does not matter.</param>
    /// <param name="size">Size of the text.</param>
    public Task PrepareSheetAsync(ActionContext context, OpenedSheet opened, TextSize size) => FindSheetAsync(context, opened, size);

    /// <summary>Whether the empty sheet of a category is prepared in the current language.</summary>
    public bool HoldsSheet(FrozenBox box, int category, TextSize size) => pages.TryGetValue(KeyOf(SheetView, PartOf(box, category), size), out _);

    /// <inheritdoc />
    public void Dispose() => pages.Dispose();

    private static (string View, string Part, TextSize Size, string Language) KeyOf(string view, string part, TextSize size) => (view, part, size, CultureInfo.CurrentUICulture.Name);

    private static string PartOf(FrozenBox box, int category) => string.Create(CultureInfo.InvariantCulture, $"{box.Id:N} {category}");

    private Task<PreparedPage> FindSheetAsync(ActionContext context, OpenedSheet opened, TextSize size) => FindAsync(
        context,
        SheetView,
        PartOf(opened.Box!, opened.Category),
        size,
        () => SheetModel.Fresh(opened with { Code = CodeMarker }, ReceiptMarker, size).WithToken(TokenMarker),
        [CodeMarker, ReceiptMarker, TokenMarker]);

    private async Task<PreparedPage> FindAsync(ActionContext context, string view, string part, TextSize size, Func<object> model, IEnumerable<string> markers)
    {
        var key = KeyOf(view, part, size);
        if (pages.Get<PreparedPage>(key) is not { } page)
        {
            page = PreparedPage.Of(await RenderAsync(context, view, model()), [.. markers]);
            pages.Set(key, page, new MemoryCacheEntryOptions { Size = page.Size, SlidingExpiration = KeptUnused });
        }

        return page;
    }

    private async Task<string> RenderAsync(ActionContext context, string name, object model)
    {
        var view = views.FindView(context, name, isMainPage: true).EnsureSuccessful(null).View!;
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(context, view, data, new TempDataDictionary(context.HttpContext, temporary), text, new HtmlHelperOptions()));
        return text.ToString();
    }

    private sealed class Answer(PreparedPage page, string[] values) : ActionResult
    {
        public override async Task ExecuteResultAsync(ActionContext context)
        {
            var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
            var isCompressed = AcceptsGzip(request);
            var body = isCompressed ? page.FillCompressed(values) : page.Fill(values);
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = body.Length;
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (isCompressed)
            {
                response.Headers.ContentEncoding = "gzip";
            }

            await response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
        }

        private static bool AcceptsGzip(HttpRequest request) =>
            StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
            && encodings.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
    }

    private sealed class Clock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
