namespace Evaluation.Domain;

/// <summary>A row that two people may edit at once: the second save is refused instead of overwriting the first.</summary>
public interface IVersioned
{
    /// <summary>Raised by one at every save; starts at 0.</summary>
    int Version { get; set; }
}
