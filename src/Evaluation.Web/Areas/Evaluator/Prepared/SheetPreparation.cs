using System.Globalization;
using System.Threading.Channels;
using Evaluation.Core;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Evaluator.Controllers;
using Evaluation.Web.Areas.Evaluator.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Evaluator.Prepared;

/// <summary>
/// Prepares the sheets of a campaign when it is finalized, so that the first evaluator waits no longer than the last: every category in the language and sizes in which nearly all are asked for.
/// A node that starts prepares what is open; what another node finalized it prepares when the campaign begins here, or when the first evaluator asks.
/// </summary>
internal sealed class SheetPreparation(
    StageNews news, PreparedPages pages, FrozenBoxes boxes, EndpointDataSource endpoints, IServiceScopeFactory scopes, ILogger<SheetPreparation> log) : BackgroundService
{
    private const int ManyRows = 500;

    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Listen(Notice);
        await TryAsync(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var open = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Campaigns.Where(c => c.Stage == CampaignStage.Open).Select(c => c.Id);
            await foreach (var campaign in open.AsAsyncEnumerable().WithCancellation(stoppingToken))
            {
                waiting.Writer.TryWrite(campaign);
            }
        });
        await foreach (var campaign in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await TryAsync(() => PrepareAsync(campaign, stoppingToken));
        }
    }

    private void Notice(Guid campaignId, CampaignStage stage)
    {
        if (stage is CampaignStage.Finalized or CampaignStage.Open)
        {
            waiting.Writer.TryWrite(campaignId);
        }
    }

    private async Task PrepareAsync(Guid campaignId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().BallotBoxes.Where(b => b.CampaignId == campaignId).Select(b => (Guid?)b.Id);
        if (await ids.SingleOrDefaultAsync(cancellation) is not { } id)
        {
            return;
        }

        var box = await boxes.FindAsync(id, cancellation);
        var request = RequestOf(scope.ServiceProvider);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Names[0]);
        for (var category = 0; category < box.Sheets.Count; category++)
        {
            var sheet = new OpenedSheet(CodeAnswer.Ready, Layout: box.Layout, Category: category, Sheet: box.Sheets[category], Box: box);
            foreach (var size in Enum.GetValues<TextSize>())
            {
                cancellation.ThrowIfCancellationRequested();
                await pages.PrepareSheetAsync(request, sheet, size);
            }
        }

        // A township's sheet with seven hundred people is a large text, of which only the compressed page is kept.
        if (box.Sheets.Sum(s => s.Rows.Count) >= ManyRows)
        {
            UnusedMemory.GiveBack();
        }
    }

    // As if an evaluator had asked: the addresses of styles and scripts come from the endpoint.
    private ActionContext RequestOf(IServiceProvider services)
    {
        var endpoint = endpoints.Endpoints.Single(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action
            && action.ControllerTypeInfo == typeof(BallotController) && action.ActionName == nameof(BallotController.Open));
        var descriptor = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!;
        var context = new DefaultHttpContext { RequestServices = services };
        context.SetEndpoint(endpoint);
        return new ActionContext(context, new RouteData(new RouteValueDictionary(descriptor.RouteValues)), descriptor);
    }

    // A sheet that could not be prepared is prepared by whoever asks for it first.
    private async Task TryAsync(Func<Task> prepare)
    {
        try
        {
            await prepare();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "Sheets could not be prepared.");
        }
    }
}
