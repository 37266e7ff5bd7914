using System.Collections.Concurrent;
using System.Net;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Benchmarks;

/// <summary>Ballots through the published program, the load client on the same machine.</summary>
internal static class VoteBenchmark
{
    private const int Codes = 800;

    // The first ballots warm the program up and are not measured.
    private const int WarmUp = 15_000;

    /// <summary>With nothing used and with 20,000 codes used, at 1, 8 and 32 clients.</summary>
    public static async Task RunAsync(string server)
    {
        foreach (var used in new[] { 0, 20_000 })
        {
            foreach (var clients in new[] { 1, 8, 32 })
            {
                await RunAsync(server, TestServer.Sqlite, used, clients);
            }
        }
    }

    /// <summary>At so many clients, with so many codes used before.</summary>
    public static Task RunAsync(string server, int clients, int used) => RunAsync(server, TestServer.Sqlite, used, clients);

    /// <summary>On one kind of database at 32 clients, perhaps with further settings of the environment.</summary>
    public static Task RunAsync(string server, TestServer database, params (string Name, string Value)[] settings) => RunAsync(server, database, 0, 32, settings);

    /// <summary>Votes with as many clients as asked for; warms up first.</summary>
    /// <param name="address">Address of a server.</param>
    /// <param name="codes">The codes: those of the warm-up first.</param>
    /// <param name="clients">Clients at once.</param>
    /// <param name="cpu">CPU time that the server has used so far.</param>
    public static async Task<string> MeasureAsync(Uri address, IReadOnlyList<string> codes, int clients, Func<TimeSpan> cpu)
    {
        var voters = Enumerable.Range(0, clients).Select(_ => new Voter(address, isGuarded: false)).ToList();
        await VoteAsync(voters, codes.Take(codes.Count - Codes));
        var (before, start) = (cpu(), TimeProvider.System.GetTimestamp());
        var times = await VoteAsync(voters, codes.Skip(codes.Count - Codes));
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var spent = cpu() - before;
        voters.ForEach(v => v.Dispose());
        return FormattableString.Invariant(
            $"{clients,2} clients: {Codes / elapsed.TotalSeconds,6:0} ballots/s, server CPU {spent.TotalMilliseconds / Codes:0.00} ms per ballot, sheet {Percentiles(times.Select(t => t.Sheet))}, submission {Percentiles(times.Select(t => t.Submission))}");
    }

    private static async Task RunAsync(string server, TestServer database, int used, int clients, params (string Name, string Value)[] settings)
    {
        await using var host = await TestHost.CreateAsync(database);
        var campaign = await BenchCampaign.OpenAsync(host, used + Codes + WarmUp);
        await campaign.FillAsync(used);
        await using var program = await ServerProcess.StartAsync(host, server, null, settings);
        if (clients == 1 && used == 0)
        {
            await PrintWeightAsync(program.Address, campaign.Codes[0][0]);
        }

        var measured = await MeasureAsync(program.Address, [.. campaign.Codes[0].Skip(used).Take(WarmUp + Codes)], clients, () => program.Cpu);
        Console.WriteLine(FormattableString.Invariant($"{database} {used,6} used, {measured}, peak memory {program.PeakMemory / 1048576.0:0} MB"));
    }

    private static async Task<IReadOnlyCollection<(TimeSpan Sheet, TimeSpan Submission)>> VoteAsync(List<Voter> voters, IEnumerable<string> codes)
    {
        var waiting = new ConcurrentQueue<string>(codes);
        var times = new ConcurrentBag<(TimeSpan, TimeSpan)>();
        await Task.WhenAll(voters.Select(voter => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var code))
            {
                times.Add(await VoteAsync(voter, code));
            }
        })));
        return times;
    }

    private static async Task<(TimeSpan Sheet, TimeSpan Submission)> VoteAsync(Voter voter, string code)
    {
        var start = TimeProvider.System.GetTimestamp();
        var sheet = await voter.OpenAsync(code) ?? throw new InvalidOperationException("A sheet was not shown.");
        var opened = TimeProvider.System.GetTimestamp();
        return await voter.SubmitAsync(sheet, opinion: "窗口排队时间长，希望改进。") == VoteAnswer.Acknowledged
            ? (TimeProvider.System.GetElapsedTime(start, opened), TimeProvider.System.GetElapsedTime(opened))
            : throw new InvalidOperationException("A ballot was not taken.");
    }

    // As a browser with an empty cache: the page of the code, what it refers to, and the sheet.
    private static async Task PrintWeightAsync(Uri address, string code)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        var page = await WeighAsync(client, "b");
        using var plain = new HttpClient { BaseAddress = address };
        var html = await plain.GetStringAsync("b");
        long files = 0;
        var requests = 0;
        foreach (var link in html.Split('"').Where(p => p.StartsWith("/css/", StringComparison.Ordinal) || p.StartsWith("/js/", StringComparison.Ordinal)))
        {
            files += await WeighAsync(client, link);
            requests++;
        }

        using var opening = new FormUrlEncodedContent([new("code", code), new("size", "0")]);
        using var answer = await client.PostAsync("b/sheet", opening);
        var sheet = (await answer.Content.ReadAsByteArrayAsync()).Length;
        Console.WriteLine($"weight: page of the code {page} B and {requests} files {files} B; sheet {sheet} B ({answer.Content.Headers.ContentEncoding.FirstOrDefault() ?? "plain"}); first sheet {requests + 2} requests, {page + files + sheet} B with an empty cache, another sheet 1");
    }

    private static async Task<long> WeighAsync(HttpClient client, string url) => (await client.GetByteArrayAsync(url)).Length;

    private static string Percentiles(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(t => t.TotalMilliseconds).Order().ToList();
        double At(double part) => sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
        return FormattableString.Invariant($"p50 {At(0.5):0.0} p95 {At(0.95):0.0} p99 {At(0.99):0.0} ms");
    }
}
