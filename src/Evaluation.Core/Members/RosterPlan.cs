using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>
/// Applies a parsed roster to the tracked entities of a subtree, and counts. Previewing and importing run the same code; a preview merely is not saved.
/// What a file leaves empty never erases what is known, so the same file a second time changes nothing.
/// </summary>
internal sealed class RosterPlan
{
    private readonly EvaluationDbContext db;
    private readonly RosterLedger ledger;
    private readonly RosterOrganizations organizations;
    private readonly OrganizationIndex index;
    private readonly MemberIndex members;
    private readonly RosterPosts posts;

    private RosterPlan(EvaluationDbContext db, RosterLedger ledger, RosterOrganizations organizations, OrganizationIndex index, MemberIndex members, RosterPosts posts)
    {
        this.db = db;
        this.ledger = ledger;
        this.organizations = organizations;
        this.index = index;
        this.members = members;
        this.posts = posts;
    }

    /// <summary>Reads the subtree of <paramref name="root"/> and applies the roster to it, without saving.</summary>
    public static async Task<RosterPreview> ApplyAsync(
        EvaluationDbContext db, Organization root, ParsedRoster roster, string fileName, bool makesOrganizations, CancellationToken cancellation)
    {
        var subtree = await db.Organizations.WhereWithin(root.Path).ToListAsync(cancellation);
        var people = await db.Members.WhereWithin(db, root.Path).Include(m => m.Posts).AsSplitQuery().ToListAsync(cancellation);
        var heads = await db.Posts.Where(p => p.Kind == PostKind.Head && db.Organizations.Any(o => o.Id == p.OrganizationId && o.Path.StartsWith(root.Path)))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { Post = p, m.Name }).ToListAsync(cancellation);
        var known = new OrganizationIndex(root, subtree);
        var result = new RosterLedger(roster);
        var tree = new RosterOrganizations(db, known, result, makesOrganizations);
        var plan = new RosterPlan(db, result, tree, known, new MemberIndex(people), new RosterPosts(known, heads.Select(h => (h.Post, h.Name))));
        tree.Place(roster.Organizations);
        foreach (var row in roster.Members)
        {
            plan.Place(row);
        }

        tree.Check(roster.BadRows);
        return result.ToPreview(fileName, root);
    }

    private void Place(MemberRow row)
    {
        if (organizations.Of(row) is not { } organization)
        {
            return;
        }

        var (member, problem) = members.Find(row, organization.Id);
        if (problem is { } found)
        {
            ledger.Refuse(row.Sheet, row.Row, found == RosterProblem.StaffNumberTaken ? RosterField.StaffNumber : RosterField.Name, found, member?.Name ?? row.Name);
        }
        else if (member is null && row.Standing is null)
        {
            ledger.Refuse(row.Sheet, row.Row, RosterField.Standing, RosterProblem.StandingMissing);
        }
        else if (member is null || ledger.Claim(member.Id, row.Sheet, row.Row))
        {
            Write(row, organization, member);
        }
    }

    private void Write(MemberRow row, Organization organization, Member? known)
    {
        // Posts are looked at first: a row that is refused for them must change nothing else.
        var planned = posts.Plan(row, organization, known);
        if (planned.Problem is { } problem)
        {
            ledger.Refuse(row.Sheet, row.Row, problem.Field, problem.Problem, problem.Arguments);
            return;
        }

        var member = known ?? New(row, organization);
        var fields = MemberChanges.Apply(row, member);
        members.Number(member);
        posts.Apply(planned, member, fields);
        foreach (var (name, head) in planned.Replaced)
        {
            ledger.Notice(row.Sheet, row.Row, RosterField.Post, RosterProblem.HeadReplaced, name, head);
        }

        if (known is not null)
        {
            ledger.CountKnown(row, member.Name, fields);
            return;
        }

        ledger.CountNewMember();
        ledger.Claim(member.Id, row.Sheet, row.Row);
    }

    private Member New(MemberRow row, Organization organization)
    {
        if (members.Elsewhere(row, organization.Id) is { } other)
        {
            ledger.Notice(row.Sheet, row.Row, RosterField.Name, RosterProblem.PossibleTransfer, row.Name, index.NameOf(other.OrganizationId) ?? "");
        }

        var member = new Member { Name = row.Name, OrganizationId = organization.Id, Order = members.NextOrder(organization.Id), BirthDate = row.BirthDate?.Date, StaffNumber = row.StaffNumber };
        db.Members.Add(member);
        members.Add(member);
        return member;
    }
}
