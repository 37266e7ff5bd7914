using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Attachments;

public sealed class AttachmentRightsTests
{
    private static readonly AttachmentParty Organizer = new(Guid.NewGuid(), true, false, false, false);
    private static readonly AttachmentParty Superior = new(Guid.NewGuid(), false, true, false, false);
    private static readonly AttachmentParty Bearer = new(Guid.NewGuid(), false, false, true, false);
    private static readonly Determination Found = new(
        new Rule("1", "条文", [SubjectKind.Branch], "d", null, new Bound(Fraction.Of(2, 3)), []), RuleOutcome.Applies, new MetricValue(new Metric("d", "不满意率", ["不满意"]), [new("不满意", 2)], 3, Fraction.Of(2, 3)), null);

    private static readonly AttachmentParty Nobody = new(Guid.NewGuid(), false, false, false, false);

    [Theory]
    [InlineData(ConsequenceState.Open, "read add remove")]
    [InlineData(ConsequenceState.Returned, "read add remove")]
    [InlineData(ConsequenceState.Submitted, "read add")]
    [InlineData(ConsequenceState.Accepted, "read")]
    [InlineData(ConsequenceState.Annulled, "read")]
    public void Consequence_OfTheOrganization_UntilItIsClosedAndNothingIsRemovedOfWhatIsHandedIn(ConsequenceState state, string rights)
    {
        Assert.Equal(rights, Said(AttachmentRights.Of(Task(ConsequenceKind.Rectification, state), CampaignStage.Counted, Organizer)));
        Assert.Equal("read", Said(AttachmentRights.Of(Task(ConsequenceKind.Rectification, state), CampaignStage.Archived, Organizer)));
        Assert.Equal("read", Said(AttachmentRights.Of(Task(ConsequenceKind.Rectification, state), CampaignStage.Counted, Superior)));
        Assert.Equal("", Said(AttachmentRights.Of(Task(ConsequenceKind.Rectification, state), CampaignStage.Counted, Nobody)));
    }

    [Theory]
    [InlineData(ConsequenceKind.Rectification, ConsequenceState.Open, "read add remove own")]
    [InlineData(ConsequenceKind.AdmonitionTalk, ConsequenceState.Open, "read")]
    [InlineData(ConsequenceKind.Rectification, ConsequenceState.Annulled, "")]
    public void Consequence_OfTheBearer_WhereTheyWriteItAndOnlyTheirOwn(ConsequenceKind kind, ConsequenceState state, string rights) =>
        Assert.Equal(rights, Said(AttachmentRights.Of(Task(kind, state), CampaignStage.Counted, Bearer)));

    [Fact]
    public void Consequence_InForce_TakesNone() =>
        Assert.Equal("read", Said(AttachmentRights.Of(Task(ConsequenceKind.CommendationBar, ConsequenceState.InForce), CampaignStage.Counted, Organizer)));

    [Fact]
    public void Entry_OnlyOfAReport_AndOfTheBearerTheOwn()
    {
        var task = Task(ConsequenceKind.AdmonitionTalk, ConsequenceState.Open);

        Assert.Equal("read add remove", Said(AttachmentRights.Of(Entry(ConsequenceAct.Report, Organizer), task, CampaignStage.Counted, Organizer)));
        Assert.Equal("", Said(AttachmentRights.Of(Entry(ConsequenceAct.Save, Organizer), task, CampaignStage.Counted, Organizer)));
        Assert.Equal("read", Said(AttachmentRights.Of(Entry(ConsequenceAct.Report, Organizer), task, CampaignStage.Counted, Bearer)));
        Assert.Equal("read add remove own", Said(AttachmentRights.Of(Entry(ConsequenceAct.Report, Bearer), task, CampaignStage.Counted, Bearer)));
    }

    [Theory]
    [InlineData(DeterminationState.Proposed, "read add remove")]
    [InlineData(DeterminationState.Confirmed, "read add")]
    [InlineData(DeterminationState.Overruled, "read add")]
    [InlineData(DeterminationState.Annulled, "read")]
    public void Determination_TheDocumentMayComeAfterTheDecisionAndThenStays(DeterminationState state, string rights)
    {
        var record = new DeterminationRecord { Found = Found, State = state };

        Assert.Equal(rights, Said(AttachmentRights.Of(record, CampaignStage.Counted, Organizer)));
        Assert.Equal(rights, Said(AttachmentRights.Of(record, CampaignStage.Counted, Superior)));
        Assert.Equal("read", Said(AttachmentRights.Of(record, CampaignStage.Counted, Organizer with { IsOwnCase = true })));
        Assert.Equal("read", Said(AttachmentRights.Of(record, CampaignStage.Archived, Organizer)));
        Assert.Equal("", Said(AttachmentRights.Of(record, CampaignStage.Counted, Bearer)));
    }

    [Theory]
    [InlineData(IrregularityState.Reported, "read add remove own")]
    [InlineData(IrregularityState.Dismissed, "read")]
    [InlineData(IrregularityState.Annulled, "read")]
    public void Irregularity_UntilItIsDecidedAndOnlyTheOwnIsRemoved(IrregularityState state, string rights)
    {
        var one = new Irregularity { Report = "有人代填", ReportedByName = "示例乙", State = state };

        Assert.Equal(rights, Said(AttachmentRights.Of(one, Organizer)));
        Assert.Equal(rights, Said(AttachmentRights.Of(one, Superior)));
        Assert.Equal("", Said(AttachmentRights.Of(one, Bearer)));
    }

    [Theory]
    [InlineData(FilingState.Draft, "read add remove", "")]
    [InlineData(FilingState.Filed, "read add", "read")]
    [InlineData(FilingState.Returned, "read add remove", "")]
    [InlineData(FilingState.Accepted, "read", "read")]
    public void Filing_TheSlipIsAddedUntilItIsOnRecordAndADraftIsNobodyElses(FilingState state, string organizer, string superior)
    {
        var filing = new Filing { Paper = FilingPaper.Result, State = state };

        Assert.Equal(organizer, Said(AttachmentRights.Of(filing, CampaignStage.Archived, Organizer)));
        Assert.Equal(superior, Said(AttachmentRights.Of(filing, CampaignStage.Archived, Superior)));
        Assert.Equal("read", Said(AttachmentRights.Of(new Filing { Paper = FilingPaper.Plan, State = state }, CampaignStage.Open, Organizer)));
    }

    private static Consequence Task(ConsequenceKind kind, ConsequenceState state) => new() { BearerName = "示例甲", Kind = kind, State = state };

    // All bear one name: it is the account that tells whose a report is.
    private static ConsequenceEntry Entry(ConsequenceAct act, AttachmentParty by) => new() { Act = act, By = "示例甲", ById = by.UserId };

    private static string Said(AttachmentRights rights) => string.Join(' ', new[] { rights.CanRead ? "read" : "", rights.CanAdd ? "add" : "", rights.CanRemove ? "remove" : "", rights is { CanRemove: true, OnlyOwn: true } ? "own" : "" }.Where(w => w.Length > 0));
}
