using Evaluation.Core;
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
        UnusedMemory.GiveBack();
        await next();
        UnusedMemory.GiveBack();
    }
}
