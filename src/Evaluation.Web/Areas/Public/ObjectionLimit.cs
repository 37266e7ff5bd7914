using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Public;

/// <summary>Keeps the objections of a notice from being flooded.</summary>
public sealed class ObjectionLimit() : AddressLimiter(PerAddress, OverAll, TimeSpan.FromMinutes(10))
{
    /// <summary>Objections that one address may raise within ten minutes.</summary>
    public const int PerAddress = 5;

    /// <summary>Objections from all addresses together within ten minutes.</summary>
    public const int OverAll = 200;
}
