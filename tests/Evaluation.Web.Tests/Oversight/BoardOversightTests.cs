using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Oversight;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Oversight;

/// <summary>What the board shows of filings, inspections and the year before.</summary>
public sealed class BoardOversightTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Row_ShowsFilingsInspectionsAndTheReminderNamesWhatIsOpen()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await program.AddAsync(
            new Filing { CampaignId = campaign.Campaign.Id, Paper = FilingPaper.Plan, State = FilingState.Accepted },
            new Filing { CampaignId = campaign.Campaign.Id, Paper = FilingPaper.Result, State = FilingState.Returned, Originals = 0 },
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = today.AddDays(-3), Inspectors = "甲" },
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = today.AddDays(3), Inspectors = "乙" },
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2025, PlannedOn = today.AddDays(-300), Inspectors = "丙" });
        var superior = await SuperiorAsync(program, campaign.Unit);

        await superior.OpenAsync("/board?year=2026");

        var row = superior.Find(".board-oversight")!;
        Assert.Contains(T["Oversight.Board.Plan", T.Of(FilingState.Accepted)].Value, row, StringComparison.Ordinal);
        Assert.Contains(T["Oversight.Board.Result", T.Of(FilingState.Returned)].Value, row, StringComparison.Ordinal);
        Assert.Contains(T["Oversight.Board.InspectionsOverdue", 1].Value, row, StringComparison.Ordinal);
        var reminder = superior.Page.QuerySelector("textarea")!.TextContent;
        Assert.Contains(T["Oversight.Board.ResultReturned"].Value, reminder, StringComparison.Ordinal);
        Assert.Contains(T["Oversight.Board.Undecided", 5].Value, reminder, StringComparison.Ordinal);
        Assert.DoesNotContain(T["Oversight.Board.PlanReturned"].Value, reminder, StringComparison.Ordinal);
        // Everything that the row leads to is there.
        foreach (var link in superior.Page.QuerySelectorAll(".board-oversight a").Select(a => a.GetAttribute("href")!).ToList())
        {
            await superior.OpenAsync(link);
        }
    }

    [Fact]
    public async Task Row_NotFiledAfterTheCount_IsRemindedOf()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddAsync(new Filing { CampaignId = campaign.Campaign.Id, Paper = FilingPaper.Result, Originals = 3 });
        var superior = await SuperiorAsync(program, campaign.Unit);

        await superior.OpenAsync("/board?year=2026");

        Assert.Contains(T["Oversight.Board.ResultMissing"].Value, superior.Find(".board-oversight")!, StringComparison.Ordinal);
        Assert.Contains(T["Oversight.Board.ResultMissing"].Value, superior.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Null(superior.Page.QuerySelector(".tile a[href='/filings?state=Filed']"));
        await program.RunAsync((EvaluationDbContext db) => db.Filings.ExecuteUpdateAsync(s => s.SetProperty(f => f.State, FilingState.Filed)));
        await superior.OpenAsync("/board?year=2026");
        Assert.NotNull(superior.Page.QuerySelector(".tile a[href='/filings?state=Filed']"));
        Assert.DoesNotContain(T["Oversight.Board.ResultMissing"].Value, superior.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_OfTheNextYear_ShowsLastYearsRate()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddAsync(new Domain.Campaigns.Campaign { OrganizationId = campaign.Unit.Id, Title = "下一年评议", Year = 2027 });
        var superior = await SuperiorAsync(program, campaign.Unit);

        await superior.OpenAsync("/board?year=2027");

        var row = superior.Page.QuerySelectorAll(".board tbody tr").Single(r => r.TextContent.Contains("下一年评议", StringComparison.Ordinal));
        Assert.Contains(T["Oversight.Board.LastYear", 2026, "44.00%", "机关党支部"].Value, row.TextContent, StringComparison.Ordinal);
        // Somebody who covers the branch alone sees nothing of it.
        await program.AddUserAsync("below", campaign.Branch, Role.Superior);
        var below = await program.SignInAsync("below");
        Assert.DoesNotContain("44.00%", (await below.OpenAsync("/board?year=2027")).Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WithADayForTheResult_SaysThatItIsPastAndLeadsToPagesThatAreThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var user = await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var yesterday = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2);
        var directive = new Directive { Id = Guid.NewGuid(), OrganizationId = campaign.Unit.Id, IssuedBy = user.Id, IssuedByName = "示例上级", Year = 2026, Title = "下发", ResultDue = yesterday };
        directive.Branches.Add(new DirectiveBranch { DirectiveId = directive.Id, OrganizationId = campaign.Unit.Id, CampaignId = campaign.Campaign.Id });
        await program.AddAsync(directive);
        await program.RunAsync((EvaluationDbContext db) => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.DirectiveId, directive.Id)));
        await program.RunAsync<DeadlineService, int>(async s =>
        {
            await s.FindAsync(default);
            return 0;
        });
        var superior = await SuperiorAsync(program, campaign.Unit);
        var text = T["Oversight.Board.ResultOverdue", T["Board.Day", yesterday.Month, yesterday.Day].Value].Value;

        await superior.OpenAsync("/board?year=2026");

        Assert.Contains(text, superior.Find(".board-oversight")!, StringComparison.Ordinal);
        Assert.Contains(text, superior.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(T["Oversight.Board.FilingsOverdue", 1].Value, superior.Text, StringComparison.Ordinal);
        Assert.Null(superior.Page.QuerySelector(".board-oversight a[href$='/filings/Result']"));
        var office = await program.SignInAsync("office");
        await office.OpenAsync("/notifications");
        var day = T["Outcomes.Day", yesterday.Year, yesterday.Month, yesterday.Day].Value;
        Assert.Contains(T["Notifications.Text.FilingOverdue", campaign.Campaign.Title, "", T.Of(FilingPaper.Result).ToString(), day].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);

        await campaign.CountPublishedAsync();
        await superior.OpenAsync("/board?year=2026");
        await superior.OpenAsync(superior.Page.QuerySelector(".board-oversight a[href$='/filings/Result']")!.GetAttribute("href")!);
        Assert.Contains(T["Oversight.Filing.WasDueBy", day].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<Browser> SuperiorAsync(EvaluationFactory program, Organization place)
    {
        await program.AddUserAsync("superior", place, Role.Superior);
        return await program.SignInAsync("superior");
    }
}
