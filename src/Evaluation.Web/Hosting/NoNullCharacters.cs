using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Web.Hosting;

/// <summary>Refuses a request whose address or form holds U+0000: no keyboard makes it, and PostgreSQL stores no text with it.</summary>
public sealed class NoNullCharacters : IAsyncResourceFilter
{
    /// <inheritdoc />
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        // The page that says so is shown in place, with the same form still in the request.
        var isErrorPage = context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!isErrorPage && (request.Query.Any(q => HoldsNull(q.Value)) || (request.HasFormContentType && await FormHoldsNullAsync(request))))
        {
            context.Result = new BadRequestResult();
            return;
        }

        await next();
    }

    private static async Task<bool> FormHoldsNullAsync(HttpRequest request)
    {
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted)).Any(f => HoldsNull(f.Value));
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            // Too long or cut short: whoever binds the form says so.
            return false;
        }
    }

    private static bool HoldsNull(StringValues values) => values.Any(v => v?.Contains('\0', StringComparison.Ordinal) == true);
}
