using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Evaluation.BrowserTests.Journeys;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Pages;

/// <summary>Follows every link that the demo's accounts see. Each page must come whole, fit every width, run without an error and be usable by keyboard and screen reader.</summary>
public sealed class EveryPageTests(ChromiumFixture chromium)
{
    private const int MostPages = 200;
    private const string Ask = """
        async () => {
          const found = await axe.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
            rules: { 'label-content-name-mismatch': { enabled: true } },
            resultTypes: ['violations'],
          });
          return found.passes.length < 5
            ? ['axe looked at nothing']
            : found.violations.flatMap(v => v.nodes.map(n => `${v.id} ${n.html} ${n.any.map(a => a.message).join(' ')}`));
        }
        """;
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private readonly ConcurrentDictionary<string, string> seen = new();
    private readonly ConcurrentQueue<string> problems = new();

    // English words are the longest. Traditional Chinese takes the room of Simplified Chinese.
    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task Pages_ReachedByLinks_AreWholeAndFitEveryWidth(string language)
    {
        await WalkAsync(language, null, "/account/sign-in");
        (string User, string Start)[] users = [("organizer", "/desk"), ("township", "/campaigns"), ("superior", "/board"), ("admin", "/admin/accounts")];
        await Task.WhenAll(users.Select(u => WalkAsync(language, u.User, u.Start)));

        Assert.True(problems.IsEmpty, string.Join('\n', problems.Distinct()));
        Assert.InRange(seen.Count, 60, MostPages - 1);
    }

    private async Task WalkAsync(string language, string? user, string start)
    {
        var page = await chromium.OpenAsync();
        page.Console += (_, message) => Note(page, message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, error) => Note(page, [error]);
        var waiting = new Queue<string>([start]);
        if (user is not null)
        {
            await WholeCampaignTests.SignInAsync(page, user);
        }

        await page.GotoAsync("/language?to=" + language);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        while (waiting.TryDequeue(out var url) && seen.Count < MostPages)
        {
            // PDF files have tests of their own, and take their time; and the language stays.
            if (url.Contains("pdf", StringComparison.OrdinalIgnoreCase) || url.StartsWith("/language", StringComparison.Ordinal) || !seen.TryAdd(NameOf(url), url))
            {
                continue;
            }

            var answer = await page.Context.APIRequest.GetAsync(url);
            Note(page, answer.Ok ? [] : [$"{url}: {answer.Status}"]);
            if (answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                await page.GotoAsync(url);
                Note(page, await page.TakeAllAsync($"page-{language}{NameOf(url).Replace('/', '-')}"));
                // In the page itself: the package's own runner opens a window for each answer, which takes longer than the answer.
                await page.EvaluateAsync(Axe);
                Note(page, await page.EvaluateAsync<string[]>(Ask));
                foreach (var link in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        await page.Context.CloseAsync();
    }

    private void Note(IPage page, IEnumerable<string> found)
    {
        foreach (var problem in found)
        {
            problems.Enqueue($"{page.Url}: {problem}");
        }
    }

    // One page of each kind is enough, but each campaign is at a stage of its own.
    private static string NameOf(string url)
    {
        var (path, query) = url.Split('?') is [var before, var after] ? (before, after) : (url, "");
        var parts = path.Split('/').Select((part, i) => Guid.TryParse(part, out _) ? i == 2 && path.StartsWith("/campaigns/", StringComparison.Ordinal) ? part[..4] : "id" : int.TryParse(part, out _) ? "n" : part);
        return string.Join('/', parts) + string.Concat(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(q => "-" + q.Split('=')[0]));
    }
}
