using Evaluation.Domain.Campaigns;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>Words of what is handed down.</summary>
public sealed class DirectiveTexts(Texts texts)
{
    /// <summary>What is laid down, in one line.</summary>
    public string Of(CampaignLocks locks)
    {
        (CampaignLocks Part, string Key)[] parts =
        [
            (CampaignLocks.Form, "Directives.Part.Form"),
            (CampaignLocks.Rules, "Directives.Part.Rules"),
            (CampaignLocks.Begin | CampaignLocks.End, "Directives.Part.Dates"),
        ];
        return string.Join(texts["Campaigns.Separator"], parts.Where(p => (locks & p.Part) != CampaignLocks.None).Select(p => texts[p.Key].Value));
    }

    /// <summary>A title in which each branch's name stands.</summary>
    public string Title(string pattern) => pattern.Replace("{organization}", texts["Directives.EachBranch"], StringComparison.Ordinal);

    /// <summary>A day as it is written; null when there is none.</summary>
    public string? Day(DateOnly? day) => day is { } known ? texts["Outcomes.Day", known.Year, known.Month, known.Day].Value : null;
}
