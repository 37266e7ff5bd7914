using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Evaluation.Benchmarks;

/// <summary>The published program as a process of its own on loopback.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

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

    /// <summary>The most memory it ever held, in bytes.</summary>
    public long PeakMemory => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="server">Folder of the published program.</param>
    /// <param name="connection">Connection string of a migrated SQLite file.</param>
    /// <param name="keys">Folder of keys.</param>
    /// <param name="preload">A library that slows the disk down; null for none.</param>
    public static async Task<ServerProcess> StartAsync(string server, string connection, string keys, string? preload)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(server, "Evaluation.Web.dll"), "--urls", address.ToString() },
            WorkingDirectory = server,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__Evaluation"] = connection,
                ["Keys__Folder"] = keys,
                ["Https__Required"] = "false",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        if (preload is not null)
        {
            start.Environment["LD_PRELOAD"] = preload;
        }

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        started.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = address };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                (await client.GetAsync("b", limit.Token)).EnsureSuccessStatusCode();
                return new ServerProcess(started, address);
            }
            catch (HttpRequestException) when (!started.HasExited)
            {
                await Task.Delay(100, limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
