using System.Globalization;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
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
        var set = new RuleSet([.. Metrics.Select(m => m.ToMetric())], rules);
        foreach (var (problem, where) in state.IsValid ? set.Problems() : [])
        {
            state.AddModelError("", where.Length > 0 ? texts["Rules.ProblemAt", where, texts.Of(problem)] : texts.Of(problem));
        }

        return state.IsValid ? set : null;
    }

    private static Rule ReadRule(RuleRow row, string at, ModelStateDictionary state, Texts texts)
    {
        var above = ReadBound(row.AboveKind, row.Above, at + nameof(row.Above), state, texts);
        var below = ReadBound(row.BelowKind, row.Below, at + nameof(row.Below), state, texts);
        if (row.AboveKind == EndKind.None && row.BelowKind == EndKind.None)
        {
            state.AddModelError(at + nameof(row.Above), texts["Rules.Rule.EndsMissing"]);
        }
        else if (above is not null && below is not null && (above.Value > below.Value || (above.Value == below.Value && !(above.IsIncluded && below.IsIncluded))))
        {
            state.AddModelError(at + nameof(row.Below), texts["Rules.Rule.NothingBetween"]);
        }

        if (row.Kinds.Count == 0)
        {
            state.AddModelError(at + nameof(row.Kinds), texts["Rules.Rule.KindsMissing"]);
        }

        if (!row.Consequences.Exists(c => c.IsOn))
        {
            state.AddModelError(at + nameof(row.Consequences), texts["Rules.Rule.ConsequencesMissing"]);
        }

        var consequences = row.Consequences.Where(c => c.IsOn).Select(c => new RuleConsequence(c.Kind, c.Bearer)).ToList();
        return new Rule(row.Number?.Trim() ?? "", row.Clause?.Trim() ?? "", row.Kinds, row.Metric ?? "", above, below, consequences, row.NeedsReview);
    }

    private static Bound? ReadBound(EndKind kind, string? text, string field, ModelStateDictionary state, Texts texts)
    {
        if (kind == EndKind.None)
        {
            return null;
        }

        if (Fraction.TryParse(text, out var value) && value <= Fraction.One)
        {
            return new Bound(value, kind == EndKind.Included);
        }

        state.AddModelError(field, texts["Rules.Rule.ThresholdNotValid"]);
        return null;
    }

    private string FreeKey() => Enumerable.Range(1, RowActs.Most + 1).Select(i => "m" + i.ToString(CultureInfo.InvariantCulture)).First(key => Metrics.TrueForAll(m => m.Key != key));
}

/// <summary>The page for the rule set.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Form">What stands in the fields.</param>
public sealed record RuleSetPage(Campaign Campaign, RuleSetForm Form)
{
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
