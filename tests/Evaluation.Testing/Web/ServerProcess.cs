using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Evaluation.Testing.Web;

/// <summary>The program as a process of its own on loopback, over a database and keys that were prepared before: it can be killed and started again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly List<HttpClient> clients = [];

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>CPU time it has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory it ever held, in bytes; Linux alone knows it.</summary>
    public long PeakMemory => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;

    /// <summary>Starts it over a host's database and keys and waits until it answers.</summary>
    /// <param name="host">Whose database and keys.</param>
    /// <param name="folder">Folder of the program; that of the tests, where it lies too, when null.</param>
    /// <param name="shell">Shell commands that come before, such as limits; null for none.</param>
    /// <param name="settings">Further environment variables.</param>
    public static async Task<ServerProcess> StartAsync(TestHost host, string? folder = null, string? shell = null, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var started = Run(host, folder ?? AppContext.BaseDirectory, shell, settings, "--urls", address.ToString());
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        var server = new ServerProcess(started, address);
        using var client = new HttpClient { BaseAddress = address };
        using var limit = new CancellationTokenSource(MostTime);
        while (true)
        {
            try
            {
                (await client.GetAsync("health/ready", limit.Token)).EnsureSuccessStatusCode();
                return server;
            }
            catch (HttpRequestException) when (!started.HasExited)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    /// <summary>Runs a command of the program over a host's database, such as <c>backup FILE</c>, until it is done.</summary>
    /// <returns>Its exit code and what it said of errors.</returns>
    public static async Task<(int ExitCode, string Errors)> CommandAsync(TestHost host, params string[] command)
    {
        using var run = Run(host, AppContext.BaseDirectory, null, [], command);
        using var limit = new CancellationTokenSource(MostTime);
        var output = run.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = await run.StandardError.ReadToEndAsync(limit.Token);
        await output;
        await run.WaitForExitAsync(limit.Token);
        return (run.ExitCode, errors);
    }

    /// <summary>A browser of its own, without script: cookies are kept, redirects are not followed.</summary>
    public Browser OpenBrowser()
    {
        clients.Add(new HttpClient(new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = Address });
        return new Browser(clients[^1]);
    }

    private static Process Run(TestHost host, string folder, string? shell, (string Name, string Value)[] settings, params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(folder, "Evaluation.Web.dll"), .. arguments];
        var start = shell is null
            ? new ProcessStartInfo(command[0], command[1..])
            : new ProcessStartInfo("/bin/bash", ["-c", shell + "; exec \"$0\" \"$@\"", .. command]);
        start.WorkingDirectory = folder;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in settings.Concat(
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Database__Provider", host.Database.Server.ToString()),
            ("ConnectionStrings__Evaluation", host.Database.ConnectionString),
            ("Keys__Folder", host.ProgramKeyFolder),
            ("Https__Required", "false"),
            ("Logging__LogLevel__Default", "None"),
        ]))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>A port on loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
