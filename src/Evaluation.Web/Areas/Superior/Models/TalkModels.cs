using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Oversight;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>The talks of a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Overview">Talks and candidates.</param>
/// <param name="Talks">One page of the talks.</param>
/// <param name="Search">Part of a name, for those with whom there was no talk.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record TalksPage(Campaign Campaign, TalkOverview Overview, Page<Talk> Talks, string? Search, OversightViewer Viewer, string Home)
{
    /// <summary>People listed with whom there was no talk; who looks for others searches.</summary>
    public const int MostMissing = 15;

    /// <summary>Whether talks can be written down now, by this user.</summary>
    public bool CanRecord => Viewer.IsSuperior && Talk.CanBeRecorded(Campaign.Stage);
}

/// <summary>The form of one talk.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Id">The talk; null for a new one.</param>
/// <param name="Form">Its fields.</param>
/// <param name="Choices">People to pick from: those in the talk, the leaders, and with whom there was none.</param>
/// <param name="Hidden">How many more there are on the roster.</param>
public sealed record TalkPage(Campaign Campaign, Guid? Id, TalkForm Form, IReadOnlyList<TalkCandidate> Choices, int Hidden)
{
    /// <summary>Most people to pick from; others are typed.</summary>
    public const int MostChoices = 100;
}

/// <summary>A talk, as typed.</summary>
public sealed class TalkForm
{
    private static readonly char[] Between = ['\r', '\n', '\t', ',', '，', '、', ';', '；'];

    /// <summary>Version as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>The day.</summary>
    [Display(Name = "Oversight.Talk.HeldOn"), Required, DataType(DataType.Date)]
    public DateOnly? HeldOn { get; set; }

    /// <summary>Who talked for the superior.</summary>
    [Display(Name = "Oversight.Talk.Delegate"), Required, StringLength(Talk.DelegateLength)]
    public string? Delegate { get; set; }

    /// <summary>People picked from the roster.</summary>
    [MaxLength(Talk.MostPartners)]
    public List<Guid> MemberIds { get; init; } = [];

    /// <summary>Names typed.</summary>
    [Display(Name = "Oversight.Talk.Names"), StringLength(Talk.PointsLength)]
    public string? Names { get; set; }

    /// <summary>The main points.</summary>
    [Display(Name = "Oversight.Talk.Points"), Required, StringLength(Talk.PointsLength)]
    public string? Points { get; set; }

    /// <summary>The form as stored.</summary>
    public static TalkForm From(Talk talk) => new()
    {
        Version = talk.Version,
        HeldOn = talk.HeldOn,
        Delegate = talk.Delegate,
        MemberIds = [.. talk.Partners.Select(p => p.MemberId).OfType<Guid>()],
        Names = string.Join('\n', talk.Partners.Where(p => p.MemberId is null).Select(p => p.Name)),
        Points = talk.Points,
    };

    /// <summary>The names typed: one a line, or separated by a comma, 、, a semicolon or a tab.</summary>
    public IReadOnlyList<string> NameList() => [.. (Names ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>What the use case takes.</summary>
    public TalkRecord ToRecord() => new(HeldOn!.Value, TypedText.Of(Delegate), MemberIds, NameList(), TypedText.Of(Points));
}
