using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;

namespace Evaluation.Domain.Attachments;

/// <summary>Who looks at what files are attached to.</summary>
/// <param name="UserId">The account.</param>
/// <param name="IsOrganizer">Whether the user acts for the organization.</param>
/// <param name="IsSuperior">Whether the user acts for the superior.</param>
/// <param name="IsBearer">Whether the user bears the consequence and looks at it in the own area.</param>
/// <param name="IsOwnCase">Whether the user is evaluated, or heads what is.</param>
public sealed record AttachmentParty(Guid UserId, bool IsOrganizer, bool IsSuperior, bool IsBearer, bool IsOwnCase);

/// <summary>
/// What somebody may do with the files of an owner, in one place. Who may see the owner may read them; who may write it may add; nothing is removed once it is handed in, decided or closed.
/// </summary>
/// <param name="CanRead">Whether the files are seen at all.</param>
/// <param name="CanAdd">Whether one may be added.</param>
/// <param name="CanRemove">Whether one may be removed.</param>
/// <param name="OnlyOwn">Whether only those that the user added may be removed.</param>
public sealed record AttachmentRights(bool CanRead, bool CanAdd, bool CanRemove, bool OnlyOwn)
{
    /// <summary>Of a consequence: whoever bears it adds where they write it too. While the superior examines, evidence is added and none is removed.</summary>
    public static AttachmentRights Of(Consequence consequence, CampaignStage stage, AttachmentParty who) =>
        Of(consequence, stage, who, who.IsOrganizer || (who.IsBearer && consequence.Kind.IsWrittenByBearer()));

    /// <summary>Of one report on a consequence: whoever bears it adds to the own reports.</summary>
    public static AttachmentRights Of(ConsequenceEntry entry, Consequence consequence, CampaignStage stage, AttachmentParty who) => entry.Act == ConsequenceAct.Report
        ? Of(consequence, stage, who, who.IsOrganizer || (who.IsBearer && entry.ById == who.UserId))
        : new AttachmentRights(false, false, false, true);

    /// <summary>Of a determination: nobody's own case; the document of a decision may come after it.</summary>
    public static AttachmentRights Of(DeterminationRecord determination, CampaignStage stage, AttachmentParty who)
    {
        var mayWrite = (who.IsOrganizer || who.IsSuperior) && !who.IsOwnCase && stage == CampaignStage.Counted;
        return new AttachmentRights(
            stage.HasResult() && (who.IsOrganizer || who.IsSuperior),
            mayWrite && determination.State != DeterminationState.Annulled,
            mayWrite && determination.State == DeterminationState.Proposed,
            false);
    }

    /// <summary>Of a report of an irregularity: until it is decided. What somebody else brought forward is not removed.</summary>
    public static AttachmentRights Of(Irregularity irregularity, AttachmentParty who)
    {
        var maySee = who.IsOrganizer || who.IsSuperior;
        var mayWrite = maySee && irregularity.State == IrregularityState.Reported;
        return new AttachmentRights(maySee, mayWrite, mayWrite, true);
    }

    /// <summary>Of a filing: the slip is signed when the papers are handed over, so that it is added after filing too. What is not filed is nobody else's business.</summary>
    public static AttachmentRights Of(Filing filing, CampaignStage stage, AttachmentParty who)
    {
        var mayWrite = who.IsOrganizer && filing.Paper.Allows(FilingAct.Save, stage);
        return new AttachmentRights(
            who.IsOrganizer || (who.IsSuperior && filing.State is FilingState.Filed or FilingState.Accepted),
            mayWrite && filing.State != FilingState.Accepted,
            mayWrite && filing.State.Allows(FilingAct.Save),
            false);
    }

    private static AttachmentRights Of(Consequence consequence, CampaignStage stage, AttachmentParty who, bool isWriter)
    {
        var mayWrite = isWriter && stage == CampaignStage.Counted && consequence.Kind.IsTask();
        return new AttachmentRights(
            who.IsOrganizer || who.IsSuperior || (who.IsBearer && consequence.State != ConsequenceState.Annulled),
            mayWrite && consequence.State.Allows(ConsequenceAct.Report),
            mayWrite && consequence.State.Allows(ConsequenceAct.Save),
            !who.IsOrganizer);
    }
}
