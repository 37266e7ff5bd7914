using System.Collections.Concurrent;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Completeness;

/// <summary>Eight telephones that vote at once with the codes that are left, each with one code after the other.</summary>
/// <param name="codes">The codes.</param>
internal sealed class Load(IReadOnlyList<string> codes)
{
    private readonly ConcurrentQueue<string> waiting = new(codes);
    private readonly ConcurrentBag<OpenSheet> opened = [];
    private readonly ConcurrentBag<OpenSheet> acknowledged = [];
    private readonly ConcurrentDictionary<int, TaskCompletionSource> awaited = [];

    /// <summary>The sheets whose end page came.</summary>
    public IReadOnlyCollection<OpenSheet> Acknowledged => acknowledged;

    /// <summary>Votes until no code is left. A telephone that gets no sheet gives up, one whose answer is lost goes on with the next code.</summary>
    /// <param name="programs">The nodes: the telephones are spread over them.</param>
    public Task RunAsync(params ServerProcess[] programs) => Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
    {
        using var phone = new Voter(programs[i % programs.Length].Address);
        while (waiting.TryDequeue(out var code))
        {
            if (await phone.OpenAsync(code) is not { } sheet)
            {
                waiting.Enqueue(code);
                return;
            }

            opened.Add(sheet);
            if (await phone.SubmitAsync(sheet) == VoteAnswer.Acknowledged)
            {
                Add(sheet);
            }
        }
    })));

    /// <summary>Waits until so many submissions are acknowledged.</summary>
    public Task ReachedAsync(int number)
    {
        var reached = awaited.GetOrAdd(number, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (acknowledged.Count >= number)
        {
            reached.TrySetResult();
        }

        return reached.Task;
    }

    /// <summary>No further code is taken: each telephone ends with the sheet that it is on.</summary>
    public void Stop() => waiting.Clear();

    /// <summary>Those whose answer was lost press again, on the same form, and each is acknowledged.</summary>
    public async Task SubmitAgainAsync(ServerProcess program)
    {
        using var phone = new Voter(program.Address);
        foreach (var sheet in opened.Except(acknowledged))
        {
            await SubmitAgainAsync(phone, sheet);
            Add(sheet);
        }
    }

    /// <summary>The same form on another connection: the token against forgery is that of the page as it is shown again.</summary>
    public static async Task SubmitAgainAsync(Voter phone, OpenSheet sheet)
    {
        var fresh = await phone.OpenAsync(sheet.Code);
        Assert.Equal(VoteAnswer.Acknowledged, await phone.SubmitAsync((fresh ?? sheet) with { Receipt = sheet.Receipt }));
    }

    private void Add(OpenSheet sheet)
    {
        acknowledged.Add(sheet);
        foreach (var (number, reached) in awaited)
        {
            if (acknowledged.Count >= number)
            {
                reached.TrySetResult();
            }
        }
    }
}
