using Evaluation.Domain.Members;

namespace Evaluation.Core.Members;

/// <summary>Writes what a row of a roster says into a person; what it leaves open stays as it is.</summary>
internal static class MemberChanges
{
    /// <summary>Applies the row and returns what it changed.</summary>
    public static List<FieldChange> Apply(MemberRow row, Member member)
    {
        var changes = new List<FieldChange>();
        Set(RosterField.Name, member.Name, row.Name, value => member.Name = value);
        Set(RosterField.StaffNumber, member.StaffNumber, row.StaffNumber, value => member.StaffNumber = value);
        Set(RosterField.Ethnicity, member.Ethnicity, row.Ethnicity, value => member.Ethnicity = value);
        Choose(RosterField.Sex, member.Sex, row.Sex, value => member.Sex = value);
        Choose(RosterField.Education, member.Education, row.Education, value => member.Education = value);
        Choose(RosterField.Standing, member.Standing, row.Standing, value => member.Standing = value);
        Choose(RosterField.Employment, member.Employment, row.Employment, value => member.Employment = value);
        Choose(RosterField.Status, member.Status, row.Status, value => member.Status = value);
        Choose(RosterField.BirthDate, member.BirthDate, Sharper(row.BirthDate, member.BirthDate), value => member.BirthDate = value);
        Choose(RosterField.JoinDate, member.JoinDate, Sharper(row.JoinDate, member.JoinDate), value => member.JoinDate = value);
        return changes;

        void Set(RosterField field, string? from, string? to, Action<string> write)
        {
            if (to is not null && to != from)
            {
                changes.Add(new FieldChange(field, from, to));
                write(to);
            }
        }

        void Choose<T>(RosterField field, T? from, T? to, Action<T> write)
            where T : struct
        {
            if (to is { } value && !value.Equals(from))
            {
                changes.Add(new FieldChange(field, from, value));
                write(value);
            }
        }
    }

    // A month does not overwrite a day of that month.
    private static DateOnly? Sharper(RosterDate? given, DateOnly? known) =>
        given is { MonthOnly: true } month && known is { } day && month.MayBe(day) ? day : given?.Date;
}
