namespace Evaluation.Web.Tests;

/// <summary>Where the sources lie, for tests that read them.</summary>
internal static class Repository
{
    /// <summary>The folder of Evaluation.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Evaluation.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
