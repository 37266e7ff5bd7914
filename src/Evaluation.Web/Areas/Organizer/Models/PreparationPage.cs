using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The set-up of a campaign, with what still stands in the way of finalizing.</summary>
/// <param name="Campaign">The campaign with its set-up.</param>
/// <param name="HostName">Name of its host.</param>
/// <param name="Zone">Zone in which its times are shown.</param>
/// <param name="Findings">What the checklist finds; empty after finalizing.</param>
public sealed record PreparationPage(Campaign Campaign, string HostName, TimeZoneInfo Zone, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>Subjects of a pool shown before the rest is counted.</summary>
    public const int MostSubjects = 8;

    /// <summary>Address of the campaign's page.</summary>
    public string Url => $"/campaigns/{Campaign.Id}";

    /// <summary>Whether the set-up can be changed.</summary>
    public bool CanEdit => Campaign.Stage.CanBeEdited();

    /// <summary>Whether it was handed down as it is: only the superior withdraws it. One that is held again is the host's own to delete.</summary>
    public bool IsHandedDown { get; init; }

    /// <summary>Whether the host can delete it.</summary>
    public bool CanDelete => CanEdit && !IsHandedDown;

    /// <summary>Whether the forms can be changed.</summary>
    public bool CanEditForms => CanEdit && !Campaign.Locks.HasFlag(CampaignLocks.Form);

    /// <summary>Whether the rules can be changed.</summary>
    public bool CanEditRules => CanEdit && !Campaign.Locks.HasFlag(CampaignLocks.Rules);

    /// <summary>Whether nothing blocks finalizing.</summary>
    public bool CanFinalize => CanEdit && Findings.AllowsFinalizing();

    /// <summary>How many of the five are clear: nothing blocks there.</summary>
    public int ClearAreas => Enum.GetValues<CheckArea>().Count(IsClear);

    /// <summary>All planned evaluators, each person once.</summary>
    public int Evaluators => Campaign.Categories.Sum(c => c.Target);

    /// <summary>Whether nothing blocks in an area.</summary>
    public bool IsClear(CheckArea area) => !Findings.Any(f => f.Area == area && f.Blocks);

    /// <summary>What blocks in an area.</summary>
    public IEnumerable<CheckFinding> BlockingIn(CheckArea area) => Findings.Where(f => f.Area == area && f.Blocks);

    /// <summary>The pools of a category, with its minimum in each.</summary>
    public IEnumerable<(EvaluatorPool Pool, int Minimum)> PoolsOf(EvaluatorCategory category) =>
        Campaign.Pools.SelectMany(p => p.Categories.Where(pc => pc.CategoryId == category.Id).Select(pc => (p, pc.Minimum)));

    /// <summary>Planned evaluators of a pool.</summary>
    public int PlannedOf(EvaluatorPool pool) => Campaign.Categories.Where(c => pool.Categories.Any(pc => pc.CategoryId == c.Id)).Sum(c => c.Target);

    /// <summary>Subjects of a pool in order.</summary>
    public IReadOnlyList<Subject> SubjectsOf(EvaluatorPool pool) => [.. Campaign.Subjects.Where(s => s.PoolId == pool.Id)];

    /// <summary>How many subjects are evaluated with a form.</summary>
    public int UsesOf(BallotForm form) => Campaign.Subjects.Count(s => s.FormId == form.Id);

    /// <summary>A moment in the host's zone, as text; null when there is none.</summary>
    public string? Local(DateTime? utc) =>
        utc is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("g", System.Globalization.CultureInfo.CurrentCulture) : null;
}
