using System.Globalization;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>Counts typed in to try a rule set out before it is saved.</summary>
public sealed class RuleTrialForm
{
    private const int MostSlips = 1_000_000;

    /// <summary>Kind of the subject.</summary>
    public SubjectKind Kind { get; set; } = SubjectKind.Branch;

    /// <summary>Slips of each grade.</summary>
    public List<TrialCount> Counts { get; set; } = [];

    /// <summary>Slips left blank.</summary>
    public string? Blank { get; set; }

    /// <summary>Sheets issued; all slips when empty.</summary>
    public string? Issued { get; set; }

    /// <summary>Sheets returned; all slips when empty.</summary>
    public string? Returned { get; set; }

    /// <summary>What is typed for a grade.</summary>
    public string? NumberOf(string grade) => Counts.Find(c => c.Grade == grade)?.Number;

    /// <summary>Applies the rule set to the counts; null when a number cannot be read, which is then said.</summary>
    /// <param name="rules">The rule set.</param>
    /// <param name="grades">The grades of the campaign's forms.</param>
    /// <param name="state">Where it is said.</param>
    /// <param name="texts">Texts.</param>
    public RuleTrial? Try(RuleSet rules, IReadOnlyList<string> grades, ModelStateDictionary state, Texts texts)
    {
        int Read(string? text, int empty, string field)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return empty;
            }

            if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostSlips)
            {
                return number;
            }

            state.AddModelError("Form.Trial." + field, texts["Rules.Trial.NotANumber", MostSlips]);
            return 0;
        }

        var votes = grades.Select(g => Read(NumberOf(g), 0, nameof(Counts))).ToList();
        var blank = Read(Blank, 0, nameof(Counts));
        var all = votes.Sum() + blank;
        var sheets = new SheetCounts(Read(Issued, all, nameof(Counts)), Read(Returned, all, nameof(Counts)), all);
        if (!state.IsValid)
        {
            return null;
        }

        var form = new FormDefinition { Overall = "", Scale = [.. grades.Select(g => new Grade(g))] };
        var tally = new SubjectTally(form, [new GroupCounts(0, [MarkCounts.Parse(string.Join(',', votes.Prepend(blank)))])]);
        // One group: whatever weights there are, they are those of a whole.
        var metrics = rules.Metrics.Where(m => m.Fits(form)).Select(m => MetricValue.Of(m with { IsWeighted = false }, tally, [sheets], [Fraction.One])).ToList();
        var usable = rules with { Rules = [.. rules.Rules.Where(r => metrics.Exists(v => v.Metric.Key == r.Metric))] };
        return new RuleTrial(metrics, Determination.Apply(usable, Kind, metrics));
    }
}

/// <summary>Slips of one grade as typed.</summary>
public sealed class TrialCount
{
    /// <summary>The grade.</summary>
    public string Grade { get; set; } = "";

    /// <summary>How many.</summary>
    public string? Number { get; set; }
}

/// <summary>What a rule set makes of counts that were typed in.</summary>
/// <param name="Values">The metrics with their arithmetic.</param>
/// <param name="Determinations">The rules that apply.</param>
public sealed record RuleTrial(IReadOnlyList<MetricValue> Values, IReadOnlyList<Determination> Determinations);
