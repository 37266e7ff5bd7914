using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class BallotLayoutTests
{
    [Fact]
    public void SheetOf_SharedCategory_CoversAllItsPoolsInOrder()
    {
        var sheet = Layouts.Bureau2.SheetOf(0);

        Assert.Equal([new(0, 0, 0), new(1, 0, 3), new(1, 1, 6), new(1, 2, 7)], sheet.Rows);
        Assert.Equal(8, sheet.MarkCount);
        Assert.Equal([new(0, 0, 0, 0, 1), new(1, 0, null, 0, 0), new(2, 1, 0, 0, 1), new(3, 1, null, 0, 0), new(4, 1, null, 1, 0)], sheet.Places);
    }

    [Fact]
    public void SheetOf_CategoryOfOnePool_HasOnlyItsSubjects() => Assert.Equal([new(0, 0, 0)], Layouts.Bureau2.SheetOf(1).Rows);

    [Fact]
    public void Of_Campaign_FollowsTheSetOrderAndNotTheOrderOfRows()
    {
        var campaign = new Campaign { Title = "评议" };
        var (late, early) = (new BallotForm { Name = "后", Order = 1, Definition = Bureau.FullForm }, new BallotForm { Name = "前", Order = 0, Definition = Bureau.Form });
        campaign.Forms.AddRange([late, early]);
        var (second, first) = (new EvaluatorPool { Name = "乙组", Order = 1 }, new EvaluatorPool { Name = "甲组", Order = 0 });
        campaign.Pools.AddRange([second, first]);
        var category = new EvaluatorCategory { Name = "职工", Order = 0 };
        campaign.Categories.Add(category);
        second.Categories.Add(new PoolCategory { PoolId = second.Id, CategoryId = category.Id });
        campaign.Subjects.AddRange(
        [
            new Subject { Name = "丙", PoolId = second.Id, FormId = late.Id, Order = 1 },
            new Subject { Name = "丁", PoolId = second.Id, FormId = early.Id, Order = 0 },
        ]);

        var layout = BallotLayout.Of(campaign);

        Assert.Equal(["甲组", "乙组"], layout.Pools.Select(p => p.Name));
        Assert.Equal([("丁", 0), ("丙", 1)], layout.Pools[1].Subjects.Select(s => (s.Name, s.Form)));
        Assert.Equal([1], layout.Categories[0].Pools);
    }
}
