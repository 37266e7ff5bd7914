using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Campaigns;

/// <summary>Keeps the rule set of a campaign in preparation.</summary>
public sealed class RuleSetService(EvaluationDbContext db)
{
    /// <summary>Most metrics, and most rules, of a campaign.</summary>
    public const int Most = 30;

    /// <summary>Replaces the rule set. One that cannot be used is refused as <see cref="EditOutcome.Invalid"/>; what does not fit the forms is left to the checklist.</summary>
    public Task<EditOutcome> SaveAsync(Scope scope, CampaignRef which, RuleSet rules, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (rules.Metrics.Count > Most || rules.Rules.Count > Most)
            {
                return EditOutcome.TooMany;
            }

            campaign.Rules = rules;
            return rules.Problems().Any() ? EditOutcome.Invalid : EditOutcome.Saved;
        }, cancellation);
}
