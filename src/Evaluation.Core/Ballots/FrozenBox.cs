using System.Collections.Concurrent;
using System.Security.Cryptography;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Ballots.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Ballots;

/// <summary>What finalizing froze in a box, ready for use: nothing of it changes until the count.</summary>
public sealed class FrozenBox
{
    private readonly Dictionary<Guid, int> categories;

    // Agreements with the box that no thread uses at the moment.
    private readonly ConcurrentBag<SealingSide> idle = [];

    internal FrozenBox(BallotBox box, byte[]? macKey)
    {
        Id = box.Id;
        PublicKey = box.PublicKey;
        ContentLength = box.ContentLength;
        MacKey = macKey;
        Layout = BoxKeys.LayoutOf(box.Layout);
        Sheets = [.. Enumerable.Range(0, Layout.Categories.Count).Select(Layout.SheetOf)];
        categories = Layout.Categories.Select((category, index) => (category.Id, index)).ToDictionary();
    }

    /// <summary>The box.</summary>
    public Guid Id { get; }

    /// <summary>Its public key.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Bytes to which every content is filled up.</summary>
    public int ContentLength { get; }

    /// <summary>The MAC key; null when the key file cannot be read or does not fit, so that nothing can be taken.</summary>
    public byte[]? MacKey { get; }

    /// <summary>The frozen layout.</summary>
    public BallotLayout Layout { get; }

    /// <summary>The sheet of each category, in the layout's order.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>Puts an encoded content into an envelope.</summary>
    /// <param name="envelopeId">Id of the envelope.</param>
    /// <param name="content">The content.</param>
    /// <param name="macKey">The box's MAC key.</param>
    public Envelope Seal(Guid envelopeId, byte[] content, byte[] macKey)
    {
        var side = idle.TryTake(out var kept) ? kept : KeyAgreement.Preferred.ToBox(PublicKey);
        var ciphertext = EnvelopeCipher.Seal(Id, side, PublicKey, envelopeId, content);
        idle.Add(side);
        return new Envelope { Id = envelopeId, BoxId = Id, Ciphertext = ciphertext, Mac = EnvelopeCipher.Mac(macKey, Id, envelopeId, ciphertext) };
    }

    /// <summary>Place of a category in the layout.</summary>
    public int IndexOf(Guid categoryId) => categories[categoryId];
}

/// <summary>
/// Keeps the boxes that are in use in memory, for a minute at a time: a node that has one holds nothing that another lacks, and a key that is destroyed
/// is forgotten soon after.
/// </summary>
public sealed class FrozenBoxes(BoxKeys keys, IServiceScopeFactory scopes, TimeProvider clock, ILogger<FrozenBoxes> log)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (FrozenBox Box, DateTimeOffset Until)> boxes = new();

    /// <summary>The box with the id, read from the database when it is not in memory.</summary>
    public async ValueTask<FrozenBox> FindAsync(Guid boxId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (boxes.TryGetValue(boxId, out var kept) && kept.Until > now)
        {
            return kept.Box;
        }

        await using var scope = scopes.CreateAsyncScope();
        var box = await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().BallotBoxes.AsNoTracking().SingleAsync(b => b.Id == boxId, cancellation);
        var frozen = new FrozenBox(box, FindMacKey(box));
        // Without its key a box is looked at again every time, so that it works again as soon as the key folder is back.
        if (frozen.MacKey is not null)
        {
            if (boxes.Count >= MostAtOnce)
            {
                boxes.Clear();
            }

            boxes[boxId] = (frozen, now + Kept);
        }

        return frozen;
    }

    /// <summary>Forgets a box that has been counted.</summary>
    public void Forget(Guid boxId) => boxes.TryRemove(boxId, out _);

    // A counted box has no wrapped key any more, and no code that could be used: not a word in the log.
    private byte[]? FindMacKey(BallotBox box)
    {
        if (box.WrappedMacKey.Length == 0)
        {
            return null;
        }

        try
        {
            if (keys.FindMacKey(box) is { } key)
            {
                return key;
            }

            log.LogCritical("No submission can be taken: the key file of box {Box} is not in the key folder.", box.Id);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            log.LogCritical(exception, "No submission can be taken: the key file of box {Box} cannot be read or does not fit the box.", box.Id);
        }

        return null;
    }
}
