using System.Diagnostics;
using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Benchmarks;

/// <summary>Closing, counting, downloading and recounting, as an organizer does it with the published program; and the recount itself.</summary>
internal static class CountBenchmark
{
    private const int Submissions = 20_000;
    private const int WarmUp = 1_000;

    public static async Task RunAsync(string server, string verifier)
    {
        await RunAsync(server, verifier, "20,000 submissions of 30 subjects", host => BenchCampaign.OpenAsync(host, Submissions));
        await RunAsync(server, verifier, "the township, split by branch: 800 submissions, 718 subjects", host => BenchCampaign.OpenTownshipAsync(host, isSplit: true));
        await RunAsync(server, verifier, "the township, everybody marks everybody: 800 submissions of 718 subjects", host => BenchCampaign.OpenTownshipAsync(host, isSplit: false));
        Recount();
    }

    private static async Task RunAsync(string server, string verifier, string what, Func<TestHost, Task<CampaignDriver>> open)
    {
        Console.WriteLine(what);
        await using var host = await TestHost.CreateAsync();
        var campaign = await open(host);
        await campaign.FillAsync(Submissions);
        // Another, small box is filled by the program and counted first: the program that counts has been running for a while, and what ballots took of its memory is seen too.
        var small = await BenchCampaign.OpenAsync(host, WarmUp);
        await host.AddAsync(
            TestData.CreateUser("office", (Role.Organizer, campaign.Unit), (Role.Organizer, small.Unit)), TestData.CreateUser("superior", (Role.Superior, campaign.Unit)));
        await using var program = await ServerProcess.StartAsync(host, server);
        await VoteBenchmark.MeasureAsync(program.Address, small.Codes[0], 32, () => program.Cpu);
        var (office, superior) = (await SignInAsync(program, "office"), await SignInAsync(program, "superior"));
        await CloseAndCountAsync(program, office, small, "  (small box first) ");
        await ComeToRestAsync(program);
        var url = await CloseAndCountAsync(program, office, campaign, "  ");
        await MeasureAsync(program, "  page of the result", () => office.OpenAsync(url + "/result"));
        await MeasureAsync(program, "  tally workbook", () => office.Client.GetByteArrayAsync(url + "/tally-sheet.xlsx"));
        await MeasureAsync(program, "  tally workbook again", () => office.Client.GetByteArrayAsync(url + "/tally-sheet.xlsx"));
        await RecountAsync(host, program, campaign, (office, superior), verifier);
    }

    // Until what the runtime compiles in the background is done: a program that has been running for a while has that behind it.
    private static async Task ComeToRestAsync(ServerProcess program)
    {
        for (var round = 0; round < 60; round++)
        {
            var before = program.Cpu;
            await Task.Delay(TimeSpan.FromMilliseconds(250));
            if (program.Cpu - before < TimeSpan.FromMilliseconds(15))
            {
                return;
            }
        }
    }

    private static async Task<string> CloseAndCountAsync(ServerProcess program, Browser office, CampaignDriver campaign, string indent)
    {
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await office.OpenAsync(url + "/run");
        await MeasureAsync(program, indent + "close", () => office.SubmitAsync($"form[action='{url}/run/end']"));
        await campaign.EnterAttendanceAsync();
        await office.OpenAsync(url + "/run/count");
        await MeasureAsync(program, indent + "count, decryption included", () => office.SubmitAsync($"form[action='{url}/run/count']"));
        return url;
    }

    private static async Task RecountAsync(TestHost host, ServerProcess program, CampaignDriver campaign, (Browser Office, Browser Superior) people, string verifier)
    {
        var url = $"/sealed-boxes/{campaign.Campaign.Id}";
        await people.Office.FillInAsync(url, url + "/requests", ("Form.Reason", "测速"));
        var request = (await host.QueryAsync(db => db.ExportRequests.SingleAsync())).Id;
        await people.Superior.FillInAsync(url, $"{url}/requests/{request}/release");
        byte[] file = [];
        await MeasureAsync(program, "  sealed export", async () => file = await people.Office.Client.GetByteArrayAsync($"{url}/requests/{request}/file"));
        var counted = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!;
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, file);
        var start = Stopwatch.GetTimestamp();
        using (var process = Process.Start(new ProcessStartInfo("dotnet", [verifier, "recount", path, "--seal", counted.Seal, "--basis", counted.BasisCode]) { RedirectStandardOutput = true, UseShellExecute = false })!)
        {
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Console.WriteLine(FormattableString.Invariant($"  verifier, a process of its own: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, {(process.ExitCode == 0 ? "agrees" : "does not agree")}"));
        }

        File.Delete(path);
    }

    private static async Task<Browser> SignInAsync(ServerProcess program, string name)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = program.Address, Timeout = TimeSpan.FromMinutes(5) };
        var browser = new Browser(client);
        await browser.SignInAsync(name);
        return browser;
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
        Tallier.Recount(layout, SealedBox.Read(box.Bytes));
        var start = Stopwatch.GetTimestamp();
        Tallier.Recount(layout, SealedBox.Read(box.Bytes));
        Console.WriteLine(FormattableString.Invariant($"read and recount a sealed box of {subjects * evaluators:n0} slips: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s"));
    }

    private static async Task MeasureAsync(ServerProcess program, string what, Func<Task> act)
    {
        var (cpu, start) = (program.Cpu, Stopwatch.GetTimestamp());
        await act();
        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(FormattableString.Invariant($"{what}: {elapsed.TotalSeconds:0.00} s, server CPU {(program.Cpu - cpu).TotalSeconds:0.00} s, the server held at most {program.PeakMemory / 1048576.0:0} MB"));
    }
}
