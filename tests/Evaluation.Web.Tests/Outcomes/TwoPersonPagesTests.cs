using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>Decisions that take two people, and what they bring onto the favourable lists, through the pages.</summary>
public sealed class TwoPersonPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Basics_SayThatDecisionsTakeTwoPeople()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");
        var url = $"/campaigns/{campaign.Campaign.Id}";

        await office.FillInAsync(url + "/basics", url + "/basics", ("Form.DecidesInPairs", "true"));

        Assert.True(await program.RunAsync((EvaluationDbContext db) => db.Campaigns.Select(c => c.DecidesInPairs).SingleAsync()));
        await office.OpenAsync(url);
        Assert.Contains(T["Campaigns.DecidesInPairs"].Value, office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_EnteredSentBackEnteredAgainAgreed()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, first, second) = await CountedAsync(program);
        var list = $"/campaigns/{campaign.Campaign.Id}/determinations";
        var record = await program.RunAsync((EvaluationDbContext db) => db.Determinations.AsNoTracking().OrderBy(d => d.Order).FirstAsync());
        var url = $"{list}/{record.Id}";

        // Ticked in the list: entered, not decided, and it can be ticked no more.
        await first.FillInAsync(list, list + "/confirm", ("Ticked", $"{record.Id}.{record.Version}"));
        Assert.Contains(T["Outcomes.EnteredCount", 1].Value, first.Text, StringComparison.Ordinal);
        Assert.Null(first.Page.QuerySelector($"input[name=Ticked][value^='{record.Id}']"));
        Assert.Contains(T["Outcomes.AwaitsSecond"].Value, first.Text, StringComparison.Ordinal);

        // Who entered it has no button to agree, and is refused without one.
        await first.OpenAsync(url);
        Assert.Null(first.Page.QuerySelector($"form[action='{url}/agree']"));
        await first.PostBareAsync(url + "/agree", ("__RequestVerificationToken", first.Token), ("version", "1"));
        Assert.Contains(T["Outcomes.Outcome.SamePerson"].Value, first.Text, StringComparison.Ordinal);

        await second.FillInAsync(url, url + "/send-back");
        Assert.Equal(T["Outcomes.Outcome.ReasonMissing"].Value, second.Find("#Back_Text-error"));
        await second.FillInAsync(url, url + "/send-back", ("Back.Text", "<b>依据不足</b>"));
        Assert.Equal(T["Outcomes.SentBackBecause", "<b>依据不足</b>"].Value, second.Find("p.decision"));
        Assert.Empty(await program.RunAsync((EvaluationDbContext db) => db.Consequences.ToListAsync()));

        await first.FillInAsync(url, url, ("Form.Verdict", nameof(Verdict.Confirm)), ("Form.Document", "示例党发〔2026〕9号"));
        await second.OpenAsync(url);
        Assert.Contains("示例党发〔2026〕9号", second.Text, StringComparison.Ordinal);
        await second.SubmitAsync($"form[action='{url}/agree']");
        var decided = await program.RunAsync((EvaluationDbContext db) => db.Determinations.AsNoTracking().SingleAsync(d => d.Id == record.Id));
        Assert.NotEqual(decided.Entered!.By, decided.DecidedBy);
        Assert.Contains(T["Outcomes.DecidedByTwo", decided.DecidedByName, decided.Entered.ByName].Value, second.Find("p.decision"), StringComparison.Ordinal);
        Assert.NotEmpty(await program.RunAsync((EvaluationDbContext db) => db.Consequences.ToListAsync()));
    }

    [Fact]
    public async Task GoodExample_WrittenUp_StandsOnItsListAndInItsWorkbook()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (_, first, second) = await CountedAsync(program, [ConsequenceKind.GoodExample, ConsequenceKind.PutForward]);
        var record = await program.RunAsync((EvaluationDbContext db) => db.Determinations.AsNoTracking().OrderBy(d => d.Order).FirstAsync());
        var url = $"/campaigns/{record.CampaignId}/determinations/{record.Id}";
        await first.FillInAsync(url, url, ("Form.Verdict", nameof(Verdict.Confirm)));
        await second.OpenAsync(url);
        await second.SubmitAsync($"form[action='{url}/agree']");
        var id = await program.RunAsync((EvaluationDbContext db) => db.Consequences.Where(c => c.Kind == ConsequenceKind.GoodExample).Select(c => c.Id).SingleAsync());
        var task = $"/campaigns/{record.CampaignId}/consequences/{id}";

        await first.OpenAsync(task);
        Assert.Contains(T["Outcomes.Deeds"].Value, first.Text, StringComparison.Ordinal);
        await first.SubmitAsync($"form[action='{task}']", ("Form.Record", "全年上门服务三百余次"), ("Form.Publicised", "单位公开栏"), ("submit", "true"));

        await second.OpenAsync("/register?year=2026&list=GoodExamples");
        Assert.NotNull(second.Page.QuerySelector($"td a[href='{task}']"));
        Assert.Contains("全年上门服务三百余次", second.Text, StringComparison.Ordinal);
        using var book = new XLWorkbook(new MemoryStream(await second.Client.GetByteArrayAsync("/register/2026.xlsx?list=GoodExamples")));
        Assert.Equal(["全年上门服务三百余次\n" + T["Outcomes.Register.PublicisedIn", "单位公开栏"]], book.Worksheets.First().Row(4).CellsUsed().TakeLast(1).Select(c => c.GetString().ReplaceLineEndings("\n")));
        // What is favourable is not on the list of limits.
        await second.OpenAsync("/register?year=2026");
        Assert.Empty(second.Page.QuerySelectorAll("table tbody tr"));
        await second.OpenAsync("/register?year=2026&list=PutForward");
        Assert.Single(second.Page.QuerySelectorAll("table tbody tr"));
    }

    private static async Task<(CampaignDriver Campaign, Browser First, Browser Second)> CountedAsync(EvaluationFactory program, IReadOnlyList<ConsequenceKind>? follows = null)
    {
        var campaign = await CampaignDriver.OpenAsync(program, c =>
        {
            c.DecidesInPairs = true;
            c.Rules = c.Rules with { Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" || follows is null ? r : r with { Consequences = [.. follows.Select(k => new RuleConsequence(k, Bearer.Subject))] })] };
        });
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("first", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("second", campaign.Unit, Role.Organizer);
        return (campaign, await program.SignInAsync("first"), await program.SignInAsync("second"));
    }
}
