namespace Evaluation.Domain.Forms;

/// <summary>What choosing a grade means for the count.</summary>
public enum GradeKind
{
    /// <summary>An opinion of the subject.</summary>
    Ordinary,

    /// <summary>不了解: a mark, but a metric may leave it out of its base.</summary>
    Unknown,

    /// <summary>本人: one's own row in a mutual evaluation; counts nowhere.</summary>
    Self,
}

/// <summary>One grade (档次) of a scale.</summary>
/// <param name="Name">As printed on the ballot; rules refer to grades by name.</param>
/// <param name="Kind">What choosing it means for the count.</param>
public sealed record Grade(string Name, GradeKind Kind = GradeKind.Ordinary);

/// <summary>How often an opinion is asked for.</summary>
public enum PromptScope
{
    /// <summary>Once for all subjects that a pool evaluates with this form.</summary>
    Once,

    /// <summary>Once for each subject.</summary>
    EachSubject,
}

/// <summary>A question answered in free text, never counted.</summary>
/// <param name="Text">The question.</param>
/// <param name="Scope">How often it is asked.</param>
public sealed record OpinionPrompt(string Text, PromptScope Scope = PromptScope.Once);

/// <summary>What a form asks about each of its subjects. Immutable; an edit replaces the whole.</summary>
public sealed record FormDefinition
{
    /// <summary>Most grades on a scale: a mark is stored as one digit from 1 to 9.</summary>
    public const int MostGrades = 9;

    /// <summary>Most indicators beside the overall question.</summary>
    public const int MostIndicators = 20;

    /// <summary>Most opinion prompts.</summary>
    public const int MostPrompts = 6;

    /// <summary>Longest question or prompt, in characters.</summary>
    public const int TextLength = 120;

    /// <summary>Longest name of a grade, in characters.</summary>
    public const int GradeLength = 12;

    /// <summary>The overall question, on which the rules decide.</summary>
    public required string Overall { get; init; }

    /// <summary>Indicators (评议内容), marked on the same scale; may be empty.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>The grades, best first, then 不了解 and 本人 where wanted.</summary>
    public required IReadOnlyList<Grade> Scale { get; init; }

    /// <summary>Opinion prompts; may be empty.</summary>
    public IReadOnlyList<OpinionPrompt> Prompts { get; init; } = [];

    /// <summary>The overall question and the indicators, in frozen order; the overall question is number 0.</summary>
    public IEnumerable<string> Questions => Indicators.Prepend(Overall);

    /// <summary>How many marks a subject gets: one per question.</summary>
    public int QuestionCount => Indicators.Count + 1;

    /// <summary>Everything that keeps the form from being used, each once; empty when it can be.</summary>
    public IEnumerable<FormProblem> Problems()
    {
        if (IsBadText(Overall, TextLength) || Indicators.Any(i => IsBadText(i, TextLength)))
        {
            yield return FormProblem.QuestionEmptyOrTooLong;
        }

        if (Indicators.Count > MostIndicators || Indicators.Distinct(StringComparer.Ordinal).Count() != Indicators.Count)
        {
            yield return FormProblem.IndicatorsTooManyOrRepeated;
        }

        if (Scale.Count(g => g.Kind == GradeKind.Ordinary) < 2)
        {
            yield return FormProblem.FewerThanTwoGrades;
        }

        if (Scale.Count > MostGrades || Scale.Any(g => IsBadText(g.Name, GradeLength))
            || Scale.DistinctBy(g => g.Name, StringComparer.Ordinal).Count() != Scale.Count)
        {
            yield return FormProblem.GradesTooManyOrRepeated;
        }

        if (Scale.Count(g => g.Kind == GradeKind.Unknown) > 1 || Scale.Count(g => g.Kind == GradeKind.Self) > 1)
        {
            yield return FormProblem.SpecialGradeRepeated;
        }

        if (Prompts.Count > MostPrompts || Prompts.Any(p => IsBadText(p.Text, TextLength)))
        {
            yield return FormProblem.PromptsTooManyOrEmpty;
        }
    }

    private static bool IsBadText(string? text, int length) =>
        string.IsNullOrWhiteSpace(text) || text.Length > length || text.Contains('\0', StringComparison.Ordinal);
}

/// <summary>What is wrong with a form.</summary>
public enum FormProblem
{
    /// <summary>A question is empty or too long.</summary>
    QuestionEmptyOrTooLong,

    /// <summary>More than twenty indicators, or one twice.</summary>
    IndicatorsTooManyOrRepeated,

    /// <summary>A scale needs at least two ordinary grades.</summary>
    FewerThanTwoGrades,

    /// <summary>More than nine grades, one twice, or a name empty or too long.</summary>
    GradesTooManyOrRepeated,

    /// <summary>More than one 不了解 or more than one 本人.</summary>
    SpecialGradeRepeated,

    /// <summary>More than six prompts, or one empty or too long.</summary>
    PromptsTooManyOrEmpty,
}
