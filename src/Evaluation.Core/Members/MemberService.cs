using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>Keeps the people of rosters. Whoever acts must hold a role of <see cref="RosterKeepers"/> over the person's organization, and over the new one where there is one.</summary>
public sealed class MemberService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Adds a person, last in the given order.</summary>
    public async Task<MemberResult> CreateAsync(Scope scope, CreateMember action, CancellationToken cancellation)
    {
        if (!await IsCoveredAsync(scope, action.OrganizationId, cancellation))
        {
            return new MemberResult(MemberOutcome.OrganizationNotFound, Guid.Empty);
        }

        var member = new Member
        {
            Name = "",
            OrganizationId = action.OrganizationId,
            Order = await NextOrderAsync(action.OrganizationId, cancellation),
        };
        var outcome = await ApplyAsync(member, action.Details, cancellation);
        if (outcome == MemberOutcome.Done)
        {
            db.Members.Add(member);
            await db.SaveChangesAsync(cancellation);
        }

        return new MemberResult(outcome, member.Id);
    }

    /// <summary>Changes what is kept of a person.</summary>
    public async Task<MemberOutcome> EditAsync(Scope scope, EditMember action, CancellationToken cancellation)
    {
        var member = await FindAsync(scope, action.Id, cancellation);
        if (member is null)
        {
            return MemberOutcome.NotFound;
        }

        db.Entry(member).Property(m => m.Version).OriginalValue = action.Version;
        var outcome = await ApplyAsync(member, action.Details, cancellation);
        if (outcome != MemberOutcome.Done)
        {
            // What was refused must not ride along with a later save of the same request.
            db.Entry(member).State = EntityState.Detached;
            return outcome;
        }

        return await SaveAsync(cancellation);
    }

    /// <summary>Moves a person to another roster, last in its order. Posts stay: they have their own organizations and dates.</summary>
    public async Task<MemberOutcome> TransferAsync(Scope scope, TransferMember action, CancellationToken cancellation)
    {
        var member = await FindAsync(scope, action.Id, cancellation);
        if (member is null || !await IsCoveredAsync(scope, action.OrganizationId, cancellation))
        {
            return member is null ? MemberOutcome.NotFound : MemberOutcome.OrganizationNotFound;
        }

        if (member.OrganizationId == action.OrganizationId)
        {
            return MemberOutcome.Done;
        }

        if (await IsStaffNumberTakenAsync(member.StaffNumber, action.OrganizationId, member.Id, cancellation))
        {
            return MemberOutcome.StaffNumberTaken;
        }

        member.OrganizationId = action.OrganizationId;
        member.Order = await NextOrderAsync(action.OrganizationId, cancellation);
        return await SaveAsync(cancellation);
    }

    /// <summary>Deletes a person entered by mistake, with their posts. Whoever took part in a campaign stays, as transferred or deceased.</summary>
    public async Task<MemberOutcome> DeleteAsync(Scope scope, Guid id, CancellationToken cancellation)
    {
        var member = await FindAsync(scope, id, cancellation);
        if (member is null)
        {
            return MemberOutcome.NotFound;
        }

        db.Members.Remove(member);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return MemberOutcome.Done;
        }
        catch (DbUpdateException refused)
        {
            return refused is DbUpdateConcurrencyException ? MemberOutcome.Changed : MemberOutcome.InUse;
        }
    }

    private async Task<MemberOutcome> ApplyAsync(Member member, MemberDetails details, CancellationToken cancellation)
    {
        var name = RosterCell.Tidy(details.Name);
        var staffNumber = string.IsNullOrWhiteSpace(details.StaffNumber) ? null : RosterCell.Tidy(details.StaffNumber);
        var ethnicity = string.IsNullOrWhiteSpace(details.Ethnicity) ? null : RosterWords.ReadEthnicity(details.Ethnicity);
        var today = await TimeZones.TodayAsync(db, clock, member.OrganizationId, cancellation);
        if (Problem(name, staffNumber, ethnicity, details, today) is { } problem)
        {
            return problem;
        }

        if (await IsStaffNumberTakenAsync(staffNumber, member.OrganizationId, member.Id, cancellation))
        {
            return MemberOutcome.StaffNumberTaken;
        }

        member.Name = name;
        member.StaffNumber = staffNumber;
        member.Sex = details.Sex;
        member.Ethnicity = ethnicity;
        member.BirthDate = details.BirthDate;
        member.Education = details.Education;
        member.JoinDate = details.JoinDate;
        member.Standing = details.Standing;
        member.Employment = details.Employment;
        member.Status = details.Status;
        return MemberOutcome.Done;
    }

    private static MemberOutcome? Problem(string name, string? staffNumber, string? ethnicity, MemberDetails details, DateOnly today)
    {
        if (name.Length == 0 || !IsAcceptable(name, Member.NameLength))
        {
            return MemberOutcome.BadName;
        }

        if (staffNumber is not null && !IsAcceptable(staffNumber, Member.StaffNumberLength))
        {
            return MemberOutcome.BadStaffNumber;
        }

        if (ethnicity is null && !string.IsNullOrWhiteSpace(details.Ethnicity))
        {
            return MemberOutcome.BadEthnicity;
        }

        if (details.BirthDate > today || details.BirthDate?.Year < RosterCell.EarliestYear)
        {
            return MemberOutcome.BadBirthDate;
        }

        return details.JoinDate > today || details.JoinDate < details.BirthDate || details.JoinDate?.Year < RosterCell.EarliestYear
            ? MemberOutcome.BadJoinDate
            : null;
    }

    private static bool IsAcceptable(string text, int maxLength) =>
        text.Length <= maxLength && PlainText.IsPlain(text) && !PlainText.HoldsIdentityNumber(text);

    private Task<Member?> FindAsync(Scope scope, Guid id, CancellationToken cancellation) =>
        db.Members.WhereCovered(db, scope, RosterKeepers.Roles).SingleOrDefaultAsync(m => m.Id == id, cancellation);

    private Task<bool> IsCoveredAsync(Scope scope, Guid organizationId, CancellationToken cancellation) =>
        db.Organizations.WhereCovered(scope, RosterKeepers.Roles).AnyAsync(o => o.Id == organizationId, cancellation);

    private async Task<bool> IsStaffNumberTakenAsync(string? staffNumber, Guid organizationId, Guid except, CancellationToken cancellation) =>
        staffNumber is not null && await db.Members.AnyAsync(m => m.OrganizationId == organizationId && m.Id != except && m.StaffNumber == staffNumber, cancellation);

    private async Task<int> NextOrderAsync(Guid organizationId, CancellationToken cancellation) =>
        (await db.Members.Where(m => m.OrganizationId == organizationId).MaxAsync(m => (int?)m.Order, cancellation) ?? -1) + 1;

    private async Task<MemberOutcome> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return MemberOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return MemberOutcome.Changed;
        }
    }
}
