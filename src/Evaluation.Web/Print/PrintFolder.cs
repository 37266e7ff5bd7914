using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Web.Print;

/// <summary>A folder for one print that only this account can open, with a random name. Everything in it goes when the print is over, however it ended.</summary>
internal sealed class PrintFolder : IAsyncDisposable
{
    private const string Prefix = "evaluation-print-";
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private PrintFolder(string path) => Root = path;

    /// <summary>Where it is.</summary>
    public string Root { get; }

    /// <summary>The document to be set.</summary>
    public string Document => Path.Combine(Root, "document.html");

    /// <summary>The document as it comes out.</summary>
    public string Pdf => Path.Combine(Root, "document.pdf");

    public static PrintFolder Make(string? parent)
    {
        var path = Path.Combine(ParentOf(parent), Prefix + RandomNumberGenerator.GetHexString(24, lowercase: true));
        if (OperatingSystem.IsWindows())
        {
            // The temporary folder of a Windows account is closed to others.
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }

        return new PrintFolder(path);
    }

    /// <summary>Deletes what a process that was killed left behind.</summary>
    /// <returns>How many folders were deleted.</returns>
    public static int DeleteLeftovers(string? parent, DateTime olderThan)
    {
        var deleted = 0;
        foreach (var path in Directory.EnumerateDirectories(ParentOf(parent), Prefix + "*").Where(path => Directory.GetCreationTimeUtc(path) < olderThan))
        {
            try
            {
                Directory.Delete(path, recursive: true);
                deleted++;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another account's, or being deleted by another node.
            }
        }

        return deleted;
    }

    /// <summary>Opens the document for writing.</summary>
    public StreamWriter Write()
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerFile;
        }

        return new StreamWriter(Document, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), how);
    }

    public async ValueTask DisposeAsync()
    {
        for (var attempt = 1; Directory.Exists(Root); attempt++)
        {
            try
            {
                // The two files that hold the document go first: a browser that is still dying may keep files of its own open for a moment.
                File.Delete(Document);
                File.Delete(Pdf);
                Directory.Delete(Root, recursive: true);
            }
            catch (Exception e) when (attempt < 40 && e is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(50);
            }
        }
    }

    private static string ParentOf(string? parent) =>
        string.IsNullOrWhiteSpace(parent) ? Path.GetTempPath() : Directory.CreateDirectory(parent).FullName;
}
