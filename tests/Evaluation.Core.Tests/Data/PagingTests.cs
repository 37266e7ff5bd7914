using Evaluation.Core.Data;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Data;

public sealed class PagingTests
{
    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(20, 1, 1, 20)]
    [InlineData(21, 2, 1, 20)]
    public void Paging_FirstPage_CountsPagesAndRows(int total, int pages, int first, int last)
    {
        var paging = new Paging(1, 20, total);

        Assert.Equal((pages, first, last), (paging.Pages, paging.First, paging.Last));
    }

    [Theory]
    [InlineData(1, 1, "001", 20)]
    [InlineData(2, 2, "021", 5)]
    [InlineData(99, 2, "021", 5)]
    [InlineData(0, 1, "001", 20)]
    [InlineData(-3, 1, "001", 20)]
    public async Task ToPage_AnyNumber_GivesTheNearestPage(int asked, int given, string first, int rows)
    {
        await using var host = await TestHost.CreateAsync();
        await host.AddAsync([.. Enumerable.Range(1, 25).Select(i => TestData.CreateOrganization($"{i:000}"))]);

        var page = await host.QueryAsync(db => db.Organizations.OrderBy(o => o.Name).ToPageAsync(asked));

        Assert.Equal((given, first, rows, 25), (page.Number, page.Rows[0].Name, page.Rows.Count, page.Total));
    }

    [Fact]
    public async Task ToPage_EmptyList_GivesOneEmptyPage()
    {
        await using var host = await TestHost.CreateAsync();

        var page = await host.QueryAsync(db => db.Organizations.OrderBy(o => o.Name).ToPageAsync(7));

        Assert.Equal((1, 1, 0, 0), (page.Number, page.Pages, page.First, page.Last));
    }
}
