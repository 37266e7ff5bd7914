using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Documents.TallySheets;

/// <summary>One row before it becomes cells: what was counted, and of whom.</summary>
internal sealed record CountedRow(TallyRowKind Kind, FormDefinition Form, MarkCounts Counts)
{
    /// <summary>Running number; null in the sum.</summary>
    public int? Number { get; init; }

    /// <summary>The subject; null in the sum.</summary>
    public SubjectResult? Subject { get; init; }

    /// <summary>What is counted: all evaluators together or the names of a group; in the table of indicators the indicator.</summary>
    public required string Label { get; init; }

    /// <summary>Due and present; null where adding them up would count persons twice.</summary>
    public (int Due, int Present)? People { get; init; }

    /// <summary>Sheets.</summary>
    public required SheetCounts Sheets { get; init; }

    /// <summary>The metrics, by key; one that has no value is absent.</summary>
    public required IReadOnlyDictionary<string, Fraction> Rates { get; init; }

    /// <summary>Place by the first metric; null for none.</summary>
    public int? Rank { get; init; }

    /// <summary>Remarks.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>Whether the counts are under the group minimum: none of them is shown.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Valid slips.</summary>
    public int Valid => SubjectTally.ValidOf(Counts, Form);
}

/// <summary>Lays out the rows of one table: each subject as a whole, then its groups of categories, and the sum at the end.</summary>
internal sealed class TallyRows(TallySheetInput input, FormDefinition form, Translate translate)
{
    private readonly List<Metric> metrics = [.. input.MetricsOf(form)];

    /// <summary>The rows of the subjects, in the order in which they are listed.</summary>
    public IEnumerable<CountedRow> Of(IReadOnlyList<(PoolResult Pool, SubjectResult Subject)> subjects)
    {
        var ranks = input.ShowsRank ? Ranks(subjects) : new Dictionary<Guid, int>();
        for (var i = 0; i < subjects.Count; i++)
        {
            var (pool, subject) = subjects[i];
            yield return Whole(pool, subject, i + 1, ranks.TryGetValue(subject.Subject.Id, out var rank) ? rank : null);
            // A single group that is shown is the whole.
            for (var group = 0; group < pool.Groups.Count && (pool.Groups.Count > 1 || pool.IsWithheld); group++)
            {
                yield return Part(pool, subject, group);
            }
        }

        var shown = subjects.Where(s => !s.Pool.IsWithheld).ToList();
        if (shown.Count > 1)
        {
            yield return Sum(shown);
        }
    }

    private CountedRow Whole(PoolResult pool, SubjectResult subject, int number, int? rank)
    {
        var name = pool.Groups.Count == 1 ? CategoriesOf(pool.Groups[0]) : translate("TallySheet.AllCategories");
        var row = new CountedRow(TallyRowKind.Subject, form, subject.Tally.Total(0))
        {
            Number = number,
            Subject = subject,
            Label = pool.IsWithheld ? translate("TallySheet.WithheldRow", name, input.Result.Plan.GroupMinimum) : name,
            People = (pool.Due, pool.Present),
            Sheets = pool.Sheets,
            Rates = Rates([.. subject.Values]),
            Rank = rank,
            IsWithheld = pool.IsWithheld,
        };
        var remarks = new[] { input.PoolRemarks.GetValueOrDefault(pool.Pool.Id, ""), pool.IsWithheld ? translate("TallySheet.WithheldRemark", input.Result.Plan.GroupMinimum) : "" };
        return row with { Remarks = string.Join('\n', remarks.Where(r => r.Length > 0)) };
    }

    private CountedRow Part(PoolResult pool, SubjectResult subject, int index)
    {
        var (group, name) = (pool.Groups[index], translate("TallySheet.OfWhich", CategoriesOf(pool.Groups[index])));
        name = metrics.Any(m => m.IsWeighted) ? translate("TallySheet.Weight", name, Percentage.FormatExact(pool.Groups[index].Weight)) : name;
        var minimum = input.Result.Plan.GroupMinimum;
        var isWithheld = group.Sheets.Returned > 0 && group.Sheets.Returned < minimum;
        var small = group.Categories.Count > 1 ? group.Categories.Where(c => c.Returned > 0 && c.Returned < minimum).Select(c => c.Name).ToList() : [];
        // The group taken alone; a weight between groups means nothing inside one.
        var alone = subject.Tally with { Groups = [subject.Tally.Groups[index]] };
        return new CountedRow(TallyRowKind.Group, form, alone.Total(0))
        {
            Subject = subject,
            Label = isWithheld ? translate("TallySheet.WithheldRow", name, minimum) : name,
            People = (group.Due, group.Present),
            Sheets = group.Sheets,
            Rates = Rates([.. metrics.Select(m => MetricValue.Of(m with { IsWeighted = false }, alone, [group.Sheets], [Fraction.One]))]),
            Remarks = small.Count > 0 && !isWithheld ? translate("TallySheet.Merged", Joined(small), minimum) : "",
            IsWithheld = isWithheld,
        };
    }

    private CountedRow Sum(List<(PoolResult Pool, SubjectResult Subject)> subjects)
    {
        var all = new SubjectTally(form, [.. subjects.SelectMany(s => s.Subject.Tally.Groups)]);
        List<SheetCounts> sheets = [.. subjects.SelectMany(s => s.Pool.Groups.Select(g => g.Sheets))];
        // Rates are taken of the added counts and never averaged; a weighted one has no such sum.
        var values = metrics.Where(m => !m.IsWeighted).Select(m => MetricValue.Of(m, all, sheets, [.. sheets.Select(_ => Fraction.One)]));
        return new CountedRow(TallyRowKind.Sum, form, all.Total(0))
        {
            Label = translate("TallySheet.AllCategories"),
            Sheets = new SheetCounts(sheets.Sum(s => s.Issued), sheets.Sum(s => s.Returned), sheets.Sum(s => s.Valid)),
            Rates = Rates([.. values]),
            Remarks = translate("TallySheet.SumRemark"),
        };
    }

    // Equal rates share a place: 1, 1, 3.
    private Dictionary<Guid, int> Ranks(IReadOnlyList<(PoolResult Pool, SubjectResult Subject)> subjects)
    {
        var rates = subjects.Where(s => !s.Pool.IsWithheld && metrics.Count > 0 && s.Subject.Rate?.Metric.Key == metrics[0].Key && s.Subject.Rate.Rate is not null)
            .ToDictionary(s => s.Subject.Subject.Id, s => s.Subject.Rate!.Rate!.Value);
        return rates.ToDictionary(r => r.Key, r => 1 + rates.Values.Count(other => other > r.Value));
    }

    private Dictionary<string, Fraction> Rates(IReadOnlyList<MetricValue> values) => values
        .Where(v => v.Rate is not null && metrics.Any(m => m.Key == v.Metric.Key))
        .ToDictionary(v => v.Metric.Key, v => v.Rate!.Value);

    private string CategoriesOf(PoolGroup group) => Joined(group.Categories.Select(c => c.Name));

    private string Joined(IEnumerable<string> names) => names.Aggregate((left, right) => translate("TallySheet.And", left, right));
}
