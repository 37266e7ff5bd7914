namespace Evaluation.Domain.Ballots;

/// <summary>Ids of envelopes as one value: 16 bytes each, in ascending order, so that their order says nothing.</summary>
public static class EnvelopeIds
{
    private const int Bytes = 16;

    /// <summary>Writes them.</summary>
    public static byte[] Pack(IEnumerable<Guid> ids) => [.. ids.Distinct().Order().SelectMany(id => id.ToByteArray(bigEndian: true))];

    /// <summary>Reads what <see cref="Pack"/> wrote; null is none.</summary>
    public static IReadOnlyList<Guid> Unpack(byte[]? packed) => [.. (packed ?? []).Chunk(Bytes).Select(id => new Guid(id, bigEndian: true))];
}
