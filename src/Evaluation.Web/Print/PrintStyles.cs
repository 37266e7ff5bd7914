using System.Collections.Concurrent;
using Microsoft.AspNetCore.Html;

namespace Evaluation.Web.Print;

/// <summary>The text of the print stylesheets, for documents that stand alone.</summary>
public sealed class PrintStyles(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> read = new(StringComparer.Ordinal);

    /// <summary>The stylesheet <c>wwwroot/css/{name}.css</c>.</summary>
    /// <exception cref="FileNotFoundException">There is none of this name.</exception>
    public IHtmlContent this[string name] => new HtmlString(environment.IsDevelopment() ? Read(name) : read.GetOrAdd(name, Read));

    private string Read(string name)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo($"css/{name}.css").CreateReadStream());
        return reader.ReadToEnd();
    }
}
