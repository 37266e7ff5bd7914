using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>A campaign in the list of boxes.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Host">Name of the organization that hosts it.</param>
/// <param name="IsDamaged">Whether its count was stopped by damaged envelopes.</param>
/// <param name="Waiting">Requests that wait for a release.</param>
public sealed record SealedBoxRow(Guid Id, string Title, string Host, bool IsDamaged, int Waiting);

/// <summary>The list of sealed boxes.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Search">What was looked for.</param>
public sealed record SealedBoxList(Page<SealedBoxRow> Rows, string? Search);

/// <summary>The form that asks.</summary>
public sealed class ExportRequestModel
{
    /// <summary>Why it is wanted.</summary>
    [Display(Name = "SealedBoxes.Reason"), Required, StringLength(TwoPersonRequest.ReasonLength)]
    public string? Reason { get; set; }
}

/// <summary>Who looks at requests that take two people.</summary>
/// <param name="Zone">The host's time zone.</param>
/// <param name="UserId">The user.</param>
/// <param name="MayAsk">Whether the user may ask.</param>
/// <param name="MayRelease">Whether the user may release requests of others.</param>
public sealed record RequestViewer(TimeZoneInfo Zone, Guid UserId, bool MayAsk, bool MayRelease)
{
    /// <summary>Whether the user is one of the two people of a released request.</summary>
    public bool MayFetch(TwoPersonRequest request) => request.ReleasedBy is not null && (request.RequestedBy == UserId || request.ReleasedBy == UserId);

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A request as it is shown, with what can be done.</summary>
/// <param name="Request">The request.</param>
/// <param name="RequestedBy">Name of who asked.</param>
/// <param name="ReleasedBy">Name of who released it; null while it waits.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Prefix">Beginning of the keys of its texts.</param>
/// <param name="ReleaseUrl">Where a release is posted.</param>
/// <param name="FetchUrl">Where the file is fetched; null where there is none.</param>
public sealed record RequestModel(TwoPersonRequest Request, string RequestedBy, string? ReleasedBy, RequestViewer Viewer, string Prefix, string ReleaseUrl, string? FetchUrl)
{
    /// <summary>Where the slips are printed; null where there are none.</summary>
    public string? PrintUrl { get; init; }
}

/// <summary>The page of one sealed box.</summary>
/// <param name="Box">The box with its requests.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Form">The form that asks.</param>
public sealed record SealedBoxPage(SealedBoxOverview Box, RequestViewer Viewer, ExportRequestModel Form);

/// <summary>The page of damaged envelopes.</summary>
/// <param name="Damage">What was found, with the requests.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Form">The form that asks.</param>
public sealed record DamagePage(DamageOverview Damage, RequestViewer Viewer, ExportRequestModel Form);
