using System.Diagnostics.CodeAnalysis;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Settings;

/// <summary>Reads and changes the settings of the installation. Who may change them is a root administrator; the page asks for that.</summary>
public sealed class SettingsService(EvaluationDbContext db)
{
    private const string PublicAddressKey = "PublicAddress";

    /// <summary>The address under which evaluators reach the installation, without a slash at its end; null until it is set. QR codes bear it.</summary>
    public async Task<string?> PublicAddressAsync(CancellationToken cancellation) =>
        await db.Settings.Where(s => s.Key == PublicAddressKey).Select(s => s.Value).SingleOrDefaultAsync(cancellation);

    /// <summary>Sets the public address.</summary>
    /// <returns>False when it is not an absolute http or https address without query and fragment; nothing is saved then.</returns>
    public async Task<bool> SetPublicAddressAsync(string address, CancellationToken cancellation)
    {
        if (!TryReadAddress(address, out var value))
        {
            return false;
        }

        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == PublicAddressKey, cancellation);
        if (setting is null)
        {
            db.Settings.Add(new Setting { Key = PublicAddressKey, Value = value });
        }
        else
        {
            setting.Value = value;
        }

        await db.SaveChangesAsync(cancellation);
        // What a phone proved of the old address says nothing of the new one.
        await db.Campaigns.Where(c => c.AddressTriedAt != null && c.Stage == CampaignStage.Preparing)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.AddressTriedAt, (DateTime?)null), cancellation);
        return true;
    }

    /// <summary>Reads an address as it is stored: scheme and host in lower case, no slash at the end.</summary>
    public static bool TryReadAddress(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text is null || text.Length > Setting.ValueLength || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return false;
        }

        address = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return true;
    }
}
