using Evaluation.Domain;
using Evaluation.Domain.Members;

namespace Evaluation.Core.Members;

/// <summary>
/// Finds the person a row of a roster means, within one organization: by staff number; else by name and birth date; else by name alone when only one person has it.
/// Two staff numbers that differ are two people.
/// </summary>
internal sealed class MemberIndex
{
    private readonly Dictionary<(Guid Organization, string Number), Member> byStaffNumber = [];
    private readonly Dictionary<string, List<Member>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> lastOrder = [];

    public MemberIndex(IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            Add(member);
        }
    }

    public void Add(Member member)
    {
        Number(member);
        if (!byName.TryGetValue(member.SearchName, out var list))
        {
            byName[member.SearchName] = list = [];
        }

        list.Add(member);
        lastOrder[member.OrganizationId] = Math.Max(member.Order, lastOrder.GetValueOrDefault(member.OrganizationId, -1));
    }

    /// <summary>Makes a person findable by a staff number just learnt.</summary>
    public void Number(Member member)
    {
        if (member.StaffNumber is { } number)
        {
            byStaffNumber.TryAdd((member.OrganizationId, number), member);
        }
    }

    /// <summary>The place after the last in the given order of a roster.</summary>
    public int NextOrder(Guid organizationId) => lastOrder.GetValueOrDefault(organizationId, -1) + 1;

    /// <summary>The person a row means; null when it is somebody new, or a problem when several people fit or the staff number is somebody else's.</summary>
    public (Member? Member, RosterProblem? Problem) Find(MemberRow row, Guid organizationId)
    {
        if (row.StaffNumber is { } number && byStaffNumber.TryGetValue((organizationId, number), out var numbered))
        {
            // Lists renumber their rows: a number with another name and without the same birth date is not the same person.
            var isSame = numbered.SearchName == Fold(row.Name) || (row.BirthDate is { } given && numbered.BirthDate is { } known && given.MayBe(known));
            return isSame ? (numbered, null) : (numbered, RosterProblem.StaffNumberTaken);
        }

        var candidates = Named(row.Name).Where(m => m.OrganizationId == organizationId && (row.StaffNumber is null || m.StaffNumber is null)).ToList();
        if (row.BirthDate is { } birth)
        {
            var exact = candidates.Where(m => m.BirthDate == birth.Date).ToList();
            candidates = exact.Count > 0 ? exact : [.. candidates.Where(m => m.BirthDate is null || birth.MayBe(m.BirthDate.Value))];
        }

        return candidates.Count switch
        {
            0 => (null, null),
            1 => (candidates[0], null),
            _ => (null, RosterProblem.AmbiguousPerson),
        };
    }

    /// <summary>Somebody of the same name and birth date who is still on another roster.</summary>
    public Member? Elsewhere(MemberRow row, Guid organizationId) => row.BirthDate is { } birth
        ? Named(row.Name).FirstOrDefault(m => m.OrganizationId != organizationId && m.Status == MemberStatus.Active && m.BirthDate == birth.Date)
        : null;

    private static string Fold(string name) => SearchText.Fold(name, Member.NameLength);

    private List<Member> Named(string name) => byName.TryGetValue(Fold(name), out var found) ? found : [];
}
