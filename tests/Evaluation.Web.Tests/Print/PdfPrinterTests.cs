using Evaluation.Web.Print;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Evaluation.Web.Tests.Print;

/// <summary>What happens around the browser, with small scripts in its place.</summary>
public sealed class PdfPrinterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("evaluation-pdf-").FullName;

    [Fact]
    public async Task Print_BrowserThatWrites_GivesItsFileAndLeavesNothing()
    {
        using var printer = Printer("printf '%%PDF of ' > document.pdf; cat document.html >> document.pdf");

        var printed = await printer.PrintAsync(writer => writer.WriteAsync("正文"), default);

        Assert.Equal(PrintOutcome.Printed, printed.Outcome);
        Assert.Equal("%PDF of 正文", System.Text.Encoding.UTF8.GetString(printed.Content));
        Assert.Empty(Directory.GetFileSystemEntries(Prints));
    }

    [Fact]
    public async Task Print_SecretDocument_LiesWhereTheOwnerAloneReadsAndIsNoArgument()
    {
        using var printer = Printer($"stat -c '%a' . document.html > '{folder}/modes'; echo \"$@\" > '{folder}/arguments'; env > '{folder}/environment'; echo %PDF > document.pdf");

        await printer.PrintAsync(writer => writer.WriteAsync("GEHEIM"), default);

        Assert.Equal("700\n600\n", await File.ReadAllTextAsync(Path.Combine(folder, "modes")));
        Assert.DoesNotContain("GEHEIM", await File.ReadAllTextAsync(Path.Combine(folder, "arguments")), StringComparison.Ordinal);
        Assert.DoesNotContain("GEHEIM", await File.ReadAllTextAsync(Path.Combine(folder, "environment")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3")]
    [InlineData("exit 0")]
    public async Task Print_BrowserThatMakesNoFile_FailsAndLeavesNothing(string script)
    {
        using var printer = Printer(script);

        var printed = await printer.PrintAsync(writer => writer.WriteAsync("x"), default);

        Assert.Equal(PrintOutcome.Failed, printed.Outcome);
        Assert.Empty(printed.Content);
        Assert.Empty(Directory.GetFileSystemEntries(Prints));
    }

    [Fact]
    public async Task Print_BrowserThatHangs_IsGivenUpAndLeavesNothing()
    {
        using var printer = Printer("sleep 600", timeoutSeconds: 1);

        var printed = await printer.PrintAsync(writer => writer.WriteAsync("x"), default);

        Assert.Equal(PrintOutcome.Failed, printed.Outcome);
        Assert.Empty(Directory.GetFileSystemEntries(Prints));
    }

    [Fact]
    public async Task Print_WhoAskedHasGone_StopsTheBrowserWithItsChildrenAndLeavesNothing()
    {
        using var gone = new CancellationTokenSource();
        using var printer = Printer($"sleep 600 & echo $! > '{folder}/child'; echo $$ > '{folder}/draft'; mv '{folder}/draft' '{folder}/parent'; wait");
        using var watcher = new FileSystemWatcher(folder, "parent");
        watcher.Renamed += (_, _) => gone.Cancel();
        watcher.Created += (_, _) => gone.Cancel();
        watcher.EnableRaisingEvents = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printer.PrintAsync(writer => writer.WriteAsync("x"), gone.Token));

        await AssertEndsAsync("parent");
        await AssertEndsAsync("child");
        Assert.Empty(Directory.GetFileSystemEntries(Prints));
    }

    [Fact]
    public async Task Print_MoreThanTheQueueHolds_IsBusyAtOnce()
    {
        using var printer = Printer("echo %PDF > document.pdf", queueLength: 1);
        var release = new TaskCompletionSource();
        var first = printer.PrintAsync(_ => release.Task, default);
        var second = printer.PrintAsync(writer => writer.WriteAsync("x"), default);

        var third = await printer.PrintAsync(writer => writer.WriteAsync("x"), default);

        Assert.Equal(PrintOutcome.Busy, third.Outcome);
        Assert.False(first.IsCompleted || second.IsCompleted);
        release.SetResult();
        Assert.Equal([PrintOutcome.Printed, PrintOutcome.Printed], (await Task.WhenAll(first, second)).Select(p => p.Outcome));
        Assert.Equal(PrintOutcome.Printed, (await printer.PrintAsync(writer => writer.WriteAsync("x"), default)).Outcome);
    }

    [Fact]
    public async Task Print_NoBrowser_SaysSoAndWritesNothing()
    {
        using var printer = Printer(new PrintOptions { Browser = Path.Combine(folder, "none"), Folder = Prints });

        var printed = await printer.PrintAsync(_ => throw new InvalidOperationException("Nothing is to be written."), default);

        Assert.Equal(PrintOutcome.NoBrowser, printed.Outcome);
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Prints => Directory.CreateDirectory(Path.Combine(folder, "prints")).FullName;

    private PdfPrinter Printer(string script, int timeoutSeconds = 60, int queueLength = 4)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are shell scripts.");
        var browser = Path.Combine(folder, "browser");
        File.WriteAllText(browser, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Printer(new PrintOptions { Browser = browser, Folder = Prints, TimeoutSeconds = timeoutSeconds, QueueLength = queueLength });
    }

    private static PdfPrinter Printer(PrintOptions options) =>
        new(new PrintBrowser(Options.Create(options)), Options.Create(options), NullLogger<PdfPrinter>.Instance);

    // A killed process ends when the system gets to it, and stays in the table as a zombie until its parent asks for it.
    private async Task AssertEndsAsync(string file)
    {
        var status = $"/proc/{(await File.ReadAllTextAsync(Path.Combine(folder, file))).Trim()}/status";
        for (var tries = 0; tries < 1000 && IsRunning(status); tries++)
        {
            await Task.Delay(20);
        }

        Assert.False(IsRunning(status), file + " still runs.");
    }

    private static bool IsRunning(string status)
    {
        try
        {
            return !File.ReadAllText(status).Contains("(zombie)", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
