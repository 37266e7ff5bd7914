using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Web.Rules;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form for a rule set. Its lists grow and shrink by buttons that post it without saving.</summary>
public sealed class RuleSetForm
{
    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The metrics; the first is shown as the rate of every subject.</summary>
    public List<MetricRow> Metrics { get; set; } = [];

    /// <summary>The rules in ascending severity.</summary>
    public List<RuleRow> Rules { get; set; } = [];

    /// <summary>Least share of sheets returned; empty for none.</summary>
    [Display(Name = "Rules.Quorum.Returned"), StringLength(40)]
    public string? QuorumReturned { get; set; }

    /// <summary>Least share of people present; empty for none.</summary>
    [Display(Name = "Rules.Quorum.Present"), StringLength(40)]
    public string? QuorumPresent { get; set; }

    /// <summary>Counts to try the rules out with; never saved.</summary>
    public RuleTrialForm Trial { get; set; } = new();

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public RuleSetForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>The fields of a rule set.</summary>
    public static RuleSetForm From(RuleSet rules, int version) => new()
    {
        Version = version,
        Metrics = [.. rules.Metrics.Select(MetricRow.From)],
        Rules = [.. rules.Rules.Select(RuleRow.From)],
        QuorumReturned = rules.Quorum?.Returned is { } returned ? RuleTexts.Threshold(returned) : null,
        QuorumPresent = rules.Quorum?.Present is { } present ? RuleTexts.Threshold(present) : null,
    };

    /// <summary>Does what a list button asks for; false when it is none.</summary>
    public bool Apply(string? act) =>
        RowActs.Apply(act, "metric", Metrics, () => new MetricRow { Key = FreeKey() }) || RowActs.Apply(act, "rule", Rules, () => RuleRow.From(null));

    /// <summary>What the fields say together; null when something is wrong, which is then said at its field.</summary>
    public RuleSet? Read(ModelStateDictionary state, Texts texts)
    {
        for (var i = 0; i < Metrics.Count; i++)
        {
            if (Metrics[i].Grades.Count == 0)
            {
                state.AddModelError($"Form.Metrics[{i}].Grades", texts["Rules.Metric.GradesMissing"]);
            }
        }

        var rules = Rules.Select((row, i) => ReadRule(row, $"Form.Rules[{i}].", state, texts)).ToList();
        var (returned, present) = (ReadShare(QuorumReturned, nameof(QuorumReturned), state, texts), ReadShare(QuorumPresent, nameof(QuorumPresent), state, texts));
        var set = new RuleSet([.. Metrics.Select(m => m.ToMetric())], rules) { Quorum = returned is null && present is null ? null : new Quorum(returned, present) };
        foreach (var (problem, where) in state.IsValid ? set.Problems() : [])
        {
            state.AddModelError("", where.Length > 0 ? texts["Rules.ProblemAt", where, texts.Of(problem)] : texts.Of(problem));
        }

        return state.IsValid ? set : null;
    }

    private static Fraction? ReadShare(string? text, string field, ModelStateDictionary state, Texts texts)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Fraction.TryParse(text, out var share) && share > Fraction.Zero && share <= Fraction.One)
        {
            return share;
        }

        state.AddModelError("Form." + field, texts["Rules.Quorum.NotValid"]);
        return null;
    }

    private static Rule ReadRule(RuleRow row, string at, ModelStateDictionary state, Texts texts)
    {
        foreach (var (field, key) in row.Problems())
        {
            state.AddModelError(at + field, texts[key]);
        }

        return row.Read() ?? new Rule(row.Number ?? "", row.Clause ?? "", row.Kinds, row.Metric ?? "", null, null, []);
    }

    private string FreeKey() => Enumerable.Range(1, RowActs.Most + 1).Select(i => "m" + i.ToString(CultureInfo.InvariantCulture)).First(key => Metrics.TrueForAll(m => m.Key != key));
}

/// <summary>The page for the rule set.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Form">What stands in the fields.</param>
public sealed record RuleSetPage(Campaign Campaign, RuleSetForm Form)
{
    /// <summary>Rule sets that can be taken over: key and name of the templates that have one.</summary>
    public IReadOnlyList<(string Key, string Name)> Presets { get; init; } = [];

    /// <summary>What the rules make of the counts that were typed in; null before.</summary>
    public RuleTrial? Trial { get; init; }

    /// <summary>The grades for which counts can be typed in.</summary>
    public IReadOnlyList<string> TrialGrades => [.. Grades.Select(g => g.Name)];

    /// <summary>The metrics as they stand in the fields.</summary>
    public RuleSet Metrics => new([.. Form.Metrics.Select(m => m.ToMetric())], []);

    /// <summary>The rule that stands in a row's fields; null while something of it is missing or cannot be read.</summary>
    public Rule? RuleOf(RuleRow row) => row.Read() is { } rule && Metrics.FindMetric(rule.Metric) is { Name.Length: > 0 } ? rule : null;

    /// <summary>Every ordinary grade of the forms, and those a metric adds up although no form has them.</summary>
    public IReadOnlyList<(string Name, bool IsOnAForm)> Grades
    {
        get
        {
            var names = Campaign.Forms.SelectMany(f => f.Definition.Scale).Where(g => g.Kind == Domain.Forms.GradeKind.Ordinary).Select(g => g.Name).Distinct().ToList();
            return [.. names.Select(n => (n, true)), .. Form.Metrics.SelectMany(m => m.Grades).Distinct().Except(names).Select(n => (n, false))];
        }
    }
}
