using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Core.Ballots;

/// <summary>
/// Remembers for half an hour to which sheet a code belongs that has opened one on this node, which never changes: its submission need not look the code up again, because
/// spending the code asks everything else.
/// </summary>
public sealed class OpenedCodes : IDisposable
{
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private readonly MemoryCache opened = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Remembers a code whose sheet was opened.</summary>
    public void Remember(byte[] hash, FoundCode found) =>
        opened.Set(Convert.ToHexString(hash), (found.BoxId, found.CategoryId), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });

    /// <summary>Box and category of a code that has opened its sheet on this node; null when none is remembered.</summary>
    public (Guid BoxId, Guid CategoryId)? Recall(byte[] hash) =>
        opened.TryGetValue(Convert.ToHexString(hash), out (Guid BoxId, Guid CategoryId) found) ? found : null;

    /// <summary>Forgets a code that was spent, or could not be.</summary>
    public void Forget(byte[] hash) => opened.Remove(Convert.ToHexString(hash));

    /// <inheritdoc />
    public void Dispose() => opened.Dispose();
}
