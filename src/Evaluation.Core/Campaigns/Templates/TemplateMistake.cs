using System.Globalization;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>What is wrong in a template file.</summary>
public enum TemplateProblem
{
    /// <summary>The file cannot be read.</summary>
    NotReadable,

    /// <summary>It is no JSON: {0} says why.</summary>
    NotJson,

    /// <summary>Something is missing: {0}.</summary>
    Missing,

    /// <summary>Nothing of the name {0} belongs here.</summary>
    UnknownName,

    /// <summary>{0} stands twice.</summary>
    Repeated,

    /// <summary>Something else is wanted here: {0}.</summary>
    WrongType,

    /// <summary>The text is empty.</summary>
    TextEmpty,

    /// <summary>The text is longer than {0} characters.</summary>
    TextTooLong,

    /// <summary>The number is not a whole one from {0} to {1}.</summary>
    NumberOutOfRange,

    /// <summary>{0} is none of: {1}.</summary>
    NotOneOf,

    /// <summary>{0} is no fraction such as "1/3" or "60%".</summary>
    NotAFraction,

    /// <summary>{0} is no day such as "04-15".</summary>
    NotADay,

    /// <summary>{0} is no key: small letters, digits and hyphens.</summary>
    NotAKey,

    /// <summary>{0} is defined nowhere in this file.</summary>
    UnknownKey,

    /// <summary>The key {0} is that of {1}.</summary>
    KeyTaken,

    /// <summary>The list is empty.</summary>
    ListEmpty,

    /// <summary>The minimum {0} is more than the target {1}.</summary>
    MinimumOverTarget,

    /// <summary>The form cannot be used: {0} (a <see cref="Domain.Forms.FormProblem"/>).</summary>
    FormDefect,

    /// <summary>The rule set cannot be used: {0} (a <see cref="Domain.Rules.RuleSetProblem"/>) at {1}.</summary>
    RuleDefect,

    /// <summary>The grade {0} is on no form.</summary>
    UnknownGrade,
}

/// <summary>One mistake in a template file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1; null when the file could not be read.</param>
/// <param name="Path">Place as a JSON path, such as $.pools[0].size.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Arguments">What the sentence about it names.</param>
public sealed record TemplateMistake(string File, int? Line, string Path, TemplateProblem Problem, params IReadOnlyList<object> Arguments)
{
    /// <summary>For the log: bureau.json(12) $.pools[0].size: NumberOutOfRange 1 200000.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{File}({Line}) {Path}: {Problem} {string.Join(' ', Arguments)}");
}
