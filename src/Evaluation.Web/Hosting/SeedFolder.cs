namespace Evaluation.Web.Hosting;

/// <summary>The folder of data files that come with the program: campaign templates and the demo.</summary>
public static class SeedFolder
{
    /// <summary>Beside the program, unless <c>Seeds:Folder</c> names another.</summary>
    public static string Find(IConfiguration configuration, IHostEnvironment environment) => configuration["Seeds:Folder"] is { Length: > 0 } folder
        ? environment.Locate(folder)
        : Path.Combine(AppContext.BaseDirectory, "seeds");
}
