using Evaluation.Core.Data;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Members;

/// <summary>Places the organizations of a roster in the tree, and finds those that its people name.</summary>
internal sealed class RosterOrganizations(EvaluationDbContext db, OrganizationIndex index, RosterLedger ledger, bool makesUnknown)
{
    /// <summary>Places the rows of organizations. They stand in any order: first those that are known are found, then the others are made below superiors that exist by then.</summary>
    public void Place(IEnumerable<OrganizationRow> rows)
    {
        var waiting = rows.ToList();
        foreach (var makes in new[] { false, true })
        {
            int before;
            do
            {
                before = waiting.Count;
                waiting.RemoveAll(row => TryPlace(row, makes));
            }
            while (waiting.Count < before);
        }

        foreach (var row in waiting)
        {
            var (_, problem) = index.Resolve(row.Parent);
            ledger.Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, problem ?? RosterProblem.UnknownOrganization, row.Parent ?? "");
        }
    }

    /// <summary>The organization on whose roster a row puts the person; null when the row was refused.</summary>
    public Organization? Of(MemberRow row)
    {
        foreach (var name in row.Posts.Select(p => p.Organization).OfType<string>())
        {
            if (index.Resolve(name).Problem == RosterProblem.UnknownOrganization)
            {
                MakeNamed(row, RosterField.PostOrganization, name);
            }
        }

        var (organization, problem) = index.Resolve(row.Organization);
        if (problem == RosterProblem.UnknownOrganization)
        {
            organization = MakeNamed(row, RosterField.Organization, row.Organization!);
        }

        if (organization is null)
        {
            ledger.Refuse(row.Sheet, row.Row, RosterField.Organization, problem!.Value, row.Organization ?? "");
        }

        return organization;
    }

    /// <summary>Rows refused for an error of their own name an organization all the same; told now, it need not be told at the next upload.</summary>
    public void Check(IEnumerable<BadRow> rows)
    {
        foreach (var row in rows)
        {
            if (index.Resolve(row.Organization).Problem is { } problem && !(makesUnknown && problem == RosterProblem.UnknownOrganization))
            {
                ledger.Refuse(row.Sheet, row.Row, RosterField.Organization, problem, row.Organization ?? "");
            }
        }
    }

    private bool TryPlace(OrganizationRow row, bool makes)
    {
        if (Known(row) is { } known)
        {
            Update(row, known);
            return true;
        }

        if (!makes || index.Resolve(row.Parent).Organization is not { } parent)
        {
            return false;
        }

        if (index.Named(row.Name).FirstOrDefault(o => !ledger.IsClaimed(o.Id) && o != index.Root) is { } elsewhere)
        {
            ledger.Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, RosterProblem.OrganizationElsewhere, index.NameOf(elsewhere.ParentId) ?? "");
        }
        else if (parent.Level >= Organization.DeepestLevel)
        {
            ledger.Refuse(row.Sheet, row.Row, RosterField.ParentOrganization, RosterProblem.TreeTooDeep);
        }
        else
        {
            ledger.Claim(Make(row.Name, row.Kind, parent).Id, row.Sheet, row.Row);
        }

        return true;
    }

    private Organization? Known(OrganizationRow row)
    {
        if (row.Parent is not null)
        {
            return index.Resolve(row.Parent).Organization is { } parent ? index.Child(parent, row.Name) : null;
        }

        // Without a superior, the name alone may tell: the root itself, or the only one of that name.
        var named = index.Named(row.Name);
        return named.Contains(index.Root) ? index.Root : named.Count == 1 ? named[0] : index.Child(index.Root, row.Name);
    }

    private void Update(OrganizationRow row, Organization known)
    {
        if (!ledger.Claim(known.Id, row.Sheet, row.Row))
        {
            return;
        }

        List<FieldChange> changes = row.Kind is { } kind && kind != known.Kind ? [new FieldChange(RosterField.OrganizationKind, known.Kind, kind)] : [];
        known.Kind = row.Kind ?? known.Kind;
        ledger.CountKnown(row, known.Name, changes);
    }

    // An organization that is named and declared nowhere, when that was asked for.
    private Organization? MakeNamed(MemberRow row, RosterField field, string name)
    {
        if (!makesUnknown || name.Length > Organization.NameLength || index.Root.Level >= Organization.DeepestLevel)
        {
            return null;
        }

        ledger.Notice(row.Sheet, row.Row, field, RosterProblem.OrganizationMade, name, index.Root.Name);
        return Make(name, null, index.Root);
    }

    private Organization Make(string name, OrganizationKind? kind, Organization parent)
    {
        var made = new Organization(name, kind ?? OrganizationNames.KindOf(name), parent) { Order = index.NextOrder(parent.Id) };
        db.Organizations.Add(made);
        index.Add(made);
        ledger.CountNewOrganization();
        return made;
    }
}
