using System.Net;
using System.Text;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Journal;

public sealed class JournalTests(Bureau host) : IClassFixture<Bureau>
{
    [Fact]
    public async Task Act_OfAnAdministrator_IsRecordedWithWhoAndBeforeAndAfter()
    {
        var browser = await host.BrowseAsAsync("root");
        await host.AddAsync(TestData.CreateUser("renamed", (Role.Organizer, host.Branch)));
        var id = (await ReadAsync(db => db.Users.Where(u => u.UserName == "renamed").Select(u => u.Id).ToListAsync())).Single();

        var before = (await ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).ToListAsync())).Single();

        await browser.FillInAsync($"/admin/accounts/{id}", $"/admin/accounts/{id}/name", ("Rename.DisplayName", "示例新名"));

        var entry = (await EntriesAsync()).Last();
        Assert.Equal("Accounts/Rename", entry.Act);
        Assert.Contains("(root)", entry.Actor, StringComparison.Ordinal);
        Assert.Contains("示例新名", entry.Entry, StringComparison.Ordinal);
        Assert.Contains($"\"DisplayName\":[\"{before}\",\"示例新名\"]", entry.Entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_OfAnAccount_NeverGetsIntoTheJournal()
    {
        var browser = await host.BrowseAsAsync("root");
        await host.AddAsync(TestData.CreateUser("reset", (Role.Organizer, host.Branch)));
        var id = (await ReadAsync(db => db.Users.Where(u => u.UserName == "reset").Select(u => u.Id).ToListAsync())).Single();
        var before = (await ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.PasswordHash!).ToListAsync())).Single();

        await browser.FillInAsync($"/admin/accounts/{id}", $"/admin/accounts/{id}/password");

        var after = (await ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.PasswordHash!).ToListAsync())).Single();
        Assert.NotEqual(before, after);
        var text = string.Concat((await EntriesAsync()).Select(e => e.Entry));
        Assert.Contains("Accounts/ResetPassword", text, StringComparison.Ordinal);
        Assert.DoesNotContain(after, text, StringComparison.Ordinal);
        Assert.DoesNotContain("PasswordHash", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_IsNotRecordedAndTakingAFileOutIs()
    {
        var browser = await host.BrowseAsAsync("root");
        var count = (await EntriesAsync()).Count;
        await browser.OpenAsync("/admin/accounts");
        Assert.Equal(count, (await EntriesAsync()).Count);

        var file = await browser.GetAsync("/admin/journal/download");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("Journal/Download", (await EntriesAsync()).Last().Act);
    }

    [Fact]
    public async Task Act_ThatWasRefused_IsNotRecorded()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (late, done) = (await CampaignDriver.OpenAsync(program), await CampaignDriver.OpenAsync(program));
        await program.AddAsync(TestData.CreateUser("office", (Role.Organizer, late.Unit), (Role.Organizer, done.Unit)));
        var browser = await program.SignInAsync("office", followRedirects: false);
        foreach (var campaign in new[] { late, done })
        {
            var url = $"/campaigns/{campaign.Campaign.Id}/run";
            await browser.OpenAsync(url);
            if (campaign == late)
            {
                // Somebody else was quicker.
                await campaign.EndAsync();
            }

            Assert.Equal(url, (await browser.SubmitAsync($"form[action='{url}/end']")).RedirectsTo);
        }

        var ends = await program.RunAsync((EvaluationDbContext db) => db.Journal.Where(e => e.Act == "CampaignRun/End").Select(e => e.Entry).ToListAsync());
        Assert.Contains(done.Campaign.Id.ToString(), Assert.Single(ends), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningIn_AndOut_IsRecordedWithItsName()
    {
        await host.AddAsync(TestData.CreateUser("comes", (Role.Organizer, host.Branch)));
        var count = (await EntriesAsync()).Count;

        var browser = await host.BrowseAsAsync("comes");
        await browser.FillInAsync("/account", "/account/sign-out");

        var entries = (await EntriesAsync()).Skip(count).ToList();
        Assert.Equal(["SignIn/SignIn", "SignIn/SignOutNow"], entries.Select(e => e.Act));
        Assert.All(entries, entry => Assert.EndsWith("(comes)", entry.Actor, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SigningIn_WithAWrongPassword_IsNobodysAct()
    {
        await host.AddAsync(TestData.CreateUser("guessed", (Role.Organizer, host.Branch)));
        var count = (await EntriesAsync()).Count;

        var browser = host.Browse();
        await browser.FillInAsync("/account/sign-in", "/account/sign-in", ("UserName", "guessed"), ("Password", "wrong password"));

        Assert.Equal(count, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task Chain_OfManyWhoActAtOnce_HasNoGapAndHolds()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AppendAsync(new JournalAct("示例", "Test/Act", i.ToString(System.Globalization.CultureInfo.InvariantCulture), null)))));

        byte[]? before = null;
        var number = 0;
        foreach (var entry in await EntriesAsync())
        {
            Assert.Equal(++number, entry.Number);
            Assert.Equal(JournalEntry.HashOf(before, entry.Entry), entry.Hash);
            before = entry.Hash;
        }

        var file = await (await host.BrowseAsAsync("root")).Client.GetStringAsync("/admin/journal/download");
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(""));
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, file);
        await using var report = new StringWriter();
        Assert.Equal(0, Evaluation.Verifier.CommandLine.Run(["audit", path], input, report, report));
        await File.WriteAllTextAsync(path, file.Replace("Test/Act", "Test/Axt", StringComparison.Ordinal));
        Assert.Equal(1, Evaluation.Verifier.CommandLine.Run(["audit", path], input, report, report));
        File.Delete(path);
    }

    [Fact]
    public async Task Page_FindsByTextAndShowsWhatWasChanged()
    {
        var browser = await host.BrowseAsAsync("root");
        await AppendAsync(new JournalAct("示例 <b>", "Accounts/Create", "/x", null));

        await browser.OpenAsync("/admin/journal?text=%3Cb%3E");

        Assert.Single(browser.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("示例 <b>", browser.Page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/admin/journal?text=nobody-did-this");
        Assert.Empty(browser.Page.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("from=2026-04-21", "after")]
    [InlineData("until=2026-04-20", "before")]
    [InlineData("from=2026-04-21&until=2026-04-21", "after")]
    [InlineData("from=2026-04-20&until=2026-04-21", "after before")]
    [InlineData("from=2026-04-22", "")]
    public async Task Page_FindsByTheDaysOfTheOrganization(string filter, string found)
    {
        var clock = new TestClock();
        await using var program = await EvaluationFactory.CreateAsync(configure: services => services.AddSingleton<TimeProvider>(clock));
        var unit = TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee);
        await program.AddAsync(unit);
        await program.AddUserAsync("root", unit, Role.Administrator);
        // Half a minute before and after midnight of the 21st in Beijing.
        foreach (var (act, at) in new[] { ("before", new DateTime(2026, 4, 20, 15, 59, 30, DateTimeKind.Utc)), ("after", new DateTime(2026, 4, 20, 16, 0, 30, DateTimeKind.Utc)) })
        {
            clock.Advance(at - clock.Now);
            await program.RunAsync<JournalService, int>(async journal =>
            {
                await journal.AppendAsync(new JournalAct("示例某", act, "/x", null), default);
                return 0;
            });
        }

        var browser = await program.SignInAsync("root");
        await browser.OpenAsync("/admin/journal?text=%22/x%22&" + filter);

        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), browser.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent.Contains("before", StringComparison.Ordinal) ? "before" : "after"));
    }

    [Fact]
    public void EveryControllerAndAct_HasANameInTheJournal()
    {
        var texts = new Texts();

        var controllers = Shell.Route.All(host.Services).Select(r => r.Controller.Split('/')[1]).Where(c => c != "Ballot").Distinct();

        Assert.All(controllers, controller => Assert.False(texts["Journal.Of." + controller].ResourceNotFound, controller));
        // What only looks has no name; a file that is taken out has one for all.
        var acts = Shell.Route.All(host.Services).Where(r => r.Method == "POST" && !Shell.Audiences.Public.Contains(r.Controller))
            .Select(r => r.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!.ActionName).Distinct();
        Assert.All(acts, act => Assert.False(texts["Journal.Act." + act].ResourceNotFound, act));
    }

    private Task<int> AppendAsync(JournalAct act) => host.RunAsync<JournalService, int>(async journal =>
    {
        await journal.AppendAsync(act, default);
        return 0;
    });

    private async Task<List<JournalEntry>> EntriesAsync() => await ReadAsync(db => db.Journal.AsNoTracking().OrderBy(e => e.Number).ToListAsync());

    private Task<List<T>> ReadAsync<T>(Func<EvaluationDbContext, Task<List<T>>> read) => host.QueryAsync(read);
}
