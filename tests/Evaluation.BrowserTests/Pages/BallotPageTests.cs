using Evaluation.BrowserTests.Journeys;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Pages;

/// <summary>What the sheet does on a phone beyond what it does without script.</summary>
public sealed class BallotPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Marks_SurviveAReloadOnThisDeviceUntilSubmitted()
    {
        var (phone, code) = await OpenAsync(0);
        await phone.Locator("label:has([name=m0][value='2'])").ClickAsync();
        await phone.Locator("textarea").First.FillAsync("留住的字");

        await phone.GotoAsync("/b");
        await phone.Locator("#code").FillAsync(code);
        await phone.Locator("#enter button.main").ClickAsync();

        await Assertions.Expect(phone.Locator("[name=m0][value='2']")).ToBeCheckedAsync();
        await Assertions.Expect(phone.Locator("textarea").First).ToHaveValueAsync("留住的字");
        Assert.True(await phone.EvaluateAsync<int>("localStorage.length") == 0);
        await phone.Locator("#sheet button.main").ClickAsync();
        await phone.Locator("#notice").WaitForAsync();
        await phone.TakeAsync("ballot-blanks");
        await phone.Locator("#sheet button.main").ClickAsync();
        await phone.Locator("#end").WaitForAsync();
        Assert.Equal(0, await phone.EvaluateAsync<int>("sessionStorage.length"));
    }

    [Fact]
    public async Task Grade_TappedAgain_IsTakenBack()
    {
        var (phone, _) = await OpenAsync(1);
        var label = phone.Locator("label:has([name=m0][value='3'])");
        await label.ClickAsync();
        await Assertions.Expect(phone.Locator("[name=m0][value='3']")).ToBeCheckedAsync();

        await label.ClickAsync();

        await Assertions.Expect(phone.Locator("[name=m0]:checked")).ToHaveCountAsync(0);
        await Assertions.Expect(phone.Locator("#count")).ToContainTextAsync("0");
    }

    [Fact]
    public async Task ElderMode_HasLargeTextAndTouchAreas()
    {
        var (phone, _) = await OpenAsync(1);
        await phone.Locator("button.size").First.ClickAsync();
        await phone.Locator("html.size-1").WaitForAsync();

        var box = await phone.Locator(".grades span").First.BoundingBoxAsync();
        Assert.True(box!.Height >= 60);
        Assert.Equal("24px", await phone.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        await phone.TakeAsync("ballot-elder");
    }

    [Fact]
    public async Task Submission_WhileTheDatabaseIsAway_IsSentAgainFromThePageThatSaysSo()
    {
        var phone = await chromium.OpenAsync(360);
        await using var program = await EvaluationFactory.ServeAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await phone.GotoAsync(new Uri(program.Address, "/b#" + campaign.Codes[4][0]).ToString());
        foreach (var i in Enumerable.Range(0, 3))
        {
            await phone.Locator($"label:has([name=m{i}][value='2'])").ClickAsync();
        }

        await phone.Locator("textarea").First.FillAsync("\"窗口\" <要有人>\n第二行");
        await program.RunAsync((EvaluationDbContext db) => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AccessCodes\" RENAME TO \"Away\""));
        // The code is remembered, so its sheet comes back; and when it is not, what was filled in does.
        await phone.Locator("#sheet button.main").ClickAsync();
        await phone.Locator("#notice").WaitForAsync();
        await phone.TakeAsync("ballot-unavailable");
        program.Services.GetRequiredService<OpenedCodes>().Forget(program.Services.GetRequiredService<CodeHasher>().Hash(campaign.Codes[4][0]));
        await phone.Locator("#sheet button.main").ClickAsync();
        await phone.Locator("#retry").WaitForAsync();
        await phone.TakeAsync("ballot-retry");
        await phone.Locator("#retry button").ClickAsync();
        await phone.Locator("#retry").WaitForAsync();
        await program.RunAsync((EvaluationDbContext db) => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Away\" RENAME TO \"AccessCodes\""));
        await phone.Locator("#retry button").ClickAsync();

        await phone.Locator("#end").WaitForAsync();
        await campaign.FinishAsync();
        Assert.Equal("\"窗口\" <要有人>\n第二行", await program.RunAsync((EvaluationDbContext db) => db.Opinions.Select(o => o.Text).SingleAsync()));
    }

    [Fact]
    public async Task Code_ArrivingInTheFragment_LeavesTheAddressBar()
    {
        var (phone, code) = await OpenAsync(1);

        Assert.DoesNotContain(code, phone.Url, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await phone.EvaluateAsync<string>("location.hash"));
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public async Task Secrecy_IsOneScreenOfAPhone(string language)
    {
        var phone = await chromium.OpenAsync(360);
        await phone.SetViewportSizeAsync(360, 740);

        await phone.GotoAsync($"/language?to={language}&returnUrl=/b/secrecy");

        Assert.Equal(4, await phone.Locator(".words section p").CountAsync());
        Assert.InRange(await phone.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1, 740);
        await phone.TakeAsync("ballot-secrecy-" + language);
    }

    private async Task<(IPage Phone, string Code)> OpenAsync(int which)
    {
        var guest = await chromium.OpenAsync(360);
        await guest.GotoAsync("/account/sign-in");
        var code = (await guest.Locator(".demo-codes code").Nth(which).InnerTextAsync()).Trim();
        await guest.GotoAsync("about:blank");
        await guest.GotoAsync("/b#" + code);
        await guest.Locator("#sheet").WaitForAsync();
        return (guest, code);
    }
}
