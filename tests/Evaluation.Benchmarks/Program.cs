using Evaluation.Benchmarks;

// Measures what docs/performance.md claims. Not a test: nothing here is asserted, and every load is bounded in count and time.
//   Evaluation.Benchmarks vote SERVER   ballots through the published program at 1, 8 and 32 clients
//   Evaluation.Benchmarks count SERVER VERIFIER   closing, counting, downloading and recounting
switch (args)
{
    case ["vote", var server]:
        await VoteBenchmark.RunAsync(server);
        return 0;
    case ["count", var server, var verifier]:
        await CountBenchmark.RunAsync(server, verifier);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: Evaluation.Benchmarks vote SERVER | count SERVER VERIFIER");
        return 2;
}
