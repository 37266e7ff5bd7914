using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Campaigns;

/// <summary>The five things a plan must make clear (D4: 五明确).</summary>
public enum CheckArea
{
    /// <summary>参评人员范围: who takes part.</summary>
    Participants,

    /// <summary>评议程序: the procedure.</summary>
    Procedure,

    /// <summary>评议形式: the form of evaluation.</summary>
    Method,

    /// <summary>评议内容: its content.</summary>
    Content,

    /// <summary>结果运用: the use of its result.</summary>
    UseOfResult,
}

/// <summary>What the checklist can find.</summary>
public enum CheckKind
{
    /// <summary>No subject is chosen.</summary>
    NoSubjects,

    /// <summary>The same organization or person is evaluated twice in one pool (D4, D5: not twice over).</summary>
    SubjectTwice,

    /// <summary>A pool evaluates nothing.</summary>
    PoolWithoutSubjects,

    /// <summary>A pool has no category.</summary>
    PoolWithoutCategories,

    /// <summary>A category belongs to no pool.</summary>
    CategoryWithoutPool,

    /// <summary>A category plans nobody.</summary>
    NobodyPlanned,

    /// <summary>A category plans fewer people than a pool's minimum.</summary>
    MinimumNotPlanned,

    /// <summary>The categories of a pool do not add up to its planned size; warns.</summary>
    PoolSizeDiffers,

    /// <summary>A pool plans fewer people than the group minimum, so its counts would be withheld; warns.</summary>
    PoolUnderGroupMinimum,

    /// <summary>A category plans fewer people than the group minimum and will not be listed apart; warns.</summary>
    CategoryUnderGroupMinimum,

    /// <summary>The planned end is not after the planned beginning.</summary>
    EndNotAfterBegin,

    /// <summary>It shall begin or end by itself, but no moment is set.</summary>
    MomentMissing,

    /// <summary>It shall begin or end by itself at a moment that is past.</summary>
    MomentPast,

    /// <summary>Neither date nor place of the meeting is set; warns.</summary>
    NoDateOrPlace,

    /// <summary>There is no form.</summary>
    NoForms,

    /// <summary>A form cannot be used.</summary>
    FormDefect,

    /// <summary>No subject uses a form; warns.</summary>
    FormUnused,

    /// <summary>There is no metric, so no rate can be shown.</summary>
    NoMetrics,

    /// <summary>There is no rule, so nothing follows from the result; warns.</summary>
    NoRules,

    /// <summary>The rule set cannot be used.</summary>
    RuleDefect,

    /// <summary>A metric adds up a grade that a form does not have.</summary>
    GradeUnknown,

    /// <summary>A metric is weighted but a category has no weight.</summary>
    WeightMissing,

    /// <summary>No phone has tried the public address; warns.</summary>
    AddressNotTried,
}

/// <summary>One finding of the checklist.</summary>
/// <param name="Area">Under which of the five it stands.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Blocks">Whether it keeps the campaign from being finalized; else it only warns.</param>
/// <param name="Target">The pool, category, subject or form concerned; null for the campaign.</param>
/// <param name="Arguments">What the sentence about it names.</param>
public sealed record CheckFinding(CheckArea Area, CheckKind Kind, bool Blocks, Guid? Target, params IReadOnlyList<object> Arguments);

/// <summary>What still stands in the way of finalizing.</summary>
public static class Checklist
{
    /// <summary>All findings for the campaign as it is set up at <paramref name="now"/> (UTC).</summary>
    public static IReadOnlyList<CheckFinding> Of(Campaign campaign, DateTime now) =>
        [.. Participants(campaign), .. Procedure(campaign, now), .. Content(campaign), .. UseOfResult(campaign)];

    /// <summary>Whether nothing blocks.</summary>
    public static bool AllowsFinalizing(this IEnumerable<CheckFinding> findings) => !findings.Any(f => f.Blocks);

    private static IEnumerable<CheckFinding> Participants(Campaign campaign)
    {
        CheckFinding Finding(CheckKind kind, bool blocks, Guid? target, params object[] arguments) => new(CheckArea.Participants, kind, blocks, target, arguments);

        if (campaign.Subjects.Count == 0)
        {
            yield return Finding(CheckKind.NoSubjects, true, null);
        }

        foreach (var twice in campaign.Subjects.GroupBy(s => (s.PoolId, s.OrganizationId, s.MemberId, s.Kind)).Where(g => g.Count() > 1))
        {
            yield return Finding(CheckKind.SubjectTwice, true, twice.First().Id, twice.First().Name);
        }

        foreach (var pool in campaign.Pools)
        {
            var planned = campaign.Categories.Where(c => pool.Categories.Any(pc => pc.CategoryId == c.Id)).Sum(c => c.Target);
            if (campaign.Subjects.All(s => s.PoolId != pool.Id))
            {
                yield return Finding(CheckKind.PoolWithoutSubjects, true, pool.Id, pool.Name);
            }

            if (pool.Categories.Count == 0)
            {
                yield return Finding(CheckKind.PoolWithoutCategories, true, pool.Id, pool.Name);
            }
            else if (planned < campaign.GroupMinimum)
            {
                yield return Finding(CheckKind.PoolUnderGroupMinimum, false, pool.Id, pool.Name, planned, campaign.GroupMinimum);
            }

            if (pool.PlannedSize is { } size && size != planned)
            {
                yield return Finding(CheckKind.PoolSizeDiffers, false, pool.Id, pool.Name, planned, size);
            }

            foreach (var part in pool.Categories)
            {
                var category = campaign.Categories.First(c => c.Id == part.CategoryId);
                if (category.Target < part.Minimum)
                {
                    yield return Finding(CheckKind.MinimumNotPlanned, true, category.Id, category.Name, pool.Name, category.Target, part.Minimum);
                }
            }
        }

        foreach (var category in campaign.Categories)
        {
            if (campaign.Pools.All(p => p.Categories.All(pc => pc.CategoryId != category.Id)))
            {
                yield return Finding(CheckKind.CategoryWithoutPool, true, category.Id, category.Name);
            }

            if (category.Target <= 0)
            {
                yield return Finding(CheckKind.NobodyPlanned, true, category.Id, category.Name);
            }
            else if (category.Target < campaign.GroupMinimum)
            {
                yield return Finding(CheckKind.CategoryUnderGroupMinimum, false, category.Id, category.Name, category.Target, campaign.GroupMinimum);
            }
        }
    }

    private static IEnumerable<CheckFinding> Procedure(Campaign campaign, DateTime now)
    {
        if (campaign.PlannedBegin >= campaign.PlannedEnd)
        {
            yield return new CheckFinding(CheckArea.Procedure, CheckKind.EndNotAfterBegin, true, null);
        }

        if ((campaign.BeginsByItself && campaign.PlannedBegin is null) || (campaign.EndsByItself && campaign.PlannedEnd is null))
        {
            yield return new CheckFinding(CheckArea.Procedure, CheckKind.MomentMissing, true, null);
        }

        if ((campaign.BeginsByItself && campaign.PlannedBegin <= now) || (campaign.EndsByItself && campaign.PlannedEnd <= now))
        {
            yield return new CheckFinding(CheckArea.Procedure, CheckKind.MomentPast, true, null);
        }

        if (campaign.PlannedBegin is null || campaign.Place.Length == 0)
        {
            yield return new CheckFinding(CheckArea.Procedure, CheckKind.NoDateOrPlace, false, null);
        }

        if (campaign.AddressTriedAt is null)
        {
            yield return new CheckFinding(CheckArea.Method, CheckKind.AddressNotTried, false, null);
        }
    }

    private static IEnumerable<CheckFinding> Content(Campaign campaign)
    {
        if (campaign.Forms.Count == 0)
        {
            yield return new CheckFinding(CheckArea.Content, CheckKind.NoForms, true, null);
        }

        foreach (var form in campaign.Forms)
        {
            if (form.Definition.Problems().FirstOrDefault() is var problem && form.Definition.Problems().Any())
            {
                yield return new CheckFinding(CheckArea.Content, CheckKind.FormDefect, true, form.Id, form.Name, problem);
            }

            if (campaign.Subjects.All(s => s.FormId != form.Id))
            {
                yield return new CheckFinding(CheckArea.Content, CheckKind.FormUnused, false, form.Id, form.Name);
            }
        }
    }

    private static IEnumerable<CheckFinding> UseOfResult(Campaign campaign)
    {
        CheckFinding Finding(CheckKind kind, bool blocks, Guid? target, params object[] arguments) => new(CheckArea.UseOfResult, kind, blocks, target, arguments);

        if (campaign.Rules.Metrics.Count == 0)
        {
            yield return Finding(CheckKind.NoMetrics, true, null);
        }

        if (campaign.Rules.Rules.Count == 0)
        {
            yield return Finding(CheckKind.NoRules, false, null);
        }

        foreach (var (problem, where) in campaign.Rules.Problems())
        {
            yield return Finding(CheckKind.RuleDefect, true, null, problem, where);
        }

        foreach (var metric in campaign.Rules.Metrics)
        {
            // Only forms on which a rule with this metric decides, and the first metric, which is shown for every subject.
            var kinds = campaign.Rules.Rules.Where(r => r.Metric == metric.Key).SelectMany(r => r.Kinds).ToHashSet();
            var isShown = ReferenceEquals(metric, campaign.Rules.Metrics[0]);
            var forms = campaign.Forms.Where(f => campaign.Subjects.Any(s => s.FormId == f.Id && (isShown || kinds.Contains(s.Kind))));
            foreach (var form in forms)
            {
                foreach (var grade in metric.Grades.Where(name => form.Definition.Scale.All(g => g.Name != name || g.Kind != GradeKind.Ordinary)))
                {
                    yield return Finding(CheckKind.GradeUnknown, true, form.Id, metric.Name, grade, form.Name);
                }
            }

            foreach (var category in campaign.Categories.Where(c => metric.IsWeighted && c.Weight is null))
            {
                yield return Finding(CheckKind.WeightMissing, true, category.Id, category.Name, metric.Name);
            }
        }
    }
}
