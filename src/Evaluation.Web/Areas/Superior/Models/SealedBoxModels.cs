using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>A counted campaign in the list of sealed boxes.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Host">Name of the organization that hosts it.</param>
/// <param name="Waiting">Requests that wait for a release.</param>
public sealed record SealedBoxRow(Guid Id, string Title, string Host, int Waiting);

/// <summary>The list of sealed boxes.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Search">What was looked for.</param>
public sealed record SealedBoxList(Page<SealedBoxRow> Rows, string? Search);

/// <summary>The form that asks for a sealed box.</summary>
public sealed class ExportRequestModel
{
    /// <summary>Why it is wanted.</summary>
    [Display(Name = "SealedBoxes.Reason"), Required, StringLength(ExportRequest.ReasonLength)]
    public string? Reason { get; set; }
}

/// <summary>The page of one sealed box.</summary>
/// <param name="Box">The box with its requests.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="UserId">Who looks.</param>
/// <param name="MayAsk">Whether the user may ask for the file.</param>
/// <param name="MayRelease">Whether the user may release requests of others.</param>
/// <param name="Form">The form that asks.</param>
public sealed record SealedBoxPage(SealedBoxOverview Box, TimeZoneInfo Zone, Guid UserId, bool MayAsk, bool MayRelease, ExportRequestModel Form)
{
    /// <summary>Whether the user is one of the two people of a released request.</summary>
    public bool MayFetch(ExportRequest request) => request.ReleasedBy is not null && (request.RequestedBy == UserId || request.ReleasedBy == UserId);

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
