using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Hosting;

/// <summary>
/// For rare acts that take much memory at once, such as a count or a workbook: they begin with what others left behind cleared away, and what they took is given back to the machine when the answer is on its way, and not
/// kept for the next one. Everybody waits for it some hundredths of a second, twice.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivesMemoryBackAttribute : Attribute, IAsyncResourceFilter
{
    /// <inheritdoc />
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        Collect();
        await next();
        Collect();
    }

    /// <summary>Gives back what is no longer used.</summary>
    [SuppressMessage("Major Code Smell", "S1215:\"GC.Collect\" should not be called", Justification = "The program is meant to share a small machine; the collector alone keeps what it once had.")]
    internal static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
