using System.Globalization;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Documents.TallySheets;

/// <summary>Lays out the tables of a tally sheet: one per form and per organizations or people, so that the grades of a scale are its columns.</summary>
internal sealed class TallyTables(TallySheetInput input, Translate translate)
{
    private const double CountWidth = 4.6;
    private const double RateWidth = 7.8;

    private sealed record Column(TallyColumn Head, Func<CountedRow, TallyCell> Cell)
    {
        /// <summary>Whether the column says something else than counts, and so is filled even where counts are withheld.</summary>
        public bool IsAlwaysShown { get; init; }
    }

    /// <summary>The tables of subjects.</summary>
    public IReadOnlyList<TallyTable> OfSubjects() => [.. Parts().Select(part =>
    {
        var columns = SubjectColumns(part.Form, part.ArePeople);
        var rows = new TallyRows(input, part.Form, translate).Of(part.Subjects).Select(row => Cells(columns, row)).ToList();
        return new TallyTable(NameOf(part.FormIndex, part.ArePeople), Heads(columns, rows), rows, Notes(part));
    })];

    /// <summary>The tables of indicators, of the forms that have any.</summary>
    public IReadOnlyList<TallyTable> OfIndicators() => [.. Parts().Where(p => p.Form.Indicators.Count > 0).Select(part =>
    {
        var columns = IndicatorColumns(part.Form);
        var rows = part.Subjects.SelectMany((s, i) => Enumerable.Range(1, part.Form.Indicators.Count).Select(question => IndicatorRow(part.Form, s.Pool, s.Subject, i + 1, question)));
        List<TallyRow> cells = [.. rows.Select(row => Cells(columns, row))];
        return new TallyTable(translate("TallySheet.IndicatorsOf", NameOf(part.FormIndex, part.ArePeople)), Heads(columns, cells), cells, Notes(part));
    })];

    private sealed record Part(int FormIndex, FormDefinition Form, bool ArePeople, IReadOnlyList<(PoolResult Pool, SubjectResult Subject)> Subjects);

    private IEnumerable<Part> Parts() =>
        from pool in input.Result.Pools
        from subject in pool.Subjects
        group (Pool: pool, Subject: subject) by (subject.Subject.Form, ArePeople: subject.Subject.Kind.IsPerson()) into part
        orderby part.Key.ArePeople, part.Key.Form
        select new Part(part.Key.Form, input.Result.Layout.Forms[part.Key.Form], part.Key.ArePeople, InOrder([.. part], part.Key.ArePeople));

    private List<(PoolResult Pool, SubjectResult Subject)> InOrder(List<(PoolResult Pool, SubjectResult Subject)> subjects, bool arePeople) =>
        arePeople && input.SortsByStrokes
            ? [.. subjects.OrderBy(s => s.Subject.Subject.Name, StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN_stroke"), ignoreCase: false))]
            : subjects;

    private string NameOf(int form, bool arePeople)
    {
        var isOnly = input.Result.Pools.SelectMany(p => p.Subjects).Where(s => s.Subject.Form == form).Select(s => s.Subject.Kind.IsPerson()).Distinct().Count() == 1;
        return isOnly ? input.FormNames[form] : translate(arePeople ? "TallySheet.PeopleOf" : "TallySheet.OrganizationsOf", input.FormNames[form]);
    }

    private List<Column> SubjectColumns(FormDefinition form, bool arePeople)
    {
        List<Column> columns = [.. SubjectHeads(arePeople)];
        columns.AddRange(
        [
            Shown("TallySheet.Category", 14, row => new TallyCell.Text(row.Label)),
            Count("TallySheet.Due", row => row.People?.Due),
            Count("TallySheet.Present", row => row.People?.Present),
            Count("TallySheet.Issued", row => row.Sheets.Issued),
            Count("TallySheet.Returned", row => row.Sheets.Returned),
            Count("TallySheet.Valid", row => row.Valid),
            Count("TallySheet.Invalid", row => row.Sheets.Returned - row.Sheets.Valid),
            Count("TallySheet.Abstained", row => row.Counts.Blank),
        ]);
        columns.AddRange(GradeColumns(form));
        columns.AddRange(MetricColumns(form));
        if (input.ShowsRank)
        {
            columns.Add(Count("TallySheet.Rank", row => row.Rank));
        }

        columns.AddRange(
        [
            OfSubject("TallySheet.Rules", 22, s => s.Rules, isProse: true),
            OfSubject("TallySheet.Consequences", 18, s => s.Consequences, isProse: true),
            OfSubject("TallySheet.Decision", 9, _ => ""),
            new(new(translate("TallySheet.Opinions"), CountWidth), row => row.Kind == TallyRowKind.Subject ? new TallyCell.Count(input.Subjects[row.Subject!.Subject.Id].Opinions) : TallyCell.Empty),
            Shown("TallySheet.Remarks", 12, row => new TallyCell.Text(row.Remarks), isProse: true),
        ]);
        return columns;
    }

    private IEnumerable<Column> SubjectHeads(bool arePeople)
    {
        yield return Shown("TallySheet.Number", 4, row => row.Number is { } number ? new TallyCell.Count(number) : TallyCell.Empty);
        yield return Shown(arePeople ? "TallySheet.Name" : "TallySheet.Subject", arePeople ? 8 : 12, row => new TallyCell.Text(row.Subject?.Subject.Name ?? translate("TallySheet.Sum")));
        if (arePeople)
        {
            yield return OfSubject("TallySheet.Branch", 12, s => s.Branch);
            yield return OfSubject("TallySheet.Post", 10, s => s.Post);
            yield return OfSubject("TallySheet.Standing", 7, s => s.Standing);
        }

        yield return OfSubject("TallySheet.Kind", 7, s => s.Kind);
        if (!arePeople)
        {
            yield return OfSubject("TallySheet.Responsible", 8, s => s.Responsible);
        }
    }

    private List<Column> IndicatorColumns(FormDefinition form) =>
    [
        Shown("TallySheet.Number", 4, row => new TallyCell.Count(row.Number!.Value)),
        Shown("TallySheet.Subject", 14, row => new TallyCell.Text(row.Subject!.Subject.Name)),
        Shown("TallySheet.Indicator", 26, row => new TallyCell.Text(row.Label)),
        Count("TallySheet.Valid", row => row.Valid),
        Count("TallySheet.Abstained", row => row.Counts.Blank),
        .. GradeColumns(form),
        .. MetricColumns(form),
        Shown("TallySheet.Remarks", 18, row => new TallyCell.Text(row.Remarks)),
    ];

    private CountedRow IndicatorRow(FormDefinition form, PoolResult pool, SubjectResult subject, int number, int question)
    {
        List<SheetCounts> sheets = [.. pool.Groups.Select(g => g.Sheets)];
        var values = input.MetricsOf(form).Select(m => Domain.Rules.MetricValue.Of(m, subject.Tally, sheets, [.. pool.Groups.Select(g => g.Weight)], question));
        return new CountedRow(TallyRowKind.Group, form, subject.Tally.Total(question))
        {
            Number = number,
            Subject = subject,
            Label = form.Indicators[question - 1],
            Sheets = pool.Sheets,
            Rates = values.Where(v => v.Rate is not null).ToDictionary(v => v.Metric.Key, v => v.Rate!.Value),
            Remarks = pool.IsWithheld ? translate("TallySheet.WithheldSentence", input.Result.Plan.GroupMinimum) : "",
            IsWithheld = pool.IsWithheld,
        };
    }

    private IEnumerable<Column> GradeColumns(FormDefinition form)
    {
        for (var i = 0; i < form.Scale.Count; i++)
        {
            var (index, grade) = (i, form.Scale[i]);
            if (grade.Kind != GradeKind.Ordinary)
            {
                yield return new Column(new(grade.Name, CountWidth + 1), row => new TallyCell.Count(row.Counts[index]));
                continue;
            }

            yield return new Column(new(translate("TallySheet.Votes"), CountWidth, grade.Name), row => new TallyCell.Count(row.Counts[index]));
            yield return new Column(new(translate("TallySheet.Share"), RateWidth, grade.Name), row => Share(row, index));
        }
    }

    private IEnumerable<Column> MetricColumns(FormDefinition form) => input.MetricsOf(form)
        .Select(metric => new Column(new(metric.Name, RateWidth), row => row.Rates.TryGetValue(metric.Key, out var rate) ? new TallyCell.Rate(rate) : new TallyCell.Text("—")));

    private static TallyCell Share(CountedRow row, int grade) => row.Valid > 0 ? new TallyCell.Rate(Fraction.Of(row.Counts[grade], row.Valid)) : new TallyCell.Text("—");

    private List<string> Notes(Part part)
    {
        var formulas = input.MetricsOf(part.Form).Select(m => input.Formulas.GetValueOrDefault(m.Key, m.Name)).Append(translate("TallySheet.ShareFormula"));
        List<string> notes = [translate("TallySheet.Formulas", formulas.Aggregate((left, right) => translate("TallySheet.Then", left, right)))];
        notes.Add(translate(part.Form.Scale.Any(g => g.Kind == GradeKind.Self) ? "TallySheet.BasesWithSelf" : "TallySheet.Bases"));
        foreach (var pool in part.Subjects.Select(s => s.Pool.Pool).Distinct().Where(p => input.PoolOpinions.ContainsKey(p.Id)))
        {
            notes.Add(translate("TallySheet.PoolOpinions", pool.Name, input.PoolOpinions[pool.Id]));
        }

        return notes;
    }

    // A count that does not fit into its column would be shown as ####.
    private static List<TallyColumn> Heads(List<Column> columns, List<TallyRow> rows) => [.. columns.Select((column, i) => column.Head with
    {
        Width = Math.Max(column.Head.Width, rows.Where(r => r.Cells[i] is TallyCell.Count).Select(r => r.Cells[i].Words.Length + 1.6).DefaultIfEmpty().Max()),
    })];

    private static TallyRow Cells(List<Column> columns, CountedRow row) =>
        new(row.Kind, [.. columns.Select(column => row.IsWithheld && !column.IsAlwaysShown ? TallyCell.Empty : column.Cell(row))]);

    private Column Count(string head, Func<CountedRow, int?> count) =>
        new(new(translate(head), CountWidth), row => count(row) is { } value ? new TallyCell.Count(value) : TallyCell.Empty);

    private Column Shown(string head, double width, Func<CountedRow, TallyCell> cell, bool isProse = false) =>
        new(new(translate(head), width, IsProse: isProse), cell) { IsAlwaysShown = true };

    // What is said of a subject as a whole stands in its own row only; the rules with their arithmetic would give withheld counts away.
    private Column OfSubject(string head, double width, Func<TallySubject, string> text, bool isProse = false) =>
        new(new(translate(head), width, IsProse: isProse), row => row.Kind == TallyRowKind.Subject ? new TallyCell.Text(text(input.Subjects[row.Subject!.Subject.Id])) : TallyCell.Empty) { IsAlwaysShown = !isProse };
}
