using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Testing;

/// <summary>Leads a campaign through the real use cases, from the plan to the count.</summary>
public sealed partial class CampaignDriver
{
    private readonly ITestServices host;

    private CampaignDriver(ITestServices host, Campaign campaign, Organization unit, Organization branch)
    {
        this.host = host;
        Campaign = campaign;
        Unit = unit;
        Branch = branch;
    }

    /// <summary>The campaign as it was set up.</summary>
    public Campaign Campaign { get; }

    /// <summary>The host.</summary>
    public Organization Unit { get; }

    /// <summary>The branch evaluated.</summary>
    public Organization Branch { get; }

    /// <summary>The codes made, by order of the category, spares last.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Codes { get; private set; } = [];

    /// <summary>The layout of the ballots.</summary>
    public BallotLayout Layout => BallotLayout.Of(Campaign);

    /// <summary>Stores a campaign like D3's in preparation.</summary>
    /// <param name="host">Where.</param>
    /// <param name="configure">Changes before it is stored.</param>
    /// <param name="names">Names of those in the mutual evaluation; three when null.</param>
    public static async Task<CampaignDriver> CreateAsync(ITestServices host, Action<Campaign>? configure = null, IEnumerable<string>? names = null)
    {
        var unit = TestData.CreateOrganization("示例局党组", OrganizationKind.PartyGroup);
        var branch = TestData.CreateOrganization("机关党支部", OrganizationKind.Branch, unit);
        Member[] people = [.. (names ?? ["示例甲", "示例乙", "示例丙"]).Select(name => TestData.CreateMember(branch, name))];
        var campaign = TestData.CreateCampaign(unit, branch, people);
        configure?.Invoke(campaign);
        await host.AddAsync(unit, branch);
        await host.AddAsync([.. people]);
        await host.AddAsync(TestData.CreateHead(branch, people[0], "支部书记"), campaign);
        return new CampaignDriver(host, campaign, unit, branch);
    }

    /// <summary>Stores a campaign, finalizes it, makes all codes and begins.</summary>
    public static async Task<CampaignDriver> OpenAsync(ITestServices host, Action<Campaign>? configure = null, IEnumerable<string>? names = null)
    {
        var driver = await CreateAsync(host, configure, names);
        await driver.FinalizeAsync();
        await driver.MakeCodesAsync();
        await driver.BeginAsync();
        return driver;
    }

    /// <summary>Finalizes.</summary>
    public Task FinalizeAsync(params NewHolder[] holders) => MustAsync(s => s.FinalizeAsync(Campaign.Id, holders, default));

    /// <summary>Makes the codes of all categories.</summary>
    public async Task MakeCodesAsync()
    {
        var made = await host.RunAsync<AccessCodeService, IReadOnlyList<MadeCodes>?>(s => s.MakeAsync(Campaign.Id, null, default));
        Codes = [.. made!.Select(m => (IReadOnlyList<string>)[.. m.Codes.Select(c => c.Text)])];
    }

    /// <summary>Begins.</summary>
    public Task BeginAsync() => MustAsync(s => s.BeginAsync(Campaign.Id, default));

    /// <summary>Ends.</summary>
    public Task EndAsync() => MustAsync(s => s.EndAsync(Campaign.Id, default));

    /// <summary>Submits one sheet. Marks are given per subject of the sheet, in order, and fill the overall question and all indicators.</summary>
    /// <param name="code">The code.</param>
    /// <param name="category">Order of its category.</param>
    /// <param name="marks">A mark per subject: '1' to '9' or '-'; the last is repeated.</param>
    /// <param name="receipt">A receipt; a fresh one when null.</param>
    /// <param name="opinions">Free texts.</param>
    public Task<CastResult> CastAsync(string code, int category, string marks, string? receipt = null, params OpinionText[] opinions) =>
        host.RunAsync<CastingService, CastResult>(s => s.CastAsync(
            new Submission(code, receipt ?? Receipt.Make(), MarksOf(category, marks), opinions), default));

    /// <summary>Marks of a whole sheet from one mark per subject.</summary>
    public string MarksOf(int category, string marks)
    {
        var layout = Layout;
        return string.Concat(layout.SheetOf(category).Rows.Select((row, i) => new string(marks[Math.Min(i, marks.Length - 1)], layout.FormOf(row).QuestionCount)));
    }

    /// <summary>Enters as present and handed out what each category's target says, or what was returned when that is more.</summary>
    public async Task EnterAttendanceAsync()
    {
        var turnout = await host.RunAsync<TurnoutService, IReadOnlyList<CategoryTurnout>>(s => s.OfAsync(Campaign.Id, default));
        var entries = turnout.Select(t => new AttendanceEntry(t.CategoryId, Math.Max(t.Target, t.Codes.Used), Math.Max(t.Target, t.Codes.Used))).ToList();
        var problems = await host.RunAsync<TurnoutService, IReadOnlyList<(Guid, AttendanceProblem)>?>(s => s.EnterAsync(Campaign.Id, entries, default));
        Assert.Empty(problems!);
    }

    /// <summary>Counts.</summary>
    public Task<CountReport> CountAsync(params Unlocking[] unlockings) =>
        host.RunAsync<CountService, CountReport>(s => s.CountAsync(Campaign.Id, Opening.Unattended with { Unlockings = unlockings }, default));

    /// <summary>Ends, enters the numbers, counts, and reads the result.</summary>
    public async Task<CountedCampaign> FinishAsync()
    {
        await EndAsync();
        await EnterAttendanceAsync();
        var report = await CountAsync();
        Assert.Equal(CountOutcome.Counted, report.Outcome);
        return (await host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(Campaign.Id, default)))!;
    }

    private async Task MustAsync(Func<StageService, Task<ActOutcome>> act) =>
        Assert.Equal(ActOutcome.Done, await host.RunAsync(act));
}
