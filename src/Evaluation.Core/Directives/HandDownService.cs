using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Core.Notifications;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Directives;

/// <summary>
/// Hands an evaluation down (下发): each chosen branch gets a campaign of its own in preparation, whose form, and rules and dates as the superior says, are locked. All of them are made in one transaction, or none.
/// </summary>
public sealed class HandDownService(EvaluationDbContext db, CampaignService campaigns, CopyService copies, TemplateLibrary templates, TimeProvider clock)
{
    /// <summary>The organizations to which something can be handed down in the name of one; empty when the scope does not supervise it.</summary>
    public Task<IReadOnlyList<BranchChoice>> ChoicesAsync(Scope scope, Guid organizationId, int year, CancellationToken cancellation) =>
        BranchChoices.ReadAsync(db, scope, organizationId, year, cancellation);

    /// <summary>The title that the source has, with {organization} where its host is named and {year} where its year is; null when there is no such source within the scope.</summary>
    public async Task<string?> TitleOfAsync(Scope scope, HandDownSource source, CancellationToken cancellation) => await FindAsync(scope, source, cancellation) switch
    {
        (CampaignTemplate template, _) => template.Basics.Title,
        (_, Campaign campaign) => Pattern(campaign.Title, campaign, await HostOfAsync(campaign, cancellation)),
        _ => null,
    };

    /// <summary>Hands it down and tells the organizers of every branch. What was handed down already under the same identity by the same person is not done twice.</summary>
    public async Task<HandDownResult> HandDownAsync(Scope scope, NewDirective act, CancellationToken cancellation)
    {
        if (await IssuedByAsync(act.Id, cancellation) is { } by)
        {
            return Plain(by == scope.UserId ? HandDownOutcome.Done : HandDownOutcome.NotFound);
        }

        // Handed down in the name of an organization for which somebody acts themselves, not of one anywhere below.
        var issuer = await db.Organizations.AsNoTracking().Where(scope.Covered(Role.Superior))
            .SingleOrDefaultAsync(o => o.Id == act.OrganizationId && db.RoleAssignments.Any(r => r.UserId == scope.UserId && r.OrganizationId == o.Id && r.Role == Role.Superior), cancellation);
        var source = await FindAsync(scope, act.Source, cancellation);
        var choices = (await ChoicesAsync(scope, act.OrganizationId, act.Year, cancellation)).ToDictionary(c => c.Id);
        var chosen = act.Branches.Distinct().ToList();
        if (issuer is null || source is (null, null) || !chosen.TrueForAll(choices.ContainsKey))
        {
            return Plain(HandDownOutcome.NotFound);
        }

        if (chosen.Count is 0 or > Directive.MostBranches)
        {
            return Plain(chosen.Count == 0 ? HandDownOutcome.NoBranch : HandDownOutcome.TooMany);
        }

        var taken = Taken(act, choices.Values);
        return taken.Count > 0
            ? new HandDownResult(HandDownOutcome.Taken, taken)
            : await StoreAsync((scope, act, issuer), await DirectiveOfAsync(scope, act, source, cancellation), await DraftsAsync(act, source, chosen, cancellation), cancellation);
    }

    private static List<string> Taken(NewDirective act, IEnumerable<BranchChoice> choices) =>
        [.. choices.Where(c => act.Branches.Contains(c.Id) && !c.IsFree && !act.Again.Contains(c.Id)).Select(c => c.Name)];

    private static HandDownResult Plain(HandDownOutcome outcome) => new(outcome, []);

    private Task<Guid?> IssuedByAsync(Guid id, CancellationToken cancellation) =>
        db.Directives.Where(d => d.Id == id).Select(d => (Guid?)d.IssuedBy).SingleOrDefaultAsync(cancellation);

    private Task<string> HostOfAsync(Campaign campaign, CancellationToken cancellation) =>
        db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(cancellation);

    private async Task<(CampaignTemplate? Template, Campaign? Campaign)> FindAsync(Scope scope, HandDownSource source, CancellationToken cancellation) => source switch
    {
        { CampaignId: { } id } => (null, await db.Campaigns.AsNoTracking().WhereCovered(db, scope, Role.Superior, Role.Organizer).WithSetup().SingleOrDefaultAsync(c => c.Id == id, cancellation)),
        { TemplateKey: { } key } => (templates.Find(key), null),
        _ => (null, null),
    };

    private static string Pattern(string title, Campaign campaign, string host) => title
        .Replace(host, "{organization}", StringComparison.Ordinal)
        .Replace(campaign.Year.ToString(CultureInfo.InvariantCulture), "{year}", StringComparison.Ordinal);

    private async Task<Directive> DirectiveOfAsync(Scope scope, NewDirective act, (CampaignTemplate? Template, Campaign? Campaign) source, CancellationToken cancellation)
    {
        var title = act.Title.Length > 0 ? act.Title : (await TitleOfAsync(scope, act.Source, cancellation))!;
        return new Directive
        {
            Id = act.Id,
            OrganizationId = act.OrganizationId,
            IssuedBy = scope.UserId,
            IssuedByName = scope.DisplayName,
            IssuedAt = clock.GetUtcNow().UtcDateTime,
            Year = act.Year,
            Title = CampaignService.FillTitle(title, act.Year, "{organization}"),
            TemplateKey = source.Template?.Key,
            SourceTitle = source.Campaign?.Title ?? "",
            Instruction = act.Instruction,
            PlannedBegin = act.PlannedBegin,
            PlannedEnd = act.PlannedEnd,
            PlanDue = act.PlanDue,
            ResultDue = act.ResultDue,
            Locks = LocksOf(act),
        };
    }

    private static CampaignLocks LocksOf(NewDirective act) => (act.Locks | CampaignLocks.Form)
        & ~(act.PlannedBegin is null ? CampaignLocks.Begin : CampaignLocks.None)
        & ~(act.PlannedEnd is null ? CampaignLocks.End : CampaignLocks.None);

    private async Task<IReadOnlyList<Campaign>> DraftsAsync(NewDirective act, (CampaignTemplate? Template, Campaign? Campaign) source, IReadOnlyList<Guid> chosen, CancellationToken cancellation)
    {
        var hosts = await db.Organizations.AsNoTracking().Where(o => chosen.Contains(o.Id)).ToListAsync(cancellation);
        var sourceHost = source.Campaign is { } from ? await HostOfAsync(from, cancellation) : "";
        var drafts = new List<Campaign>();
        foreach (var host in hosts.OrderBy(o => o.Path, StringComparer.Ordinal))
        {
            // The branch would make it so itself: what a template picks from the roster is picked from the branch's.
            var draft = source.Template is { } template
                ? await campaigns.DraftAsync(Scope.OfRole(Role.Organizer, host.Path), template, new NewCampaign(template.Key, host.Id, act.Year), host, cancellation)
                : Blank(source.Campaign!, sourceHost, host, act.Year);
            draft.Title = act.Title.Length > 0 ? CampaignService.FillTitle(act.Title, act.Year, host.Name) : draft.Title;
            (draft.PlannedBegin, draft.PlannedEnd, draft.DirectiveId, draft.Locks) = (act.PlannedBegin, act.PlannedEnd, act.Id, LocksOf(act));
            drafts.Add(draft);
        }

        return drafts;
    }

    private Campaign Blank(Campaign source, string sourceHost, Organization host, int year)
    {
        string Title(string title) => CampaignService.FillTitle(Pattern(title, source, sourceHost), year, host.Name);

        var draft = copies.Blank(source, host.Id, year, Title(source.Title));
        draft.TallySheetTitle = Title(source.TallySheetTitle);
        return draft;
    }

    private async Task<HandDownResult> StoreAsync((Scope Scope, NewDirective Act, Organization Issuer) by, Directive directive, IReadOnlyList<Campaign> drafts, CancellationToken cancellation)
    {
        var (scope, act, issuer) = by;
        directive.Branches.AddRange(drafts.Select(d => new DirectiveBranch { DirectiveId = directive.Id, OrganizationId = d.OrganizationId, CampaignId = d.Id }));
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            // Two at once would both have found a branch free: whoever comes second waits at the top of the tree, and looks again.
            await db.Organizations.Where(o => o.ParentId == null && issuer.Path.StartsWith(o.Path)).ExecuteUpdateAsync(s => s.SetProperty(o => o.Order, o => o.Order), cancellation);
            if (Taken(act, await ChoicesAsync(scope, act.OrganizationId, act.Year, cancellation)) is { Count: > 0 } taken)
            {
                return new HandDownResult(HandDownOutcome.Taken, taken);
            }

            // First, because of very many rows the journal keeps the first.
            JournalScope.Note("Directive " + directive.Id, nameof(Directive.Branches), null, directive.Branches.Count.ToString(CultureInfo.InvariantCulture));
            db.Directives.Add(directive);
            db.Campaigns.AddRange(drafts);
            await db.SaveChangesAsync(cancellation);
            foreach (var draft in drafts)
            {
                var news = new News(NotificationKind.HandedDown, $"{NotificationKind.HandedDown} {draft.Id:N}") { Name = issuer.Name };
                await Notifier.AddAsync(db, draft.Id, [news], (scope.UserId, directive.IssuedAt), cancellation);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Plain(HandDownOutcome.Done);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            // The same form came twice at once, and the other was quicker. Anything else is a fault.
            if (await IssuedByAsync(directive.Id, cancellation) == scope.UserId)
            {
                return Plain(HandDownOutcome.Done);
            }

            throw;
        }
    }
}
