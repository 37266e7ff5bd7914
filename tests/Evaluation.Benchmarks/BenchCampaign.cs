using System.Globalization;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Testing;

namespace Evaluation.Benchmarks;

/// <summary>The campaign that peers were measured with: people to evaluate on four grades, one free text, one-time codes, one category.</summary>
internal static class BenchCampaign
{
    /// <summary>Stores and opens a campaign in which every evaluator marks every person.</summary>
    /// <param name="host">Where.</param>
    /// <param name="codes">Codes to make.</param>
    /// <param name="people">People on the sheet.</param>
    public static Task<CampaignDriver> OpenAsync(ITestServices host, int codes, int people = 30) => CampaignDriver.OpenAsync(
        host,
        campaign =>
        {
            var form = new BallotForm
            {
                CampaignId = campaign.Id,
                Name = "党员评议表",
                Definition = new FormDefinition { Overall = "总体评价", Scale = TestData.FourGrades, Prompts = [new OpinionPrompt("您有什么意见建议？")] },
            };
            var category = new EvaluatorCategory { CampaignId = campaign.Id, Name = "党员群众", Target = codes };
            var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = "评议员" };
            pool.Categories.Add(new PoolCategory { PoolId = pool.Id, CategoryId = category.Id });
            campaign.Subjects.RemoveAll(s => s.MemberId is null);
            foreach (var subject in campaign.Subjects)
            {
                (subject.PoolId, subject.FormId) = (pool.Id, form.Id);
            }

            campaign.Forms.Clear();
            campaign.Forms.Add(form);
            campaign.Categories.Clear();
            campaign.Categories.Add(category);
            campaign.Pools.Clear();
            campaign.Pools.Add(pool);
        },
        Enumerable.Range(1, people).Select(i => "示例" + i.ToString("000", CultureInfo.InvariantCulture)));

    /// <summary>Submits the first <paramref name="count"/> codes without the web.</summary>
    public static Task FillAsync(this CampaignDriver campaign, int count) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var marks = string.Concat(Enumerable.Range(0, campaign.Campaign.Subjects.Count).Select(s => (char)('1' + ((i + s) % 4))));
            var result = await campaign.CastAsync(campaign.Codes[0][i], 0, marks, null, i % 5 == 0 ? [new OpinionText(0, "窗口排队时间长，希望改进。")] : []);
            if (result.Outcome != CastOutcome.Accepted)
            {
                throw new InvalidOperationException("A ballot was not taken: " + result);
            }
        });
}
