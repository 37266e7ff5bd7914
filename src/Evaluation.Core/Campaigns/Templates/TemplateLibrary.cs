using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>The templates of an installation, read once from the files templates/*.json of its seeds folder. A broken file is reported and left out; the others stay usable.</summary>
public sealed class TemplateLibrary
{
    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The seeds folder.</param>
    /// <param name="log">Where mistakes are said, one line each.</param>
    public TemplateLibrary(string folder, ILogger<TemplateLibrary> log)
    {
        var templates = new List<CampaignTemplate>();
        var mistakes = new List<TemplateMistake>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, reading) in ReadFolder(Path.Combine(folder, "templates")))
        {
            mistakes.AddRange(reading.Mistakes);
            if (reading.Template is not { } template)
            {
                continue;
            }

            if (files.TryAdd(template.Key, file))
            {
                templates.Add(template);
            }
            else
            {
                mistakes.Add(new TemplateMistake(file, null, "$.key", TemplateProblem.KeyTaken, template.Key, files[template.Key]));
            }
        }

        foreach (var mistake in mistakes)
        {
            log.LogError("Template left out: {Mistake}", mistake);
        }

        Templates = templates;
        Mistakes = mistakes;
    }

    /// <summary>The templates without a mistake, by file name.</summary>
    public IReadOnlyList<CampaignTemplate> Templates { get; }

    /// <summary>The mistakes in the others.</summary>
    public IReadOnlyList<TemplateMistake> Mistakes { get; }

    /// <summary>The template with the key; null when there is none.</summary>
    public CampaignTemplate? Find(string? key) => Templates.FirstOrDefault(t => t.Key == key);

    private static IEnumerable<(string File, TemplateReading Reading)> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield return (folder, Unreadable(folder, "no such folder"));
            yield break;
        }

        foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(path), ReadFile(path));
        }
    }

    private static TemplateReading ReadFile(string path)
    {
        try
        {
            return TemplateReader.Read(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(Path.GetFileName(path), e.Message);
        }
    }

    private static TemplateReading Unreadable(string file, string reason) =>
        new(null, [new TemplateMistake(file, null, "$", TemplateProblem.NotReadable, reason)]);
}
