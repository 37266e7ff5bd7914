using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Web.Hosting;

/// <summary>A text file that is sent line by line as it is read: however long it is, it is never in memory as a whole.</summary>
public sealed class LinesResult : FileResult
{
    private readonly IAsyncEnumerable<string> lines;

    /// <summary>The file.</summary>
    /// <param name="lines">Its lines, without their ends.</param>
    /// <param name="name">Its name.</param>
    public LinesResult(IAsyncEnumerable<string> lines, string name)
        : base("text/plain; charset=utf-8")
    {
        this.lines = lines;
        FileDownloadName = name;
    }

    /// <inheritdoc />
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = ContentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileDownloadName);
        response.Headers.ContentDisposition = disposition.ToString();
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await foreach (var line in lines.WithCancellation(context.HttpContext.RequestAborted))
        {
            await writer.WriteLineAsync(line);
        }
    }
}
