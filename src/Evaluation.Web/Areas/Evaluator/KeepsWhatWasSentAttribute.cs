using Evaluation.Web.Areas.Evaluator.Models;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Evaluation.Web.Areas.Evaluator;

/// <summary>
/// When the database cannot even be asked what a code opens, the evaluator gets what was sent back in a form that sends it once more, instead of an error page behind which a filled-in sheet is lost.
/// A form that could not be read at all (too large, too many fields) comes from no page of ours and is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepsWhatWasSentAttribute : ExceptionFilterAttribute
{
    /// <inheritdoc />
    public override void OnException(ExceptionContext context)
    {
        var request = context.HttpContext.Request;
        if (context.Exception is InvalidDataException or BadHttpRequestException)
        {
            context.Result = new StatusCodeResult((context.Exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }
        else if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<KeepsWhatWasSentAttribute>>()
                .LogCritical(context.Exception, "An evaluator's {Path} could not be answered; the evaluator was asked to try again.", request.Path);
            var fields = request.Form.SelectMany(f => f.Value.Select(value => (f.Key, Value: value ?? "")));
            context.HttpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Result = new ViewResult
            {
                ViewName = "Retry",
                ViewData = new ViewDataDictionary<RetryModel>(context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
                {
                    Model = new RetryModel(request.Path, [.. fields], Enum.TryParse<TextSize>(request.Form["size"], out var size) && Enum.IsDefined(size) ? size : TextSize.Standard),
                },
            };
        }
    }
}
