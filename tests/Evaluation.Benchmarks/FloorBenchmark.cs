using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Evaluation.Benchmarks;

/// <summary>What cannot be gone below: the same envelopes written straight to the database, and the bare framework answering the same bytes.</summary>
internal static class FloorBenchmark
{
    private const int Ballots = 5_800;
    private const int Envelopes = 4_000;
    private const int EnvelopeBytes = 3_200;

    /// <summary>Measures both.</summary>
    public static async Task RunAsync(string server)
    {
        foreach (var together in new[] { 1, 32 })
        {
            Write(together);
        }

        var folder = Directory.CreateTempSubdirectory("evaluation-floor-").FullName;
        await RecordAsync(server, folder);
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        using var bare = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "serve", address.ToString(), folder]) { UseShellExecute = false })!;
        try
        {
            await AnsweredAsync(address);
            string[] codes = [.. Enumerable.Range(0, Ballots).Select(_ => "any")];
            Console.WriteLine("bare framework with the same bytes, " + await VoteBenchmark.MeasureAsync(address, codes, 32, () =>
            {
                bare.Refresh();
                return bare.TotalProcessorTime;
            }));
        }
        finally
        {
            bare.Kill();
            await bare.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Answers every sheet and every submission with the recorded bytes, once the form has been read.</summary>
    public static async Task ServeAsync(string address, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(address);
        foreach (var path in new[] { "sheet", "submit" })
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, path));
            app.MapPost("/b/" + path, async (HttpContext context) =>
            {
                await context.Request.ReadFormAsync();
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.ContentEncoding = "gzip";
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes);
            });
        }

        await app.RunAsync();
    }

    // One code marked as used and one envelope put in per ballot, with as many ballots in a transaction as said.
    private static void Write(int together)
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-floor-").FullName;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Codes (Hash BLOB PRIMARY KEY, State TEXT NOT NULL); CREATE TABLE Envelopes (Id BLOB PRIMARY KEY, Ciphertext BLOB NOT NULL, Mac BLOB NOT NULL)");
            var hashes = Enumerable.Range(0, Envelopes).Select(_ => RandomNumberGenerator.GetBytes(32)).ToList();
            using var code = connection.CreateCommand();
            code.CommandText = "INSERT INTO Codes VALUES (@hash, 'Usable')";
            var made = code.Parameters.Add("@hash", SqliteType.Blob);
            using (var transaction = connection.BeginTransaction())
            {
                code.Transaction = transaction;
                foreach (var hash in hashes)
                {
                    made.Value = hash;
                    code.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            using var cast = connection.CreateCommand();
            cast.CommandText = "UPDATE Codes SET State = 'Used' WHERE Hash = @hash AND State = 'Usable'; INSERT INTO Envelopes VALUES (@id, @ciphertext, @mac)";
            var (used, id, ciphertext, mac) = (cast.Parameters.Add("@hash", SqliteType.Blob), cast.Parameters.Add("@id", SqliteType.Blob), cast.Parameters.Add("@ciphertext", SqliteType.Blob), cast.Parameters.Add("@mac", SqliteType.Blob));
            var start = Stopwatch.GetTimestamp();
            foreach (var batch in hashes.Chunk(together))
            {
                using var transaction = connection.BeginTransaction();
                cast.Transaction = transaction;
                foreach (var hash in batch)
                {
                    (used.Value, id.Value, ciphertext.Value, mac.Value) = (hash, RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(EnvelopeBytes), RandomNumberGenerator.GetBytes(32));
                    cast.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            Console.WriteLine(FormattableString.Invariant($"envelopes straight to the database, {together,2} in a transaction: {Envelopes / Stopwatch.GetElapsedTime(start).TotalSeconds:0} per second"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // What the program answers to one ballot, as it goes over the wire.
    private static async Task RecordAsync(string server, string folder)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await BenchCampaign.OpenAsync(host, 1);
        await using var program = await ServerProcess.StartAsync(host, server);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using var opening = new FormUrlEncodedContent([new("code", campaign.Codes[0][0]), new("size", "0")]);
        using var sheet = await client.PostAsync("b/sheet", opening);
        await File.WriteAllBytesAsync(Path.Combine(folder, "sheet"), await sheet.Content.ReadAsByteArrayAsync());
        using var voter = new Voter(program.Address);
        var open = (await voter.OpenAsync(campaign.Codes[0][0]))!;
        using var ballot = new FormUrlEncodedContent(
            [new("code", open.Code), new("receipt", open.Receipt), new("asked", "1"), new("size", "0"), new("__RequestVerificationToken", open.Token), .. Enumerable.Range(0, open.Questions).Select(i => KeyValuePair.Create("m" + i, "1"))]);
        if (await voter.SubmitAsync(open) != VoteAnswer.Acknowledged)
        {
            throw new InvalidOperationException("A ballot was not taken.");
        }

        // The same form again gets the same end page, as the first one's.
        using var end = await client.PostAsync("b/submit", ballot);
        await File.WriteAllBytesAsync(Path.Combine(folder, "submit"), await end.Content.ReadAsByteArrayAsync());
    }

    private static async Task AnsweredAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/", limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}
