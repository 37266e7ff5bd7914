using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;

namespace Evaluation.Web.Demo;

/// <summary>What seeds/demo.json says. People and places in it are invented.</summary>
/// <param name="Organizations">The tree, parents first.</param>
/// <param name="Rosters">Roster files below seeds/.</param>
/// <param name="Accounts">Accounts, all with the one demo password.</param>
/// <param name="Campaigns">Campaigns at different stages.</param>
internal sealed record DemoPlan(
    IReadOnlyList<DemoOrganization> Organizations,
    IReadOnlyList<DemoRoster> Rosters,
    IReadOnlyList<DemoUser> Accounts,
    IReadOnlyList<DemoCampaign> Campaigns);

internal sealed record DemoOrganization(string Key, string Name, OrganizationKind Kind, string? Parent);

/// <summary>A roster of the demo.</summary>
/// <param name="File">File below seeds/.</param>
/// <param name="Organization">Key of the organization it is loaded into.</param>
/// <param name="AsOf">The end of a half-year for which its ages hold; people are made younger by the half-years gone since, so that the published shares hold whenever the demo is loaded.</param>
internal sealed record DemoRoster(string File, string Organization, DateOnly AsOf);

internal sealed record DemoUser(string UserName, string DisplayName, Role Role, string Organization, string TextKey);

/// <summary>A campaign of the demo.</summary>
/// <param name="Host">Key of the host.</param>
/// <param name="Template">Key of the template.</param>
/// <param name="Title">Title; {year} and {next} stand for this year and the next.</param>
/// <param name="Place">Place of the meeting.</param>
/// <param name="Stage">Stage to which it is led: Preparing, Open or Counted.</param>
/// <param name="DaysAgo">How many days ago it was held.</param>
/// <param name="Pools">Further pools, each for a branch that the template does not pick.</param>
/// <param name="Returned">How many of each category have submitted; null for all.</param>
/// <param name="Codes">Fixed codes per category, without check symbol, for trying.</param>
/// <param name="Marks">Per organization how many evaluators choose each grade.</param>
/// <param name="PeopleMarks">The same for people, used in turn.</param>
/// <param name="Opinions">Opinions per organization.</param>
/// <param name="Outcomes">What was done since the count; null for nothing.</param>
internal sealed record DemoCampaign(
    string Host,
    string Template,
    string Title,
    string Place,
    CampaignStage Stage,
    int DaysAgo,
    IReadOnlyList<DemoPool>? Pools,
    IReadOnlyList<int>? Returned,
    IReadOnlyList<IReadOnlyList<string>>? Codes,
    IReadOnlyDictionary<string, int[]> Marks,
    IReadOnlyList<int[]> PeopleMarks,
    IReadOnlyDictionary<string, string[]> Opinions,
    DemoOutcomePlan? Outcomes = null);

/// <summary>What was done since the count.</summary>
/// <param name="Decisions">Determinations decided.</param>
/// <param name="HandedIn">A rectification plan that waits for the superior.</param>
/// <param name="Notice">What the public notice says first.</param>
internal sealed record DemoOutcomePlan(IReadOnlyList<DemoDecision> Decisions, DemoPaper HandedIn, string Notice);

/// <summary>One decision.</summary>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Rule">Number of the rule.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Reason">Why; null for a plain confirmation.</param>
/// <param name="Document">Number of the document; null for none.</param>
/// <param name="Named">Who bears what falls on the head of an organization whose post is vacant; null where it is not.</param>
internal sealed record DemoDecision(string Subject, string Rule, Verdict Verdict, string? Reason, string? Document, string? Named);

/// <summary>A consequence that was handed in.</summary>
/// <param name="Bearer">Who bears it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Problems">存在问题, each with opinions that raise it.</param>
/// <param name="Causes">原因分析.</param>
/// <param name="Measures">措施.</param>
/// <param name="Responsible">责任人.</param>
internal sealed record DemoPaper(string Bearer, ConsequenceKind Kind, IReadOnlyList<Problem> Problems, string Causes, string Measures, string Responsible);

internal sealed record DemoPool(string Name, int Size, string Subject, IReadOnlyList<DemoCategory> Categories);

internal sealed record DemoCategory(string Name, int Target, int Minimum);
