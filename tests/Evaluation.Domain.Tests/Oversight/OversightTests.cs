using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Oversight;

public sealed class OversightTests
{
    [Fact]
    public void Filing_EveryActAtEveryState_IsAllowedByTheTableAlone()
    {
        var allowed = from state in Enum.GetValues<FilingState>()
                      from act in Enum.GetValues<FilingAct>()
                      where state.Allows(act)
                      select $"{state} {act} {state.After(act)}";

        Assert.Equal(
            ["Draft Save Draft", "Draft File Filed", "Filed Return Returned", "Filed Accept Accepted", "Returned Save Returned", "Returned File Filed", "Accepted Return Returned"],
            allowed);
    }

    [Fact]
    public void Filing_PlanMovesUntilTheEvaluationBegins_ResultFromTheCountOn()
    {
        foreach (var stage in Enum.GetValues<CampaignStage>())
        {
            Assert.Equal(stage < CampaignStage.Open, FilingPaper.Plan.Allows(FilingAct.File, stage));
            Assert.Equal(stage < CampaignStage.Open, FilingPaper.Plan.Allows(FilingAct.Return, stage));
            Assert.True(FilingPaper.Plan.Allows(FilingAct.Accept, stage));
            Assert.All(Enum.GetValues<FilingAct>(), act => Assert.Equal(stage >= CampaignStage.Counted, FilingPaper.Result.Allows(act, stage)));
        }
    }

    [Theory]
    [InlineData(FilingPaper.Plan, null, "", true)]
    [InlineData(FilingPaper.Result, null, "示例甲", false)]
    [InlineData(FilingPaper.Result, 0, "", true)]
    [InlineData(FilingPaper.Result, 1, "", false)]
    [InlineData(FilingPaper.Result, 1, "示例甲", true)]
    public void Filing_IsComplete_WithTheNumberOfOriginalsAndWhoHandsThemOver(FilingPaper paper, int? originals, string by, bool isComplete) =>
        Assert.Equal(isComplete, new Filing { Paper = paper, Originals = originals, HandedOverBy = by }.IsComplete);

    [Fact]
    public void Fingerprint_OfAPlan_ChangesWithWhatIsSetUpAndNotByFinalizing()
    {
        var campaign = Plan();
        var before = PlanFingerprint.Of(campaign);

        campaign.Stage = CampaignStage.Finalized;
        campaign.FinalizedAt = new DateTime(2026, 4, 15, 0, 0, 0, DateTimeKind.Utc);
        campaign.Version++;
        Assert.Equal(before, PlanFingerprint.Of(campaign));

        Action<Campaign>[] changes =
        [
            c => c.Place = "会议室", c => c.PlannedEnd = new DateTime(2026, 4, 16, 0, 0, 0, DateTimeKind.Utc), c => c.Categories[0].Target++, c => c.Pools[0].Categories[0].Minimum++,
            c => c.Subjects[0].Name += "一", c => c.DecidesInPairs = true, c => c.Rules = c.Rules with { Quorum = new Quorum(Fraction.Of(1, 2), null) },
            c => c.Rules = c.Rules with { Quorum = new Quorum(null, Fraction.Of(1, 2)) }, c => c.Forms[0].Definition = c.Forms[0].Definition with { Overall = "总评" },
        ];
        var seen = new HashSet<string> { before };
        foreach (var change in changes)
        {
            change(campaign);
            Assert.True(seen.Add(PlanFingerprint.Of(campaign)));
        }
    }

    [Fact]
    public void Inspection_EveryActAtEveryState_IsAllowedByTheTableAlone()
    {
        var allowed = from state in Enum.GetValues<InspectionState>()
                      from act in Enum.GetValues<InspectionAct>()
                      where state.Allows(act)
                      select $"{state} {act} {act.After()}";

        Assert.Equal(
            ["Planned Plan Planned", "Planned Record FollowUp", "Planned CallOff Planned", "FollowUp Report Reported", "Reported Return FollowUp", "Reported Close Closed"],
            allowed);
        Assert.Equal(InspectionState.Closed, InspectionAct.Record.After(hasFollowUp: false));
        Assert.Equal([InspectionAct.Report], Enum.GetValues<InspectionAct>().Where(a => !a.IsSuperiors()));
    }

    [Fact]
    public void Inspection_OnItsDay_IsNotOverdue_OnTheNextItIs()
    {
        var day = new DateOnly(2026, 4, 15);
        var inspection = new Inspection { Inspectors = "示例督查员", PlannedOn = day, Deadline = day.AddDays(30) };

        Assert.Equal((false, true), (inspection.IsOverdue(day), inspection.IsOverdue(day.AddDays(1))));
        inspection.State = InspectionState.FollowUp;
        Assert.Equal((false, true), (inspection.IsOverdue(day.AddDays(30)), inspection.IsOverdue(day.AddDays(31))));
        inspection.State = InspectionState.Reported;
        Assert.False(inspection.IsOverdue(day.AddDays(99)));
    }

    [Fact]
    public void Talk_OnTheDayOfTheBeginning_IsBeforeTheEvaluation_TheDayAfterIsNot()
    {
        var begun = new DateOnly(2026, 4, 15);

        Assert.True(Talk.CanBeHeldOn(begun, begun.AddDays(5), begun));
        Assert.False(Talk.CanBeHeldOn(begun.AddDays(1), begun.AddDays(5), begun));
        Assert.True(Talk.CanBeHeldOn(begun, begun, null));
        Assert.False(Talk.CanBeHeldOn(begun.AddDays(1), begun, null));
    }

    private static Campaign Plan()
    {
        var campaign = new Campaign { Title = "示例评议", Year = 2026 };
        var category = new EvaluatorCategory { CampaignId = campaign.Id, Name = "职工", Target = 10 };
        var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = "评议员" };
        var form = new BallotForm { CampaignId = campaign.Id, Name = "评议表", Definition = new FormDefinition { Overall = "总体评价", Scale = [new Grade("满意"), new Grade("不满意")] } };
        pool.Categories.Add(new PoolCategory { PoolId = pool.Id, CategoryId = category.Id });
        campaign.Categories.Add(category);
        campaign.Pools.Add(pool);
        campaign.Forms.Add(form);
        campaign.Subjects.Add(new Subject { CampaignId = campaign.Id, PoolId = pool.Id, FormId = form.Id, Kind = SubjectKind.Branch, Name = "机关党支部" });
        return campaign;
    }
}
