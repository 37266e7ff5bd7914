using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>Named queries over rosters.</summary>
public static class MemberQueries
{
    /// <summary>People on the rosters of organizations covered by any of the roles that <paramref name="scope"/> holds.</summary>
    public static IQueryable<Member> WhereCovered(this IQueryable<Member> members, EvaluationDbContext db, Scope scope, params Role[] roles)
    {
        var covered = db.Organizations.WhereCovered(scope, roles);
        return members.Where(m => covered.Any(o => o.Id == m.OrganizationId));
    }

    /// <summary>People on the rosters of the organization at <paramref name="path"/> and all below it.</summary>
    public static IQueryable<Member> WhereWithin(this IQueryable<Member> members, EvaluationDbContext db, string path) =>
        members.Where(m => db.Organizations.Any(o => o.Id == m.OrganizationId && o.Path.StartsWith(path)));

    /// <summary>People whose name or staff number contains a text, in whatever width and case; an empty text finds all.</summary>
    public static IQueryable<Member> WhereMatches(this IQueryable<Member> members, string? text)
    {
        var folded = SearchText.Fold(text ?? "");
        return folded.Length == 0 ? members : members.Where(m => m.SearchName.Contains(folded) || (m.StaffNumber != null && m.StaffNumber.Contains(folded)));
    }

    /// <summary>What the statistics need of those still on their roster.</summary>
    public static IQueryable<RosterPerson> SelectPeople(this IQueryable<Member> members) => members
        .Where(m => m.Status == MemberStatus.Active)
        .Select(m => new RosterPerson(m.OrganizationId, m.Standing, m.Sex, m.Ethnicity, m.BirthDate, m.Education, m.Employment));
}

/// <summary>Orders Chinese names as lists of names are published: by the number of strokes of the surname, then of the given name.</summary>
public static class NameOrder
{
    /// <summary>Compares by strokes. No database orders so, hence lists are ordered in memory.</summary>
    public static IComparer<string> ByStrokes { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN_stroke"), CompareOptions.None);
}
