using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Web.Areas.Evaluator.Models;

/// <summary>What a sheet has to say above itself.</summary>
public enum SheetNotice
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some rows are blank: asked once whether that is meant.</summary>
    Blanks,

    /// <summary>The free texts together are too long.</summary>
    TextTooLong,

    /// <summary>The form's receipt belonged to somebody else's submission: submit once more.</summary>
    SubmitAgain,

    /// <summary>The server cannot store submissions at the moment; nothing was spent.</summary>
    Unavailable,

    /// <summary>The page had grown old, or its marks were not of this sheet: look through it and submit once more.</summary>
    Expired,
}

/// <summary>A sheet with what has been filled in so far.</summary>
public sealed class SheetModel
{
    /// <summary>Longest single free text, in characters.</summary>
    public const int OpinionLength = 500;

    private readonly string marks;

    private SheetModel(OpenedSheet opened, string receipt, string marks, IReadOnlyDictionary<int, string> opinions, TextSize size)
    {
        Opened = opened;
        Sheet = opened.Sheet!;
        Receipt = receipt;
        this.marks = marks.Length == Sheet.MarkCount ? marks : new string(BallotMark.Blank, Sheet.MarkCount);
        Opinions = opinions;
        Size = size;
    }

    /// <summary>The opened sheet.</summary>
    public OpenedSheet Opened { get; }

    /// <summary>The frozen layout.</summary>
    public BallotLayout Layout => Opened.Layout!;

    /// <summary>Its rows and places for text.</summary>
    public Sheet Sheet { get; }

    /// <summary>The receipt for this form.</summary>
    public string Receipt { get; init; }

    /// <summary>The token against forgery; set when the sheet is shown.</summary>
    public string Token { get; init; } = "";

    /// <summary>Free texts by place.</summary>
    public IReadOnlyDictionary<int, string> Opinions { get; }

    /// <summary>Size of the text.</summary>
    public TextSize Size { get; }

    /// <summary>What is said above the sheet.</summary>
    public SheetNotice Notice { get; init; }

    /// <summary>Whether blanks have been asked about.</summary>
    public bool AskedAboutBlanks { get; init; }

    /// <summary>The marks, one character each.</summary>
    public string Marks => marks;

    /// <summary>How many questions have no mark.</summary>
    public int BlankCount => marks.Count(m => m == BallotMark.Blank);

    /// <summary>A fresh sheet.</summary>
    public static SheetModel Fresh(OpenedSheet opened, string receipt, TextSize size) => new(opened, receipt, "", new Dictionary<int, string>(), size);

    /// <summary>A sheet as it was sent. Fields that are missing are blank; what is not a mark is left for the casting to refuse.</summary>
    public static SheetModel FromForm(OpenedSheet opened, IFormCollection form, TextSize size)
    {
        var sheet = opened.Sheet!;
        var sent = string.Create(sheet.MarkCount, form, static (span, fields) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = fields["m" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)] is [{ Length: 1 } mark, ..] ? mark[0] : BallotMark.Blank;
            }
        });
        var opinions = sheet.Places
            .Select(p => (p.Number, Text: Clean(form["o" + p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)])))
            .Where(o => o.Text.Length > 0).ToDictionary(o => o.Number, o => o.Text);
        return new SheetModel(opened, form["receipt"].ToString(), sent, opinions, size) { AskedAboutBlanks = form["asked"] == "1" };
    }

    /// <summary>The same sheet with something said above it, and a fresh receipt where the old one cannot be used.</summary>
    public SheetModel With(SheetNotice notice, bool freshReceipt = false) =>
        new(Opened, freshReceipt ? Domain.Ballots.Receipt.Make() : Receipt, marks, Opinions, Size)
        {
            Notice = notice,
            AskedAboutBlanks = AskedAboutBlanks || notice == SheetNotice.Blanks,
        };

    /// <summary>The same sheet with a token against forgery.</summary>
    public SheetModel WithToken(string token) =>
        new(Opened, Receipt, marks, Opinions, Size) { Notice = Notice, AskedAboutBlanks = AskedAboutBlanks, Token = token };

    /// <summary>The form of a row.</summary>
    public FormDefinition FormOf(SheetRow row) => Layout.FormOf(row);

    /// <summary>The subject of a row.</summary>
    public LayoutSubject SubjectOf(SheetRow row) => Layout.Pools[row.Pool].Subjects[row.Subject];

    /// <summary>Places for text that stand below a row: those of its subject.</summary>
    public IEnumerable<OpinionPlace> PlacesOf(SheetRow row) => Sheet.Places.Where(p => p.Pool == row.Pool && p.Subject == row.Subject);

    /// <summary>Places for text that stand below the last row of a pool.</summary>
    public IEnumerable<OpinionPlace> PlacesAfter(SheetRow row) =>
        Sheet.Rows.Last(r => r.Pool == row.Pool) == row ? Sheet.Places.Where(p => p.Pool == row.Pool && p.Subject is null) : [];

    /// <summary>The prompt of a place.</summary>
    public string PromptOf(OpinionPlace place) => Layout.Forms[place.Form].Prompts[place.Prompt].Text;

    /// <summary>Whether something in the row is blank and that is being asked about.</summary>
    public bool IsAskedAbout(SheetRow row) =>
        Notice == SheetNotice.Blanks && marks.AsSpan(row.FirstMark, FormOf(row).QuestionCount).Contains(BallotMark.Blank);

    /// <summary>What is cast.</summary>
    public Submission ToSubmission(string code) => new(code, Receipt, marks, [.. Opinions.OrderBy(o => o.Key).Select(o => new OpinionText(o.Key, o.Value))]);

    // Line ends of browsers, and characters that no keyboard makes and some databases refuse.
    private static string Clean(string? text) =>
        new string([.. (text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]).Trim();
}

/// <summary>Size of the text of evaluator pages: 18, 24 or 30 px.</summary>
public enum TextSize
{
    /// <summary>18 px.</summary>
    Standard,

    /// <summary>大字版, 24 px.</summary>
    Large,

    /// <summary>特大字版, 30 px.</summary>
    Largest,
}

/// <summary>The page on which a code is entered.</summary>
/// <param name="Code">What was typed, shown again when it was refused.</param>
/// <param name="Answer">Why it was refused; null before the first try.</param>
/// <param name="Size">Size of the text.</param>
/// <param name="MustWait">Whether too many wrong codes came from the same place.</param>
public sealed record EnterModel(string? Code, CodeAnswer? Answer, TextSize Size, bool MustWait = false);

/// <summary>What was sent and could not be answered, to be sent again as it is.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">Its fields, in their order.</param>
/// <param name="Size">Size of the text.</param>
public sealed record RetryModel(string Path, IReadOnlyList<(string Name, string Value)> Fields, TextSize Size)
{
    /// <summary>Whether a ballot was submitted, and not only a sheet opened.</summary>
    public bool IsSubmission => Path.EndsWith("/submit", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The one end page.</summary>
/// <param name="Receipt">The receipt as it is shown; null for a rehearsal.</param>
/// <param name="WasSubmittedBefore">Whether this form had been submitted before and the first submission counts.</param>
/// <param name="Size">Size of the text.</param>
public sealed record EndModel(string? Receipt, bool WasSubmittedBefore, TextSize Size);
