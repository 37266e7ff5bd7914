using Microsoft.Extensions.Options;

namespace Evaluation.Web.Print;

/// <summary>The installed browser that sets PDF documents.</summary>
public sealed class PrintBrowser(IOptions<PrintOptions> options)
{
    private static readonly string[] Commands =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chrome", "msedge",
    ];

    private static readonly (Environment.SpecialFolder Folder, string File)[] Places =
    [
        (Environment.SpecialFolder.ProgramFiles, "Google/Chrome/Application/chrome.exe"),
        (Environment.SpecialFolder.ProgramFilesX86, "Google/Chrome/Application/chrome.exe"),
        (Environment.SpecialFolder.LocalApplicationData, "Google/Chrome/Application/chrome.exe"),
        (Environment.SpecialFolder.ProgramFiles, "Microsoft/Edge/Application/msedge.exe"),
        (Environment.SpecialFolder.ProgramFilesX86, "Microsoft/Edge/Application/msedge.exe"),
    ];

    private static readonly string[] MacPlaces =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    /// <summary>The program file; null when there is none. Looked for anew each time: a browser installed later is found without a restart.</summary>
    public string? Find()
    {
        if (!string.IsNullOrWhiteSpace(options.Value.Browser))
        {
            return OnPath(options.Value.Browser);
        }

        return Commands.Select(OnPath).FirstOrDefault(file => file is not null)
            ?? Places.Select(place => Path.Combine(Environment.GetFolderPath(place.Folder), place.File)).Concat(MacPlaces).FirstOrDefault(File.Exists);
    }

    private static string? OnPath(string command)
    {
        if (Path.IsPathRooted(command))
        {
            return File.Exists(command) ? command : null;
        }

        var name = OperatingSystem.IsWindows() && !Path.HasExtension(command) ? command + ".exe" : command;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
