using System.Globalization;

namespace Evaluation.Verifier.Reporting;

/// <summary>How a check came out.</summary>
internal enum Verdict
{
    /// <summary>Something before it was so wrong that it could not be tried.</summary>
    NotTried,

    /// <summary>It agrees.</summary>
    Ok,

    /// <summary>It could not be told.</summary>
    Warning,

    /// <summary>It does not agree.</summary>
    Failed,
}

/// <summary>One thing that is checked.</summary>
/// <param name="key">Short name, for programs.</param>
/// <param name="claim">What must hold, as a sentence.</param>
internal sealed class Check(string key, string claim)
{
    private const int MostFindings = 20;

    private readonly List<string> findings = [];

    public string Key => key;

    public string Claim => claim;

    public Verdict Verdict { get; private set; }

    /// <summary>What was found and where; the first twenty.</summary>
    public IReadOnlyList<string> Findings => findings;

    /// <summary>How many findings there were beyond those kept.</summary>
    public long More { get; private set; }

    /// <summary>It agrees, unless something was already found.</summary>
    public void Pass() => Verdict = Verdict == Verdict.NotTried ? Verdict.Ok : Verdict;

    /// <summary>It could not be told.</summary>
    public void Warn(string finding)
    {
        Verdict = Verdict.Warning;
        findings.Add(finding);
    }

    /// <summary>It does not agree. Put into words only while there is room: a bad file may have a finding in every slip.</summary>
    public void Fail(FormattableString finding)
    {
        Verdict = Verdict.Failed;
        if (findings.Count < MostFindings)
        {
            findings.Add(finding.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            More++;
        }
    }
}
