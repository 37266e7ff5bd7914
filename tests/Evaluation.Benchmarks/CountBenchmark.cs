using System.Diagnostics;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using Evaluation.Testing;

namespace Evaluation.Benchmarks;

/// <summary>Closing, counting and recounting, in this process.</summary>
internal static class CountBenchmark
{
    public static async Task RunAsync()
    {
        await using (var host = await TestHost.CreateAsync())
        {
            var campaign = await BenchCampaign.OpenAsync(host, 20_000);
            await MeasureAsync("cast 20,000 submissions of 30 subjects without the web", () => campaign.FillAsync(20_000));
            await MeasureAsync("close", campaign.EndAsync);
            await campaign.EnterAttendanceAsync();
            await MeasureAsync("count 20,000 submissions of 30 subjects", async () =>
            {
                if ((await campaign.CountAsync()).Outcome != CountOutcome.Counted)
                {
                    throw new InvalidOperationException("Not counted.");
                }
            });
        }

        Recount();
    }

    // The township in which everybody marks everybody: 718 subjects by 800 evaluators.
    private static void Recount()
    {
        const int subjects = 718;
        const int evaluators = 800;
        var pool = new LayoutPool(Guid.NewGuid(), "全镇", [.. Enumerable.Range(0, subjects).Select(i => new LayoutSubject(Guid.NewGuid(), "示例" + i, "", Domain.Campaigns.SubjectKind.Member, 0))]);
        var layout = new BallotLayout("", "", [new() { Overall = "总体评价", Scale = TestData.FourGrades }], [pool], [new LayoutCategory(Guid.NewGuid(), "全体", [0])]);
        var slips = Enumerable.Range(0, subjects).SelectMany(s => Enumerable.Range(0, evaluators).Select(e => new Slip(0, (ushort)s, 0, ((char)('1' + ((s + e) % 4))).ToString())));
        var box = SealedBox.Make(Enumerable.Range(0, evaluators).Select(_ => Guid.NewGuid()), slips);
        Measure($"read and recount a sealed box of {subjects * evaluators:n0} slips", () => Tallier.Recount(layout, SealedBox.Read(box.Bytes)));
    }

    private static void Measure(string what, Action act)
    {
        act();
        var start = Stopwatch.GetTimestamp();
        act();
        Print(what, start);
    }

    private static async Task MeasureAsync(string what, Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        Print(what, start);
    }

    private static void Print(string what, long start) =>
        Console.WriteLine(FormattableString.Invariant($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, this process held at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MB"));
}
