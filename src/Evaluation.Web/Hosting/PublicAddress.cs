using Evaluation.Core.Settings;

namespace Evaluation.Web.Hosting;

/// <summary>The address under which evaluators reach the installation.</summary>
/// <param name="Root">Scheme, host and path, without a slash at the end.</param>
/// <param name="IsSet">Whether it is the setting; else it is the address of the request, which phones outside may not reach.</param>
public sealed record PublicAddress(string Root, bool IsSet)
{
    /// <summary>The page on which a code is typed.</summary>
    public string Entry => Root + "/b";

    /// <summary>The link of a code. The code is the fragment, which browsers never send.</summary>
    /// <param name="code">The code without separators.</param>
    public string LinkOf(string code) => Entry + "#" + code;

    /// <summary>Whether a request came in under this address.</summary>
    public bool IsOf(HttpRequest request) => Uri.TryCreate(Root, UriKind.Absolute, out var root) && string.Equals(root.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds the public address.</summary>
public sealed class PublicAddressFinder(SettingsService settings, IHttpContextAccessor accessor)
{
    /// <summary>The setting; until it is set, the address of this very request.</summary>
    public async Task<PublicAddress> FindAsync(CancellationToken cancellation)
    {
        var request = accessor.HttpContext!.Request;
        return await settings.PublicAddressAsync(cancellation) is { } set
            ? new PublicAddress(set, IsSet: true)
            : new PublicAddress($"{request.Scheme}://{request.Host}{request.PathBase}", IsSet: false);
    }
}
