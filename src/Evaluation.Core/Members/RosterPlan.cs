using System.Globalization;
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
    private readonly ParsedRoster roster;
    private readonly bool makesOrganizations;
    private readonly OrganizationIndex organizations;
    private readonly MemberIndex members;
    private readonly RosterPosts posts;
    private readonly List<RosterRemark> remarks;
    private readonly List<RowChange> changes = [];
    private readonly Dictionary<Guid, (string Sheet, int Row)> claimed = [];
    private readonly HashSet<(string Sheet, int Row)> bad = [];
    private int newOrganizations, changedOrganizations, sameOrganizations, newMembers, changedMembers, sameMembers;

    private RosterPlan(EvaluationDbContext db, ParsedRoster roster, bool makesOrganizations, OrganizationIndex organizations, MemberIndex members, RosterPosts posts)
    {
        this.db = db;
        this.roster = roster;
        this.makesOrganizations = makesOrganizations;
        this.organizations = organizations;
        this.members = members;
        this.posts = posts;
        remarks = [.. roster.Remarks];
    }

    /// <summary>Reads the subtree of <paramref name="root"/> and applies the roster to it, without saving.</summary>
    public static async Task<RosterPlan> ApplyAsync(EvaluationDbContext db, Organization root, ParsedRoster roster, bool makesOrganizations, CancellationToken cancellation)
    {
        var subtree = await db.Organizations.WhereWithin(root.Path).ToListAsync(cancellation);
        var people = await db.Members.WhereWithin(db, root.Path).Include(m => m.Posts).AsSplitQuery().ToListAsync(cancellation);
        var heads = await db.Posts.Where(p => p.Kind == PostKind.Head && db.Organizations.Any(o => o.Id == p.OrganizationId && o.Path.StartsWith(root.Path)))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { Post = p, m.Name }).ToListAsync(cancellation);
        var index = new OrganizationIndex(root, subtree);
        var plan = new RosterPlan(db, roster, makesOrganizations, index, new MemberIndex(people), new RosterPosts(index, heads.Select(h => (h.Post, h.Name))));
        plan.PlaceOrganizations();
        plan.PlaceMembers();
        return plan;
    }

    /// <summary>What applying it did.</summary>
    public RosterPreview ToPreview(string fileName) => new(
        fileName,
        organizations.Root.Id,
        organizations.Root.Name,
        new ImportCounts(newOrganizations, changedOrganizations, sameOrganizations),
        new ImportCounts(newMembers, changedMembers, sameMembers),
        roster.RowsInError + bad.Count,
        [.. remarks.Where(r => r.IsError)],
        [.. remarks.Where(r => !r.IsError)],
        changes);

    // Rows stand in any order: first those that are known are found, then the others are made below superiors that exist by then.
    private void PlaceOrganizations()
    {
        var waiting = roster.Organizations.ToList();
        foreach (var makes in new[] { false, true })
        {
            int before;
            do
            {
                before = waiting.Count;
                waiting.RemoveAll(row => Place(row, makes));
            }
            while (waiting.Count < before);
        }

        foreach (var row in waiting)
        {
            var (_, problem) = organizations.Resolve(row.Parent);
            Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, problem ?? RosterProblem.UnknownOrganization, row.Parent ?? "");
        }
    }

    private bool Place(OrganizationRow row, bool makes)
    {
        if (Known(row) is { } known)
        {
            Update(row, known);
            return true;
        }

        if (!makes || organizations.Resolve(row.Parent).Organization is not { } parent)
        {
            return false;
        }

        if (organizations.Named(row.Name).FirstOrDefault(o => !claimed.ContainsKey(o.Id) && o != organizations.Root) is { } elsewhere)
        {
            Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, RosterProblem.OrganizationElsewhere, organizations.NameOf(elsewhere.ParentId) ?? "");
        }
        else if (parent.Level >= Organization.DeepestLevel)
        {
            Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, RosterProblem.TreeTooDeep);
        }
        else
        {
            Claim(Make(row.Name, row.Kind, parent).Id, row.Sheet, row.Row);
        }

        return true;
    }

    private Organization? Known(OrganizationRow row)
    {
        if (row.Parent is not null)
        {
            return organizations.Resolve(row.Parent).Organization is { } parent ? organizations.Child(parent, row.Name) : null;
        }

        // Without a superior, the name alone may tell: the root itself, or the only one of that name.
        var named = organizations.Named(row.Name);
        return named.Contains(organizations.Root) ? organizations.Root : named.Count == 1 ? named[0] : organizations.Child(organizations.Root, row.Name);
    }

    private void Update(OrganizationRow row, Organization known)
    {
        if (!Claim(known.Id, row.Sheet, row.Row))
        {
            return;
        }

        if (row.Kind is not { } kind || kind == known.Kind)
        {
            sameOrganizations++;
            return;
        }

        changes.Add(new RowChange(row.Sheet, row.Row, known.Name, [new FieldChange(RosterField.OrganizationKind, known.Kind, kind)]));
        known.Kind = kind;
        changedOrganizations++;
    }

    private Organization Make(string name, OrganizationKind? kind, Organization parent)
    {
        var order = organizations.NextOrder(parent.Id);
        var made = new Organization(name, kind ?? OrganizationNames.KindOf(name), parent) { Order = order };
        db.Organizations.Add(made);
        organizations.Add(made);
        newOrganizations++;
        return made;
    }

    private void PlaceMembers()
    {
        foreach (var row in roster.Members)
        {
            MakePostOrganizations(row);
            if (OrganizationOf(row) is not { } organization)
            {
                continue;
            }

            var (member, problem) = members.Find(row, organization.Id);
            if (problem is { } found)
            {
                Refuse(row.Sheet, row.Row, found == RosterProblem.StaffNumberTaken ? RosterField.StaffNumber : RosterField.Name, found, member?.Name ?? row.Name);
            }
            else if (member is null && row.Standing is null)
            {
                Refuse(row.Sheet, row.Row, RosterField.Standing, RosterProblem.StandingMissing);
            }
            else if (member is null || Claim(member.Id, row.Sheet, row.Row))
            {
                Write(row, organization, member);
            }
        }
    }

    private Organization? OrganizationOf(MemberRow row)
    {
        var (organization, problem) = organizations.Resolve(row.Organization);
        if (organization is not null)
        {
            return organization;
        }

        if (problem == RosterProblem.UnknownOrganization && MakeNamed(row, RosterField.Organization, row.Organization!) is { } made)
        {
            return made;
        }

        Refuse(row.Sheet, row.Row, RosterField.Organization, problem!.Value, row.Organization ?? "");
        return null;
    }

    private void MakePostOrganizations(MemberRow row)
    {
        foreach (var name in row.Posts.Select(p => p.Organization).OfType<string>())
        {
            if (organizations.Resolve(name).Problem == RosterProblem.UnknownOrganization)
            {
                MakeNamed(row, RosterField.PostOrganization, name);
            }
        }
    }

    // An organization that is named and declared nowhere, when that was asked for.
    private Organization? MakeNamed(MemberRow row, RosterField field, string name)
    {
        if (!makesOrganizations || name.Length > Organization.NameLength || organizations.Root.Level >= Organization.DeepestLevel)
        {
            return null;
        }

        remarks.Add(roster.At(row.Sheet, row.Row, field, RosterProblem.OrganizationMade, name, organizations.Root.Name));
        return Make(name, null, organizations.Root);
    }

    private void Write(MemberRow row, Organization organization, Member? known)
    {
        // Posts are looked at first: a row that is refused for them must change nothing else.
        var planned = posts.Plan(row, organization, known);
        if (planned.Problem is { } problem)
        {
            Refuse(row.Sheet, row.Row, problem.Field, problem.Problem, [.. problem.Arguments]);
            return;
        }

        var member = known ?? New(row, organization);
        var fields = MemberChanges.Apply(row, member);
        members.Number(member);
        posts.Apply(planned, member, fields);
        foreach (var (name, head) in planned.Replaced)
        {
            remarks.Add(roster.At(row.Sheet, row.Row, RosterField.Post, RosterProblem.HeadReplaced, name, head));
        }

        if (known is null)
        {
            newMembers++;
            Claim(member.Id, row.Sheet, row.Row);
        }
        else if (fields.Count > 0)
        {
            changedMembers++;
            changes.Add(new RowChange(row.Sheet, row.Row, member.Name, fields));
        }
        else
        {
            sameMembers++;
        }
    }

    private Member New(MemberRow row, Organization organization)
    {
        if (members.Elsewhere(row, organization.Id) is { } other)
        {
            remarks.Add(roster.At(row.Sheet, row.Row, RosterField.Name, RosterProblem.PossibleTransfer, row.Name, organizations.NameOf(other.OrganizationId) ?? ""));
        }

        var member = new Member { Name = row.Name, OrganizationId = organization.Id, Order = members.NextOrder(organization.Id), BirthDate = row.BirthDate?.Date, StaffNumber = row.StaffNumber };
        db.Members.Add(member);
        members.Add(member);
        return member;
    }

    // A person or an organization stands in a file once; the second row is the mistake.
    private bool Claim(Guid id, string sheet, int row)
    {
        if (claimed.TryAdd(id, (sheet, row)))
        {
            return true;
        }

        var first = claimed[id];
        bad.Add((sheet, row));
        remarks.Add(new RosterRemark(sheet, row, null, null, RosterProblem.DuplicateRow, [first.Sheet, first.Row.ToString(CultureInfo.InvariantCulture)]));
        return false;
    }

    private void Refuse(string sheet, int row, RosterField field, RosterProblem problem, params string[] arguments)
    {
        bad.Add((sheet, row));
        remarks.Add(roster.At(sheet, row, field, problem, arguments));
    }
}
