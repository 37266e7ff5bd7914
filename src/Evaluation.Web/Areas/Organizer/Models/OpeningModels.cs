using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form with which a box is opened.</summary>
public sealed class OpeningForm
{
    /// <summary>Who is present, one on each line.</summary>
    [Display(Name = "Opening.Present"), StringLength(BoxOpening.PresentLength)]
    public string? Present { get; set; }

    /// <summary>Index of the one holder.</summary>
    [Display(Name = "Opening.Holder")]
    public int? First { get; set; }

    /// <summary>The passphrase of the one holder.</summary>
    [Display(Name = "Locks.Passphrase"), DataType(DataType.Password), StringLength(Passphrase.MostLength)]
    public string? FirstPassphrase { get; set; }

    /// <summary>Index of the other holder.</summary>
    [Display(Name = "Opening.Holder")]
    public int? Second { get; set; }

    /// <summary>The passphrase of the other holder.</summary>
    [Display(Name = "Locks.Passphrase"), DataType(DataType.Password), StringLength(Passphrase.MostLength)]
    public string? SecondPassphrase { get; set; }

    /// <summary>Those present, one by one.</summary>
    public IReadOnlyList<string> Names() => [.. (Present ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The two holders with what they typed; empty when one is not chosen.</summary>
    public IReadOnlyList<Unlocking> Unlockings() => First is { } first && Second is { } second
        ? [new Unlocking(first, FirstPassphrase ?? ""), new Unlocking(second, SecondPassphrase ?? "")]
        : [];
}

/// <summary>The page on which a box is opened.</summary>
public sealed record OpeningModel
{
    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>Envelopes in the box.</summary>
    public required int Envelopes { get; init; }

    /// <summary>Codes used.</summary>
    public required int UsedCodes { get; init; }

    /// <summary>Names and capacities of the holders; empty for a box without two locks.</summary>
    public required IReadOnlyList<LockHolder> Holders { get; init; }

    /// <summary>Damaged envelopes found before, with what was decided; null when none were.</summary>
    public DamageOverview? Damage { get; init; }

    /// <summary>What stopped the count; null when it was not tried.</summary>
    public CountReport? Report { get; init; }

    /// <summary>What stands in the fields.</summary>
    public OpeningForm Form { get; init; } = new();

    /// <summary>Whether both holders are needed because there are no more.</summary>
    public bool NeedsBoth => Holders.Count == BoxLocks.FewestHolders;

    /// <summary>The holders as choices; the first is one that is left to be chosen.</summary>
    public IEnumerable<SelectListItem> Choices(Texts texts) =>
        Holders.Select((h, i) => new SelectListItem(texts["Opening.HolderChoice", h.Name, texts.Of(h.Capacity)], i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>The minutes of an opening, to print and sign.</summary>
/// <param name="Counted">The counted campaign.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="Decisions">The decisions to leave damaged envelopes out.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record MinutesDocument(CountedCampaign Counted, TimeZoneInfo Zone, IReadOnlyList<RequestRow<LeaveOutRequest>> Decisions, string Home)
{
    /// <summary>A moment in the host's zone, as text; a dash when there is none.</summary>
    public string Local(DateTime? utc) => utc is { } moment
        ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("g", System.Globalization.CultureInfo.CurrentCulture)
        : "—";
}
