using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Members;

/// <summary>What stands against the posts of a row.</summary>
internal sealed record PostProblem(RosterField Field, RosterProblem Problem, IReadOnlyList<string> Arguments);

/// <summary>What the posts of a row come to.</summary>
internal sealed record PlannedPosts(PostProblem? Problem)
{
    /// <summary>Posts to add.</summary>
    public List<Post> Added { get; } = [];

    /// <summary>Posts to change, with what they become.</summary>
    public List<(Post Post, RosterPost Row)> Changed { get; } = [];

    /// <summary>Posts of present heads that end, and on which day.</summary>
    public List<(Post Post, DateOnly Until)> Ended { get; } = [];

    /// <summary>Organization and present head for each of those.</summary>
    public List<(string Organization, string Head)> Replaced { get; } = [];

    /// <summary>Head posts that the row states, new or known.</summary>
    public List<Post> Heads { get; } = [];
}

/// <summary>Applies the posts of a roster's rows. A post is known by organization and title; posts that a row does not mention stay.</summary>
internal sealed class RosterPosts
{
    private readonly OrganizationIndex organizations;
    private readonly Dictionary<Guid, List<Post>> heads = [];
    private readonly Dictionary<Guid, string> headNames = [];
    private readonly HashSet<Guid> stated = [];

    public RosterPosts(OrganizationIndex organizations, IEnumerable<(Post Post, string Name)> present)
    {
        this.organizations = organizations;
        foreach (var (post, name) in present)
        {
            HeadsOf(post.OrganizationId).Add(post);
            headNames[post.Id] = name;
        }
    }

    /// <summary>Looks what the posts of a row come to, and changes nothing yet.</summary>
    public PlannedPosts Plan(MemberRow row, Organization own, Member? member)
    {
        var plan = new PlannedPosts((PostProblem?)null);
        foreach (var post in row.Posts)
        {
            var organization = post.Organization is null ? own : organizations.Resolve(post.Organization).Organization;
            if (organization is null)
            {
                return Refused(RosterField.PostOrganization, RosterProblem.UnknownOrganization, post.Organization!);
            }

            var known = Known(post, organization, member);
            if (known is not null)
            {
                Note(plan, post, known);
            }
            else if (Add(plan, post, organization) is { } taken)
            {
                return Refused(RosterField.Post, RosterProblem.HeadTaken, organization.Name, headNames.GetValueOrDefault(taken.Id, ""));
            }
        }

        return plan;
    }

    /// <summary>Applies a plan and adds what it changed to <paramref name="changes"/>.</summary>
    public void Apply(PlannedPosts plan, Member member, List<FieldChange> changes)
    {
        foreach (var (post, until) in plan.Ended)
        {
            post.Until = until;
        }

        foreach (var (post, row) in plan.Changed)
        {
            var before = Shown(post);
            post.From = row.From ?? post.From;
            post.Until = row.Until ?? post.Until;
            post.Kind = row.Kind ?? post.Kind;
            changes.Add(new FieldChange(RosterField.Post, before, Shown(post)));
        }

        foreach (var post in plan.Added)
        {
            post.MemberId = member.Id;
            member.Posts.Add(post);
            changes.Add(new FieldChange(RosterField.Post, null, Shown(post)));
        }

        foreach (var post in plan.Heads)
        {
            stated.Add(post.Id);
            headNames[post.Id] = member.Name;
            if (!HeadsOf(post.OrganizationId).Contains(post))
            {
                HeadsOf(post.OrganizationId).Add(post);
            }
        }
    }

    private static PlannedPosts Refused(RosterField field, RosterProblem problem, params string[] arguments) => new(new PostProblem(field, problem, arguments));

    private static string Shown(Post post) => RosterCell.WriteSpan(post.From, post.Until) is { Length: > 0 } span ? $"{post.Title} {span}" : post.Title;

    // The same title at the same place is the same post, unless the known one has ended and the row tells of a later one.
    private static Post? Known(RosterPost row, Organization organization, Member? member)
    {
        var same = member?.Posts.Where(p => p.OrganizationId == organization.Id && p.Title == row.Title).ToList() ?? [];
        return same.Find(p => p.From == row.From)
            ?? same.Find(p => p.Until is null)
            ?? same.Find(p => row.From is null || p.From is null || row.From <= p.Until);
    }

    private static void Note(PlannedPosts plan, RosterPost row, Post known)
    {
        var isChanged = (row.From is { } from && from != known.From) || (row.Until is { } until && until != known.Until) || (row.Kind is { } kind && kind != known.Kind);
        if (isChanged)
        {
            plan.Changed.Add((known, row));
        }

        if ((row.Kind ?? known.Kind) == PostKind.Head)
        {
            plan.Heads.Add(known);
        }
    }

    // Returns the head that stands in the way, if one does.
    private Post? Add(PlannedPosts plan, RosterPost row, Organization organization)
    {
        var post = new Post { OrganizationId = organization.Id, Kind = row.Kind ?? PostTitles.KindOf(row.Title, organization.Kind), Title = row.Title, From = row.From, Until = row.Until };
        if (post.Kind == PostKind.Head)
        {
            var succession = HeadSuccession.Of(HeadsOf(organization.Id), row.From, row.Until);
            if (succession.Taken is not null || (succession.Ends is { } stays && stated.Contains(stays.Id)))
            {
                // Two heads within one file are a mistake of the file, whatever their dates.
                return succession.Taken ?? succession.Ends;
            }

            if (succession.Ends is { } ends && row.From is { } from)
            {
                plan.Ended.Add((ends, from.AddDays(-1)));
                plan.Replaced.Add((organization.Name, headNames.GetValueOrDefault(ends.Id, "")));
            }

            plan.Heads.Add(post);
        }

        plan.Added.Add(post);
        return null;
    }

    private List<Post> HeadsOf(Guid organizationId)
    {
        if (!heads.TryGetValue(organizationId, out var list))
        {
            heads[organizationId] = list = [];
        }

        return list;
    }
}
