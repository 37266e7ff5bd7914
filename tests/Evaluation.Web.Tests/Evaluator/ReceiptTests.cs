using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Evaluator;

public sealed class ReceiptTests
{
    [Fact]
    public async Task Check_BeforeAndAfterTheCount_SaysThatItIsThereAndThatItWasCounted()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var receipt = Receipt.Make();
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", receipt);

        Assert.Equal("Receipt.NotCountedYet", await CheckAsync(program, receipt));
        await campaign.FinishAsync();

        Assert.Equal("Receipt.Counted", await CheckAsync(program, Receipt.InGroups(receipt).ToUpperInvariant()));
        Assert.Equal("Receipt.Unknown", await CheckAsync(program, Receipt.Make()));
        Assert.Equal("Receipt.Mistyped", await CheckAsync(program, receipt[..^1]));
    }

    [Fact]
    public async Task Count_WithReceipts_KeepsThemInAnOrderThatSaysNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        foreach (var code in campaign.Codes[0])
        {
            await campaign.CastAsync(code, 0, "1");
        }

        await campaign.FinishAsync();

        var kept = await program.RunAsync((EvaluationDbContext db) => db.Database.SqlQueryRaw<string>("SELECT \"Id\" AS \"Value\" FROM \"CountedEnvelopes\" ORDER BY rowid").ToListAsync());
        Assert.Equal(campaign.Codes[0].Count, kept.Count);
        Assert.Equal(kept.Order(StringComparer.OrdinalIgnoreCase), kept);
    }

    private static async Task<string> CheckAsync(EvaluationFactory program, string receipt)
    {
        var page = await program.OpenBrowser().FillInAsync("/receipt", "/receipt", ("receipt", receipt));
        string[] answers = ["Receipt.NotCountedYet", "Receipt.Counted", "Receipt.Unknown", "Receipt.Mistyped"];
        var text = page.Document.QuerySelector("#answer")!.TextContent;
        Assert.DoesNotContain("满意", text, StringComparison.Ordinal);
        return answers.Single(key => text == new Texts()[key, "2026年示例局群众评议"]);
    }
}
