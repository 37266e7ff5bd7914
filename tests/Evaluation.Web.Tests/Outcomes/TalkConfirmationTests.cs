using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>The record of an admonition talk: confirmed by the person in their own account, signed on paper, or neither with a reason.</summary>
public sealed class TalkConfirmationTests
{
    private static readonly Texts T = new();
    private static readonly (string, string?)[] Record = [("Form.HeldOn", "2026-04-20"), ("Form.People", "示例书记"), ("Form.Record", "指出服务群众不够主动。")];

    [Fact]
    public async Task Confirm_AfterTheRecordIsWritten_IsSeenAndLetsItBeHandedIn()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var (office, person) = (stage.Office, stage.Person);

        // Before the record stands there is nothing to take note of.
        await person.OpenAsync(stage.Own);
        Assert.Null(person.Page.QuerySelector("[name='Confirmation.Text']"));
        await person.PostBareAsync(stage.Own + "/confirm", ("version", "0"), ("__RequestVerificationToken", person.Token));
        Assert.Null(await ConfirmedAsync(program));
        await person.OpenAsync("/me");
        Assert.Null(person.Page.QuerySelector(".badge.bg-yellow-lt"));

        await office.FillInAsync(stage.Task, stage.Task, Record);
        await person.OpenAsync("/me");
        Assert.Equal(T["Consequences.ToConfirm"].Value, person.Find(".badge.bg-yellow-lt"));
        await person.FillInAsync(stage.Own, stage.Own + "/confirm", ("Confirmation.Text", new string('长', Consequence.RemarkLength + 1)));
        Assert.NotNull(person.Find("#Confirmation_Text-error"));
        await person.SubmitAsync($"form[action='{stage.Own}/confirm']", ("Confirmation.Text", "有两处与实际不符 <b>"));
        await person.OpenAsync(stage.Own);
        Assert.Null(person.Page.QuerySelector("[name='Confirmation.Text']"));
        Assert.Contains("有两处与实际不符 <b>", person.Find("[aria-labelledby=confirmation]"), StringComparison.Ordinal);

        await office.OpenAsync(stage.Task);
        Assert.Contains("有两处与实际不符 <b>", office.Find("[aria-labelledby=confirmation]"), StringComparison.Ordinal);
        Assert.Contains(T.Of(ConsequenceAct.Confirm), office.Find(".history"), StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{stage.Task}']", ("submit", "true"));
        Assert.Equal(ConsequenceState.Submitted, await StateAsync(program));
    }

    [Fact]
    public async Task Save_AfterTheConfirmation_LetsItLapseOnlyWhenTheRecordChanges()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.FillInAsync(stage.Task, stage.Task, Record);
        await stage.Person.FillInAsync(stage.Own, stage.Own + "/confirm", ("Confirmation.Text", "无"));

        await stage.Office.FillInAsync(stage.Task, stage.Task, ("Form.UnsignedReason", "备注"));
        Assert.NotNull(await ConfirmedAsync(program));
        await stage.Person.OpenAsync(stage.Own);
        var shown = stage.Person.Token;
        await stage.Office.FillInAsync(stage.Task, stage.Task, ("Form.Record", "另写一份。"), ("Form.UnsignedReason", ""));

        Assert.Null(await ConfirmedAsync(program));
        await stage.Office.OpenAsync(stage.Task);
        Assert.Equal([T.Of(ConsequenceAct.Lapse), T.Of(ConsequenceAct.Save)], stage.Office.Page.QuerySelectorAll(".history b").Take(2).Select(b => b.TextContent));
        await stage.Office.SubmitAsync($"form[action='{stage.Task}']", ("submit", "true"));
        Assert.Equal(T["Consequences.Unsigned"].Value, stage.Office.Find("#Form_UnsignedReason-error"));
        // What was shown to the person is no longer what stands there: an older page confirms nothing.
        await stage.Person.PostBareAsync(stage.Own + "/confirm", ("version", "2"), ("__RequestVerificationToken", shown));
        Assert.Null(await ConfirmedAsync(program));
    }

    [Fact]
    public async Task Submit_WithoutConfirmation_NeedsASignedScanOrAReason()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var office = stage.Office;
        await office.OpenAsync(stage.Task);
        await office.SubmitAsync($"form[action='{stage.Task}']", [.. Record, ("submit", "true")]);
        Assert.Equal(T["Consequences.Unsigned"].Value, office.Find("#Form_UnsignedReason-error"));
        Assert.Equal("指出服务群众不够主动。", office.Page.QuerySelector("[name='Form.Record']")!.TextContent.Trim());
        Assert.Equal(ConsequenceState.Open, await StateAsync(program));

        await office.SubmitAsync($"form[action='{stage.Task}']", ("Form.UnsignedReason", "本人拒签"), ("submit", "true"));
        Assert.Equal(ConsequenceState.Submitted, await StateAsync(program));
        await program.RunAsync((EvaluationDbContext db) => db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConsequenceState.Returned).SetProperty(c => c.UnsignedReason, "")));

        await office.FillInAsync(stage.Task, stage.Task, ("attach", "true"));
        await office.UploadAsync("form[enctype]", "Form.File", "签字扫描件.pdf", "%PDF-1.7"u8.ToArray());
        await office.FillInAsync(stage.Task, stage.Task, ("submit", "true"));
        Assert.Equal(ConsequenceState.Submitted, await StateAsync(program));
    }

    [Fact]
    public async Task Confirm_BySomebodyElse_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.FillInAsync(stage.Task, stage.Task, Record);
        await stage.Office.OpenAsync("/account");

        Assert.Equal(HttpStatusCode.NotFound, (await stage.Office.PostBareAsync(stage.Own + "/confirm", ("version", "1"), ("__RequestVerificationToken", stage.Office.Token))).Status);
        // The record itself is not the person's to write.
        await stage.Person.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Person.PostBareAsync(stage.Own, ("Form.Record", "篡改"), ("__RequestVerificationToken", stage.Person.Token))).Status);
        Assert.Null(await ConfirmedAsync(program));
    }

    private static Task<DateTime?> ConfirmedAsync(EvaluationFactory program) => program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.ConfirmedAt).SingleAsync());

    private static Task<ConsequenceState> StateAsync(EvaluationFactory program) => program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.State).SingleAsync());

    // A counted campaign with one talk to hold, with 示例乙.
    private static async Task<Stage> StageAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        var user = await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var scope = await program.RunAsync((EvaluationDbContext db) => Scope.ForUserAsync(db, user.Id, default));
        var row = (await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default))).First(r => r.Subject.Name == "示例乙");
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(scope, row, Verdict.Confirm));
        var own = await program.AddUserAsync("示例乙", campaign.Branch, Role.Member);
        var id = await program.RunAsync(async (EvaluationDbContext db) =>
        {
            await db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.Kind, ConsequenceKind.AdmonitionTalk));
            var talk = await db.Consequences.AsNoTracking().SingleAsync();
            await db.Users.Where(u => u.Id == own.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, talk.BearerMemberId));
            return talk.Id;
        });
        return new Stage($"/campaigns/{campaign.Campaign.Id}/consequences/{id}", $"/me/consequences/{id}", await program.SignInAsync("office"), await program.SignInAsync("示例乙"));
    }

    private sealed record Stage(string Task, string Own, Browser Office, Browser Person);
}
