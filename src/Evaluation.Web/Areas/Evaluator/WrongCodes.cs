using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Evaluation.Web.Areas.Evaluator;

/// <summary>
/// Slows down guessing. Only codes that nobody made are counted, so that a meeting that shares one address is never locked out, whoever guesses in the room; a right code passes
/// at any time. What keeps a code from being guessed is its length (docs/secrecy.md); this leaves somebody who tries few answers a minute. Addresses are held in memory for
/// two minutes at most and go nowhere else.
/// </summary>
public sealed class WrongCodes : IDisposable
{
    /// <summary>Wrong codes that one address may enter within a minute.</summary>
    public const int PerAddress = 8;

    /// <summary>Wrong codes that all addresses together may enter within a minute.</summary>
    public const int OverAll = 600;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(address, _ => Window(PerAddress))),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => Window(OverAll))));

    /// <summary>Counts a wrong code.</summary>
    /// <param name="address">Where it came from; null when that is not known.</param>
    /// <returns>Whether the address may be answered; false when it has to wait.</returns>
    public bool TryCount(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();

    // One household or telephone has a whole /64 of IPv6.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return Convert.ToHexString(address.GetAddressBytes(), 0, 8).ToLower(CultureInfo.InvariantCulture);
    }

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };
}
