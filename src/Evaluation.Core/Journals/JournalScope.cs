namespace Evaluation.Core.Journals;

/// <summary>One changed row, as the journal names it.</summary>
/// <param name="Row">Kind and key of the row.</param>
/// <param name="Change">"added", "changed" or "removed".</param>
/// <param name="Values">What was before and what is after, by property; of an added row what is, of a removed one what was.</param>
public sealed record JournalChange(string Row, string Change, IReadOnlyDictionary<string, string?[]> Values);

/// <summary>Collects what an act changes, while it runs, for its entry in the journal.</summary>
public sealed class JournalScope
{
    private const int MostChanges = 100;
    private static readonly AsyncLocal<JournalScope?> Running = new();
    private readonly List<JournalChange> changes = [];
    private IReadOnlyList<JournalChange> beingSaved = [];

    private JournalScope()
    {
    }

    /// <summary>The act that is running; null where nothing is recorded, as with evaluators.</summary>
    public static JournalScope? Current => Running.Value;

    /// <summary>What was changed so far; of very many rows the first hundred.</summary>
    public IReadOnlyList<JournalChange> Changes => changes;

    /// <summary>How many rows were changed beyond those kept.</summary>
    public int Further { get; private set; }

    /// <summary>Begins to collect, for what is called from here on.</summary>
    public static JournalScope Begin() => Running.Value = new JournalScope();

    /// <summary>Records a change that the storage does not see by itself, such as the stage of a campaign.</summary>
    public static void Note(string row, string property, string? before, string? after) =>
        Current?.Add(new JournalChange(row, "changed", new Dictionary<string, string?[]> { [property] = [before, after] }));

    /// <summary>Rows are about to be saved; they were changed only once that has succeeded.</summary>
    internal void Saving(IReadOnlyList<JournalChange> rows) => beingSaved = rows;

    /// <summary>The rows were saved, or not.</summary>
    internal void Saved(bool isDone)
    {
        foreach (var change in isDone ? beingSaved : [])
        {
            Add(change);
        }

        beingSaved = [];
    }

    private void Add(JournalChange change)
    {
        if (changes.Count < MostChanges)
        {
            changes.Add(change);
        }
        else
        {
            Further++;
        }
    }
}
