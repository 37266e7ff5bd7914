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
    public async Task Print_BrowserThatHangs_IsStoppedWithItsChildrenAndLeavesNothing()
    {
        using var printer = Printer($"sleep 600 & echo $! > '{folder}/child'; echo $$ > '{folder}/parent'; wait", timeoutSeconds: 1);

        var printed = await printer.PrintAsync(writer => writer.WriteAsync("x"), default);

        Assert.Equal(PrintOutcome.Failed, printed.Outcome);
        Assert.False(IsRunning("parent"));
        Assert.False(IsRunning("child"));
        Assert.Empty(Directory.GetFileSystemEntries(Prints));
    }

    [Fact]
    public async Task Print_WhoAskedHasGone_StopsTheBrowserAndLeavesNothing()
    {
        using var gone = new CancellationTokenSource();
        using var printer = Printer($"echo $$ > '{folder}/parent'; sleep 600");
        using var watcher = new FileSystemWatcher(folder, "parent");
        watcher.Changed += (_, _) => gone.Cancel();
        watcher.EnableRaisingEvents = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printer.PrintAsync(writer => writer.WriteAsync("x"), gone.Token));

        Assert.False(IsRunning("parent"));
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

    // A process that was killed may stay in the table as a zombie until its parent asks for it.
    private bool IsRunning(string file)
    {
        var status = $"/proc/{File.ReadAllText(Path.Combine(folder, file)).Trim()}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("(zombie)", StringComparison.Ordinal);
    }
}
