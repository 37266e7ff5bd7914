using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Evaluator;

/// <summary>
/// Slows down guessing. Only codes that nobody made are counted, so that a meeting that shares one address is never locked out, whoever guesses in the room; a right code passes
/// at any time. What keeps a code from being guessed is its length (docs/secrecy.md); this leaves somebody who tries few answers a minute.
/// </summary>
public sealed class WrongCodes() : AddressLimiter(PerAddress, OverAll, TimeSpan.FromMinutes(1))
{
    /// <summary>Wrong codes that one address may enter within a minute.</summary>
    public const int PerAddress = 8;

    /// <summary>Wrong codes that all addresses together may enter within a minute.</summary>
    public const int OverAll = 600;
}
