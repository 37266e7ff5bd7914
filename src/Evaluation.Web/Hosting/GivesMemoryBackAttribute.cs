using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Hosting;

/// <summary>
/// For rare acts that take much memory at once, such as a count or a workbook: what they took is given back to the machine when the answer is on its way, and not kept for the next one.
/// Everybody waits for it some hundredths of a second.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivesMemoryBackAttribute : Attribute, IAsyncResultFilter
{
    /// <inheritdoc />
    [SuppressMessage("Major Code Smell", "S1215:\"GC.Collect\" should not be called", Justification = "The program is meant to share a small machine; the collector alone keeps what it once had.")]
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        await next();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
