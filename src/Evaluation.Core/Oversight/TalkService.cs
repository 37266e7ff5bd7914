using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Oversight;

/// <summary>What is written down about a talk.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Delegate">Who talked for the superior.</param>
/// <param name="MemberIds">People picked from the roster.</param>
/// <param name="Names">Names typed; one that stands on the roster exactly once is that person.</param>
/// <param name="Points">The main points.</param>
public sealed record TalkRecord(DateOnly HeldOn, string Delegate, IReadOnlyList<Guid> MemberIds, IReadOnlyList<string> Names, string Points);

/// <summary>How something done with a talk came out.</summary>
public enum TalkOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such talk in the campaign.</summary>
    NotFound,

    /// <summary>Somebody saved in between.</summary>
    Stale,

    /// <summary>The campaign is archived.</summary>
    WrongStage,

    /// <summary>The day lies in the future, or after the day on which the evaluation began.</summary>
    DayWrong,

    /// <summary>Nobody is named, or more than <see cref="Talk.MostPartners"/>.</summary>
    PartnersWrong,
}

/// <summary>Somebody on the roster with whom the superior's delegate should talk.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Name">The name.</param>
/// <param name="Organization">On whose roster.</param>
/// <param name="IsLeader">Whether the person leads the host: its head, deputies and team.</param>
/// <param name="WasTalkedWith">Whether a talk is recorded.</param>
public sealed record TalkCandidate(Guid MemberId, string Name, string Organization, bool IsLeader, bool WasTalkedWith);

/// <summary>The talks of a campaign, and with whom there was none.</summary>
/// <param name="Talks">The talks, the latest first.</param>
/// <param name="Candidates">The host's leaders, then the Party members on its roster and those below.</param>
/// <param name="Others">How many people were talked with who are not among the candidates.</param>
public sealed record TalkOverview(IReadOnlyList<Talk> Talks, IReadOnlyList<TalkCandidate> Candidates, int Others)
{
    /// <summary>Of the leaders: how many were talked with, and how many there are.</summary>
    public (int Talked, int All) Leaders => (Candidates.Count(c => c.IsLeader && c.WasTalkedWith), Candidates.Count(c => c.IsLeader));

    /// <summary>Of all candidates: how many were talked with, and how many there are.</summary>
    public (int Talked, int All) Everybody => (Candidates.Count(c => c.WasTalkedWith), Candidates.Count);
}

/// <summary>Records the talks before an evaluation (评前谈话, D2) of the superior's delegate with the head and all members.</summary>
public sealed class TalkService(EvaluationDbContext db, TimeProvider clock)
{
    private static readonly PostKind[] Leading = [PostKind.Head, PostKind.DeputyHead, PostKind.TeamMember];

    /// <summary>The talks of a campaign against the roster of its host.</summary>
    public async Task<TalkOverview> OfAsync(Guid campaignId, CancellationToken cancellation)
    {
        var talks = await db.Talks.AsNoTracking().Where(t => t.CampaignId == campaignId).OrderByDescending(t => t.HeldOn).ThenBy(t => t.Id).ToListAsync(cancellation);
        var talked = talks.SelectMany(t => t.Partners).Select(p => p.MemberId).OfType<Guid>().ToHashSet();
        var candidates = await CandidatesAsync(campaignId, talked, cancellation);
        var known = candidates.Select(c => c.MemberId).ToHashSet();
        var others = talks.SelectMany(t => t.Partners).Where(p => p.MemberId is not { } id || !known.Contains(id)).DistinctBy(p => (p.MemberId, p.Name)).Count();
        return new TalkOverview(talks, candidates, others);
    }

    /// <summary>One talk; null when the campaign has no such.</summary>
    public Task<Talk?> FindAsync(Guid campaignId, Guid id, CancellationToken cancellation) =>
        db.Talks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.CampaignId == campaignId, cancellation);

    /// <summary>Writes a talk down.</summary>
    public async Task<TalkOutcome> AddAsync(Scope scope, Guid campaignId, TalkRecord record, CancellationToken cancellation)
    {
        var talk = new Talk { CampaignId = campaignId, Delegate = "", Points = "" };
        db.Talks.Add(talk);
        return await FillAsync(scope, talk, record, cancellation);
    }

    /// <summary>Changes what was written down.</summary>
    public async Task<TalkOutcome> ChangeAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, TalkRecord record, CancellationToken cancellation)
    {
        var talk = await db.Talks.SingleOrDefaultAsync(t => t.Id == at.Id && t.CampaignId == campaignId, cancellation);
        if (talk is null || talk.Version != at.Version)
        {
            return talk is null ? TalkOutcome.NotFound : TalkOutcome.Stale;
        }

        return await FillAsync(scope, talk, record, cancellation);
    }

    /// <summary>Takes away a talk that was written down by mistake.</summary>
    public async Task<TalkOutcome> DeleteAsync(Guid campaignId, (Guid Id, int Version) at, CancellationToken cancellation)
    {
        var talk = await db.Talks.SingleOrDefaultAsync(t => t.Id == at.Id && t.CampaignId == campaignId, cancellation);
        if (talk is null || talk.Version != at.Version)
        {
            return talk is null ? TalkOutcome.NotFound : TalkOutcome.Stale;
        }

        if (!await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage != CampaignStage.Archived, cancellation))
        {
            return TalkOutcome.WrongStage;
        }

        db.Talks.Remove(talk);
        return await StoreAsync(cancellation);
    }

    private async Task<TalkOutcome> FillAsync(Scope scope, Talk talk, TalkRecord record, CancellationToken cancellation)
    {
        var refused = await RefusalOfAsync(talk.CampaignId, record, cancellation);
        if (refused is { } outcome)
        {
            db.ChangeTracker.Clear();
            return outcome;
        }

        var candidates = await CandidatesAsync(talk.CampaignId, [], cancellation);
        var byName = candidates.ToLookup(c => SearchText.Fold(c.Name), StringComparer.Ordinal);
        // Somebody who has left the roster since stays in the record as written down before.
        var kept = talk.Partners.Where(p => p.MemberId is { } id && record.MemberIds.Contains(id)).ToList();
        var picked = candidates.Where(c => record.MemberIds.Contains(c.MemberId)).Select(c => new TalkPartner(c.MemberId, c.Name));
        var typed = record.Names.Select(name => byName[SearchText.Fold(name)].ToList() is [var only] ? new TalkPartner(only.MemberId, only.Name) : new TalkPartner(null, name));
        List<TalkPartner> partners = [.. kept.Concat(picked).Concat(typed).DistinctBy(p => p.MemberId is { } id ? id.ToString() : p.Name)];
        if (partners.Count is 0 or > Talk.MostPartners)
        {
            db.ChangeTracker.Clear();
            return TalkOutcome.PartnersWrong;
        }

        (talk.HeldOn, talk.Delegate, talk.Partners, talk.Points, talk.RecordedBy) = (record.HeldOn, record.Delegate, partners, record.Points, scope.DisplayName);
        return await StoreAsync(cancellation);
    }

    private async Task<TalkOutcome?> RefusalOfAsync(Guid campaignId, TalkRecord record, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().Where(c => c.Id == campaignId).Select(c => new { c.Stage, c.OrganizationId, c.BegunAt }).SingleAsync(cancellation);
        if (!Talk.CanBeRecorded(campaign.Stage))
        {
            return TalkOutcome.WrongStage;
        }

        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, cancellation);
        DateOnly DayOf(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone));
        return Talk.CanBeHeldOn(record.HeldOn, DayOf(clock.GetUtcNow().UtcDateTime), campaign.BegunAt is { } begun ? DayOf(begun) : null) ? null : TalkOutcome.DayWrong;
    }

    private async Task<TalkOutcome> StoreAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return TalkOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return TalkOutcome.Stale;
        }
    }

    private async Task<IReadOnlyList<TalkCandidate>> CandidatesAsync(Guid campaignId, HashSet<Guid> talked, CancellationToken cancellation)
    {
        var host = await db.Campaigns.Where(c => c.Id == campaignId).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => new { o.Id, o.Path }).SingleAsync(cancellation);
        var today = await TimeZones.TodayAsync(db, clock, host.Id, cancellation);
        var leading = db.Posts.Where(p => p.OrganizationId == host.Id && Leading.Contains(p.Kind) && (p.From == null || p.From <= today) && (p.Until == null || p.Until >= today));
        var people = await db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Active)
            .Join(db.Organizations, m => m.OrganizationId, o => o.Id, (m, o) => new { m.Id, m.Name, m.Order, m.Standing, o.Path, Organization = o.Name, IsLeader = leading.Any(p => p.MemberId == m.Id) })
            .Where(m => m.IsLeader || (m.Path.StartsWith(host.Path) && (m.Standing == PartyStanding.Full || m.Standing == PartyStanding.Probationary)))
            .ToListAsync(cancellation);
        return [.. people.OrderBy(m => !m.IsLeader).ThenBy(m => m.Path, StringComparer.Ordinal).ThenBy(m => m.Order).ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id)
            .Select(m => new TalkCandidate(m.Id, m.Name, m.Organization, m.IsLeader, talked.Contains(m.Id)))];
    }
}
