using Evaluation.Benchmarks;

// Measures what docs/performance.md claims. Not a test: nothing here is asserted, and every load is bounded in count and time.
//   Evaluation.Benchmarks vote SERVER [--slow-disk LIBRARY]   ballots through the published program at 1, 8 and 32 clients
//   Evaluation.Benchmarks count                               closing and counting
switch (args)
{
    case ["vote", var server, .. var rest]:
        await VoteBenchmark.RunAsync(server, rest is ["--slow-disk", var library] ? library : null);
        return 0;
    case ["count", ..]:
        await CountBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: Evaluation.Benchmarks vote SERVER [--slow-disk LIBRARY] | count");
        return 2;
}
