using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>Takes a file as it was read; <paramref name="MakesOrganizations"/> makes organizations that are named and declared nowhere.</summary>
public sealed record StartImport(Guid OrganizationId, string FileName, IReadOnlyList<RosterSheet> Sheets, bool MakesOrganizations = false);

/// <summary>How an import came out.</summary>
public enum ImportOutcome
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>No such draft of this user, or it was confirmed or swept already.</summary>
    NotFound,

    /// <summary>There are errors, and the good rows alone were not asked for.</summary>
    HasErrors,

    /// <summary>Somebody else changed the same roster at the same time; nothing was written.</summary>
    Conflict,
}

/// <summary>How an import came out, and what it did or would do; no preview where there is no draft.</summary>
public sealed record ImportResult(ImportOutcome Outcome, RosterPreview? Preview);

/// <summary>Imports rosters in two steps: a file is understood and kept as a draft, then written in one transaction when its owner confirms it.</summary>
public sealed class RosterImport(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(1);

    /// <summary>Keeps a file as a draft; null when the organization is not in the actor's subtree.</summary>
    public async Task<Guid?> StartAsync(Scope scope, StartImport action, CancellationToken cancellation)
    {
        var root = await db.Organizations.WhereCovered(scope, RosterKeepers.Roles).AsNoTracking().SingleOrDefaultAsync(o => o.Id == action.OrganizationId, cancellation);
        if (root is null)
        {
            return null;
        }

        await SweepAsync(cancellation);
        var draft = new ImportDraft
        {
            OwnerId = scope.UserId,
            OrganizationId = root.Id,
            FileName = action.FileName.Length <= ImportDraft.FileNameLength ? action.FileName : action.FileName[^ImportDraft.FileNameLength..],
            MakesOrganizations = action.MakesOrganizations,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Content = Pack(RosterParser.Parse(action.Sheets, await TimeZones.TodayAsync(db, clock, root.Id, cancellation))),
        };
        db.ImportDrafts.Add(draft);
        await db.SaveChangesAsync(cancellation);
        return draft.Id;
    }

    /// <summary>What a draft would do now; null when there is no such draft of this user.</summary>
    public async Task<RosterPreview?> PreviewAsync(Scope scope, Guid draftId, CancellationToken cancellation)
    {
        if (await FindAsync(scope, draftId, cancellation) is not var (draft, root))
        {
            return null;
        }

        var preview = await RosterPlan.ApplyAsync(db, root, Unpack(draft.Content), draft.FileName, draft.MakesOrganizations, cancellation);
        db.ChangeTracker.Clear();
        return preview;
    }

    /// <summary>Writes a draft: all of it when it is right, or, with <paramref name="goodRowsOnly"/>, the rows without an error. It can be written once.</summary>
    public async Task<ImportResult> CommitAsync(Scope scope, Guid draftId, bool goodRowsOnly, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            if (await FindAsync(scope, draftId, cancellation) is not var (draft, root)
                || await db.ImportDrafts.Where(d => d.Id == draftId).ExecuteDeleteAsync(cancellation) == 0)
            {
                return new ImportResult(ImportOutcome.NotFound, null);
            }

            var preview = await RosterPlan.ApplyAsync(db, root, Unpack(draft.Content), draft.FileName, draft.MakesOrganizations, cancellation);
            if (!preview.IsRight && !goodRowsOnly)
            {
                db.ChangeTracker.Clear();
                return new ImportResult(ImportOutcome.HasErrors, preview);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new ImportResult(ImportOutcome.Done, preview);
        }
        catch (Exception failure) when (IsConflict(failure))
        {
            db.ChangeTracker.Clear();
            return new ImportResult(ImportOutcome.Conflict, null);
        }
    }

    /// <summary>Drops a draft.</summary>
    public async Task<bool> DiscardAsync(Scope scope, Guid draftId, CancellationToken cancellation) =>
        await db.ImportDrafts.Where(d => d.Id == draftId && d.OwnerId == scope.UserId).ExecuteDeleteAsync(cancellation) > 0;

    /// <summary>Imports a file that comes with the product, such as a demonstration roster, without a draft: nothing is written unless all of it is right.</summary>
    public async Task<RosterPreview> LoadAsync(StartImport action, CancellationToken cancellation)
    {
        var root = await db.Organizations.SingleAsync(o => o.Id == action.OrganizationId, cancellation);
        var roster = RosterParser.Parse(action.Sheets, await TimeZones.TodayAsync(db, clock, root.Id, cancellation));
        var preview = await RosterPlan.ApplyAsync(db, root, roster, action.FileName, action.MakesOrganizations, cancellation);
        if (preview.IsRight)
        {
            await db.SaveChangesAsync(cancellation);
        }
        else
        {
            db.ChangeTracker.Clear();
        }

        return preview;
    }

    /// <summary>Deletes the drafts that are older than <see cref="DraftLifetime"/>; returns how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - DraftLifetime;
        return db.ImportDrafts.Where(d => d.CreatedAt < oldest).ExecuteDeleteAsync(cancellation);
    }

    // Serializable transactions that cross end one of the two; so do two saves of the same row, and two rows with one staff number.
    private static bool IsConflict(Exception failure) =>
        failure is DbUpdateException or DbException { IsTransient: true } || failure.InnerException is DbException { IsTransient: true };

    private static byte[] Pack(ParsedRoster roster)
    {
        using var bytes = new MemoryStream();
        using (var zip = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, roster, StorageJson.Options);
        }

        return bytes.ToArray();
    }

    private static ParsedRoster Unpack(byte[] content)
    {
        using var zip = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ParsedRoster>(zip, StorageJson.Options) ?? throw new InvalidDataException("A draft is empty.");
    }

    private async Task<(ImportDraft Draft, Organization Root)?> FindAsync(Scope scope, Guid draftId, CancellationToken cancellation)
    {
        var draft = await db.ImportDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draftId && d.OwnerId == scope.UserId, cancellation);
        if (draft is null)
        {
            return null;
        }

        // A role may have ended since the upload.
        var root = await db.Organizations.WhereCovered(scope, RosterKeepers.Roles).SingleOrDefaultAsync(o => o.Id == draft.OrganizationId, cancellation);
        return root is null ? null : (draft, root);
    }
}
