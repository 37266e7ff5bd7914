using System.Globalization;
using Evaluation.Benchmarks;
using Evaluation.Testing;

// Measures what docs/performance.md claims. Not a test: nothing here is asserted, and every load is bounded in count and time.
switch (args)
{
    // Ballots through the published program at 1, 8 and 32 clients.
    case ["vote", var server]:
        await VoteBenchmark.RunAsync(server);
        return 0;

    // At as many clients and with as many codes used before as asked for: to compare two versions.
    case ["vote", var server, var clients, var used]:
        await VoteBenchmark.RunAsync(server, int.Parse(clients, CultureInfo.InvariantCulture), int.Parse(used, CultureInfo.InvariantCulture));
        return 0;

    // The same at 32 clients on PostgreSQL, whose address EVALUATION_TEST_POSTGRES names.
    case ["vote-postgres", var server]:
        await VoteBenchmark.RunAsync(server, TestServer.Postgres);
        return 0;

    // The same at 32 clients with a library loaded first that makes the disk slow.
    case ["vote-slow-disk", var server, var library]:
        await VoteBenchmark.RunAsync(server, TestServer.Sqlite, ("LD_PRELOAD", library));
        return 0;

    // Closing, counting, downloading and recounting.
    case ["count", var server, var verifier]:
        await CountBenchmark.RunAsync(server, verifier);
        return 0;

    // What cannot be gone below.
    case ["floor", var server]:
        await FloorBenchmark.RunAsync(server);
        return 0;

    // The bare framework, as the floor starts it.
    case ["serve", var address, var folder]:
        await FloorBenchmark.ServeAsync(address, folder);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: Evaluation.Benchmarks vote SERVER [CLIENTS USED] | vote-postgres SERVER | vote-slow-disk SERVER LIBRARY | count SERVER VERIFIER | floor SERVER");
        return 2;
}
