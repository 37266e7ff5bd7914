using System.Net;
using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Oversight;

/// <summary>Counted results held against each other.</summary>
public sealed class ComparisonPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Index_OfAYear_ShowsRatesRanksSlipsAndConsequences()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer, Role.Superior);
        var office = await program.SignInAsync("office");
        await ConfirmFirstAsync(program, campaign);

        await office.OpenAsync("/comparison");

        Assert.Equal(["局党组|81.82%|1/1|33", "机关党支部|44.00%|1/1|25", "示例甲|100.00%|1/3|19", "示例乙|100.00%|1/3|19", "示例丙|47.37%|3/3|19"], Rows(office).OrderBy(Place));
        Assert.Contains(T.Of(ConsequenceKind.Rectification), office.Page.QuerySelectorAll(".comparison tbody tr").Single(r => r.QuerySelector("b")!.TextContent == "机关党支部").TextContent, StringComparison.Ordinal);
        await office.OpenAsync("/comparison?year=2026&kind=Branch&search=机关");
        Assert.Equal(["机关党支部|44.00%|1/1|25"], Rows(office));
        await office.OpenAsync("/comparison?year=2026&search=查无此人");
        Assert.Contains(T["Oversight.NothingFound"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync("/comparison?year=2025");
        Assert.Empty(Rows(office));

        using var book = new XLWorkbook(new MemoryStream(await office.Client.GetByteArrayAsync("/comparison/2026.xlsx")));
        var cells = book.Worksheets.First().Row(5).CellsUsed().Select(c => c.GetString()).ToList();
        Assert.Equal(["2", T.Of(SubjectKind.Branch), "机关党支部", "示例局党组"], cells.Take(4));
        Assert.Equal(["满意率", "44.00%", "1/1", "25", T.Of(ConsequenceKind.Rectification)], cells.Skip(5));
    }

    [Fact]
    public async Task Index_BeforeTheCount_ShowsNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastPublishedAsync();
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        var superior = await program.SignInAsync("superior");

        foreach (var page in (string[])["/comparison?year=2026", "/comparison/trend"])
        {
            await superior.OpenAsync(page);
            Assert.Null(superior.Page.QuerySelector(".comparison"));
            Assert.DoesNotContain("%", superior.Find("main")!, StringComparison.Ordinal);
        }

        using var book = new XLWorkbook(new MemoryStream(await superior.Client.GetByteArrayAsync("/comparison/2026.xlsx")));
        Assert.Empty(book.Worksheets.First().Row(4).CellsUsed());
    }

    [Fact]
    public async Task Pages_PoolUnderTheGroupMinimum_ShowNoFigureToAnybody()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        // The branch and the people get four sheets in all: fewer than five.
        await campaign.CastAllAsync(4, "4441");
        await campaign.CastAllAsync(3, "111111");
        await campaign.FinishAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer, Role.Superior);
        var office = await program.SignInAsync("office");

        await office.OpenAsync("/comparison?year=2026");
        Assert.Contains("局党组|100.00%|1/1|6", Rows(office));
        Assert.Contains("机关党支部|" + T["Oversight.Withheld"].Value + "||", Rows(office));
        Assert.DoesNotContain("25.00%", office.Text, StringComparison.Ordinal);
        await office.OpenAsync("/comparison/trend");
        Assert.Contains(T["Oversight.Withheld"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("25.00%", office.Text, StringComparison.Ordinal);
        foreach (var file in (string[])["/comparison/2026.xlsx", "/comparison/trend.xlsx"])
        {
            using var book = new XLWorkbook(new MemoryStream(await office.Client.GetByteArrayAsync(file)));
            var row = book.Worksheets.First().RowsUsed().Single(r => r.CellsUsed().Any(c => c.GetString() == "机关党支部"));
            Assert.Contains(row.CellsUsed(), c => c.GetString() == T["Oversight.Withheld"].Value);
            Assert.DoesNotContain(row.CellsUsed(), c => c.GetString().Contains('%', StringComparison.Ordinal) || c.GetString() == "4");
        }
    }

    [Fact]
    public async Task Trend_TwoYears_ShowsTheChange()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var superior = await TwoYearsAsync(program, _ => { });

        await superior.OpenAsync("/comparison/trend?kind=Branch");

        var cells = superior.Page.QuerySelectorAll(".comparison tbody td").Select(c => Folded(c.TextContent)).ToList();
        Assert.Equal(3, cells.Count);
        Assert.StartsWith("90.00%", cells[1], StringComparison.Ordinal);
        Assert.EndsWith(T["Oversight.Up", "46.00", 2026].Value, cells[1], StringComparison.Ordinal);
        Assert.StartsWith("44.00%", cells[2], StringComparison.Ordinal);
        using var book = new XLWorkbook(new MemoryStream(await superior.Client.GetByteArrayAsync("/comparison/trend.xlsx")));
        Assert.Contains(book.Worksheets.First().CellsUsed(), c => c.GetString() == T["Oversight.Up", "46.00", 2026].Value);
    }

    [Fact]
    public async Task Trend_OfAnotherFormula_IsNotCompared()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var superior = await TwoYearsAsync(program, c => c.Rules = c.Rules with { Metrics = [new Metric("satisfied", "满意率", ["满意"]), c.Rules.Metrics[1]] });

        await superior.OpenAsync("/comparison/trend?kind=Branch");

        Assert.Contains(T["Oversight.OtherFormula"].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("46.00", superior.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_OutsideTheSubtree_ShowNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer, Role.Superior);
        await program.AddUserAsync("others", campaign.Unit, Role.Administrator, Role.Witness, Role.Member);
        var (outside, others) = (await program.SignInAsync("outside"), await program.SignInAsync("others"));

        foreach (var page in (string[])["/comparison?year=2026", "/comparison/trend"])
        {
            Assert.DoesNotContain("机关党支部", (await outside.OpenAsync(page)).Document.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await others.GetAsync(page)).Status);
        }

        foreach (var file in (string[])["/comparison/2026.xlsx", "/comparison/trend.xlsx"])
        {
            using var book = new XLWorkbook(new MemoryStream(await outside.Client.GetByteArrayAsync(file)));
            Assert.Empty(book.Worksheets.First().Row(4).CellsUsed());
        }
    }

    // The branch has 44 % in 2026 and 90 % in 2027.
    private static async Task<Browser> TwoYearsAsync(EvaluationFactory program, Action<Campaign> configure)
    {
        var first = await CampaignDriver.OpenAsync(program);
        await first.CountPublishedAsync();
        var second = await CampaignDriver.OpenAsync(program, configure);
        await second.CastAllAsync(0, "1111111114");
        await second.FinishAsync();
        // The second is a year later and of the same organizations.
        await program.RunAsync(async (EvaluationDbContext db) =>
        {
            foreach (var (now, before) in second.Campaign.Subjects.Zip(first.Campaign.Subjects))
            {
                await db.Subjects.Where(s => s.Id == now.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.OrganizationId, before.OrganizationId).SetProperty(x => x.MemberId, before.MemberId));
            }

            return await db.Campaigns.Where(c => c.Id == second.Campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Year, 2027).SetProperty(c => c.OrganizationId, first.Unit.Id));
        });
        await program.AddUserAsync("superior", first.Unit, Role.Superior);
        return await program.SignInAsync("superior");
    }

    private static async Task ConfirmFirstAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        var user = await program.RunAsync((EvaluationDbContext db) => db.Users.Select(u => u.Id).FirstAsync());
        var scope = await program.RunAsync((EvaluationDbContext db) => Scope.ForUserAsync(db, user, default));
        var rows = await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default));
        await campaign.DecideAsync(scope, rows.First(r => r.Subject.Name == "机关党支部" && r.Record.Found.Rule.Number == "1"), Verdict.Confirm);
    }

    // Name, rate, rank, valid.
    private static IEnumerable<string> Rows(Browser browser) => browser.Page.QuerySelectorAll(".comparison tbody tr").Select(row =>
    {
        var cells = row.QuerySelectorAll("td").Select(c => Folded(c.TextContent)).ToList();
        var rate = cells[2].Contains('%', StringComparison.Ordinal) ? cells[2].Split(' ')[0] : cells[2];
        return $"{row.QuerySelector("b")!.TextContent}|{rate}|{cells[3]}|{cells[4]}";
    });

    private static int Place(string row) => Array.IndexOf(["局党组", "机关党支部", "示例甲", "示例乙", "示例丙"], row.Split('|')[0]);

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
