using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Evaluation.Web.Print;

/// <summary>How a print came out.</summary>
public enum PrintOutcome
{
    /// <summary>The document is there.</summary>
    Printed,

    /// <summary>No browser is installed: the print view is offered instead.</summary>
    NoBrowser,

    /// <summary>Too many prints are waiting.</summary>
    Busy,

    /// <summary>The browser failed or took too long.</summary>
    Failed,
}

/// <summary>A document as PDF, or why there is none.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Content">The document; empty unless printed.</param>
public sealed record PrintedPdf(PrintOutcome Outcome, byte[] Content)
{
    internal static PrintedPdf Without(PrintOutcome outcome) => new(outcome, []);
}

/// <summary>
/// Sets print views as PDF with an installed browser, one at a time: a browser takes a few hundred megabytes while it works.
/// What is printed may be secret (codes): it lies only in a private folder that is deleted in any case, never in a log, a command line or a file name.
/// </summary>
public sealed class PdfPrinter(PrintBrowser browser, IOptions<PrintOptions> options, ILogger<PdfPrinter> log) : IDisposable
{
    // A socket's path has at most 107 bytes; the browser adds "/org.chromium.Chromium.XXXXXX/SingletonSocket".
    private const int LongestForSocket = 107 - 45;

    private readonly SemaphoreSlim turn = new(1, 1);
    private int waiting;

    /// <summary>Prints the document that <paramref name="write"/> writes: one page of HTML that needs nothing beside itself.</summary>
    /// <exception cref="OperationCanceledException">Whoever asked for it has gone.</exception>
    public async Task<PrintedPdf> PrintAsync(Func<TextWriter, Task> write, CancellationToken cancellation)
    {
        if (browser.Find() is not { } program)
        {
            return PrintedPdf.Without(PrintOutcome.NoBrowser);
        }

        if (Interlocked.Increment(ref waiting) > options.Value.QueueLength + 1)
        {
            Interlocked.Decrement(ref waiting);
            return PrintedPdf.Without(PrintOutcome.Busy);
        }

        try
        {
            await turn.WaitAsync(cancellation);
            try
            {
                return await PrintNowAsync(program, write, cancellation);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private async Task<PrintedPdf> PrintNowAsync(string program, Func<TextWriter, Task> write, CancellationToken cancellation)
    {
        await using var folder = PrintFolder.Make(options.Value.Folder);
        await using (var writer = folder.Write())
        {
            await write(writer);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            var code = await RunAsync(program, folder, limit.Token);
            if (code == 0 && File.Exists(folder.Pdf))
            {
                return new PrintedPdf(PrintOutcome.Printed, await File.ReadAllBytesAsync(folder.Pdf, cancellation));
            }

            log.LogError("The browser made no PDF; exit code {ExitCode}.", code);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.LogError("The browser made no PDF within {Seconds} seconds and was stopped.", options.Value.TimeoutSeconds);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            log.LogError(e, "The browser could not be started.");
        }

        return PrintedPdf.Without(PrintOutcome.Failed);
    }

    private static async Task<int> RunAsync(string program, PrintFolder folder, CancellationToken cancellation)
    {
        using var process = Process.Start(Command(program, folder))!;
        try
        {
            // What the browser says is read, or it would stop at a full pipe, and thrown away: it may quote the document.
            await Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation),
                process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation),
                process.WaitForExitAsync(cancellation));
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static ProcessStartInfo Command(string program, PrintFolder folder)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = folder.Root,
        };
        string[] arguments =
        [
            "--headless", "--print-to-pdf=" + folder.Pdf, "--no-pdf-header-footer", "--user-data-dir=" + Path.Combine(folder.Root, "profile"),
            "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            "--no-default-browser-check", "--disable-quic", "--disable-dev-shm-usage", "--password-store=basic", "--use-mock-keychain",
            // The document needs nothing from elsewhere, and whatever it holds shall reach nothing.
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Its sandbox refuses to start as root, as in many containers; the document bears a policy that lets nothing run in it.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(folder.Document).AbsoluteUri);
        // What the browser writes beside the PDF goes with the folder. Its socket needs a short path; below a deep folder it keeps the system's temporary folder.
        string[] places = folder.Root.Length <= LongestForSocket ? ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"] : ["XDG_CONFIG_HOME", "XDG_CACHE_HOME"];
        foreach (var name in places)
        {
            start.Environment[name] = folder.Root;
        }

        return start;
    }
}
