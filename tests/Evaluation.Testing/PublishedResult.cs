using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;

namespace Evaluation.Testing;

/// <summary>Casts the result that the plans are explained with: the Party group 18, 9, 4, 2 of 33 (81.82 %), the branch 6, 5, 5, 9 of 25 (44.00 %), and three people of whom nobody counts the own mark.</summary>
public static class PublishedResult
{
    /// <summary>Casts it.</summary>
    public static async Task CastPublishedAsync(this CampaignDriver campaign)
    {
        var (group, branch) = (Deal(11, 5, 3, 1), Deal(5, 5, 3, 7));
        for (var i = 0; i < 20; i++)
        {
            // The first three are the people evaluated; the last of them is disliked.
            var people = string.Concat(Enumerable.Range(0, 3).Select(person => person == i ? '5' : person == 2 && i > 9 ? '4' : '1'));
            await CastAsync(campaign, 0, i, $"{group[i]}{branch[i]}{people}", i == 0 ? [new OpinionText(1, "窗口中午没有人"), new OpinionText(0, "公开承诺要兑现")] : []);
        }

        await CastAllAsync(campaign, 1, Deal(2, 1, 0, 0));
        await CastAllAsync(campaign, 2, Deal(3, 0, 1, 0));
        await CastAllAsync(campaign, 3, Deal(2, 3, 0, 1));
        await CastAllAsync(campaign, 4, Deal(1, 0, 2, 2));
    }

    /// <summary>Casts it, ends, counts, and reads the result.</summary>
    public static async Task<CountedCampaign> CountPublishedAsync(this CampaignDriver campaign)
    {
        await campaign.CastPublishedAsync();
        return await campaign.FinishAsync();
    }

    /// <summary>Casts one sheet per mark with the codes of a category; the mark stands for every subject.</summary>
    public static async Task CastAllAsync(this CampaignDriver campaign, int category, string marks)
    {
        for (var i = 0; i < marks.Length; i++)
        {
            await CastAsync(campaign, category, i, marks[i].ToString(), []);
        }
    }

    private static string Deal(params int[] grades) => string.Concat(grades.Select((count, grade) => new string((char)('1' + grade), count)));

    private static async Task CastAsync(CampaignDriver campaign, int category, int code, string marks, OpinionText[] opinions) =>
        Assert.Equal(Core.Ballots.CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[category][code], category, marks, null, opinions)).Outcome);
}
