using System.Globalization;

namespace Evaluation.Domain.Members;

/// <summary>Reads the cells of one row by their fields and notes every mistake at its place.</summary>
internal sealed class RosterRowReader(string sheet, RosterHeader header, RosterSheetRow row, DateOnly today, List<RosterRemark> remarks)
{
    private const int ShownLength = 40;

    /// <summary>Name of the sheet.</summary>
    public string Sheet => sheet;

    /// <summary>Row as the spreadsheet numbers it.</summary>
    public int Number => row.Number;

    /// <summary>Whether a mistake was found in this row.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes a mistake in the cell of a field.</summary>
    public void Refuse(RosterField field, RosterProblem problem, params string[] arguments)
    {
        HasErrors = true;
        var column = header.ColumnOf(field);
        remarks.Add(new RosterRemark(sheet, row.Number, column, column is { } c ? Shown(header.Row[c]) : null, problem, arguments));
    }

    /// <summary>Notes that a cell is empty that must not be.</summary>
    public string Missing(RosterField field)
    {
        // A text that was refused is not missing as well.
        if (Raw(field).Length == 0)
        {
            Refuse(field, RosterProblem.Required);
        }

        return "";
    }

    /// <summary>A short text; null when the cell is empty or refused.</summary>
    public string? Text(RosterField field, int maxLength)
    {
        var text = RosterCell.Tidy(Raw(field));
        return text.Length == 0 || !IsAcceptable(field, text, maxLength) ? null : text;
    }

    /// <summary>A word of a closed list; null when the cell is empty or refused.</summary>
    public T? Word<T>(RosterField field)
        where T : struct, Enum
    {
        var text = Raw(field);
        if (text.Length == 0 || HoldsIdentityNumber(field, text))
        {
            return null;
        }

        var value = RosterWords.Read<T>(text);
        if (value is null)
        {
            Refuse(field, RosterProblem.UnknownWord, Shown(text));
        }

        return value;
    }

    /// <summary>The ethnicity in full; null when the cell is empty or refused.</summary>
    public string? Ethnicity()
    {
        var text = Raw(RosterField.Ethnicity);
        if (text.Length == 0 || HoldsIdentityNumber(RosterField.Ethnicity, text))
        {
            return null;
        }

        var ethnicity = RosterWords.ReadEthnicity(text);
        if (ethnicity is null)
        {
            Refuse(RosterField.Ethnicity, RosterProblem.UnknownWord, Shown(text));
        }

        return ethnicity;
    }

    /// <summary>A date in the past; null when the cell is empty or refused.</summary>
    public RosterDate? Date(RosterField field)
    {
        var text = Raw(field);
        if (text.Length == 0 || HoldsIdentityNumber(field, text))
        {
            return null;
        }

        var (date, problem) = RosterCell.ReadDate(text);
        problem ??= date!.Value.Date > today ? RosterProblem.DateOutOfRange : null;
        if (problem is { } found)
        {
            Refuse(field, found, Shown(text));
            return null;
        }

        return date;
    }

    /// <summary>The posts; none when the cells are empty or refused.</summary>
    public IReadOnlyList<RosterPost> Posts()
    {
        string titles = Raw(RosterField.Post), organizations = Raw(RosterField.PostOrganization);
        foreach (var (field, text) in new[] { (RosterField.Post, titles), (RosterField.PostOrganization, organizations) })
        {
            if (text.Length > 0 && !IsAcceptable(field, text, 10 * Post.TitleLength))
            {
                return [];
            }
        }

        var posts = RosterCell.ReadPosts(titles, Raw(RosterField.PostKind), organizations, Raw(RosterField.PostFrom));
        if (posts is null)
        {
            Refuse(RosterField.Post, RosterProblem.PostsDoNotMatch);
            return [];
        }

        if (posts.FirstOrDefault(post => post.Title.Length > Post.TitleLength) is { } tooLong)
        {
            Refuse(RosterField.Post, RosterProblem.TooLong, Post.TitleLength.ToString(CultureInfo.InvariantCulture), Shown(tooLong.Title));
            return [];
        }

        return posts;
    }

    private static string Shown(string text)
    {
        var tidy = RosterCell.Tidy(text);
        return tidy.Length <= ShownLength ? tidy : tidy[..ShownLength] + "…";
    }

    private string Raw(RosterField field) => header.ColumnOf(field) is { } column ? row[column].Trim() : "";

    private bool IsAcceptable(RosterField field, string text, int maxLength)
    {
        if (HoldsIdentityNumber(field, text))
        {
            return false;
        }

        if (text.Length > maxLength)
        {
            Refuse(field, RosterProblem.TooLong, maxLength.ToString(CultureInfo.InvariantCulture), Shown(text));
            return false;
        }

        if (!PlainText.IsPlain(text))
        {
            Refuse(field, RosterProblem.BadCharacters, Shown(text));
            return false;
        }

        return true;
    }

    private bool HoldsIdentityNumber(RosterField field, string text)
    {
        if (!PlainText.HoldsIdentityNumber(text))
        {
            return false;
        }

        Refuse(field, RosterProblem.IdentityNumber);
        return true;
    }
}
