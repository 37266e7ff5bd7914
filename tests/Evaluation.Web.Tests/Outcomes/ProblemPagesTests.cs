using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Outcomes;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>The problems of a rectification plan and the opinions under them, through the pages and without JavaScript.</summary>
public sealed class ProblemPagesTests
{
    private const string Opinion = "示例意见：办事等候时间太长。";
    private static readonly Texts T = new();

    [Fact]
    public async Task Editor_AddsRenamesMovesAndRemoves_AndNeverEditsAnOpinion()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, _, office) = await StageAsync(program);

        // A button of the list saves nothing and loses nothing.
        await office.OpenAsync(url);
        await office.SubmitAsync("button[value=add-problem]", ("Form.Problems[0].Title", "等候时间长"), ("Form.Measures", "增设窗口"), ("Form.Opinions[0].Place", "0"));
        Assert.Equal(2, office.Page.QuerySelectorAll("[name$='.Title']").Length);
        Assert.Equal("增设窗口", office.Page.QuerySelector("[name='Form.Measures']")!.TextContent.Trim());
        Assert.NotNull(office.Page.QuerySelector("[name='Form.Opinions[0].Place'] option[value='0'][selected]"));
        Assert.Empty(await ProblemsAsync(program));

        await office.SubmitAsync($"form[action='{url}']", ("Form.Problems[1].Title", "等候时间长"));
        Assert.Equal(T["Consequences.SameProblem"].Value, office.Find("[id='Form_Problems_1__Title-error']"));
        await office.SubmitAsync($"form[action='{url}']", ("Form.Problems[1].Title", "服务不主动"));
        Assert.Equal(["等候时间长: " + Opinion, "服务不主动: "], await ProblemsAsync(program));

        // Renamed, put below the other, and the opinion goes with it; then it is moved.
        await office.OpenAsync(url);
        await office.SubmitAsync("button[value=down-problem-0]", ("Form.Problems[0].Title", "群众等候时间长"));
        await office.SubmitAsync($"form[action='{url}']");
        Assert.Equal(["服务不主动: ", "群众等候时间长: " + Opinion], await ProblemsAsync(program));
        await office.FillInAsync(url, url, ("Form.Opinions[0].Place", "0"), ("Form.Opinions[0].Text", "改写"));
        Assert.Equal(["服务不主动: " + Opinion, "群众等候时间长: "], await ProblemsAsync(program));

        // Its problem removed it stands under none; out of the plan it stands nowhere.
        await office.OpenAsync(url);
        await office.SubmitAsync("button[value=remove-problem-0]");
        await office.SubmitAsync($"form[action='{url}']");
        Assert.Equal(["群众等候时间长: ", "未归类: " + Opinion], await ProblemsAsync(program));
        await office.FillInAsync(url, url, ("Form.Opinions[0].Place", ""));
        Assert.Equal(["群众等候时间长: "], await ProblemsAsync(program));
        Assert.Equal(Opinion, await program.RunAsync((EvaluationDbContext db) => db.Opinions.Select(o => o.Text).SingleAsync()));
    }

    [Fact]
    public async Task Plan_HandedIn_ShowsTheProblemsWithTheirOpinionsToTheSuperior()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, campaign, office) = await StageAsync(program);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        var superior = await program.SignInAsync("superior");
        await office.FillInAsync(url, url,
            ("Form.Problems[0].Title", "等候时间长 <b>"), ("Form.Opinions[0].Place", "0"), ("Form.Causes", "窗口不足"), ("Form.Measures", "增设窗口"), ("Form.Responsible", "示例甲"), ("submit", "true"));

        await superior.OpenAsync(url);

        Assert.Contains("等候时间长 <b>", superior.Find(".problems > li"), StringComparison.Ordinal);
        Assert.Equal(Opinion, superior.Find(".problems > li > .quotes > li"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bearer_RenamesProblemsAndLeavesTheirOpinions_WhichOfASmallGroupAreHidden(bool isWithheld)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, campaign, office) = await StageAsync(program);
        await office.FillInAsync(url, url, ("Form.Problems[0].Title", "等候时间长"), ("Form.Opinions[0].Place", "0"));
        var user = await program.AddUserAsync("示例乙", campaign.Branch, Role.Member);
        var id = await program.RunAsync(async (EvaluationDbContext db) =>
        {
            var person = await db.Members.Where(m => m.Name == "示例乙").Select(m => m.Id).SingleAsync();
            await db.Determinations.ExecuteUpdateAsync(s => s.SetProperty(d => d.IsWithheld, isWithheld));
            await db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.BearerMemberId, person));
            await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, person));
            return await db.Consequences.Select(c => c.Id).SingleAsync();
        });
        var own = await program.SignInAsync("示例乙");
        var opinion = await program.RunAsync((EvaluationDbContext db) => db.Opinions.Select(o => o.Id).SingleAsync());

        await own.OpenAsync("/me/consequences/" + id);
        Assert.Equal(!isWithheld, own.Page.Body!.TextContent.Contains(Opinion, StringComparison.Ordinal));
        await own.SubmitAsync($"form[action='/me/consequences/{id}']", ("Form.Problems[0].Title", "群众等候时间长"), ("Form.Opinions[0].Id", opinion.ToString()), ("Form.Opinions[0].Place", ""));

        Assert.Equal(["群众等候时间长: " + Opinion], await ProblemsAsync(program));
        await program.RunAsync((EvaluationDbContext db) => db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConsequenceState.Accepted)));
        await own.OpenAsync("/me/consequences/" + id);
        Assert.Equal(!isWithheld, own.Page.QuerySelector(".quotes") is not null);
        Assert.Contains("群众等候时间长", own.Find(".problems"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(EvaluationFactory program)
    {
        var plan = await program.RunAsync((EvaluationDbContext db) => db.Consequences.AsNoTracking().SingleAsync());
        return [.. plan.Problems.Select(p => $"{p.Title}: {string.Join('、', p.Quotes)}"), .. plan.Quotes.Select(q => "未归类: " + q)];
    }

    // A counted campaign with one rectification of the branch, about which there is one opinion.
    private static async Task<(string Url, CampaignDriver Campaign, Browser Office)> StageAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        var user = await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var scope = await program.RunAsync((EvaluationDbContext db) => Scope.ForUserAsync(db, user.Id, default));
        var row = (await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default)))[0];
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(scope, row, Verdict.Confirm));
        var id = await program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.Id).SingleAsync());
        return ($"/campaigns/{campaign.Campaign.Id}/consequences/{id}", campaign, await program.SignInAsync("office"));
    }
}
