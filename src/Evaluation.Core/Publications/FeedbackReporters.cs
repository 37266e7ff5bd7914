using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Publications;

/// <summary>
/// Who reports back to whom. The campaign's template says so; where it does not, D6's order holds: the branch to its members, the host to
/// organizations, the host's head to those who lead. Nobody reports back to themselves: to the host's head, and to what that head bears, the organization above does.
/// </summary>
public sealed class FeedbackReporters
{
    private readonly Places places;

    private FeedbackReporters(Places places) => this.places = places;

    /// <summary>Finds those of a campaign.</summary>
    /// <param name="db">The database.</param>
    /// <param name="templates">Where the campaign's template is.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="clock">Tells the day: whoever heads the host on it.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<FeedbackReporters> OfAsync(EvaluationDbContext db, TemplateLibrary templates, Campaign campaign, TimeProvider clock, CancellationToken cancellation)
    {
        var host = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == campaign.OrganizationId, cancellation);
        var above = await db.Organizations.Where(o => o.Id == host.ParentId).Select(o => o.Name).SingleOrDefaultAsync(cancellation) ?? host.Name;
        var today = await TimeZones.TodayAsync(db, clock, host.Id, cancellation);
        var head = await db.Posts.Where(p => p.OrganizationId == host.Id && p.Kind == PostKind.Head && (p.From == null || p.From <= today) && (p.Until == null || p.Until >= today))
            .OrderByDescending(p => p.From).Join(db.Members.AsNoTracking(), p => p.MemberId, m => m.Id, (p, m) => m).FirstOrDefaultAsync(cancellation);
        var ofTemplate = (templates.Find(campaign.TemplateKey)?.Course.Feedback ?? []).SelectMany(f => f.Kinds.Select(kind => (kind, f.By))).ToDictionary(f => f.kind, f => f.By);
        return new FeedbackReporters(new Places(ofTemplate, host, above, head));
    }

    /// <summary>The one to whom it falls to report back to a subject, by name.</summary>
    public string Of(Subject subject)
    {
        var (ofTemplate, host, above, head) = places;
        if (head is not null && (subject.MemberId == head.Id || (subject.OrganizationId == host.Id && subject.BearerId == head.Id)))
        {
            return above;
        }

        return (ofTemplate.TryGetValue(subject.Kind, out var by) ? by : UsualOf(subject.Kind)) switch
        {
            TemplateReporter.Branch when subject.BranchName.Length > 0 => subject.BranchName,
            TemplateReporter.Leader when head is not null => head.Name,
            TemplateReporter.Superior => above,
            _ => host.Name,
        };
    }

    private static TemplateReporter UsualOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Member => TemplateReporter.Branch,
        SubjectKind.Head or SubjectKind.Cadre or SubjectKind.LeadingTeam => TemplateReporter.Leader,
        _ => TemplateReporter.Host,
    };

    /// <summary>Whoever may report back.</summary>
    /// <param name="OfTemplate">What the template says of each kind.</param>
    /// <param name="Host">The host.</param>
    /// <param name="Above">Name of the organization above it; its own where there is none.</param>
    /// <param name="Head">Its head; null when it has none.</param>
    private sealed record Places(IReadOnlyDictionary<SubjectKind, TemplateReporter> OfTemplate, Organization Host, string Above, Member? Head);
}
