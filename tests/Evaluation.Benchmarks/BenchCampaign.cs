using System.Globalization;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Evaluation.Testing;

namespace Evaluation.Benchmarks;

/// <summary>The campaign that peers were measured with: people to evaluate on four grades, one free text, one-time codes, one category.</summary>
internal static class BenchCampaign
{
    private const int Branches = 20;
    private const int Members = 698;
    private const int Evaluators = 800;

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

    /// <summary>Stores and opens D2's township: 698 members and 20 branches, 800 evaluators.</summary>
    /// <param name="host">Where.</param>
    /// <param name="isSplit">Whether each branch is evaluated by its own 40; else everybody marks everybody.</param>
    public static async Task<CampaignDriver> OpenTownshipAsync(ITestServices host, bool isSplit)
    {
        var branches = Enumerable.Range(0, Branches).Select(i => TestData.CreateOrganization(Named("示例党支部", i), OrganizationKind.Branch)).ToList();
        await host.AddAsync([.. branches]);
        return await CampaignDriver.OpenAsync(host, campaign => SetUpTownship(campaign, branches, isSplit ? Branches : 1), Enumerable.Range(1, Members).Select(i => Named("示例", i)));
    }

    private static void SetUpTownship(Campaign campaign, List<Organization> branches, int parts)
    {
        var form = new BallotForm { CampaignId = campaign.Id, Name = "民主评议表", Definition = new FormDefinition { Overall = "总体评价", Scale = TestData.FourGrades } };
        campaign.Subjects.RemoveAll(s => s.MemberId is null);
        campaign.Forms.Clear();
        campaign.Forms.Add(form);
        campaign.Categories.Clear();
        campaign.Pools.Clear();
        var members = campaign.Subjects.ToList();
        for (var part = 0; part < parts; part++)
        {
            var category = new EvaluatorCategory { CampaignId = campaign.Id, Name = Named("党员群众", part), Target = Evaluators / parts, Order = part };
            var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = Named("评议员", part), Order = part };
            pool.Categories.Add(new PoolCategory { PoolId = pool.Id, CategoryId = category.Id });
            campaign.Categories.Add(category);
            campaign.Pools.Add(pool);
        }

        for (var i = 0; i < branches.Count; i++)
        {
            campaign.Subjects.Add(new Subject
            {
                CampaignId = campaign.Id, PoolId = campaign.Pools[i % parts].Id, FormId = form.Id, Kind = SubjectKind.Branch, OrganizationId = branches[i].Id, Name = branches[i].Name, Order = 1000 + i,
            });
        }

        foreach (var (i, member) in members.Index())
        {
            (member.PoolId, member.FormId, member.Order) = (campaign.Pools[i % parts].Id, form.Id, i);
        }
    }

    /// <summary>Submits the first <paramref name="count"/> codes without the web.</summary>
    public static async Task FillAsync(this CampaignDriver campaign, int count)
    {
        var layout = campaign.Layout;
        for (var category = 0; category < campaign.Codes.Count; category++)
        {
            var (sheet, place) = (layout.SheetOf(category), category);
            await Parallel.ForAsync(0, Math.Min(count, campaign.Codes[category].Count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            {
                var marks = string.Concat(Enumerable.Range(0, sheet.MarkCount).Select(s => (char)('1' + ((i + s) % 4))));
                var result = await campaign.CastAsync(campaign.Codes[place][i], place, marks, null, i % 5 == 0 && sheet.Places.Count > 0 ? [new OpinionText(0, "窗口排队时间长，希望改进。")] : []);
                if (result.Outcome != CastOutcome.Accepted)
                {
                    throw new InvalidOperationException("A ballot was not taken: " + result);
                }
            });
        }
    }

    private static string Named(string what, int number) => what + number.ToString("000", CultureInfo.InvariantCulture);
}
