namespace Evaluation.Domain.Members;

/// <summary>What is wrong with, or worth knowing about, a place in a roster file.</summary>
public enum RosterProblem
{
    /// <summary>No sheet has a header row that names people or organizations.</summary>
    NoHeader,

    /// <summary>A cell that must not be empty is.</summary>
    Required,

    /// <summary>Longer than allowed; arguments: the longest length, the text.</summary>
    TooLong,

    /// <summary>Control characters, angle brackets, or a beginning as of a formula.</summary>
    BadCharacters,

    /// <summary>An identity number stands where it must not; its text is kept nowhere.</summary>
    IdentityNumber,

    /// <summary>Not a date.</summary>
    BadDate,

    /// <summary>1985.1 as a number may be January or, its last zero lost, October.</summary>
    AmbiguousMonth,

    /// <summary>A date that lies in the future, or before 1900.</summary>
    DateOutOfRange,

    /// <summary>Joined the Party before being born.</summary>
    JoinBeforeBirth,

    /// <summary>Not one of the words known for this column.</summary>
    UnknownWord,

    /// <summary>As many titles, kinds, organizations and dates of posts are needed.</summary>
    PostsDoNotMatch,

    /// <summary>No such organization in the subtree, nor on the sheet of organizations.</summary>
    UnknownOrganization,

    /// <summary>Several organizations have this name; it has to be written as superior/name.</summary>
    AmbiguousOrganization,

    /// <summary>The organization exists below another superior; argument: that superior.</summary>
    OrganizationElsewhere,

    /// <summary>The tree would become too deep, or circular.</summary>
    TreeTooDeep,

    /// <summary>The same person or organization stands in an earlier row; arguments: sheet, row.</summary>
    DuplicateRow,

    /// <summary>Several people on the roster fit this row; a staff number or birth date is needed.</summary>
    AmbiguousPerson,

    /// <summary>The staff number belongs to somebody of another name; argument: that name.</summary>
    StaffNumberTaken,

    /// <summary>A new person's standing in the Party must be given.</summary>
    StandingMissing,

    /// <summary>Somebody else is head of the organization and no date says since when this person is; arguments: organization, present head.</summary>
    HeadTaken,

    /// <summary>A column of identity numbers was dropped.</summary>
    IdentityColumnDropped,

    /// <summary>A column whose header is not known was left out.</summary>
    ColumnIgnored,

    /// <summary>A sheet without a known header row was left out.</summary>
    SheetIgnored,

    /// <summary>An organization that was not declared will be made.</summary>
    OrganizationMade,

    /// <summary>A person of the same name and birth date stands on another roster; argument: which.</summary>
    PossibleTransfer,

    /// <summary>The present head's post will end; arguments: organization, present head.</summary>
    HeadReplaced,
}

/// <summary>One remark on a roster file, located for the person who has to mend it.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Row">Row as the spreadsheet numbers it; 0 when the remark is about the whole sheet.</param>
/// <param name="Column">Column counted from 0; null when the remark is about the whole row.</param>
/// <param name="Header">Header of the column as the file has it.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Arguments">What the message names, such as the text of the cell, shortened.</param>
public sealed record RosterRemark(string Sheet, int Row, int? Column, string? Header, RosterProblem Problem, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether the row, or the file, cannot be imported because of this; the rest are mere notices.</summary>
    public bool IsError => Problem < RosterProblem.IdentityColumnDropped;

    /// <summary>The letters of the column as the spreadsheet shows them: A, B, … AA; null for a whole row.</summary>
    public string? ColumnLetters
    {
        get
        {
            if (Column is not { } index)
            {
                return null;
            }

            var letters = "";
            for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            {
                letters = (char)('A' + ((rest - 1) % 26)) + letters;
            }

            return letters;
        }
    }
}
