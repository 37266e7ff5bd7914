using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Ballots.Agreements;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Tallying;

/// <summary>How a count came out.</summary>
public enum CountOutcome
{
    /// <summary>Counted and sealed.</summary>
    Counted,

    /// <summary>The campaign has not ended, or is counted already.</summary>
    WrongStage,

    /// <summary>The numbers of those present and of codes handed out are not entered, or do not bear the count.</summary>
    AttendanceMissing,

    /// <summary>The box has two locks, and not two different holders were named.</summary>
    HoldersMissing,

    /// <summary>A passphrase is not that of its holder.</summary>
    PassphraseWrong,

    /// <summary>The box's key file is not in the key folder.</summary>
    KeyMissing,

    /// <summary>What was frozen in the box (its public key or the layout of the sheets) was changed, or the key file is another's; the count stops.</summary>
    BoxAltered,

    /// <summary>Envelopes were altered, added or damaged; the count stops.</summary>
    EnvelopesDamaged,

    /// <summary>Envelopes and used codes of a category differ; the count stops.</summary>
    NumbersDiffer,
}

/// <summary>A category in which envelopes and used codes differ.</summary>
/// <param name="Category">Its name.</param>
/// <param name="UsedCodes">Codes used.</param>
/// <param name="Envelopes">Envelopes found.</param>
public sealed record CountDifference(string Category, int UsedCodes, int Envelopes);

/// <summary>How a count came out, with what stopped it.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Damaged">Ids of envelopes that do not open.</param>
/// <param name="Differences">Categories that differ.</param>
/// <param name="WrongHolders">Indexes of the holders whose passphrase does not fit.</param>
public sealed record CountReport(CountOutcome Outcome, IReadOnlyList<Guid> Damaged, IReadOnlyList<CountDifference> Differences, IReadOnlyList<int> WrongHolders)
{
    internal static CountReport Of(CountOutcome outcome) => new(outcome, [], [], []);
}

/// <summary>Who opens a box.</summary>
/// <param name="OpenedBy">Name of the account that opens it.</param>
/// <param name="Present">Who is present, one by one; may be empty.</param>
/// <param name="Unlockings">Two holders with their passphrases; empty for a box without two locks.</param>
public sealed record Opening(string OpenedBy, IReadOnlyList<string> Present, IReadOnlyList<Unlocking> Unlockings)
{
    /// <summary>The box is opened by the program itself, with nobody named.</summary>
    public static Opening Unattended { get; } = new("", [], []);
}

/// <summary>Opens the box, counts, seals, and destroys envelopes and key. All is written in one transaction or nothing is.</summary>
public sealed class CountService(EvaluationDbContext db, BoxKeys keys, FrozenBoxes boxes, TurnoutService turnout, DamageService damage, TimeProvider clock, ILogger<CountService> log)
{
    private const int OpinionsAtATime = 250;

    /// <summary>Counts a campaign that has ended.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="opening">Who opens the box.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<CountReport> CountAsync(Guid campaignId, Opening opening, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        if (!campaign.Stage.Allows(CampaignAct.Count))
        {
            return CountReport.Of(CountOutcome.WrongStage);
        }

        var categories = await turnout.OfAsync(campaignId, cancellation);
        if (categories.Any(c => c.Present is not { } present || c.HandedOut is not { } handedOut
            || TurnoutService.ProblemsOf(new AttendanceEntry(c.CategoryId, present, handedOut), c.Codes).Any()))
        {
            return CountReport.Of(CountOutcome.AttendanceMissing);
        }

        var box = await db.BallotBoxes.AsNoTracking().SingleAsync(b => b.CampaignId == campaignId, cancellation);
        try
        {
            byte[]? lockKey = null;
            if (BoxKeys.LocksOf(box) is { } locks)
            {
                if (Unlock(box.Id, locks, opening.Unlockings, out lockKey) is { } refused)
                {
                    return refused;
                }
            }

            using var privateKey = keys.FindPrivateKey(box, lockKey);
            return privateKey is not null && keys.FindMacKey(box) is { } macKey
                ? await OpenAndCountAsync(new Counting(campaign, box, opening, [.. BoxKeys.LayoutOf(box.Layout).Categories.Select(c => categories.Single(t => t.CategoryId == c.Id))]), privateKey, macKey, cancellation)
                : CountReport.Of(CountOutcome.KeyMissing);
        }
        catch (CryptographicException)
        {
            return CountReport.Of(CountOutcome.BoxAltered);
        }
    }

    private static CountReport? Unlock(Guid boxId, BoxLocks locks, IReadOnlyList<Unlocking> unlockings, out byte[]? lockKey)
    {
        lockKey = null;
        if (unlockings is not [var one, var other] || one.Index == other.Index || unlockings.Any(u => u.Index < 0 || u.Index >= locks.Holders.Count))
        {
            return CountReport.Of(CountOutcome.HoldersMissing);
        }

        lockKey = locks.Open(boxId, one, other, out var wrong);
        if (wrong.Count > 0)
        {
            JournalScope.Note("BallotBox " + boxId, "Opening", null, "wrong passphrase of " + string.Join(", ", wrong.Select(w => locks.Holders[w].Name)));
            return CountReport.Of(CountOutcome.PassphraseWrong) with { WrongHolders = wrong };
        }

        return null;
    }

    private async Task<CountReport> OpenAndCountAsync(Counting counting, ECDiffieHellman privateKey, byte[] macKey, CancellationToken cancellation)
    {
        var (report, sealedCount) = await OpenAndSealAsync(counting, privateKey, macKey, cancellation);
        if (sealedCount is null)
        {
            return report;
        }

        // The ballots must not be in memory when the box is written, which takes much of it. They go only where their method is off the stack, too.
        await Task.Yield();
        UnusedMemory.GiveBack();
        return await StoreAsync(counting, sealedCount, cancellation);
    }

    // The ballots are in memory in here only.
    private async Task<(CountReport Report, SealedCount? Count)> OpenAndSealAsync(Counting counting, ECDiffieHellman privateKey, byte[] macKey, CancellationToken cancellation)
    {
        var (campaign, box) = (counting.Campaign, counting.Box);
        var layout = BoxKeys.LayoutOf(box.Layout);
        var (contents, ids, damaged) = await OpenAsync(box, privateKey, macKey, cancellation);
        if (damaged.Count > 0 && !(await damage.DecidedAsync(campaign.Id, cancellation)).IsSupersetOf(damaged))
        {
            var found = EnvelopeIds.Pack(damaged);
            await db.BallotBoxes.Where(b => b.Id == box.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Damaged, found), cancellation);
            JournalScope.Note("BallotBox " + box.Id, nameof(BallotBox.Damaged), null, string.Join(", ", damaged.Take(20)));
            return (CountReport.Of(CountOutcome.EnvelopesDamaged) with { Damaged = damaged }, null);
        }

        var opened = contents.CountBy(c => c.Category).ToDictionary(c => c.Key, c => c.Value);
        var differences = counting.Categories.Select((c, i) => new CountDifference(c.Name, c.Codes.Used, opened.GetValueOrDefault(i))).Where(d => d.UsedCodes != d.Envelopes).ToList();
        // A code without an envelope that opens is accounted for only by an envelope that is left out.
        if (differences.Any(d => d.Envelopes > d.UsedCodes) || differences.Sum(d => d.UsedCodes - d.Envelopes) > damaged.Count)
        {
            return (CountReport.Of(CountOutcome.NumbersDiffer) with { Differences = differences }, null);
        }

        var plan = await PlanAsync(counting, layout, opened, cancellation);
        var counted = Tallier.Count(layout, plan, contents, ids);
        return (CountReport.Of(CountOutcome.Counted), new SealedCount(
            plan, counted.Counts, counted.Opinions, ids.Count, damaged, counted.Box.Seal, keys.Protect(box.Id, counted.Box)));
    }

    /// <summary>Destroys key files that a count could not delete at once. Called again until all are gone.</summary>
    public async Task DestroyKeysAsync(CancellationToken cancellation)
    {
        foreach (var boxId in await db.BallotBoxes.Where(b => b.KeyFileMustGo).Select(b => b.Id).ToListAsync(cancellation))
        {
            try
            {
                keys.Destroy(boxId);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                log.LogError(exception, "The key file of the counted box {Box} could not be deleted; it is tried again.", boxId);
                continue;
            }

            await db.BallotBoxes.Where(b => b.Id == boxId).ExecuteUpdateAsync(s => s.SetProperty(b => b.KeyFileMustGo, false), cancellation);
        }
    }

    // While some are opened the next are read, so that a large box is never in memory as a whole.
    private async Task<(IReadOnlyList<BallotContent> Contents, IReadOnlyList<Guid> Ids, IReadOnlyList<Guid> Damaged)> OpenAsync(
        BallotBox box, ECDiffieHellman privateKey, byte[] macKey, CancellationToken cancellation)
    {
        var opened = new ConcurrentBag<(Guid Id, BallotContent? Content)>();
        // One for each worker, made before they begin: reading the key is not promised to be safe for several threads.
        var workers = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        var idle = new ConcurrentBag<OpeningSide>();
        try
        {
            for (var i = 0; i < workers.MaxDegreeOfParallelism; i++)
            {
                idle.Add(KeyAgreement.Preferred.OfBox(privateKey));
            }

            await Parallel.ForEachAsync(db.Envelopes.AsNoTracking().Where(e => e.BoxId == box.Id).AsAsyncEnumerable(), workers, (envelope, _) =>
            {
                var side = idle.TryTake(out var free) ? free : throw new UnreachableException();
                try
                {
                    opened.Add((envelope.Id, Open(box, side, macKey, envelope)));
                }
                finally
                {
                    idle.Add(side);
                }

                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            foreach (var side in idle)
            {
                side.Dispose();
            }
        }

        return (
            [.. opened.Where(o => o.Content is not null).Select(o => o.Content!)],
            [.. opened.Where(o => o.Content is not null).Select(o => o.Id)],
            [.. opened.Where(o => o.Content is null).Select(o => o.Id).Order()]);
    }

    // Null when it is damaged or was altered.
    private static BallotContent? Open(BallotBox box, OpeningSide side, byte[] macKey, Envelope envelope)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(envelope.Mac, EnvelopeCipher.Mac(macKey, box.Id, envelope.Id, envelope.Ciphertext))
                ? BallotContent.Decode(EnvelopeCipher.Open(box.Id, side, box.PublicKey, envelope.Id, envelope.Ciphertext))
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private async Task<CountPlan> PlanAsync(Counting counting, BallotLayout layout, Dictionary<int, int> opened, CancellationToken cancellation)
    {
        var (campaign, categories) = (counting.Campaign, counting.Categories);
        var weights = await db.EvaluatorCategories.AsNoTracking().Where(c => c.CampaignId == campaign.Id).ToDictionaryAsync(c => c.Id, c => c.Weight, cancellation);
        var submissions = layout.Categories.Select((c, i) => new CategorySubmissions([.. c.Pools], opened.GetValueOrDefault(i))).ToList();
        // Where people evaluate each other, one of each group is the one evaluated: with one more on the sheet, the others still number the minimum.
        var minimums = layout.Pools.Select(p => campaign.GroupMinimum + (p.Subjects.Any(s => layout.Forms[s.Form].Scale.Any(g => g.Kind == GradeKind.Self)) ? 1 : 0)).ToList();
        var disclosure = DisclosurePlan.Make(submissions, minimums);
        return new CountPlan(
            [.. categories.Select((c, i) => new CountedCategory(
                c.CategoryId, c.Name, weights[c.CategoryId] ?? Fraction.Zero, c.Target, c.Present!.Value, c.HandedOut!.Value, c.Codes.Used, opened.GetValueOrDefault(i)))],
            disclosure.Groups,
            [.. disclosure.WithheldPools.Order()],
            campaign.GroupMinimum);
    }

    private async Task<CountReport> StoreAsync(Counting counting, SealedCount counted, CancellationToken cancellation)
    {
        var (campaign, box) = (counting.Campaign, counting.Box);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var campaignId = campaign.Id;
        // The version is compared too: numbers entered in the meantime would not be those of the plan.
        var moved = await db.Campaigns.Where(c => c.Id == campaignId && c.Stage == CampaignStage.Ended && c.Version == campaign.Version)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Counted).SetProperty(c => c.CountedAt, now)
                .SetProperty(c => c.Version, c => c.Version + 1), cancellation);
        if (moved != 1)
        {
            return CountReport.Of(CountOutcome.WrongStage);
        }

        var result = CampaignResult.Of(BoxKeys.LayoutOf(box.Layout), counted.Plan, campaign.Rules, counted.Counts);
        var host = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(cancellation);
        var manifest = SealedExport.WriteManifest(
            new ExportedCampaign(campaignId, campaign.Title, host, campaign.Year, campaign.BegunAt, campaign.EndedAt, now), box.Id, counted.Seal, result);
        // Before the rest is made ready: a large box takes most memory of all.
        await WriteBoxAsync(counting, counted, manifest, cancellation);
        db.Tallies.AddRange(counted.Counts.Select(c => new Tally { SubjectId = c.Key.Subject, Group = c.Key.Group, Counts = string.Join(';', c.Value) }));
        await DeterminationService.RecordAsync(db, campaign, result, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        await AddOpinionsAsync(campaignId, counted.Opinions, cancellation);
        var leftOut = counted.LeftOut;
        await db.Envelopes.Where(e => e.BoxId == box.Id && leftOut.Contains(e.Id)).ExecuteDeleteAsync(cancellation);
        // In the order of the ids, so that the order of the rows says nothing; by one statement instead of a row each.
        var kept = await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "CountedEnvelopes" ("Id", "BoxId") SELECT "Id", "BoxId" FROM "Envelopes" WHERE "BoxId" = {box.Id} ORDER BY "Id" """, cancellation);
        if (kept != counted.Envelopes)
        {
            // Somebody wrote in the closed box while it was being counted.
            return CountReport.Of(CountOutcome.BoxAltered);
        }

        // Who used a code is of no use any more; only the numbers stay.
        await db.AccessCodes.Where(c => c.BoxId == box.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.InviteeId, (Guid?)null), cancellation);
        await db.Envelopes.Where(e => e.BoxId == box.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        JournalScope.Note("Campaign " + campaignId, nameof(Campaign.Stage), nameof(CampaignStage.Ended), nameof(CampaignStage.Counted));
        JournalScope.Note("BallotBox " + box.Id, nameof(BallotBox.Seal), null, counted.Seal);
        JournalScope.Note("BallotBox " + box.Id, "Envelopes", null, counted.LeftOut.Count == 0 ? $"{counted.Envelopes}" : $"{counted.Envelopes}, left out {counted.LeftOut.Count}");
        boxes.Forget(box.Id);
        await DestroyKeysAsync(CancellationToken.None);
        return CountReport.Of(CountOutcome.Counted);
    }

    // Some at a time: what is kept of each until it is saved is many times its text.
    private async Task AddOpinionsAsync(Guid campaignId, IReadOnlyList<CountedOpinion> opinions, CancellationToken cancellation)
    {
        foreach (var some in opinions.Chunk(OpinionsAtATime))
        {
            db.Opinions.AddRange(some.Select(o => new Opinion
            {
                Id = new Guid(RandomNumberGenerator.GetBytes(16)),
                CampaignId = campaignId,
                PoolId = o.PoolId,
                SubjectId = o.SubjectId,
                Prompt = o.Prompt,
                Text = o.Text,
            }));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    private async Task WriteBoxAsync(Counting counting, SealedCount counted, byte[] manifest, CancellationToken cancellation)
    {
        var boxId = counting.Box.Id;
        var opening = JsonSerializer.SerializeToUtf8Bytes(OpeningOf(counting, counted.Envelopes + counted.LeftOut.Count, counted.LeftOut.Count), StorageJson.Options);
        var (sealedBytes, seal, planBytes) = (counted.Box, counted.Seal, JsonSerializer.SerializeToUtf8Bytes(counted.Plan, StorageJson.Options));
        await db.BallotBoxes.Where(b => b.Id == boxId).ExecuteUpdateAsync(s => s
            .SetProperty(b => b.EncryptedSealedBox, sealedBytes)
            .SetProperty(b => b.Seal, seal)
            .SetProperty(b => b.Plan, planBytes)
            .SetProperty(b => b.Manifest, manifest)
            .SetProperty(b => b.Opening, opening)
            .SetProperty(b => b.Locks, (byte[]?)null)
            .SetProperty(b => b.Damaged, (byte[]?)null)
            .SetProperty(b => b.WrappedPrivateKey, Array.Empty<byte>())
            .SetProperty(b => b.WrappedMacKey, Array.Empty<byte>())
            .SetProperty(b => b.KeyFileMustGo, true), cancellation);
    }

    private static BoxOpening OpeningOf(Counting counting, int envelopes, int leftOut) => new(
        counting.Campaign.Place,
        counting.Opening.Present,
        [.. BoxKeys.LocksOf(counting.Box)?.Holders.Select((h, i) => new NamedHolder(h.Name, h.Capacity, counting.Opening.Unlockings.Any(u => u.Index == i))) ?? []],
        envelopes,
        leftOut,
        counting.Opening.OpenedBy);

    /// <summary>What is counted.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Box">Its box.</param>
    /// <param name="Opening">Who opens it.</param>
    /// <param name="Categories">Its categories in the order of the frozen layout, by whose places the envelopes name them; whatever order the rows come in.</param>
    private sealed record Counting(Campaign Campaign, BallotBox Box, Opening Opening, IReadOnlyList<CategoryTurnout> Categories);

    /// <summary>What is stored of a count: no ballot any more.</summary>
    /// <param name="Plan">What was fixed at the count.</param>
    /// <param name="Counts">Counts per question of every subject and group that has slips.</param>
    /// <param name="Opinions">The opinions in random order.</param>
    /// <param name="Envelopes">Number of envelopes counted.</param>
    /// <param name="LeftOut">Ids of the envelopes that do not open and are left out by decision.</param>
    /// <param name="Seal">The seal.</param>
    /// <param name="Box">The sealed box as it is stored.</param>
    private sealed record SealedCount(
        CountPlan Plan,
        IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> Counts,
        IReadOnlyList<CountedOpinion> Opinions,
        int Envelopes,
        IReadOnlyList<Guid> LeftOut,
        string Seal,
        byte[] Box);
}
