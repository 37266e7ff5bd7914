using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Web.Rules;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>Whether an end is there and belongs to the interval.</summary>
public enum EndKind
{
    /// <summary>No end.</summary>
    None,

    /// <summary>More than, or less than: the threshold does not belong.</summary>
    Excluded,

    /// <summary>At least, or at most: the threshold belongs.</summary>
    Included,
}

/// <summary>A metric as typed.</summary>
public sealed class MetricRow
{
    /// <summary>Its key; rules keep to it when the name changes.</summary>
    public string Key { get; set; } = "";

    /// <summary>Name.</summary>
    [Display(Name = "Rules.Metric.Name"), Required, StringLength(Metric.NameLength)]
    public string? Name { get; set; }

    /// <summary>The grades.</summary>
    public List<string> Grades { get; set; } = [];

    /// <summary>Over what.</summary>
    [Display(Name = "Rules.Metric.Base")]
    public MetricBase Base { get; set; }

    /// <summary>Whether blanks are left out.</summary>
    [Display(Name = "Rules.Metric.LeavesOutBlank")]
    public bool LeavesOutBlank { get; set; }

    /// <summary>Whether 不了解 is left out.</summary>
    [Display(Name = "Rules.Metric.LeavesOutUnknown")]
    public bool LeavesOutUnknown { get; set; }

    /// <summary>Whether weights apply.</summary>
    [Display(Name = "Rules.Metric.IsWeighted")]
    public bool IsWeighted { get; set; }

    /// <summary>The fields of a metric.</summary>
    public static MetricRow From(Metric metric) => new()
    {
        Key = metric.Key,
        Name = metric.Name,
        Grades = [.. metric.Grades],
        Base = metric.Base,
        LeavesOutBlank = metric.LeavesOutBlank,
        LeavesOutUnknown = metric.LeavesOutUnknown,
        IsWeighted = metric.IsWeighted,
    };

    /// <summary>The metric; what is missing is empty.</summary>
    public Metric ToMetric() => new(Key, Name?.Trim() ?? "", Grades, Base, LeavesOutBlank, LeavesOutUnknown, IsWeighted);
}

/// <summary>A consequence as typed.</summary>
public sealed class ConsequenceRow
{
    /// <summary>What follows.</summary>
    public ConsequenceKind Kind { get; set; }

    /// <summary>Whether it does.</summary>
    public bool IsOn { get; set; }

    /// <summary>On whom it falls.</summary>
    public Bearer Bearer { get; set; }
}

/// <summary>A rule as typed.</summary>
public sealed class RuleRow
{
    /// <summary>Number.</summary>
    [Display(Name = "Rules.Rule.Number"), Required, StringLength(Rule.NumberLength)]
    public string? Number { get; set; }

    /// <summary>Clause.</summary>
    [Display(Name = "Rules.Rule.Clause"), Required, StringLength(Rule.ClauseLength)]
    public string? Clause { get; set; }

    /// <summary>Kinds of subject.</summary>
    public List<SubjectKind> Kinds { get; set; } = [];

    /// <summary>Key of the metric.</summary>
    [Display(Name = "Rules.Rule.Metric"), Required(ErrorMessage = "Common.Choose")]
    public string? Metric { get; set; }

    /// <summary>Lower end.</summary>
    public EndKind AboveKind { get; set; }

    /// <summary>Threshold of the lower end.</summary>
    [StringLength(40)]
    public string? Above { get; set; }

    /// <summary>Upper end.</summary>
    public EndKind BelowKind { get; set; }

    /// <summary>Threshold of the upper end.</summary>
    [StringLength(40)]
    public string? Below { get; set; }

    /// <summary>All consequences there are, each on or off.</summary>
    public List<ConsequenceRow> Consequences { get; set; } = [];

    /// <summary>Whether the organization confirms first.</summary>
    [Display(Name = "Rules.Rule.NeedsReview")]
    public bool NeedsReview { get; set; } = true;

    /// <summary>The fields of a rule, or of a new one.</summary>
    public static RuleRow From(Rule? rule) => new()
    {
        Number = rule?.Number,
        Clause = rule?.Clause,
        Kinds = [.. rule?.Kinds ?? []],
        Metric = rule?.Metric,
        AboveKind = KindOf(rule?.Above),
        Above = TextOf(rule?.Above),
        BelowKind = KindOf(rule?.Below),
        Below = TextOf(rule?.Below),
        NeedsReview = rule?.NeedsReview ?? true,
        Consequences = [.. Enum.GetValues<ConsequenceKind>().Select(kind => rule?.Consequences.FirstOrDefault(c => c.Kind == kind) is { } given
            ? new ConsequenceRow { Kind = kind, IsOn = true, Bearer = given.Bearer }
            : new ConsequenceRow { Kind = kind })],
    };

    private static EndKind KindOf(Bound? bound) => bound is null ? EndKind.None : bound.IsIncluded ? EndKind.Included : EndKind.Excluded;

    private static string? TextOf(Bound? bound) => bound is null ? null : RuleTexts.Threshold(bound.Value);
}
