using Evaluation.Core.Outcomes;
using Evaluation.Core.Accounts;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;

namespace Evaluation.Testing;

public sealed partial class CampaignDriver
{
    /// <summary>
    /// Votes so that the branch is dissatisfied by exactly two thirds, with an opinion about it, and every one of the mutual evaluation has 40 % satisfaction; ends and counts.
    /// Of the rules of <see cref="TestData.BureauRules"/>, 1 and 2 apply to the branch and to each person, and 3 and 4 leave the branch between them.
    /// </summary>
    public async Task<CountedCampaign> FinishWithFindingsAsync()
    {
        await CastFindingsAsync();
        return await FinishAsync();
    }

    /// <summary>Votes as <see cref="FinishWithFindingsAsync"/> does.</summary>
    public async Task CastFindingsAsync()
    {
        await CastAllAsync(0, [.. Enumerable.Repeat("14", 12), .. Enumerable.Repeat("11", 8)]);
        var place = Layout.SheetOf(4).Places.First(p => p.Subject is not null).Number;
        await CastAsync(Codes[4][0], 4, "4", null, new OpinionText(place, "示例意见：办事等候时间太长。"));
        await CastAllAsync(4, ["4", "4", "4"], skip: 1);
    }

    /// <summary>Confirms one determination, or decides it otherwise.</summary>
    public Task<DecisionOutcome> DecideAsync(Scope scope, DeterminationRow row, Domain.Outcomes.Verdict verdict, string reason = "", string named = "") =>
        host.RunAsync((DeterminationService s) => s.DecideAsync(scope, Campaign.Id, new Decision(row.Record.Id, row.Record.Version, verdict, reason, "", named), default));

    private async Task CastAllAsync(int category, string[] sheets, int skip = 0)
    {
        for (var i = 0; i < sheets.Length; i++)
        {
            Assert.Equal(Core.Ballots.CastOutcome.Accepted, (await CastAsync(Codes[category][skip + i], category, sheets[i])).Outcome);
        }
    }
}
