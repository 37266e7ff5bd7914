using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Demo;

/// <summary>Leads the campaigns of the demo to their stages through the same use cases as a user would.</summary>
internal sealed class DemoCampaigns(
    EvaluationDbContext db,
    CampaignService campaigns,
    SubjectService subjects,
    StageService stages,
    AccessCodeService codes,
    CastingService casting,
    TurnoutService turnout,
    CountService counting,
    CodeHasher hasher,
    TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes one campaign.</summary>
    public async Task<Guid> MakeAsync(Scope organizer, Guid host, DemoCampaign plan, CancellationToken cancellation)
    {
        var year = Now.Year + (plan.Title.Contains("{next}", StringComparison.Ordinal) ? 1 : 0);
        var title = plan.Title.Replace("{year}", Text(year), StringComparison.Ordinal).Replace("{next}", Text(year), StringComparison.Ordinal);
        var id = await campaigns.CreateAsync(organizer, new NewCampaign(plan.Template, host, year, title), cancellation)
            ?? throw new InvalidOperationException("The demo's template or host is not there.");
        await ArrangeAsync(organizer, id, plan, cancellation);
        if (plan.Stage == CampaignStage.Preparing)
        {
            return id;
        }

        Must(await stages.FinalizeAsync(id, [], cancellation) == ActOutcome.Done, "finalize");
        var made = (await codes.MakeAsync(id, null, cancellation))!;
        Must(await stages.BeginAsync(id, cancellation) == ActOutcome.Done, "begin");
        await VoteAsync(id, plan, made, cancellation);
        await FixCodesAsync(id, plan, cancellation);
        if (plan.Stage == CampaignStage.Counted)
        {
            await CountAsync(id, plan, cancellation);
        }

        return id;
    }

    private async Task ArrangeAsync(Scope organizer, Guid id, DemoCampaign plan, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var campaign = await db.Campaigns.WithSetup().SingleAsync(c => c.Id == id, cancellation);
        campaign.Place = plan.Place;
        campaign.PlannedBegin = Now.Date.AddDays(-plan.DaysAgo).AddHours(1);
        campaign.PlannedEnd = campaign.PlannedBegin.Value.AddHours(plan.Stage == CampaignStage.Open ? 24 * 365 : 3);
        if (plan.Stage == CampaignStage.Preparing)
        {
            (campaign.PlannedBegin, campaign.PlannedEnd) = (null, null);
        }

        foreach (var extra in plan.Pools ?? [])
        {
            AddPool(campaign, extra);
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var extra in plan.Pools ?? [])
        {
            var branch = await db.Organizations.Where(o => o.Name == extra.Subject).Select(o => o.Id).SingleAsync(cancellation);
            db.ChangeTracker.Clear();
            var version = await db.Campaigns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync(cancellation);
            var pool = campaign.Pools.First(p => p.Name == extra.Name);
            var added = await subjects.AddAsync(organizer, new CampaignRef(id, version), new AddSubjects(pool.Id, campaign.Forms[0].Id, SubjectKind.Branch, [branch]), cancellation);
            Must(added.Added == 1, "add " + extra.Subject);
        }

        db.ChangeTracker.Clear();
    }

    private void AddPool(Campaign campaign, DemoPool extra)
    {
        var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = extra.Name, PlannedSize = extra.Size, Order = campaign.Pools.Count };
        foreach (var planned in extra.Categories)
        {
            var category = new EvaluatorCategory { CampaignId = campaign.Id, Name = planned.Name, Target = planned.Target, Spares = 1, Order = campaign.Categories.Count };
            db.Add(category);
            campaign.Categories.Add(category);
            pool.Categories.Add(new PoolCategory { PoolId = pool.Id, CategoryId = category.Id, Minimum = planned.Minimum });
        }

        db.Add(pool);
        campaign.Pools.Add(pool);
    }

    private async Task VoteAsync(Guid id, DemoCampaign plan, IReadOnlyList<MadeCodes> made, CancellationToken cancellation)
    {
        if (plan.PeopleMarks.Count == 0)
        {
            return;
        }

        var box = await db.BallotBoxes.AsNoTracking().SingleAsync(b => b.CampaignId == id, cancellation);
        var layout = BoxKeys.LayoutOf(box.Layout);
        var submitted = made.Select((m, i) => Math.Min(m.Category.Target, plan.Returned is { } returned && i < returned.Count ? returned[i] : m.Category.Target)).ToList();
        var ballots = new DemoBallots(layout, submitted, plan);
        for (var category = 0; category < made.Count; category++)
        {
            for (var position = 0; position < submitted[category]; position++)
            {
                var (marks, opinions) = ballots.Fill(category, position);
                var result = await casting.CastAsync(new Submission(made[category].Codes[position].Text, Receipt.Make(), marks, opinions), cancellation);
                Must(result.Outcome == CastOutcome.Accepted, "cast");
                db.ChangeTracker.Clear();
            }
        }
    }

    // Codes that are known beforehand take the place of unused ones, so that every number stays as it is.
    private async Task FixCodesAsync(Guid id, DemoCampaign plan, CancellationToken cancellation)
    {
        var categories = await db.EvaluatorCategories.Where(c => c.CampaignId == id).OrderBy(c => c.Order).Select(c => c.Id).ToListAsync(cancellation);
        for (var i = 0; i < (plan.Codes?.Count ?? 0); i++)
        {
            var free = await db.AccessCodes.Where(c => c.CategoryId == categories[i] && c.State == CodeState.Usable && !c.IsSpare).OrderBy(c => c.Id).Take(plan.Codes![i].Count).ToListAsync(cancellation);
            foreach (var (code, fixedCode) in free.Zip(plan.Codes[i]))
            {
                code.Hash = hasher.Hash(CodeText.Complete(fixedCode));
            }

            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task CountAsync(Guid id, DemoCampaign plan, CancellationToken cancellation)
    {
        Must(await stages.EndAsync(id, cancellation) == ActOutcome.Done, "end");
        var present = (await turnout.OfAsync(id, cancellation)).Select(t => new AttendanceEntry(t.CategoryId, t.Target, t.Target)).ToList();
        Must(await turnout.EnterAsync(id, present, cancellation) is { Count: 0 }, "enter the numbers");
        Must((await counting.CountAsync(id, Opening.Unattended, cancellation)).Outcome == CountOutcome.Counted, "count");
        var begun = Now.Date.AddDays(-plan.DaysAgo).AddHours(1);
        await db.Campaigns.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.FinalizedAt, begun.AddDays(-2)).SetProperty(c => c.BegunAt, begun)
            .SetProperty(c => c.EndedAt, begun.AddHours(2)).SetProperty(c => c.CountedAt, begun.AddHours(3)), cancellation);
    }

    /// <summary>The demo stands on the same rules as everything else: what they refuse must show at once.</summary>
    internal static void Must(bool isDone, string act)
    {
        if (!isDone)
        {
            throw new InvalidOperationException("The demo could not " + act + ".");
        }
    }

    private static string Text(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
