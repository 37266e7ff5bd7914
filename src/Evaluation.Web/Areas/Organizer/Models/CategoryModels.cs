using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Pools;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A category's part in one pool, as typed.</summary>
public sealed class CategoryPoolRow
{
    /// <summary>The pool.</summary>
    public Guid PoolId { get; set; }

    /// <summary>Whether the category belongs to it.</summary>
    public bool IsIn { get; set; }

    /// <summary>Fewest people.</summary>
    [Display(Name = "Campaigns.Minimum"), Range(0, EvaluatorCategory.Most)]
    public int? Minimum { get; set; }
}

/// <summary>The form for an evaluator category.</summary>
public sealed class CategoryForm
{
    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public CategoryForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>Name.</summary>
    [Display(Name = "Campaigns.Category.Name"), Required, StringLength(EvaluatorCategory.NameLength)]
    public string? Name { get; set; }

    /// <summary>How codes are issued.</summary>
    [Display(Name = "Campaigns.Category.Issue")]
    public CodeIssue Issue { get; set; }

    /// <summary>Planned people.</summary>
    [Display(Name = "Campaigns.Category.Target"), Range(0, EvaluatorCategory.Most)]
    public int? Target { get; set; }

    /// <summary>Spare codes.</summary>
    [Display(Name = "Campaigns.Category.Spares"), Range(0, EvaluatorCategory.Most)]
    public int? Spares { get; set; }

    /// <summary>Weight.</summary>
    [Display(Name = "Campaigns.Category.Weight"), StringLength(40)]
    public string? Weight { get; set; }

    /// <summary>Its pools.</summary>
    public List<CategoryPoolRow> Pools { get; set; } = [];

    /// <summary>The fields of a category, or of a new one in <paramref name="pool"/>.</summary>
    public static CategoryForm From(Campaign campaign, EvaluatorCategory? category, Guid? pool = null) => new()
    {
        Version = campaign.Version,
        Name = category?.Name,
        Issue = category?.Issue ?? CodeIssue.Drawn,
        Target = category?.Target,
        Spares = category?.Spares ?? 1,
        Weight = category?.Weight?.ToString(),
        Pools = [.. campaign.Pools.Select(p => p.Categories.Find(pc => pc.CategoryId == category?.Id) is { } part && category is not null
            ? new CategoryPoolRow { PoolId = p.Id, IsIn = true, Minimum = part.Minimum > 0 ? part.Minimum : null }
            : new CategoryPoolRow { PoolId = p.Id, IsIn = category is null && (p.Id == pool || campaign.Pools.Count == 1) })],
    };

    /// <summary>What the fields say together; null when something is wrong, which is then said at its field.</summary>
    public CategoryDetails? Read(ModelStateDictionary state, Texts texts)
    {
        Fraction? weight = null;
        if (!string.IsNullOrWhiteSpace(Weight))
        {
            if (Fraction.TryParse(Weight, out var typed) && typed > Fraction.Zero)
            {
                weight = typed;
            }
            else
            {
                state.AddModelError("Form." + nameof(Weight), texts["Campaigns.Category.WeightNotValid"]);
            }
        }

        if (Issue == CodeIssue.Drawn && Target is null && state.IsValid)
        {
            state.AddModelError("Form." + nameof(Target), texts["Common.Required", texts["Campaigns.Category.Target"]]);
        }

        return state.IsValid
            ? new CategoryDetails(
                Name!.Trim(), Target ?? 0, Spares ?? 0, Issue, weight,
                Pools.Where(p => p.IsIn).DistinctBy(p => p.PoolId).ToDictionary(p => p.PoolId, p => p.Minimum ?? 0))
            : null;
    }
}

/// <summary>The page for an evaluator category.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Category">The category; null for a new one.</param>
/// <param name="Form">What stands in the fields.</param>
public sealed record CategoryPage(Campaign Campaign, EvaluatorCategory? Category, CategoryForm Form);

/// <summary>The form for a list of invitees.</summary>
public sealed class InviteesForm
{
    private static readonly char[] Separators = [',', '，', '\t', ';', '；'];

    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public InviteesForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>The list: one a line, the contact after a comma.</summary>
    [Display(Name = "Campaigns.Invitees.List")]
    public string? List { get; set; }

    /// <summary>A list as text.</summary>
    public static string TextOf(IEnumerable<Invitee> invitees) =>
        string.Join('\n', invitees.Select(i => i.Contact.Length > 0 ? i.Name + ", " + i.Contact : i.Name));

    /// <summary>Reads the lines; null when one is wrong: every such line is said.</summary>
    public IReadOnlyList<InviteeLine>? Read(ModelStateDictionary state, Texts texts)
    {
        var lines = new List<InviteeLine>();
        var places = new Dictionary<InviteeLine, int>();
        var number = 0;
        foreach (var text in (List ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var parts = text.Split(Separators, 2);
            var line = new InviteeLine(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : "");
            if (line.Name.Length is 0 or > Invitee.TextLength || line.Contact.Length > Invitee.TextLength || text.Contains('\0', StringComparison.Ordinal))
            {
                Refuse("Campaigns.Invitees.LineNotValid", number, Invitee.TextLength);
            }
            else if (!places.TryAdd(line, number))
            {
                Refuse("Campaigns.Invitees.LineRepeated", number, places[line]);
            }

            lines.Add(line);
        }

        if (lines.Count > CategoryService.MostInvitees)
        {
            Refuse("Campaigns.Invitees.TooMany", CategoryService.MostInvitees);
        }

        return state.IsValid ? lines : null;

        void Refuse(string key, params object[] arguments) => state.AddModelError("Form." + nameof(List), texts[key, arguments]);
    }
}

/// <summary>The page for a list of invitees.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Category">The category.</param>
/// <param name="Form">What stands in the fields.</param>
public sealed record InviteesListPage(Campaign Campaign, EvaluatorCategory Category, InviteesForm Form);
