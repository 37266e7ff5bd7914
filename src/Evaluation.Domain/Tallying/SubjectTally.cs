using Evaluation.Domain.Forms;

namespace Evaluation.Domain.Tallying;

/// <summary>The counts of one group of categories for one subject: a set of marks per question, the overall one first.</summary>
/// <param name="Group">Index of the group in the disclosure plan.</param>
/// <param name="Questions">Counts per question, in the form's frozen order.</param>
public sealed record GroupCounts(int Group, IReadOnlyList<MarkCounts> Questions);

/// <summary>The integer counts of one subject: per group of categories, question and grade.</summary>
/// <param name="Form">The frozen form.</param>
/// <param name="Groups">Counts per group; every group of the pool, in order.</param>
public sealed record SubjectTally(FormDefinition Form, IReadOnlyList<GroupCounts> Groups)
{
    /// <summary>The counts of all groups together for the question, 0 being the overall one.</summary>
    public MarkCounts Total(int question) =>
        Groups.Aggregate(new MarkCounts(Form.Scale.Count), (sum, group) => sum + group.Questions[question]);

    /// <summary>Valid slips for the subject: all slips except those whose overall row is marked 本人.</summary>
    public int Valid => ValidOf(Total(0), Form);

    /// <summary>Valid slips that left the overall question blank (弃权).</summary>
    public int Abstained => Total(0).Blank;

    /// <summary>Valid slips among <paramref name="counts"/>: all but those marked 本人, which count nowhere.</summary>
    public static int ValidOf(MarkCounts counts, FormDefinition form) => counts.Total - counts.Of(form.Scale, GradeKind.Self);
}

/// <summary>How many sheets a pool, or a group of its categories, had.</summary>
/// <param name="Issued">Codes and papers handed out.</param>
/// <param name="Returned">Sheets submitted.</param>
/// <param name="Valid">Sheets that are valid: all that were returned but those left out by decision.</param>
public sealed record SheetCounts(int Issued, int Returned, int Valid);
