using System.Security.Cryptography;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Attachments;

/// <summary>
/// Files kept with consequences and the reports on them, determinations, irregularities and filings. Who may see an owner may read its files, who may write it adds and removes them
/// (<see cref="AttachmentRights"/>). With a file the owner's version rises: none is added or removed beside somebody who hands in, decides or accepts at the same moment.
/// </summary>
public sealed class AttachmentService(EvaluationDbContext db, TimeProvider clock)
{
    private readonly AttachmentOwners owners = new(db, clock);

    /// <summary>The files of one owner; null when the user may not see it.</summary>
    public async Task<AttachmentList?> FindAsync(AttachmentView view, AttachmentOwner owner, CancellationToken cancellation) =>
        await owners.FindAsync(view, owner, cancellation) is { } owned
            ? owned.ToList(view, await db.Attachments.AsNoTracking().WhereOf(owner).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellation))
            : null;

    /// <summary>The files of a consequence, and after them those of each report on it; empty when the user may not see it.</summary>
    public async Task<IReadOnlyList<AttachmentList>> OfConsequenceAsync(AttachmentView view, Guid consequenceId, CancellationToken cancellation)
    {
        if (await owners.FindAsync(view, new AttachmentOwner(AttachmentOwnerKind.Consequence, consequenceId), cancellation) is not { } owned)
        {
            return [];
        }

        var consequence = (Consequence)owned.Row;
        var reports = await db.ConsequenceEntries.AsNoTracking().Where(e => e.ConsequenceId == consequenceId && e.Act == ConsequenceAct.Report).OrderBy(e => e.Number).ToListAsync(cancellation);
        var files = (await db.Attachments.AsNoTracking()
            .Where(a => a.ConsequenceId == consequenceId || db.ConsequenceEntries.Any(e => e.Id == a.EntryId && e.ConsequenceId == consequenceId))
            .OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellation)).ToLookup(a => a.Owner);
        IEnumerable<Owned> all = [owned, .. reports.Select(e => Owned.OfEntry(e, consequence, owned.Stage, owned.Party))];
        return [.. all.Select(o => o.ToList(view, [.. files[o.Owner]]))];
    }

    /// <summary>The files of each report of an irregularity of a campaign that the user holds or supervises.</summary>
    public async Task<IReadOnlyDictionary<Guid, AttachmentList>> OfIrregularitiesAsync(Scope scope, Guid campaignId, CancellationToken cancellation)
    {
        var view = new AttachmentView(scope, campaignId);
        var (stage, party) = await owners.PartyAsync(view, campaignId, null, cancellation);
        var reports = await db.Irregularities.AsNoTracking().Where(i => i.CampaignId == campaignId).ToListAsync(cancellation);
        var files = (await db.Attachments.AsNoTracking().Where(a => db.Irregularities.Any(i => i.Id == a.IrregularityId && i.CampaignId == campaignId))
            .OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellation)).ToLookup(a => a.IrregularityId);
        return reports.ToDictionary(i => i.Id, i => Owned.OfIrregularity(i, stage, party).ToList(view, [.. files[i.Id]]));
    }

    /// <summary>A file with its content; null when there is none or the user may not see it.</summary>
    public async Task<(Attachment File, byte[] Content)?> ContentAsync(AttachmentView view, Guid id, CancellationToken cancellation) =>
        await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is { } file && await owners.FindAsync(view, file.Owner, cancellation) is not null
            ? (file, await db.AttachmentContents.Where(c => c.AttachmentId == id).Select(c => c.Bytes).SingleAsync(cancellation))
            : null;

    /// <summary>Attaches a file.</summary>
    public async Task<AttachmentOutcome> AddAsync(AttachmentView view, AttachmentOwner owner, NewAttachment file, CancellationToken cancellation)
    {
        if (await owners.FindAsync(view, owner, cancellation) is not { } owned)
        {
            return AttachmentOutcome.NotFound;
        }

        var name = AttachmentName.Clean(file.Name);
        if (RefusalOf(owned, file.Content, name, out var format) is { } refused)
        {
            return refused;
        }

        if (await db.Attachments.WhereOf(owner).CountAsync(cancellation) >= Attachment.MostPerOwner)
        {
            return AttachmentOutcome.TooMany;
        }

        var added = new Attachment
        {
            Owner = owner,
            Name = name,
            Format = format,
            Size = file.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            AddedBy = view.Scope.UserId,
            AddedByName = view.Scope.DisplayName,
            AddedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Attachments.Add(added);
        db.AttachmentContents.Add(new AttachmentContent { AttachmentId = added.Id, Bytes = file.Content });
        // A determination takes files after its decision too: there is nothing to guard, and a decision that is being written beside stays good.
        return await StoreAsync(owned, owned.Row is not DeterminationRecord, cancellation);
    }

    /// <summary>Removes a file.</summary>
    /// <returns>How it came out, and to what the file belongs; null with <see cref="AttachmentOutcome.NotFound"/>.</returns>
    public async Task<(AttachmentOutcome Outcome, AttachmentOwner? Owner)> RemoveAsync(AttachmentView view, Guid id, CancellationToken cancellation)
    {
        var file = await db.Attachments.SingleOrDefaultAsync(a => a.Id == id, cancellation);
        if (file is null || await owners.FindAsync(view, file.Owner, cancellation) is not { } owned)
        {
            return (AttachmentOutcome.NotFound, null);
        }

        if (!owned.ToList(view, []).CanRemove(file))
        {
            return (AttachmentOutcome.Closed, file.Owner);
        }

        // The content goes with it.
        db.Attachments.Remove(file);
        return (await StoreAsync(owned, true, cancellation), file.Owner);
    }

    private static AttachmentOutcome? RefusalOf(Owned owned, byte[] content, string name, out AttachmentFormat format)
    {
        format = default;
        if (!owned.Rights.CanAdd)
        {
            return AttachmentOutcome.Closed;
        }

        if (content.Length is 0 or > Attachment.FileBytes)
        {
            return content.Length == 0 ? AttachmentOutcome.Empty : AttachmentOutcome.TooLarge;
        }

        if (AttachmentFormats.Of(content) is not { } known)
        {
            return AttachmentOutcome.WrongKind;
        }

        format = known;
        return known.Fits(name) ? null : AttachmentOutcome.NameDiffers;
    }

    private async Task<AttachmentOutcome> StoreAsync(Owned owned, bool raisesVersion, CancellationToken cancellation)
    {
        db.Entry(owned.Row).Property(nameof(IVersioned.Version)).IsModified = raisesVersion;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return AttachmentOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return AttachmentOutcome.Stale;
        }
    }
}
