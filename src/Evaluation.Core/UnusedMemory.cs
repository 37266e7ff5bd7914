using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Core;

/// <summary>The memory that nothing uses any more but that the runtime still holds.</summary>
public static class UnusedMemory
{
    /// <summary>Gives it back to the machine. Everybody waits for it some hundredths of a second: only for rare acts that take much memory at once, and never in a loop.</summary>
    [SuppressMessage("Major Code Smell", "S1215:\"GC.Collect\" should not be called", Justification = "The program is meant to share a small machine; the collector alone keeps what it once had.")]
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
