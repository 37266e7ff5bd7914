using Evaluation.BrowserTests;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace Evaluation.BrowserTests;

/// <summary>One installed Chromium and one program with the demo for all browser tests; they are skipped where no browser is installed.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
    private IPlaywright? playwright;
    private IBrowser? browser;
    private EvaluationFactory? program;

    /// <summary>The program.</summary>
    public EvaluationFactory Program => program!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            return;
        }

        program = await EvaluationFactory.ServeDemoAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A person with a browser of a width; skips the running test where no browser is installed.</summary>
    /// <param name="width">Width of the window in CSS pixels: 360 for a phone.</param>
    /// <param name="script">Whether scripts run.</param>
    public async Task<IPage> OpenAsync(int width = 1440, bool script = true)
    {
        TestServers.Require(browser is not null, "A browser");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = program!.Address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 780 : 900 },
            HasTouch = width < 600,
            IsMobile = width < 600,
            JavaScriptEnabled = script,
            AcceptDownloads = true,
            Locale = "zh-CN",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        return page;
    }

    /// <summary>A person at a wide window who is signed in.</summary>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    public async Task<IPage> EnterAsync(string userName, string password = TestData.Password)
    {
        var page = await OpenAsync();
        await page.SignInAsync(userName, password);
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}

/// <summary>What people do on several pages.</summary>
internal static class People
{
    /// <summary>Fills in name and password and sends them, whatever comes then.</summary>
    public static async Task SignInAsync(this IPage page, string userName, string password = TestData.Password)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("#UserName").FillAsync(userName);
        await page.Locator("#Password").FillAsync(password);
        await page.Locator("form:has(#Password) button[type=submit]").ClickAsync();
    }
}

/// <summary>Takes pictures when the folder EVALUATION_SCREENSHOTS is set.</summary>
internal static class Pictures
{
    // What is asked before an act unfolds beside its button: all of it must be within the window.
    private const string UnfoldedOutside = """
        () => [...document.querySelectorAll('details.confirm')].filter(details => {
          const wasOpen = details.open;
          details.open = true;
          const panel = details.querySelector('.confirm-panel')?.getBoundingClientRect();
          details.open = wasOpen;
          return panel && panel.width > 0 && (panel.left < 0 || panel.right > document.documentElement.clientWidth);
        }).map(details => details.querySelector('summary').textContent.trim())
        """;

    private static readonly int[] Widths = [360, 768, 1440];

    /// <summary>Takes the page at 360, 768 and 1440 px, whole, and checks that nothing sticks out sideways.</summary>
    public static async Task TakeAsync(this IPage page, string name) => Assert.Empty(await page.TakeAllAsync(name));

    /// <summary>The same; says what sticks out.</summary>
    public static async Task<IReadOnlyList<string>> TakeAllAsync(this IPage page, string name)
    {
        // A page whose style has not come yet has other widths.
        await page.WaitForLoadStateAsync(LoadState.Load);
        var before = page.ViewportSize!;
        var problems = new List<string>();
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                problems.Add($"{name} is {overflow} px too wide at {width} px.");
            }

            problems.AddRange((await page.EvaluateAsync<string[]>(UnfoldedOutside)).Select(button => $"{name}: what {button} unfolds is not within {width} px."));
            if (Environment.GetEnvironmentVariable("EVALUATION_SCREENSHOTS") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
            }
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        return problems;
    }
}
