namespace Evaluation.Domain.Ballots;

/// <summary>Somebody who holds or held a lock, without its key: what the minutes name.</summary>
/// <param name="Name">Name.</param>
/// <param name="Capacity">In which capacity.</param>
/// <param name="Opened">Whether this holder typed a passphrase at the count.</param>
public sealed record NamedHolder(string Name, HolderCapacity Capacity, bool Opened);

/// <summary>What was recorded when a box was opened (开箱记录), for the minutes that the witnesses sign.</summary>
/// <param name="Place">Where it was opened; may be empty.</param>
/// <param name="Present">Who was present, as typed: a name and perhaps a post on each line; empty when nobody was entered.</param>
/// <param name="Holders">The holders of the two locks; empty for a box without.</param>
/// <param name="Envelopes">Envelopes found in the box.</param>
/// <param name="LeftOut">Damaged envelopes among them that were left out by decision.</param>
/// <param name="OpenedBy">Name of the account that opened it.</param>
public sealed record BoxOpening(string Place, IReadOnlyList<string> Present, IReadOnlyList<NamedHolder> Holders, int Envelopes, int LeftOut, string OpenedBy)
{
    /// <summary>Longest list of those present, in characters.</summary>
    public const int PresentLength = 1000;

    /// <summary>Most people present.</summary>
    public const int MostPresent = 50;
}
