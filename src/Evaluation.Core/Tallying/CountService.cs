using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Ballots;
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
public sealed record CountReport(CountOutcome Outcome, IReadOnlyList<Guid> Damaged, IReadOnlyList<CountDifference> Differences)
{
    internal static CountReport Of(CountOutcome outcome) => new(outcome, [], []);
}

/// <summary>Opens the box, counts, seals, and destroys envelopes and key. All is written in one transaction or nothing is.</summary>
public sealed class CountService(EvaluationDbContext db, BoxKeys keys, FrozenBoxes boxes, TurnoutService turnout, TimeProvider clock, ILogger<CountService> log)
{
    /// <summary>Counts a campaign that has ended.</summary>
    public async Task<CountReport> CountAsync(Guid campaignId, CancellationToken cancellation)
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
            using var privateKey = keys.FindPrivateKey(box);
            return privateKey is not null && keys.FindMacKey(box) is { } macKey
                ? await OpenAndCountAsync(campaign, box, privateKey, macKey, categories.ToDictionary(c => c.CategoryId), cancellation)
                : CountReport.Of(CountOutcome.KeyMissing);
        }
        catch (CryptographicException)
        {
            return CountReport.Of(CountOutcome.BoxAltered);
        }
    }

    private async Task<CountReport> OpenAndCountAsync(
        Campaign campaign, BallotBox box, ECDiffieHellman privateKey, byte[] macKey, Dictionary<Guid, CategoryTurnout> turnouts, CancellationToken cancellation)
    {
        var layout = BoxKeys.LayoutOf(box.Layout);
        // Envelopes name their category by its place in the frozen layout, which is authenticated; whatever order the rows come in.
        var categories = layout.Categories.Select(c => turnouts[c.Id]).ToList();
        var envelopes = await db.Envelopes.AsNoTracking().Where(e => e.BoxId == box.Id).ToListAsync(cancellation);
        var (contents, damaged) = Open(box, privateKey, macKey, envelopes);
        if (damaged.Count > 0)
        {
            return new CountReport(CountOutcome.EnvelopesDamaged, damaged, []);
        }

        var returned = contents.CountBy(c => c.Category).ToDictionary(c => c.Key, c => c.Value);
        var differences = categories.Select((c, i) => new CountDifference(c.Name, c.Codes.Used, returned.GetValueOrDefault(i)))
            .Where(d => d.UsedCodes != d.Envelopes).ToList();
        if (differences.Count > 0)
        {
            return new CountReport(CountOutcome.NumbersDiffer, [], differences);
        }

        var plan = await PlanAsync(campaign, layout, categories, cancellation);
        return await StoreAsync(campaign, box, Tallier.Count(layout, plan, contents, envelopes.Select(e => e.Id)), plan, cancellation);
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

    private static (IReadOnlyList<BallotContent> Contents, IReadOnlyList<Guid> Damaged) Open(BallotBox box, ECDiffieHellman privateKey, byte[] macKey, List<Envelope> envelopes)
    {
        var contents = new ConcurrentBag<BallotContent>();
        var damaged = new ConcurrentBag<Guid>();
        var pkcs8 = privateKey.ExportPkcs8PrivateKey();
        // One key object per worker: the framework's keys are not promised to be safe for use by several threads.
        Parallel.ForEach(
            envelopes,
            () =>
            {
                var key = ECDiffieHellman.Create();
                key.ImportPkcs8PrivateKey(pkcs8, out _);
                return key;
            },
            (envelope, _, key) =>
            {
                try
                {
                    if (!CryptographicOperations.FixedTimeEquals(envelope.Mac, EnvelopeCipher.Mac(macKey, box.Id, envelope.Id, envelope.Ciphertext)))
                    {
                        throw new CryptographicException("The envelope's MAC does not hold.");
                    }

                    contents.Add(BallotContent.Decode(EnvelopeCipher.Open(box.Id, key, box.PublicKey, envelope.Id, envelope.Ciphertext)));
                }
                catch (Exception exception) when (exception is CryptographicException or FormatException)
                {
                    damaged.Add(envelope.Id);
                }

                return key;
            },
            key => key.Dispose());
        CryptographicOperations.ZeroMemory(pkcs8);
        return ([.. contents], [.. damaged.Order()]);
    }

    private async Task<CountPlan> PlanAsync(Campaign campaign, BallotLayout layout, List<CategoryTurnout> categories, CancellationToken cancellation)
    {
        var weights = await db.EvaluatorCategories.AsNoTracking().Where(c => c.CampaignId == campaign.Id).ToDictionaryAsync(c => c.Id, c => c.Weight, cancellation);
        var submissions = layout.Categories.Select((c, i) => new CategorySubmissions([.. c.Pools], categories[i].Codes.Used)).ToList();
        // Where people evaluate each other, one of each group is the one evaluated: with one more on the sheet, the others still number the minimum.
        var minimums = layout.Pools.Select(p => campaign.GroupMinimum + (p.Subjects.Any(s => layout.Forms[s.Form].Scale.Any(g => g.Kind == GradeKind.Self)) ? 1 : 0)).ToList();
        var disclosure = DisclosurePlan.Make(submissions, minimums);
        return new CountPlan(
            [.. categories.Select(c => new CountedCategory(c.CategoryId, c.Name, weights[c.CategoryId] ?? Fraction.Zero, c.Target, c.Present!.Value, c.HandedOut!.Value, c.Codes.Used))],
            disclosure.Groups,
            [.. disclosure.WithheldPools.Order()],
            campaign.GroupMinimum);
    }

    private async Task<CountReport> StoreAsync(Campaign campaign, BallotBox box, CountedBox counted, CountPlan plan, CancellationToken cancellation)
    {
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

        JournalScope.Note("Campaign " + campaignId, nameof(Campaign.Stage), nameof(CampaignStage.Ended), nameof(CampaignStage.Counted));
        db.Tallies.AddRange(counted.Counts.Select(c => new Tally { SubjectId = c.Key.Subject, Group = c.Key.Group, Counts = string.Join(';', c.Value) }));
        db.Opinions.AddRange(counted.Opinions.Select(o => new Opinion
        {
            Id = new Guid(RandomNumberGenerator.GetBytes(16)),
            CampaignId = campaignId,
            PoolId = o.PoolId,
            SubjectId = o.SubjectId,
            Prompt = o.Prompt,
            Text = o.Text,
        }));
        var result = CampaignResult.Of(BoxKeys.LayoutOf(box.Layout), plan, campaign.Rules, counted.Counts);
        var host = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(cancellation);
        var manifest = SealedExport.WriteManifest(
            new ExportedCampaign(campaignId, campaign.Title, host, campaign.Year, campaign.BegunAt, campaign.EndedAt, now), box.Id, counted.Box.Seal, result);
        await db.SaveChangesAsync(cancellation);
        // In the order of the ids, so that the order of the rows says nothing; by one statement instead of a row each.
        var kept = await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "CountedEnvelopes" ("Id", "BoxId") SELECT "Id", "BoxId" FROM "Envelopes" WHERE "BoxId" = {box.Id} ORDER BY "Id" """, cancellation);
        if (kept != counted.Box.EnvelopeIds.Count)
        {
            // Somebody wrote in the closed box while it was being counted.
            return CountReport.Of(CountOutcome.BoxAltered);
        }

        var (sealedBytes, seal, planBytes) = (keys.Protect(box.Id, counted.Box), counted.Box.Seal, JsonSerializer.SerializeToUtf8Bytes(plan, StorageJson.Options));
        await db.BallotBoxes.Where(b => b.Id == box.Id).ExecuteUpdateAsync(s => s
            .SetProperty(b => b.EncryptedSealedBox, sealedBytes)
            .SetProperty(b => b.Seal, seal)
            .SetProperty(b => b.Plan, planBytes)
            .SetProperty(b => b.Manifest, manifest)
            .SetProperty(b => b.WrappedPrivateKey, Array.Empty<byte>())
            .SetProperty(b => b.WrappedMacKey, Array.Empty<byte>())
            .SetProperty(b => b.KeyFileMustGo, true), cancellation);
        // Who used a code is of no use any more; only the numbers stay.
        await db.AccessCodes.Where(c => c.BoxId == box.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.InviteeId, (Guid?)null), cancellation);
        await db.Envelopes.Where(e => e.BoxId == box.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        boxes.Forget(box.Id);
        await DestroyKeysAsync(CancellationToken.None);
        return CountReport.Of(CountOutcome.Counted);
    }
}
