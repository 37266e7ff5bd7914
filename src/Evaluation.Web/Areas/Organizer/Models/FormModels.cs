using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A grade as typed.</summary>
public sealed class GradeRow
{
    /// <summary>Its name; an empty row is left out.</summary>
    public string? Name { get; set; }

    /// <summary>What choosing it means.</summary>
    public GradeKind Kind { get; set; }
}

/// <summary>A prompt as typed.</summary>
public sealed class PromptRow
{
    /// <summary>The question; an empty row is left out.</summary>
    public string? Text { get; set; }

    /// <summary>How often it is asked.</summary>
    public PromptScope Scope { get; set; }
}

/// <summary>The form for a ballot form. Its lists grow and shrink by buttons that post it without saving.</summary>
public sealed class BallotFormForm
{
    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public BallotFormForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>Name.</summary>
    [Display(Name = "Campaigns.Form.Name"), Required, StringLength(BallotForm.NameLength)]
    public string? Name { get; set; }

    /// <summary>The overall question.</summary>
    [Display(Name = "Campaigns.Form.Overall"), Required, StringLength(FormDefinition.TextLength)]
    public string? Overall { get; set; }

    /// <summary>The grades.</summary>
    public List<GradeRow> Grades { get; set; } = [];

    /// <summary>The indicators.</summary>
    public List<string?> Indicators { get; set; } = [];

    /// <summary>The prompts.</summary>
    public List<PromptRow> Prompts { get; set; } = [];

    /// <summary>What a form asks.</summary>
    public static BallotFormForm From(string name, FormDefinition definition, int version) => new()
    {
        Version = version,
        Name = name,
        Overall = definition.Overall,
        Grades = [.. definition.Scale.Select(g => new GradeRow { Name = g.Name, Kind = g.Kind })],
        Indicators = [.. definition.Indicators],
        Prompts = [.. definition.Prompts.Select(p => new PromptRow { Text = p.Text, Scope = p.Scope })],
    };

    /// <summary>Does what a list button asks for; false when it is none.</summary>
    public bool Apply(string? act) => RowActs.Apply(act, "grade", Grades, () => new GradeRow())
        || RowActs.Apply(act, "indicator", Indicators, () => "")
        || RowActs.Apply(act, "prompt", Prompts, () => new PromptRow());

    /// <summary>What the fields say together; null when something is wrong, which is then said at its field.</summary>
    public FormDetails? Read(ModelStateDictionary state, Texts texts)
    {
        CheckTexts("Grades[{0}].Name", [.. Grades.Select(g => g.Name)], FormDefinition.GradeLength, state, texts);
        CheckTexts("Indicators[{0}]", Indicators, FormDefinition.TextLength, state, texts);
        CheckTexts("Prompts[{0}].Text", [.. Prompts.Select(p => p.Text)], FormDefinition.TextLength, state, texts);
        if (!state.IsValid)
        {
            return null;
        }

        var definition = new FormDefinition
        {
            Overall = Overall!.Trim(),
            Indicators = [.. Indicators.Where(i => !string.IsNullOrWhiteSpace(i)).Select(i => i!.Trim())],
            Scale = [.. Grades.Where(g => !string.IsNullOrWhiteSpace(g.Name)).Select(g => new Grade(g.Name!.Trim(), g.Kind))],
            Prompts = [.. Prompts.Where(p => !string.IsNullOrWhiteSpace(p.Text)).Select(p => new OpinionPrompt(p.Text!.Trim(), p.Scope))],
        };
        foreach (var problem in definition.Problems())
        {
            state.AddModelError("", texts.Of(problem));
        }

        return state.IsValid ? new FormDetails(Name!.Trim(), definition) : null;
    }

    private static void CheckTexts(string field, List<string?> values, int length, ModelStateDictionary state, Texts texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i]?.Trim() ?? "";
            var key = "Form." + string.Format(System.Globalization.CultureInfo.InvariantCulture, field, i);
            if (value.Length > length)
            {
                state.AddModelError(key, texts["Campaigns.Form.TextTooLong", length]);
            }
            else if (value.Contains('\0', StringComparison.Ordinal))
            {
                state.AddModelError(key, texts["Common.InputNotValid"]);
            }
            else if (value.Length > 0 && !seen.Add(value))
            {
                state.AddModelError(key, texts["Campaigns.Form.Repeated"]);
            }
        }
    }
}

/// <summary>The page for a ballot form.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="FormId">The form; null for a new one.</param>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Uses">How many subjects are evaluated with it.</param>
public sealed record BallotFormPage(Campaign Campaign, Guid? FormId, BallotFormForm Form, int Uses);
