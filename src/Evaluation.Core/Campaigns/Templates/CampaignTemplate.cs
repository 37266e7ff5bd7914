using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>A campaign as a regulation or plan describes it, read from a data file; docs/templates.md documents the format. Immutable and complete: every key it uses is defined.</summary>
public sealed record CampaignTemplate
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyLength = 60;

    /// <summary>Short key by which campaigns remember it.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the card.</summary>
    public required TemplateText Name { get; init; }

    /// <summary>What it is for, on the card.</summary>
    public required TemplateText Summary { get; init; }

    /// <summary>Basic facts of the campaign.</summary>
    public required TemplateBasics Basics { get; init; }

    /// <summary>The forms.</summary>
    public IReadOnlyList<TemplateForm> Forms { get; init; } = [];

    /// <summary>The evaluator categories, in order.</summary>
    public IReadOnlyList<TemplateCategory> Categories { get; init; } = [];

    /// <summary>The pools, one or more for each strand.</summary>
    public IReadOnlyList<TemplatePool> Pools { get; init; } = [];

    /// <summary>The rule set.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>The course around the ballot.</summary>
    public TemplateCourse Course { get; init; } = new();
}

/// <summary>A text in the languages of the product.</summary>
/// <param name="Simplified">Simplified Chinese.</param>
/// <param name="Traditional">Traditional Chinese.</param>
/// <param name="English">English.</param>
public sealed record TemplateText(string Simplified, string Traditional, string English)
{
    /// <summary>The text for a culture name such as zh-Hant.</summary>
    public string For(string culture) => culture switch
    {
        "zh-Hant" => Traditional,
        "en" => English,
        _ => Simplified,
    };
}

/// <summary>Basic facts of a campaign.</summary>
/// <param name="Title">Title; {year} and {organization} are filled in.</param>
/// <param name="TallySheetTitle">Title of the tally sheet, likewise.</param>
/// <param name="Requirements">Requirements for those who take part; may be empty.</param>
/// <param name="GroupMinimum">Smallest group that is listed apart.</param>
/// <param name="ShowsRank">Whether the tally sheet ranks the subjects.</param>
/// <param name="SortsByStrokes">People by strokes of the surname instead of in the given order.</param>
/// <param name="EvaluatesProbationary">Whether probationary members are evaluated (D2: they were).</param>
public sealed record TemplateBasics(
    string Title, string TallySheetTitle, string Requirements, int GroupMinimum, bool ShowsRank, bool SortsByStrokes, bool EvaluatesProbationary);

/// <summary>A form.</summary>
/// <param name="Key">Key by which subjects refer to it.</param>
/// <param name="Name">Name.</param>
/// <param name="IsLocked">Whether the superior laid it down and organizers must leave it as it is (D2: 规范表格).</param>
/// <param name="Definition">What it asks.</param>
public sealed record TemplateForm(string Key, string Name, bool IsLocked, FormDefinition Definition);

/// <summary>An evaluator category.</summary>
/// <param name="Key">Key by which pools refer to it.</param>
/// <param name="Name">Name.</param>
/// <param name="Target">Planned people; 0 where the plan leaves it open.</param>
/// <param name="Spares">Spare codes.</param>
/// <param name="Issue">How codes are issued.</param>
/// <param name="Weight">Weight; null for none.</param>
public sealed record TemplateCategory(string Key, string Name, int Target, int Spares, CodeIssue Issue, Fraction? Weight);

/// <summary>A category's part in a pool.</summary>
/// <param name="Category">Key of the category.</param>
/// <param name="Minimum">Fewest people of it; 0 for none.</param>
public sealed record TemplatePart(string Category, int Minimum);

/// <summary>A pool with what it evaluates.</summary>
/// <param name="Key">Key, unique in the template.</param>
/// <param name="Name">Name.</param>
/// <param name="Size">Evaluators the plan asks for; null when it does not say.</param>
/// <param name="Parts">Its categories.</param>
/// <param name="Subjects">What it evaluates.</param>
public sealed record TemplatePool(string Key, string Name, int? Size, IReadOnlyList<TemplatePart> Parts, IReadOnlyList<TemplateSubjects> Subjects);

/// <summary>Which subjects a new campaign takes from the roster by itself.</summary>
public enum TemplatePick
{
    /// <summary>None: the organizer picks.</summary>
    None,

    /// <summary>The host alone.</summary>
    Host,

    /// <summary>The first of the kind in the host's subtree, in the order of the tree; of people, those of the first branch.</summary>
    First,

    /// <summary>All of the kind in the host's subtree.</summary>
    All,
}

/// <summary>A group of subjects.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Form">Key of their form.</param>
/// <param name="Pick">Which are taken from the roster.</param>
public sealed record TemplateSubjects(SubjectKind Kind, string Form, TemplatePick Pick);
