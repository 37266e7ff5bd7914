using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>Results reported back to those evaluated, and what they see and do in their own area.</summary>
public sealed class FeedbackPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Feedback_ToAll_IsSeenAndAcknowledgedByTheSubjectAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office) = await CountedAsync(program);
        var url = $"/campaigns/{campaign.Campaign.Id}/feedback";
        var (head, other) = (await MemberAsync(program, campaign, "示例甲"), await MemberAsync(program, campaign, "示例乙"));
        await head.OpenAsync("/me");
        Assert.Empty(head.Page.QuerySelectorAll("a[href^='/me/feedback/']"));

        await office.OpenAsync(url);
        await office.SubmitAsync("form#give", ("Form.Words", "肯定成绩 <b>"), ("Form.ToAll", "false"));
        Assert.Equal(T["Feedback.NoneTicked"].Value, office.Find("#Form_ToAll-error"));
        Assert.Contains("肯定成绩 <b>", office.Page.QuerySelector("[name='Form.Words']")!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync("form#give", ("Form.ToAll", "true"), ("Form.IncludesOpinions", "true"));
        Assert.Equal(5, await program.RunAsync((EvaluationDbContext db) => db.Feedbacks.CountAsync()));

        // The own result, and that of the branch which 示例甲 headed on the closing date.
        await head.OpenAsync("/me");
        var links = head.Page.QuerySelectorAll("a[href^='/me/feedback/']").Select(a => (Name: a.QuerySelector("b")!.TextContent, Url: a.GetAttribute("href")!)).ToDictionary(l => l.Name, l => l.Url);
        Assert.Equal(["机关党支部", "示例甲"], links.Keys.Order(StringComparer.Ordinal));
        await head.OpenAsync(links["机关党支部"]);
        Assert.Contains("（8 + 0）÷ 24 = 33.33%", head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("示例意见：办事等候时间太长。", head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("肯定成绩 <b>", head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(links["机关党支部"])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(links["机关党支部"])).Status);
        await other.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostBareAsync(links["示例甲"], ("Form.Text", "冒名"), ("__RequestVerificationToken", other.Token))).Status);

        await head.FillInAsync(links["示例甲"], links["示例甲"], ("Form.Text", "一定改进"));
        await head.OpenAsync(links["示例甲"]);
        Assert.Contains(T["Feedback.ReplyOf", "一定改进"].Value, head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(head.Page.QuerySelector("[name='Form.Text']"));
        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Feedbacks.CountAsync(f => f.AcknowledgedAt != null)));
        await office.OpenAsync(url);
        Assert.Contains("一定改进", office.Page.Body!.TextContent, StringComparison.Ordinal);
        // Who reports back to whom (D6): the branch to its members, the host to the branch.
        Assert.Equal([("机关党支部", "示例局党组"), ("示例甲", "机关党支部")], (await program.RunAsync((EvaluationDbContext db) => db.Feedbacks.Join(db.Subjects, f => f.SubjectId, s => s.Id, (f, s) => new { s.Name, f.Reporter }).ToListAsync()))
            .Where(f => links.ContainsKey(f.Name)).Select(f => (f.Name, f.Reporter)).OrderBy(f => f.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sheet_SignedOnPaper_IsRecordedOnce()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office) = await CountedAsync(program);
        var url = $"/campaigns/{campaign.Campaign.Id}/feedback";
        var person = campaign.Campaign.Subjects.Single(s => s.Name == "示例乙").Id;
        await office.OpenAsync(url);
        await office.SubmitAsync("form#give", ("Form.Ticked", person.ToString()), ("Form.Way", "Interview"), ("Form.Reporter", "示例书记"));
        var given = await program.RunAsync((EvaluationDbContext db) => db.Feedbacks.SingleAsync());
        Assert.Equal((person, FeedbackWay.Interview, "示例书记"), (given.SubjectId, given.Way, given.Reporter));

        await office.OpenAsync($"{url}/{given.Id}/sheet");
        Assert.Contains("（8 + 0）÷ 20 = 40.00%", office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("办事等候", office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync(url);
        var token = office.Token;
        await office.SubmitAsync("form[action*='/signed']");
        Assert.Contains(T["Feedback.SignatureRecorded"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        var again = await office.PostBareAsync($"{url}/{given.Id}/signed", ("__RequestVerificationToken", token));
        Assert.Contains(T["Feedback.AcknowledgedBefore"].Value, again.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.True((await program.RunAsync((EvaluationDbContext db) => db.Feedbacks.SingleAsync())).IsOnPaper);
    }

    [Fact]
    public async Task Feedback_OfAPoolUnderTheGroupMinimum_HasNoFiguresAndNoOpinions()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 4; i++)
        {
            await campaign.CastAsync(campaign.Codes[4][i], 4, "4");
        }

        await campaign.FinishAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");
        var head = await MemberAsync(program, campaign, "示例甲");
        var url = $"/campaigns/{campaign.Campaign.Id}/feedback";
        await office.OpenAsync(url);
        await office.SubmitAsync("form#give", ("Form.ToAll", "true"), ("Form.IncludesOpinions", "true"));

        await head.OpenAsync("/me");
        await head.OpenAsync(head.Page.QuerySelectorAll("a[href^='/me/feedback/']").Single(a => a.QuerySelector("b")!.TextContent == "机关党支部").GetAttribute("href")!);

        Assert.Contains(T["Feedback.Withheld"].Value, head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("÷", head.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(head.Page.QuerySelector(".quotes"));
    }

    [Fact]
    public async Task Consequence_OfTheMember_IsWrittenByThemAndHandedInByTheOffice()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office) = await CountedAsync(program);
        var scope = await program.RunAsync(async (EvaluationDbContext db) => await Scope.ForUserAsync(db, await db.Users.Where(u => u.UserName == "office").Select(u => u.Id).SingleAsync(), default));
        var row = (await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default))).First(r => r.Subject.Name == "示例乙");
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(scope, row, Verdict.Confirm));
        var (own, other) = (await MemberAsync(program, campaign, "示例乙"), await MemberAsync(program, campaign, "示例丙"));
        await own.OpenAsync("/me");
        var url = own.Page.QuerySelector("a[href^='/me/consequences/']")!.GetAttribute("href")!;

        await own.OpenAsync(url);
        Assert.Null(own.Page.QuerySelector("[name^='Form.Opinions'], [name=submit]"));
        await own.SubmitAsync($"form[action='{url}']", ("Form.Measures", "每周走访"));
        await own.FillInAsync(url, url + "/report", ("Report.Text", "已走访两户"));
        await own.FillInAsync(url, url + "/report", ("Report.Text", " "));
        Assert.NotNull(own.Page.QuerySelector("[name='Report.Text'][aria-invalid=true]"));
        // An older page overwrites nothing and loses nothing.
        await own.OpenAsync(url);
        await own.SubmitAsync($"form[action='{url}']", ("Form.Version", "0"), ("Form.Measures", "另一份"));
        Assert.Contains(T["Campaigns.Refused.Stale"].Value, own.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("另一份", own.Page.QuerySelector("[name='Form.Measures']")!.TextContent.Trim());

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(url)).Status);
        await other.OpenAsync("/account");
        var token = other.Token;
        foreach (var act in new[] { url, url + "/report" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostBareAsync(act, ("Form.Measures", "篡改"), ("Report.Text", "篡改"), ("__RequestVerificationToken", token))).Status);
        }

        var stored = await program.RunAsync((EvaluationDbContext db) => db.Consequences.SingleAsync());
        Assert.Equal(("每周走访", ConsequenceState.Open), (stored.Measures, stored.State));
        await office.OpenAsync($"/campaigns/{campaign.Campaign.Id}/consequences/{stored.Id}");
        Assert.Contains("已走访两户", office.Find(".history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ByTheAdministrator_NamesThePersonOnceAndOnlyWithinReach()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, _) = await CountedAsync(program);
        await program.AddUserAsync("administrator", campaign.Branch, Role.Administrator);
        var first = await program.AddUserAsync("first", campaign.Branch, Role.Member);
        var second = await program.AddUserAsync("second", campaign.Branch, Role.Member);
        var administrator = await program.SignInAsync("administrator");
        var elsewhere = TestData.CreateOrganization("另一支部");
        await program.AddAsync(elsewhere, TestData.CreateMember(elsewhere, "示例丁"));
        var (person, stranger) = await program.RunAsync(async (EvaluationDbContext db) => (await db.Members.SingleAsync(m => m.Name == "示例乙"), await db.Members.SingleAsync(m => m.Name == "示例丁")));

        await administrator.OpenAsync($"/admin/accounts/{first.Id}/person?text=示例乙");
        await administrator.SubmitAsync("form:has([name=member])", ("member", person.Id.ToString()));
        Assert.Contains("示例乙", administrator.Page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        await administrator.OpenAsync($"/admin/accounts/{second.Id}/person?text=示例乙");
        await administrator.SubmitAsync("form:has([name=member])", ("member", person.Id.ToString()));
        Assert.Contains(T["Accounts.Refused.PersonTaken"].Value, administrator.Page.Body!.TextContent, StringComparison.Ordinal);
        await administrator.OpenAsync($"/admin/accounts/{second.Id}/person?text=示例丁");
        Assert.Null(administrator.Page.QuerySelector("[name=member]"));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostBareAsync($"/admin/accounts/{second.Id}/person", ("member", stranger.Id.ToString()), ("__RequestVerificationToken", administrator.Token))).Status);

        // Nobody says who they are themselves.
        var own = await program.RunAsync((EvaluationDbContext db) => db.Users.Where(u => u.UserName == "administrator").Select(u => u.Id).SingleAsync());
        await administrator.OpenAsync("/account");
        var refused = await administrator.PostBareAsync($"/admin/accounts/{own}/person", ("member", person.Id.ToString()), ("__RequestVerificationToken", administrator.Token));
        Assert.Contains(T["Accounts.Refused.Yourself"].Value, refused.Document.Body!.TextContent, StringComparison.Ordinal);
        // A form without a choice takes no link away.
        await administrator.OpenAsync("/account");
        await administrator.PostBareAsync($"/admin/accounts/{first.Id}/person", ("member", "nobody"), ("__RequestVerificationToken", administrator.Token));
        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Users.CountAsync(u => u.MemberId != null)));

        await administrator.OpenAsync($"/admin/accounts/{first.Id}/person");
        await administrator.SubmitAsync("form[action$='/unlink']");
        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.Users.CountAsync(u => u.MemberId != null)));
    }

    private static async Task<(CampaignDriver Campaign, Browser Office)> CountedAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        return (campaign, await program.SignInAsync("office"));
    }

    private static async Task<Browser> MemberAsync(EvaluationFactory program, CampaignDriver campaign, string name)
    {
        var user = await program.AddUserAsync(name, campaign.Branch, Role.Member);
        await program.RunAsync(async (EvaluationDbContext db) =>
        {
            var member = await db.Members.Where(m => m.Name == name).Select(m => m.Id).SingleAsync();
            return await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, member));
        });
        return await program.SignInAsync(name);
    }
}
