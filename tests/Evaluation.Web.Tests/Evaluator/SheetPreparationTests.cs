using System.Globalization;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Areas.Evaluator.Models;
using Evaluation.Web.Areas.Evaluator.Prepared;
using Evaluation.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Evaluator;

public sealed class SheetPreparationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Finalizing_PreparesEverySheetBeforeAnybodyAsks()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);

        await campaign.FinalizeAsync();

        var box = await BoxAsync(program);
        Assert.NotEmpty(box.Sheets);
        await WaitForAsync(() => IsWholePrepared(program, box));
    }

    [Fact]
    public async Task PreparedSheet_IsTheOneThatAnEvaluatorGets()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        var box = await BoxAsync(program);
        await WaitForAsync(() => IsWholePrepared(program, box));
        var phone = program.OpenBrowser();
        await phone.OpenAsync("/b");
        var styles = phone.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href");

        await phone.SubmitAsync("#enter", ("code", campaign.Codes[0][0]));

        Assert.NotNull(phone.Page.QuerySelector("#sheet"));
        Assert.Equal("zh-Hans", phone.Page.DocumentElement.GetAttribute("lang"));
        // The same address as on other pages, or every phone would load the styles twice.
        Assert.Equal(styles, phone.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
    }

    private static Task<FrozenBox> BoxAsync(EvaluationFactory program) => program.RunAsync(async (EvaluationDbContext db) =>
        await program.Services.GetRequiredService<FrozenBoxes>().FindAsync(await db.BallotBoxes.Select(b => b.Id).SingleAsync(), default));

    private static bool IsWholePrepared(EvaluationFactory program, FrozenBox box)
    {
        var pages = program.Services.GetRequiredService<PreparedPages>();
        var language = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Names[0]);
        try
        {
            return Enumerable.Range(0, box.Sheets.Count).All(category => Enum.GetValues<TextSize>().All(size => pages.HoldsSheet(box, category, size)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = language;
        }
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}
