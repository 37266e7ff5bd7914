using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Demo;

/// <summary>Carries a counted campaign of the demo some way on, through the same use cases as a user would: some determinations decided, one rectification handed in, the result made public.</summary>
internal sealed class DemoOutcomes(EvaluationDbContext db, DeterminationService determinations, ConsequenceService consequences, PublicationService publications)
{
    private const int NoticeDays = 60;

    /// <summary>Does what the plan says.</summary>
    public async Task MakeAsync(Scope organizer, Guid campaignId, DemoOutcomePlan plan, CancellationToken cancellation)
    {
        foreach (var planned in plan.Decisions)
        {
            await DecideAsync(organizer, campaignId, planned, cancellation);
        }

        await HandInAsync(organizer, campaignId, plan.HandedIn, cancellation);
        await ReportAsync(campaignId, plan.Notice, cancellation);
    }

    private async Task DecideAsync(Scope organizer, Guid campaignId, DemoDecision planned, CancellationToken cancellation)
    {
        var row = (await determinations.ListAsync(organizer, campaignId, cancellation)).First(r => r.Subject.Name == planned.Subject && r.Record.Found.Rule.Number == planned.Rule);
        var outcome = await determinations.DecideAsync(organizer, campaignId, new Decision(row.Record.Id, row.Record.Version, planned.Verdict, planned.Reason ?? "", planned.Document ?? "", planned.Named ?? ""), cancellation);
        DemoCampaigns.Must(outcome == DecisionOutcome.Decided, "decide on " + planned.Subject);
        db.ChangeTracker.Clear();
    }

    private async Task HandInAsync(Scope organizer, Guid campaignId, DemoPaper planned, CancellationToken cancellation)
    {
        var id = await db.Consequences.Where(c => c.CampaignId == campaignId && c.Kind == planned.Kind && c.BearerName == planned.Bearer).Select(c => c.Id).SingleAsync(cancellation);
        var detail = (await consequences.FindAsync(campaignId, id, cancellation))!;
        var places = planned.Problems.Index().SelectMany(p => p.Item.Quotes.Select(q => (detail.Opinions.Rows.Single(o => o.Text == q).Id, Key: (int?)p.Index)));
        var text = new ConsequenceText([.. planned.Problems.Select((p, i) => new ProblemTitle(i, "", p.Title))], places.ToDictionary(p => p.Id, p => p.Key), planned.Causes, planned.Measures, planned.Responsible, null, "", "");
        DemoCampaigns.Must(await consequences.SaveAsync(organizer, campaignId, (id, detail.Consequence.Version), text, cancellation) == ConsequenceOutcome.Done, "write the plan");
        DemoCampaigns.Must(await consequences.SubmitAsync(organizer, campaignId, (id, detail.Consequence.Version + 1), cancellation) == ConsequenceOutcome.Done, "hand the plan in");
        db.ChangeTracker.Clear();
    }

    private async Task ReportAsync(Guid campaignId, string introduction, CancellationToken cancellation)
    {
        var host = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.OrganizationId).SingleAsync(cancellation);
        var today = await publications.TodayAsync(host, cancellation);
        var draft = new PublicationDraft(0, introduction, "", "", (true, false), [PublicationPlace.Meeting, PublicationPlace.NoticeBoard], (today, today.AddDays(NoticeDays)), true);
        DemoCampaigns.Must(await publications.SaveAsync(campaignId, draft, cancellation) == PublicationOutcome.Done, "write the report");
        DemoCampaigns.Must(await publications.PublishAsync(campaignId, 0, cancellation) == PublicationOutcome.Done, "make the result public");
        db.ChangeTracker.Clear();
    }
}
