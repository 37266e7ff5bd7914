namespace Evaluation.Web.Hosting;

/// <summary>Where the program's own files lie, whatever the current directory is. Relative paths in the settings are meant from there.</summary>
public static class ContentRoot
{
    /// <summary>The host's options. A content root given by argument or environment wins.</summary>
    public static WebApplicationOptions Options(string[] args)
    {
        var isGiven = args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is { Length: > 0 };
        return new WebApplicationOptions { Args = args, ContentRootPath = isGiven ? null : Find(AppContext.BaseDirectory) };
    }

    /// <summary>The full path of a setting's <paramref name="path"/>, which may be relative to the content root.</summary>
    public static string Locate(this IHostEnvironment environment, string path) => Path.GetFullPath(path, environment.ContentRootPath);

    /// <summary>
    /// The folder of keys (<c>Keys:Folder</c>, by default App_Data/keys): those that protect cookies, those of ballot boxes, the setup code.
    /// It lies outside the database and outside its backups; all nodes share it.
    /// </summary>
    public static string KeyFolder(this IHostEnvironment environment, IConfiguration configuration) =>
        environment.Locate(configuration["Keys:Folder"] ?? "App_Data/keys");

    // A published program has its wwwroot beside it; one run from the sources lies below the project, in bin/.
    private static string Find(string start)
    {
        if (Directory.Exists(Path.Combine(start, "wwwroot")))
        {
            return start;
        }

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Evaluation.Web.csproj")))
            {
                return folder.FullName;
            }
        }

        return start;
    }
}
