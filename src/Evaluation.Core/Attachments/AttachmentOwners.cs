using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Attachments;

/// <summary>Finds to what files are attached, and what a user may do with them there.</summary>
internal sealed class AttachmentOwners(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>The owner, followed by the storage, because its version rises; null when the user may not see it.</summary>
    public async Task<Owned?> FindAsync(AttachmentView view, AttachmentOwner owner, CancellationToken cancellation)
    {
        var found = owner.Kind switch
        {
            AttachmentOwnerKind.Consequence => await ConsequenceAsync(view, owner.Id, null, cancellation),
            AttachmentOwnerKind.Entry => await db.ConsequenceEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == owner.Id, cancellation) is { } entry
                ? await ConsequenceAsync(view, entry.ConsequenceId, entry, cancellation)
                : null,
            AttachmentOwnerKind.Determination => await DeterminationAsync(view, owner.Id, cancellation),
            AttachmentOwnerKind.Irregularity => await IrregularityAsync(view, owner.Id, cancellation),
            AttachmentOwnerKind.Filing => await FilingAsync(view, owner.Id, cancellation),
            _ => null,
        };
        return found is { Rights.CanRead: true } ? found : null;
    }

    private async Task<Owned?> ConsequenceAsync(AttachmentView view, Guid id, ConsequenceEntry? entry, CancellationToken cancellation)
    {
        if (await db.Consequences.SingleOrDefaultAsync(c => c.Id == id && (view.CampaignId == null || c.CampaignId == view.CampaignId), cancellation) is not { } consequence)
        {
            return null;
        }

        var (stage, party) = await PartyAsync(view, consequence.CampaignId, consequence, cancellation);
        return entry is not null
            ? Owned.OfEntry(entry, consequence, stage, party)
            : new Owned(new AttachmentOwner(AttachmentOwnerKind.Consequence, id), consequence, AttachmentRights.Of(consequence, stage, party), stage, party) { PageId = id };
    }

    private async Task<Owned?> DeterminationAsync(AttachmentView view, Guid id, CancellationToken cancellation)
    {
        if (await db.Determinations.SingleOrDefaultAsync(d => d.Id == id && d.CampaignId == view.CampaignId, cancellation) is not { } determination)
        {
            return null;
        }

        var (stage, party) = await PartyAsync(view, determination.CampaignId, null, cancellation);
        var subject = await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == determination.SubjectId, cancellation);
        party = party with { IsOwnCase = (await OwnCase.OfAsync(db, view.Scope, clock.GetUtcNow().UtcDateTime, cancellation)).Includes(subject) };
        return new Owned(new AttachmentOwner(AttachmentOwnerKind.Determination, id), determination, AttachmentRights.Of(determination, stage, party), stage, party) { PageId = id };
    }

    private async Task<Owned?> IrregularityAsync(AttachmentView view, Guid id, CancellationToken cancellation)
    {
        if (await db.Irregularities.SingleOrDefaultAsync(i => i.Id == id && i.CampaignId == view.CampaignId, cancellation) is not { } irregularity)
        {
            return null;
        }

        var (stage, party) = await PartyAsync(view, irregularity.CampaignId, null, cancellation);
        return Owned.OfIrregularity(irregularity, stage, party);
    }

    private async Task<Owned?> FilingAsync(AttachmentView view, Guid id, CancellationToken cancellation)
    {
        if (await db.Filings.SingleOrDefaultAsync(f => f.Id == id && f.CampaignId == view.CampaignId, cancellation) is not { } filing)
        {
            return null;
        }

        var (stage, party) = await PartyAsync(view, filing.CampaignId, null, cancellation);
        return new Owned(new AttachmentOwner(AttachmentOwnerKind.Filing, id), filing, AttachmentRights.Of(filing, stage, party), stage, party) { PageId = id, Paper = filing.Paper };
    }

    /// <summary>The stage of a campaign, and who the user is there.</summary>
    // In the own area nobody is organizer or superior, whatever roles they hold: what they do there, they do as the one who bears it.
    public async Task<(CampaignStage Stage, AttachmentParty Party)> PartyAsync(AttachmentView view, Guid campaignId, Consequence? consequence, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.Where(c => c.Id == campaignId).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => new { c.Stage, o.Path }).SingleAsync(cancellation);
        var (scope, isOwnArea) = (view.Scope, view.CampaignId is null);
        return (campaign.Stage, new AttachmentParty(
            scope.UserId,
            !isOwnArea && scope.Covers(campaign.Path, Role.Organizer),
            !isOwnArea && scope.Covers(campaign.Path, Role.Superior),
            isOwnArea && scope.MemberId is { } member && consequence?.BearerMemberId == member,
            false));
    }
}

/// <summary>Something that has files, as one user sees it.</summary>
/// <param name="Owner">What it is.</param>
/// <param name="Row">The row whose version rises with its files.</param>
/// <param name="Rights">What the user may do.</param>
/// <param name="Stage">Stage of its campaign.</param>
/// <param name="Party">Who the user is there.</param>
internal sealed record Owned(AttachmentOwner Owner, IVersioned Row, AttachmentRights Rights, CampaignStage Stage, AttachmentParty Party)
{
    public Guid PageId { get; init; }

    public FilingPaper? Paper { get; init; }

    public AttachmentList ToList(AttachmentView view, IReadOnlyList<Attachment> files) => new(Owner, PageId, Paper, Rights, view.Scope.UserId, files);

    public static Owned OfEntry(ConsequenceEntry entry, Consequence consequence, CampaignStage stage, AttachmentParty party) =>
        new(new AttachmentOwner(AttachmentOwnerKind.Entry, entry.Id), consequence, AttachmentRights.Of(entry, consequence, stage, party), stage, party) { PageId = consequence.Id };

    public static Owned OfIrregularity(Irregularity irregularity, CampaignStage stage, AttachmentParty party) =>
        new(new AttachmentOwner(AttachmentOwnerKind.Irregularity, irregularity.Id), irregularity, AttachmentRights.Of(irregularity, party), stage, party) { PageId = irregularity.Id };
}

/// <summary>Queries over files.</summary>
internal static class AttachmentQueries
{
    /// <summary>The files of one owner.</summary>
    public static IQueryable<Attachment> WhereOf(this IQueryable<Attachment> files, AttachmentOwner owner) => owner.Kind switch
    {
        AttachmentOwnerKind.Consequence => files.Where(a => a.ConsequenceId == owner.Id),
        AttachmentOwnerKind.Entry => files.Where(a => a.EntryId == owner.Id),
        AttachmentOwnerKind.Determination => files.Where(a => a.DeterminationId == owner.Id),
        AttachmentOwnerKind.Irregularity => files.Where(a => a.IrregularityId == owner.Id),
        _ => files.Where(a => a.FilingId == owner.Id),
    };
}
