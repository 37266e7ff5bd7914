using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Evaluation.Web.Hosting;

/// <summary>Allows so many acts within a window of time, per network address and over all. Addresses are held in memory for two windows at most and go nowhere else.</summary>
/// <param name="perAddress">Acts of one address within the window.</param>
/// <param name="overAll">Acts of all addresses together within the window.</param>
/// <param name="window">The window.</param>
public abstract class AddressLimiter(int perAddress, int overAll, TimeSpan window) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(address, _ => Window(perAddress, window))),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => Window(overAll, window))));

    /// <summary>Counts an act.</summary>
    /// <param name="address">Where it came from; null when that is not known.</param>
    /// <returns>Whether it may be carried out; false when the address has to wait.</returns>
    public bool TryCount(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }

    // One household or telephone has a whole /64 of IPv6.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return Convert.ToHexString(address.GetAddressBytes(), 0, 8).ToLower(CultureInfo.InvariantCulture);
    }

    private static FixedWindowRateLimiterOptions Window(int permits, TimeSpan window) => new() { PermitLimit = permits, Window = window, QueueLimit = 0 };
}
