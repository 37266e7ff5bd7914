using Evaluation.Verifier.Figures;
using Evaluation.Verifier.Reading;
using Evaluation.Verifier.Reporting;

namespace Evaluation.Verifier.Recounting;

/// <summary>Compares what was counted, and what follows from it, with what was reported, subject by subject.</summary>
internal sealed class ResultComparison(Manifest manifest, BoxCount counted, Check sheets, Check counts, Check metrics, Check determinations)
{
    public void Run()
    {
        for (var pool = 0; pool < manifest.Pools.Count; pool++)
        {
            for (var subject = 0; subject < manifest.Pools[pool].Subjects.Count; subject++)
            {
                Compare(pool, subject);
            }
        }

        foreach (var check in (Check[])[sheets, counts, metrics, determinations])
        {
            check.Pass();
        }
    }

    private void Compare(int poolIndex, int subjectIndex)
    {
        var pool = manifest.Pools[poolIndex];
        var subject = pool.Subjects[subjectIndex];
        var reported = manifest.Result[poolIndex][subjectIndex];
        var found = counted.CountsOf(poolIndex, subjectIndex);
        var where = FormattableString.Invariant($"pool {poolIndex}, subject {subjectIndex} {SafeText.Of(subject.Name)}");
        for (var i = 0; i < pool.Groups.Count; i++)
        {
            CompareCounts($"{where}, group {pool.Groups[i].Index}", pool.Groups[i], subject.Form, found[i], reported.Counts[i]);
        }

        var groups = pool.Groups.Select((group, i) => FiguresOf(group, subject.Form, found[i])).ToList();
        var figures = manifest.Rules.Metrics.Select(metric => new MetricFigure(metric, groups)).ToList();
        CompareLists(
            metrics,
            where,
            [.. figures.Select(f => new ReportedMetric(f.Metric.Key, (long)f.Sum, (long)f.Base, f.Rate?.ToString()))],
            reported.Metrics,
            m => FormattableString.Invariant($"{SafeText.Of(m.Metric)} {m.Sum} of {m.Base}, {(m.Rate is null ? "no value" : SafeText.Of(m.Rate))}"));
        CompareLists(
            determinations,
            where,
            [.. (IsShort(pool) ? [] : Outcome.Of(manifest.Rules, subject.Kind, figures)).Select(o => new ReportedOutcome(o.Rule.Number, o.Word, o.Heavier?.Number))],
            reported.Outcomes,
            o => $"rule {SafeText.Of(o.Rule)} {o.Outcome}{(o.Heavier is null ? "" : $", the heavier {SafeText.Of(o.Heavier)}")}");
    }

    // Of a pool under the quorum nothing follows.
    private bool IsShort(Pool pool) => manifest.Rules.Quorum?.FallsShort(
        pool.Groups.Sum(g => g.Returned), pool.Groups.Sum(g => g.Issued), pool.Groups.Sum(g => g.Present), pool.Groups.Sum(g => g.Due)) == true;

    private void CompareCounts(string where, PoolGroup group, Form form, int[] found, int[] reported)
    {
        // Every slip has one mark on the overall question, blank included.
        var slips = found.AsSpan(0, form.Width).ToArray().Sum();
        if (slips != group.Valid)
        {
            sheets.Fail($"{where}: {slips} slips and {group.Valid} valid sheets");
        }

        for (var question = 0; question < form.Questions; question++)
        {
            var cells = (question * form.Width)..((question + 1) * form.Width);
            if (!found.AsSpan(cells).SequenceEqual(reported.AsSpan(cells)))
            {
                counts.Fail($"{where}, question {question}: counted [{string.Join(", ", found[cells])}], reported [{string.Join(", ", reported[cells])}]");
            }
        }
    }

    private static GroupFigures FiguresOf(PoolGroup group, Form form, int[] counts) =>
        new([.. form.Scale.Select((grade, i) => new GradeCount(grade.Name, grade.Kind, counts[i + 1]))], counts[0], group.Issued, group.Returned, group.Weight);

    private static void CompareLists<T>(Check check, string where, IReadOnlyList<T> found, IReadOnlyList<T> reported, Func<T, string> words)
        where T : class
    {
        for (var i = 0; i < Math.Max(found.Count, reported.Count); i++)
        {
            var (mine, theirs) = (found.ElementAtOrDefault(i), reported.ElementAtOrDefault(i));
            if (!Equals(mine, theirs))
            {
                check.Fail($"{where}: worked out {(mine is null ? "nothing more" : words(mine))}, reported {(theirs is null ? "nothing more" : words(theirs))}");
            }
        }
    }
}
