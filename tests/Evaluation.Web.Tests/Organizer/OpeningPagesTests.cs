using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

/// <summary>Locking a box at finalizing, opening it before witnesses, and the minutes that say so.</summary>
public sealed class OpeningPagesTests
{
    private static readonly Texts T = new();

    private static readonly (string Name, string Passphrase)[] People = [("示例监票一", "清晨六点去赶早班的公共汽车"), ("示例监票二", "blue kettle seven rivers"), ("示例上级", "mountain-path-42-ink")];

    [Fact]
    public async Task TwoLocks_ThreeHolders_LockAndTwoOfThemOpenBeforeThosePresent()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, url) = await PrepareAsync(program);

        await office.OpenAsync(url + "/run/finalize");
        Assert.Null(office.Find("button[name=later]"));
        var locked = await office.SubmitAsync($"form[action='{url}/run/lock']", [.. Fields(3)]);
        Assert.Equal(url + "/codes", locked.Url);
        await VoteAndEndAsync(campaign);

        Assert.Contains(T["Opening.UnlockTwo"].Value, await WordsAsync(office, url + "/run/count"), StringComparison.Ordinal);
        await office.SubmitAsync("form[action$='/run/count']", ("Form.Present", "示例甲（主持人）\n示例监票一（监票人）"), ("Form.FirstPassphrase", People[0].Passphrase), ("Form.SecondPassphrase", "not hers at all"));
        Assert.Equal(T["Opening.WrongPassphrase"].Value, office.Find("#Form_SecondPassphrase-error"));
        Assert.Null(office.Find("#Form_FirstPassphrase-error"));
        Assert.DoesNotContain(People[0].Passphrase, office.Text, StringComparison.Ordinal);
        Assert.Equal("示例甲（主持人）\n示例监票一（监票人）", office.Page.QuerySelector("textarea")!.TextContent.Trim());
        var counted = await office.SubmitAsync("form[action$='/run/count']", ("Form.First", "2"), ("Form.FirstPassphrase", People[2].Passphrase), ("Form.Second", "0"), ("Form.SecondPassphrase", People[0].Passphrase));
        Assert.Equal(url + "/result", counted.Url);

        var minutes = await WordsAsync(office, url + "/minutes");
        var box = await program.RunAsync((EvaluationDbContext db) => db.BallotBoxes.SingleAsync());
        Assert.All(
            [
                T["Minutes.HolderOpened", "示例监票一", T.Of(HolderCapacity.Witness)].Value, T["Minutes.HolderAbsent", "示例监票二", T.Of(HolderCapacity.Witness)].Value, T["Minutes.HolderOpened", "示例上级", T.Of(HolderCapacity.Superior)].Value,
                "示例甲（主持人）、示例监票一（监票人）", box.Seal![..4], T["Minutes.Course", 8, 8, 0].Value,
            ],
            expected => Assert.Contains(expected, minutes, StringComparison.Ordinal));
        var journal = await program.RunAsync((EvaluationDbContext db) => db.Journal.OrderBy(e => e.Number).Select(e => e.Act + e.Entry).ToListAsync());
        Assert.Contains(journal, e => e.StartsWith("CampaignRun/Lock", StringComparison.Ordinal));
        Assert.Equal(2, journal.Count(e => e.StartsWith("Opening/Count", StringComparison.Ordinal)));
        Assert.Contains(journal, e => e.Contains("wrong passphrase of 示例监票二", StringComparison.Ordinal));
        Assert.DoesNotContain(journal.Concat(program.Logs), line => People.Any(p => line.Contains(p.Passphrase, StringComparison.Ordinal)) || line.Contains("not hers at all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lock_WithMistakes_SaysThemAtTheFieldsAndKeepsNamesButNoPassphrase()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, url) = await PrepareAsync(program);
        await office.OpenAsync(url + "/run/finalize");

        await office.SubmitAsync(
            $"form[action='{url}/run/lock']",
            [.. Fields(2).Where(f => f.Name is not ("Locks.Holders[1].Name" or "Locks.Holders[1].Repeated" or "Locks.BothNeeded")), ("Locks.Holders[1].Name", "示例乙"), ("Locks.Holders[1].Repeated", "something else")]);

        Assert.Equal(T["Locks.Problem.IsEvaluated"].Value, office.Find("#Locks_Holders_1__Name-error"));
        Assert.Equal(T["Locks.Problem.RepeatedDiffers"].Value, office.Find("#Locks_Holders_1__Repeated-error"));
        Assert.Equal(T["Locks.Problem.BothNeeded"].Value, office.Find("#Locks_BothNeeded-error"));
        Assert.Null(office.Find("#Locks_Holders_0__Name-error"));
        Assert.Equal(People[0].Name, office.Page.QuerySelector("[name='Locks.Holders[0].Name']")!.GetAttribute("value"));
        Assert.DoesNotContain(People[0].Passphrase, WebUtility.HtmlDecode(office.Text), StringComparison.Ordinal);
        Assert.Equal(CampaignStage.Preparing, await StageAsync(program, campaign));
    }

    [Fact]
    public async Task TwoHoldersOnly_ThePageSaysBeforehandThatBothAreNeeded()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, url) = await PrepareAsync(program);

        Assert.Contains(T["Locks.TwoOrThree"].Value, await WordsAsync(office, url + "/run/finalize"), StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{url}/run/lock']", [.. Fields(2)]);
        await VoteAndEndAsync(campaign);

        Assert.Contains(T["Opening.UnlockBoth"].Value, await WordsAsync(office, url + "/run/count"), StringComparison.Ordinal);
        await office.SubmitAsync("form[action$='/run/count']", ("Form.Second", "0"), ("Form.FirstPassphrase", People[0].Passphrase), ("Form.SecondPassphrase", People[0].Passphrase));
        Assert.Equal(T["Opening.TwoHolders"].Value, office.Find("#Form_Second-error"));
        Assert.Equal(CampaignStage.Ended, await StageAsync(program, campaign));
    }

    [Fact]
    public async Task Finalize_OfABoxWithTwoLocksWithoutHolders_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, url) = await PrepareAsync(program);
        await office.OpenAsync(url + "/run/finalize");

        await office.PostBareAsync(url + "/run/finalize", ("__RequestVerificationToken", office.Token));

        Assert.Equal(CampaignStage.Preparing, await StageAsync(program, campaign));
    }

    [Fact]
    public async Task OneLock_IsOpenedWithoutPassphrasesAndHasMinutesToo()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var (office, url) = await OfficeAsync(program, campaign);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(url + "/minutes")).Status);
        await EndAsync(campaign);

        await office.OpenAsync(url + "/run/count");
        Assert.Null(office.Find("input[type=password]"));
        await office.SubmitAsync("form[action$='/run/count']");

        await office.OpenAsync(url + "/result");
        Assert.NotNull(office.Page.QuerySelector($"a[href='{url}/minutes']"));
        Assert.Contains("示例office", await WordsAsync(office, url + "/minutes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_BeforeTheEndOrTheNumbers_LeadsBackToTheRun()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var (office, url) = await OfficeAsync(program, campaign);

        Assert.Equal(url + "/run", (await office.GetAsync(url + "/run/count")).Url);
        await campaign.EndAsync();
        Assert.Equal(url + "/run", (await office.GetAsync(url + "/run/count")).Url);
    }

    [Fact]
    public async Task DamagedEnvelope_IsLeftOutByTwoPeopleAndTheMinutesNameThem()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var (office, url) = await OfficeAsync(program, campaign);
        await program.AddUserAsync("watching", campaign.Unit, Role.Witness);
        await EndAsync(campaign);
        var damaged = await program.RunAsync(async (EvaluationDbContext db) =>
        {
            var envelope = await db.Envelopes.FirstAsync();
            envelope.Mac = [.. envelope.Mac.Reverse()];
            await db.SaveChangesAsync();
            return envelope.Id;
        });
        var boxes = $"/sealed-boxes/{campaign.Campaign.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(boxes)).Status);

        await office.OpenAsync(url + "/run/count");
        await office.SubmitAsync("form[action$='/run/count']");
        Assert.Contains(damaged.ToString("N"), office.Text, StringComparison.Ordinal);
        await office.FillInAsync(boxes, boxes + "/leave-out", ("Form.Reason", "示例磁盘损坏"));
        await office.OpenAsync(boxes);
        Assert.Null(office.Page.QuerySelector("form[action$='/release']"));
        var witness = await program.SignInAsync("watching");
        Assert.Contains(T["SealedBoxes.Damage.Badge"].Value, await WordsAsync(witness, "/sealed-boxes"), StringComparison.Ordinal);
        await witness.OpenAsync(boxes);
        await witness.SubmitAsync("form[action$='/release']");
        await office.OpenAsync(url + "/run/count");
        await office.SubmitAsync("form[action$='/run/count']");

        var minutes = await WordsAsync(office, url + "/minutes");
        Assert.Contains(T["Minutes.CourseLeftOut", 8, 7, 1].Value, minutes, StringComparison.Ordinal);
        Assert.All(["示例office", "示例watching", "示例磁盘损坏"], text => Assert.Contains(text, minutes, StringComparison.Ordinal));
        await office.OpenAsync(url + "/tally-sheet");
        Assert.Equal(("8", "7", "1"), (Figure(office, "TallySheet.Returned"), Figure(office, "TallySheet.Valid"), Figure(office, "TallySheet.Invalid")));
        var journal = await program.RunAsync((EvaluationDbContext db) => db.Journal.Where(e => e.Act != "SignIn/SignIn").OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        Assert.Equal(["Opening/Count", "SealedBoxes/AskLeaveOut", "SealedBoxes/ReleaseLeaveOut", "Opening/Count"], journal);
    }

    private static async Task<(CampaignDriver Campaign, Browser Office, string Url)> PrepareAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.CreateAsync(program, c => c.HasTwoLocks = true);
        var (office, url) = await OfficeAsync(program, campaign);
        return (campaign, office, url);
    }

    private static async Task<(Browser Office, string Url)> OfficeAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        return (await program.SignInAsync("office"), $"/campaigns/{campaign.Campaign.Id}");
    }

    private static async Task VoteAndEndAsync(CampaignDriver campaign)
    {
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        await EndAsync(campaign);
    }

    private static async Task EndAsync(CampaignDriver campaign)
    {
        await campaign.CastAllAsync(0, "11112222");
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
    }

    private static IEnumerable<(string Name, string? Value)> Fields(int holders)
    {
        for (var i = 0; i < holders; i++)
        {
            yield return ($"Locks.Holders[{i}].Name", People[i].Name);
            yield return ($"Locks.Holders[{i}].Capacity", i < 2 ? "Witness" : "Superior");
            yield return ($"Locks.Holders[{i}].Passphrase", People[i].Passphrase);
            yield return ($"Locks.Holders[{i}].Repeated", People[i].Passphrase);
        }

        if (holders < 3)
        {
            yield return ("Locks.BothNeeded", "true");
        }
    }

    // Of the first subject: heads that stand below another take up places in their turn.
    private static string Figure(Browser browser, string head)
    {
        var table = browser.Page.QuerySelector("table")!;
        var (upper, lower) = (table.QuerySelectorAll("thead tr:first-child th"), new Queue<AngleSharp.Dom.IElement>(table.QuerySelectorAll("thead tr:nth-child(2) th")));
        var heads = upper.SelectMany(th => int.TryParse(th.GetAttribute("colspan"), out var span) ? Enumerable.Range(0, span).Select(_ => lower.Dequeue().TextContent) : [th.TextContent]).ToList();
        return table.QuerySelector("tbody tr")!.Children[heads.FindIndex(h => h.Trim() == T[head].Value)].TextContent.Trim();
    }

    private static async Task<string> WordsAsync(Browser browser, string url) => (await browser.OpenAsync(url)).Document.Body!.TextContent;

    private static Task<CampaignStage> StageAsync(EvaluationFactory program, CampaignDriver campaign) =>
        program.RunAsync((EvaluationDbContext db) => db.Campaigns.Where(c => c.Id == campaign.Campaign.Id).Select(c => c.Stage).SingleAsync());
}
