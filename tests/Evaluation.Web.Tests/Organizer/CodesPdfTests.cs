using System.Diagnostics;
using System.Text.RegularExpressions;
using Evaluation.Core.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Print;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Evaluation.Web.Tests.Organizer;

/// <summary>The PDF as an installed browser makes it, read with the tools of poppler.</summary>
public sealed partial class CodesPdfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("evaluation-slips-").FullName;

    [Fact]
    public async Task Make_Pdf_HoldsEverySlipOnItsPageAndLeavesNothingBehind()
    {
        RequireTools();
        var prints = Directory.CreateDirectory(Path.Combine(folder, "prints")).FullName;
        await using var program = await EvaluationFactory.CreateAsync(configure: s => s.Configure<PrintOptions>(o => o.Folder = prints));
        var (campaign, browser) = await CodesTests.FinalizedAsync(program);

        await CodesTests.MakeAsync(browser, campaign, "Pdf");

        Assert.Equal("application/pdf", browser.Response.Content.Headers.ContentType?.MediaType);
        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
        var (pages, raw, text) = await ReadAsync(await browser.Response.Content.ReadAsByteArrayAsync());
        // 22, 5, 6, 8 and 7 slips, eight on a page, each category on pages of its own.
        Assert.Equal(7, pages);
        var codes = Codes().Matches(raw).Select(m => m.Value).ToList();
        Assert.Equal(48, codes.Distinct().Count());
        foreach (var code in codes)
        {
            Assert.Equal(CodeAnswer.NotBegun, await CodesTests.AnswerAsync(program, code));
        }

        Assert.Contains("服务对象代表（支部）", text, StringComparison.Ordinal);
        Assert.Contains(campaign.Campaign.Title, text, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(prints));
        await CodesTests.AssertNowhereAsync(program, codes);
    }

    [Fact]
    public async Task Poster_AsPdf_IsOnePageWithTheAddressAndNoCode()
    {
        RequireTools();
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CodesTests.FinalizedAsync(program);
        await campaign.MakeCodesAsync();

        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/poster?pdf=true");

        var (pages, raw, text) = await ReadAsync(await browser.Response.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, pages);
        Assert.Contains("https://localhost/b", text, StringComparison.Ordinal);
        Assert.Contains(campaign.Campaign.Title, text, StringComparison.Ordinal);
        Assert.Empty(Codes().Matches(raw));
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void RequireTools()
    {
        TestServers.Require(new PrintBrowser(Options.Create(new PrintOptions())).Find() is not null, "A browser");
        TestServers.Require((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "pdftotext"))), "pdftotext (poppler-utils)");
    }

    private async Task<(int Pages, string Raw, string Folded)> ReadAsync(byte[] pdf)
    {
        var file = Path.Combine(folder, "slips.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        var text = await RunAsync("pdftotext", "-enc", "UTF-8", file, "-");
        // One form feed ends each page. The kerning of a renderer may put blanks between Chinese characters.
        return (text.Count(c => c == '\f'), text, Blanks().Replace(text, ""));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }

    [GeneratedRegex(@"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b", RegexOptions.None, 1000)]
    private static partial Regex Codes();

    [GeneratedRegex(@"[ \n]", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
