using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Oversight;

/// <summary>What is planned.</summary>
/// <param name="OrganizationId">The organization to be inspected.</param>
/// <param name="CampaignId">The campaign, hosted by it; null for its work of the year.</param>
/// <param name="Year">The year; ignored with a campaign, whose year it is then.</param>
/// <param name="PlannedOn">The day.</param>
/// <param name="Inspectors">Who inspects.</param>
public sealed record InspectionPlan(Guid OrganizationId, Guid? CampaignId, int Year, DateOnly PlannedOn, string Inspectors);

/// <summary>What was found.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Findings">What was found.</param>
/// <param name="FollowUp">What has to be put right; empty when nothing has.</param>
/// <param name="Deadline">By when; null when nothing has to be put right.</param>
public sealed record InspectionFindings(DateOnly HeldOn, string Findings, string FollowUp, DateOnly? Deadline);

/// <summary>How something done with an inspection came out.</summary>
public enum InspectionOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such inspection, organization or campaign within the scope.</summary>
    NotFound,

    /// <summary>It stands elsewhere by now, or somebody saved in between.</summary>
    Stale,

    /// <summary>The day lies in the future, or the report's before the inspection.</summary>
    DayWrong,

    /// <summary>What has to be put right needs a day that does not lie before the inspection; and only that has one.</summary>
    DeadlineWrong,

    /// <summary>Whoever reported cannot close or return it.</summary>
    SamePerson,
}

/// <summary>An inspection as it is listed.</summary>
/// <param name="Inspection">The inspection.</param>
/// <param name="Organization">Name of the organization.</param>
/// <param name="Path">Its path.</param>
/// <param name="Campaign">Title of the campaign; null for the work of the year.</param>
public sealed record ListedInspection(Inspection Inspection, string Organization, string Path, string? Campaign);

/// <summary>Which inspections are listed.</summary>
public enum InspectionView
{
    /// <summary>All on which somebody still has to act.</summary>
    Running,

    /// <summary>Those of them past the planned day or the deadline.</summary>
    Overdue,

    /// <summary>Reported: wait for the superior.</summary>
    Reported,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>What is listed.</summary>
/// <param name="View">Which.</param>
/// <param name="Year">The year; null for all.</param>
/// <param name="Search">Part of the name of an organization or campaign.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record InspectionFilter(InspectionView View, int? Year, string? Search, int Page);

/// <summary>Plans inspections (检查), records what was found, and follows it until it is put right.</summary>
public sealed class InspectionService(EvaluationDbContext db, TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>Today where most organizations are: the installation's time zone.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellation) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, (await TimeZones.ByPathAsync(db, cancellation))("")));

    /// <summary>The inspections within the scope, the earliest first; closed ones the latest first.</summary>
    public async Task<Page<ListedInspection>> ListAsync(Scope scope, InspectionFilter filter, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        var search = SearchText.Fold(filter.Search ?? "");
        var found = Listed(scope, db.Inspections.AsNoTracking().Where(i => filter.Year == null || i.Year == filter.Year)
                .Where(i => filter.View == InspectionView.Closed ? i.State == InspectionState.Closed
                    : filter.View == InspectionView.Reported ? i.State == InspectionState.Reported
                    : Inspections.OpenStates.Contains(i.State))
                .Where(i => filter.View != InspectionView.Overdue || (i.State == InspectionState.Planned && i.PlannedOn < today) || (i.State == InspectionState.FollowUp && i.Deadline < today)))
            .Where(l => search == "" || l.SearchName.Contains(search) || (l.SearchTitle != null && l.SearchTitle.Contains(search)));
        var ordered = filter.View == InspectionView.Closed ? found.OrderByDescending(l => l.Inspection.HeldOn).ThenBy(l => l.Inspection.Id) : found.OrderBy(l => l.Inspection.PlannedOn).ThenBy(l => l.Inspection.Id);
        return await ordered.Select(l => new ListedInspection(l.Inspection, l.Organization, l.Path, l.Campaign)).ToPageAsync(filter.Page, PageSize, cancellation);
    }

    /// <summary>One inspection; null when the scope holds no such.</summary>
    public async Task<ListedInspection?> FindAsync(Scope scope, Guid id, CancellationToken cancellation) =>
        await Listed(scope, db.Inspections.AsNoTracking().Where(i => i.Id == id)).Select(l => new ListedInspection(l.Inspection, l.Organization, l.Path, l.Campaign)).SingleOrDefaultAsync(cancellation);

    /// <summary>Plans one. The new inspection's id, or why not.</summary>
    public async Task<(InspectionOutcome Outcome, Guid Id)> PlanAsync(Scope scope, InspectionPlan plan, CancellationToken cancellation)
    {
        if (await YearOfAsync(scope, plan, cancellation) is not { } year)
        {
            return (InspectionOutcome.NotFound, Guid.Empty);
        }

        var inspection = new Inspection { OrganizationId = plan.OrganizationId, CampaignId = plan.CampaignId, Year = year, PlannedOn = plan.PlannedOn, Inspectors = plan.Inspectors };
        db.Inspections.Add(inspection);
        await db.SaveChangesAsync(cancellation);
        return (InspectionOutcome.Done, inspection.Id);
    }

    /// <summary>Changes day and inspectors of one that has not taken place.</summary>
    public Task<InspectionOutcome> ChangeAsync(Scope scope, (Guid Id, int Version) at, DateOnly plannedOn, string inspectors, CancellationToken cancellation) =>
        ActAsync(scope, at, InspectionAct.Plan, inspection =>
        {
            (inspection.PlannedOn, inspection.Inspectors) = (plannedOn, inspectors);
            return InspectionOutcome.Done;
        }, cancellation);

    /// <summary>Writes down what was found. Without anything to be put right it is closed at once.</summary>
    public async Task<InspectionOutcome> RecordAsync(Scope scope, (Guid Id, int Version) at, InspectionFindings findings, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        return await ActAsync(scope, at, InspectionAct.Record, inspection =>
        {
            if (findings.HeldOn > today)
            {
                return InspectionOutcome.DayWrong;
            }

            if (findings.FollowUp.Length > 0 != findings.Deadline is not null || findings.Deadline < findings.HeldOn)
            {
                return InspectionOutcome.DeadlineWrong;
            }

            (inspection.HeldOn, inspection.Findings, inspection.FollowUp, inspection.Deadline) = (findings.HeldOn, findings.Findings, findings.FollowUp, findings.Deadline);
            return InspectionOutcome.Done;
        }, cancellation);
    }

    /// <summary>Reports what the organization did about it.</summary>
    public async Task<InspectionOutcome> ReportAsync(Scope scope, (Guid Id, int Version) at, string report, DateOnly doneOn, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        return await ActAsync(scope, at, InspectionAct.Report, inspection =>
        {
            if (doneOn > today || doneOn < inspection.HeldOn)
            {
                return InspectionOutcome.DayWrong;
            }

            (inspection.Report, inspection.DoneOn, inspection.ReportedBy) = (report, doneOn, scope.UserId);
            return InspectionOutcome.Done;
        }, cancellation);
    }

    /// <summary>Sends the report back with a remark.</summary>
    public Task<InspectionOutcome> ReturnAsync(Scope scope, (Guid Id, int Version) at, string remark, CancellationToken cancellation) => DecideAsync(scope, at, InspectionAct.Return, remark, cancellation);

    /// <summary>Closes it.</summary>
    public Task<InspectionOutcome> CloseAsync(Scope scope, (Guid Id, int Version) at, CancellationToken cancellation) => DecideAsync(scope, at, InspectionAct.Close, "", cancellation);

    /// <summary>Calls one off that has not taken place: it is taken away.</summary>
    public Task<InspectionOutcome> CallOffAsync(Scope scope, (Guid Id, int Version) at, CancellationToken cancellation) =>
        ActAsync(scope, at, InspectionAct.CallOff, inspection =>
        {
            db.Inspections.Remove(inspection);
            return InspectionOutcome.Done;
        }, cancellation);

    private Task<InspectionOutcome> DecideAsync(Scope scope, (Guid Id, int Version) at, InspectionAct act, string remark, CancellationToken cancellation) =>
        ActAsync(scope, at, act, inspection =>
        {
            inspection.Remark = remark;
            return inspection.ReportedBy == scope.UserId ? InspectionOutcome.SamePerson : InspectionOutcome.Done;
        }, cancellation);

    private async Task<InspectionOutcome> ActAsync(Scope scope, (Guid Id, int Version) at, InspectionAct act, Func<Inspection, InspectionOutcome> change, CancellationToken cancellation)
    {
        var covered = db.Organizations.WhereCovered(scope, act.IsSuperiors() ? Role.Superior : Role.Organizer);
        var inspection = await db.Inspections.SingleOrDefaultAsync(i => i.Id == at.Id && covered.Any(o => o.Id == i.OrganizationId), cancellation);
        if (inspection is null || inspection.Version != at.Version || !inspection.State.Allows(act))
        {
            return inspection is null ? InspectionOutcome.NotFound : InspectionOutcome.Stale;
        }

        if (change(inspection) is var outcome and not InspectionOutcome.Done)
        {
            db.ChangeTracker.Clear();
            return outcome;
        }

        inspection.State = act.After(inspection.FollowUp.Length > 0);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return InspectionOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return InspectionOutcome.Stale;
        }
    }

    // The year for which it counts; null when organization or campaign is not the superior's.
    private async Task<int?> YearOfAsync(Scope scope, InspectionPlan plan, CancellationToken cancellation)
    {
        if (!await db.Organizations.WhereCovered(scope, Role.Superior).AnyAsync(o => o.Id == plan.OrganizationId, cancellation))
        {
            return null;
        }

        return plan.CampaignId is { } campaign
            ? await db.Campaigns.Where(c => c.Id == campaign && c.OrganizationId == plan.OrganizationId).Select(c => (int?)c.Year).SingleOrDefaultAsync(cancellation)
            : plan.Year;
    }

    private IQueryable<Row> Listed(Scope scope, IQueryable<Inspection> inspections) =>
        from inspection in inspections
        join organization in db.Organizations.WhereCovered(scope, Role.Organizer, Role.Superior) on inspection.OrganizationId equals organization.Id
        join campaign in db.Campaigns on inspection.CampaignId equals campaign.Id into campaigns
        from campaign in campaigns.DefaultIfEmpty()
        select new Row { Inspection = inspection, Organization = organization.Name, SearchName = organization.SearchName, Path = organization.Path, Campaign = campaign.Title, SearchTitle = campaign.SearchTitle };

    private sealed class Row
    {
        public required Inspection Inspection { get; init; }

        public required string Organization { get; init; }

        public required string SearchName { get; init; }

        public required string Path { get; init; }

        public string? Campaign { get; init; }

        public string? SearchTitle { get; init; }
    }
}
