using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Domain.Campaigns;

namespace Evaluation.Domain.Oversight;

/// <summary>Tells whether a plan is still what was filed.</summary>
public static class PlanFingerprint
{
    /// <summary>64 hexadecimal digits that change with title, times, place, requirements, pools, categories, subjects, forms or rules; not by finalizing.</summary>
    /// <param name="campaign">The campaign with its set-up.</param>
    public static string Of(Campaign campaign)
    {
        var text = new StringBuilder();
        Add(campaign.Title, campaign.Year, campaign.PlannedBegin?.Ticks, campaign.PlannedEnd?.Ticks, campaign.Place, campaign.Requirements, campaign.GroupMinimum, campaign.HasTwoLocks, campaign.DecidesInPairs);
        foreach (var category in campaign.Categories.OrderBy(c => c.Order).ThenBy(c => c.Id))
        {
            Add(category.Id, category.Name, category.Target, category.Weight);
        }

        foreach (var pool in campaign.Pools.OrderBy(p => p.Order).ThenBy(p => p.Id))
        {
            Add(pool.Id, pool.Name, pool.PlannedSize);
            foreach (var part in pool.Categories.OrderBy(c => c.CategoryId))
            {
                Add(part.CategoryId, part.Minimum);
            }
        }

        foreach (var subject in campaign.Subjects.OrderBy(s => s.PoolId).ThenBy(s => s.Order).ThenBy(s => s.Id))
        {
            Add(subject.PoolId, subject.FormId, subject.Kind, subject.Name, subject.Detail);
        }

        foreach (var form in campaign.Forms.OrderBy(f => f.Order).ThenBy(f => f.Id))
        {
            var definition = form.Definition;
            Add(form.Id, form.Name, definition.Overall);
            Add([.. definition.Indicators]);
            Add([.. definition.Scale]);
            Add([.. definition.Prompts]);
        }

        Add(campaign.Rules.Quorum?.Returned, campaign.Rules.Quorum?.Present);
        foreach (var metric in campaign.Rules.Metrics)
        {
            Add(metric.Key, metric.Name, metric.Base, metric.LeavesOutBlank, metric.LeavesOutUnknown, metric.IsWeighted);
            Add([.. metric.Grades]);
        }

        foreach (var rule in campaign.Rules.Rules)
        {
            Add(rule.Number, rule.Clause, rule.Metric, rule.Above, rule.Below, rule.NeedsReview);
            Add([.. rule.Kinds.Cast<object>()]);
            Add([.. rule.Consequences]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // Each with its length before it, so that nothing moves from one field to the next unseen.
        void Add(params ReadOnlySpan<object?> fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{fields.Length};");
            foreach (var field in fields)
            {
                var part = Convert.ToString(field, CultureInfo.InvariantCulture) ?? "";
                text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
            }
        }
    }
}
