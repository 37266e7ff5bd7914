using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;
using Evaluation.Testing;

namespace Evaluation.Core.Tests.Campaigns;

/// <summary>Every change of a set-up, so that what holds for one is tested for all.</summary>
internal static class SetupEdits
{
    public delegate Task<EditOutcome> Edit(ITestServices services, Scope scope, CampaignRef which, Campaign campaign);

    public static readonly IReadOnlyDictionary<string, Edit> All = new Dictionary<string, Edit>
    {
        ["basics"] = (s, scope, which, c) => s.RunAsync<CampaignService, EditOutcome>(x => x.SaveBasicsAsync(scope, which, BasicsOf(c) with { Place = "会议室" }, default)),
        ["delete"] = (s, scope, which, _) => s.RunAsync<CampaignService, EditOutcome>(x => x.DeleteAsync(scope, which, default)),
        ["form add"] = async (s, scope, which, c) => (await s.RunAsync<FormService, (EditOutcome Outcome, Guid)>(x => x.AddAsync(scope, which, new FormDetails("新表", c.Forms[0].Definition), default))).Outcome,
        ["form save"] = (s, scope, which, c) => s.RunAsync<FormService, EditOutcome>(x => x.SaveAsync(scope, which, c.Forms[0].Id, new FormDetails("改名", c.Forms[0].Definition), default)),
        ["form remove"] = (s, scope, which, c) => s.RunAsync<FormService, EditOutcome>(x => x.RemoveAsync(scope, which, c.Forms[^1].Id, default)),
        ["pool add"] = (s, scope, which, _) => s.RunAsync<PoolService, EditOutcome>(x => x.AddAsync(scope, which, new PoolDetails("新组", 10), default)),
        ["pool save"] = (s, scope, which, c) => s.RunAsync<PoolService, EditOutcome>(x => x.SaveAsync(scope, which, c.Pools[0].Id, new PoolDetails("改名", 34), default)),
        ["pool remove"] = (s, scope, which, c) => s.RunAsync<PoolService, EditOutcome>(x => x.RemoveAsync(scope, which, c.Pools[^1].Id, default)),
        ["pool move"] = (s, scope, which, c) => s.RunAsync<PoolService, EditOutcome>(x => x.MoveAsync(scope, which, c.Pools[0].Id, false, default)),
        ["category add"] = async (s, scope, which, c) => (await s.RunAsync<CategoryService, (EditOutcome Outcome, Guid)>(x => x.AddAsync(scope, which, Category(c), default))).Outcome,
        ["category save"] = (s, scope, which, c) => s.RunAsync<CategoryService, EditOutcome>(x => x.SaveAsync(scope, which, c.Categories[0].Id, Category(c), default)),
        ["category remove"] = (s, scope, which, c) => s.RunAsync<CategoryService, EditOutcome>(x => x.RemoveAsync(scope, which, c.Categories[0].Id, default)),
        ["category move"] = (s, scope, which, c) => s.RunAsync<CategoryService, EditOutcome>(x => x.MoveAsync(scope, which, c.Categories[0].Id, false, default)),
        ["invitees"] = (s, scope, which, c) => s.RunAsync<CategoryService, EditOutcome>(x => x.SaveInviteesAsync(scope, which, c.Categories[4].Id, [new InviteeLine("示例代表", "13800000000")], default)),
        ["subjects add"] = async (s, scope, which, c) => (await s.RunAsync<SubjectService, AddedSubjects>(x => x.AddAsync(scope, which, new AddSubjects(c.Pools[0].Id, c.Forms[0].Id, SubjectKind.LeadingTeam, [c.OrganizationId]), default))).Outcome,
        ["subjects add members"] = async (s, scope, which, c) => (await s.RunAsync<SubjectService, AddedSubjects>(x => x.AddPartyMembersAsync(scope, which, new AddPartyMembers(c.Pools[0].Id, c.Forms[0].Id, c.OrganizationId, true), default))).Outcome,
        ["subjects remove"] = (s, scope, which, c) => s.RunAsync<SubjectService, EditOutcome>(x => x.RemoveAsync(scope, which, [c.Subjects[0].Id], default)),
        ["subjects form"] = (s, scope, which, c) => s.RunAsync<SubjectService, EditOutcome>(x => x.AssignFormAsync(scope, which, [c.Subjects[0].Id], c.Forms[1].Id, default)),
        ["subjects move"] = (s, scope, which, c) => s.RunAsync<SubjectService, EditOutcome>(x => x.MoveAsync(scope, which, c.Subjects[^1].Id, true, default)),
        ["rules"] = (s, scope, which, c) => s.RunAsync<RuleSetService, EditOutcome>(x => x.SaveAsync(scope, which, new RuleSet(c.Rules.Metrics, []), default)),
    };

    public static CampaignBasics BasicsOf(Campaign c) => new(
        c.Title, c.Year, c.PlannedBegin, c.PlannedEnd, c.BeginsByItself, c.EndsByItself, c.Place, c.Requirements, c.TallySheetTitle, c.GroupMinimum, c.ShowsRank, c.SortsByStrokes, c.HasTwoLocks, c.DecidesInPairs);

    private static CategoryDetails Category(Campaign c) => new("新类别", 7, 1, CodeIssue.Drawn, null, new Dictionary<Guid, int> { [c.Pools[1].Id] = 5 });
}
