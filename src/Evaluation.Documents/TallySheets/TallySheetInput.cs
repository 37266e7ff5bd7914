using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Documents.TallySheets;

/// <summary>What the tally sheet says of one subject beside its counts.</summary>
/// <param name="Kind">Kind of subject, in words.</param>
/// <param name="Responsible">Of an organization: the person responsible on the day of closing, or that the post was vacant.</param>
/// <param name="Branch">Of a person: the branch.</param>
/// <param name="Post">Of a person: the posts held.</param>
/// <param name="Standing">Of a person: full or probationary.</param>
/// <param name="Rules">The rules that apply, with their arithmetic; a line each.</param>
/// <param name="Consequences">The consequences proposed; a line each.</param>
/// <param name="Opinions">Number of opinions on the subject.</param>
public sealed record TallySubject(string Kind, string Responsible, string Branch, string Post, string Standing, string Rules, string Consequences, int Opinions);

/// <summary>Everything a tally sheet is made of.</summary>
/// <param name="Title">Title of the sheet.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Host">The reporting unit.</param>
/// <param name="Date">Date of the sheet, in the host's zone.</param>
/// <param name="Seal">The seal, 64 hexadecimal digits.</param>
/// <param name="Result">The result.</param>
/// <param name="FormNames">Names of the forms, in the layout's order.</param>
/// <param name="Subjects">What is said of each subject, by its id.</param>
public sealed record TallySheetInput(
    string Title,
    string Campaign,
    string Host,
    DateOnly Date,
    string Seal,
    CampaignResult Result,
    IReadOnlyList<string> FormNames,
    IReadOnlyDictionary<Guid, TallySubject> Subjects)
{
    /// <summary>The basis code, 64 hexadecimal digits: what binds the result and the rules as the seal binds the slips.</summary>
    public required string BasisCode { get; init; }

    /// <summary>Formulas (口径) of the metrics, by key.</summary>
    public IReadOnlyDictionary<string, string> Formulas { get; init; } = new Dictionary<string, string>();

    /// <summary>Remarks on pools by id, such as a minimum that was not met.</summary>
    public IReadOnlyDictionary<Guid, string> PoolRemarks { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Number of opinions asked for once per pool, by the pool's id.</summary>
    public IReadOnlyDictionary<Guid, int> PoolOpinions { get; init; } = new Dictionary<Guid, int>();

    /// <summary>Whether the subjects are ranked by the first metric.</summary>
    public bool ShowsRank { get; init; }

    /// <summary>Whether people are listed by strokes of the surname instead of in the given order.</summary>
    public bool SortsByStrokes { get; init; }

    /// <summary>The metrics that can be taken of the form.</summary>
    internal IEnumerable<Metric> MetricsOf(Domain.Forms.FormDefinition form) => Result.Rules.Metrics.Where(m => m.Fits(form));
}
