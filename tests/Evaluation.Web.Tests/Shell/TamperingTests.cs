using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Publications;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Shell;

/// <summary>Somebody with every role elsewhere posts to every address with the ids of others, in the address and in the form: nothing of theirs changes.</summary>
public sealed partial class TamperingTests
{
    // What is everybody's own (signing in, the own password, the language) names nobody else by an id.
    private static readonly string[] OfOneself = ["Public/SignIn", "Public/Setup", "Public/Language", "Public/Error", "Public/Receipt", "Public/Account", "Public/Password", "Public/TwoStep", "Public/Mail", "Evaluator/Ballot"];

    [Fact]
    public async Task Post_EveryAddressWithIdsOfOthers_ChangesNothingOfTheirs()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var victim = await VictimAsync(program);
        var elsewhere = TestData.CreateOrganization("另一单位", OrganizationKind.PartyCommittee, null);
        var below = TestData.CreateOrganization("另一支部", OrganizationKind.Branch, elsewhere);
        var own = new Campaign { OrganizationId = below.Id, Title = "另一评议", Year = 2026, TallySheetTitle = "表" };
        await program.AddAsync(elsewhere, below, own);
        await program.AddUserAsync("stranger", below, Enum.GetValues<Role>());
        var stranger = await program.SignInAsync("stranger", followRedirects: false);
        await stranger.OpenAsync("/account");
        var token = stranger.Token;
        var ids = await IdsAsync(program, victim);
        var before = await SnapshotAsync(program);
        var answers = new List<string>();

        // What deletes the stranger's own campaign comes last, so that the addresses before it are open to them.
        foreach (var route in Route.All(program.Services).Where(r => r.Method == "POST" && !OfOneself.Contains(r.Controller)).OrderBy(r => r.Url.EndsWith("/delete", StringComparison.Ordinal)))
        {
            foreach (var (url, named) in Addresses(route.Url, ids, own.Id))
            {
                var answer = await stranger.PostBareAsync(url, [("__RequestVerificationToken", token), .. Fields(route, ids, named)]);
                var isTheirs = Guids().IsMatch(route.Url) && !url.Contains(own.Id.ToString(), StringComparison.Ordinal);
                if (answer.Status == HttpStatusCode.InternalServerError || (isTheirs && answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden)))
                {
                    answers.Add($"{route.Controller} {url}: {(int)answer.Status}");
                }
            }
        }

        var after = await SnapshotAsync(program);
        Assert.Empty(before.Except(after));
        Assert.DoesNotContain(after.Except(before), row => ids.Values.Any(id => row.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)));
        Assert.True(answers.Count == 0, string.Join('\n', answers));
    }

    // Each id of the victim in every place of an address; and an address of the stranger's own campaign, with the victim's named in the form alone.
    private static IEnumerable<(string Url, Guid Named)> Addresses(string url, Dictionary<string, Guid> ids, Guid own)
    {
        var (counted, open) = (ids["campaign"], ids["open campaign"]);
        return Guids().Count(url) switch
        {
            0 => [(url, counted)],
            1 => [.. ids.Values.Select(id => (Put(url, id), id)), (Put(url, own), counted), (Put(url, own), open)],
            _ => ids.Values.SelectMany(second => new[] { (Put(url, counted, second), counted), (Put(url, open, second), open), (Put(url, own, second), counted), (Put(url, own, second), open) }),
        };
    }

    private static string Put(string url, params Guid[] ids)
    {
        var index = 0;
        return Guids().Replace(url, _ => ids[Math.Min(index++, ids.Length - 1)].ToString());
    }

    // Fields that forms have, filled with what would do harm.
    private static IEnumerable<(string, string)> Fields(Route route, Dictionary<string, Guid> ids, Guid named)
    {
        // What an address names must not be overridden by a field of the same name.
        yield return ("id", named.ToString());
        foreach (var parameter in route.Endpoint.RoutePattern.Parameters.Where(p => p.Name != "id"))
        {
            yield return (parameter.Name, ids.GetValueOrDefault(parameter.Name.Replace("Id", "", StringComparison.Ordinal), ids["subject"]).ToString());
        }

        foreach (var name in new[] { "Form.Organization", "Form.OrganizationId", "Form.Parent", "Form.ParentId", "organization", "organizationId", "parent" })
        {
            yield return (name, ids["unit"].ToString());
        }

        yield return ("Form.CampaignId", named.ToString());
        foreach (var name in new[] { "marked", "member", "memberId", "Form.Member", "Form.MemberId", "Form.Subjects" })
        {
            yield return (name, ids["member"].ToString());
        }

        foreach (var name in new[] { "Form.Branches", "Form.Again", "branch" })
        {
            yield return (name, ids["branch"].ToString());
        }

        yield return ("Form.Id", ids["directive"].ToString());
        yield return ("Form.Source", "campaign:" + ids["open campaign"]);
        yield return ("Form.Ticked", ids["subject"].ToString());
        yield return ("Form.ToAll", "true");
        yield return ("Form.Way", "Sheet");
        yield return ("Report.Subject", ids["subject"].ToString());
        yield return ("Ticked", ids["determination"] + ".0");
        yield return ("Form.Opinions[0].Id", ids["opinion"].ToString());
        yield return ("Form.Opinions[0].Place", "-1");
        foreach (var (name, value) in new[]
        {
            ("Form.Version", "0"), ("version", "0"), ("Version", "0"), ("Form.Verdict", "Confirm"), ("Form.Reason", "篡改"), ("Form.Title", "篡改"), ("Form.Name", "篡改"), ("Form.Year", "2026"), ("Form.Template", "bureau"),
            ("Form.Measures", "篡改"), ("Form.Text", "篡改"), ("Return.Text", "篡改"), ("Report.Text", "篡改"), ("Decision.IsAnnulled", "true"), ("Decision.Findings", "篡改"), ("Outcome", "Upheld"), ("Text", "篡改"), ("Form.From", "2026-04-15"), ("Form.Until", "2026-04-20"),
            ("publish", "true"), ("submit", "true"), ("file", "true"), ("Form.Originals", "0"), ("Form.Names", "篡改"), ("Form.Points", "篡改"), ("Form.Delegate", "篡改"), ("Form.HeldOn", "2026-04-01"), ("Form.PlannedOn", "2026-04-16"), ("Form.Inspectors", "篡改"),
            ("Plan.PlannedOn", "2026-04-16"), ("Plan.Inspectors", "篡改"), ("Findings.HeldOn", "2026-04-16"), ("Findings.Found", "篡改"), ("Report.Done", "篡改"), ("Report.DoneOn", "2026-04-16"), ("Form.Role", "Organizer"), ("role", "Administrator"), ("Form.UserName", "harm"), ("Form.DisplayName", "篡改"), ("Form.Kind", "Branch"), ("kind", "Member"), ("act", "none"), ("until", "2026-04-20"), ("parentId", ids["unit"].ToString()),
        })
        {
            yield return (name, value);
        }
    }

    private static async Task<CampaignDriver> VictimAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer, Role.Superior);
        var user = await program.RunAsync((EvaluationDbContext db) => db.Users.SingleAsync(u => u.UserName == "office"));
        var scope = await program.RunAsync((EvaluationDbContext db) => Scope.ForUserAsync(db, user.Id, default));
        var rows = await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default));
        await campaign.DecideAsync(scope, rows[0], Verdict.Confirm);
        await program.RunAsync((PublicationService s) => s.SaveAsync(
            campaign.Campaign.Id, new PublicationDraft(0, "通报", "", "", (true, false), [PublicationPlace.NoticeBoard], (new DateOnly(2026, 1, 1), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30)), true), default));
        await program.RunAsync((PublicationService s) => s.PublishAsync(campaign.Campaign.Id, 0, default));
        var notice = await program.RunAsync((EvaluationDbContext db) => db.Publications.Select(p => p.Id).SingleAsync());
        await program.RunAsync((PublicationService s) => s.ObjectAsync(notice, "异议", "", default));
        await program.RunAsync((Core.Ballots.SealedExportService s) => s.RequestAsync(campaign.Campaign.Id, user.Id, "复核", default));
        var task = await program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.Id).FirstAsync());
        Assert.Equal(AttachmentOutcome.Done, await program.RunAsync((AttachmentService s) => s.AddAsync(
            new AttachmentView(scope, campaign.Campaign.Id), new AttachmentOwner(AttachmentOwnerKind.Consequence, task), new NewAttachment("a.pdf", "%PDF-1.7"u8.ToArray()), default)));
        await program.RunAsync((IrregularityService s) => s.ReportAsync(scope, campaign.Campaign.Id, null, "有人代填", default));
        await program.RunAsync((FeedbackService s) => s.GiveAsync(scope, campaign.Campaign.Id, new NewFeedback([campaign.Campaign.Subjects[0].Id], FeedbackWay.Sheet, "", "", false), default));
        // And one that is still being set up, in which everything could be changed.
        var open = TestData.CreateCampaign(campaign.Unit, campaign.Branch);
        open.PlannedBegin = DateTime.UtcNow.AddDays(1);
        var directive = new Directive { Id = Guid.NewGuid(), OrganizationId = campaign.Unit.Id, IssuedBy = user.Id, IssuedByName = "上级", Title = "下发的评议", Year = 2026, Locks = CampaignLocks.Form };
        var handedDown = new Campaign { OrganizationId = campaign.Branch.Id, Title = "下发的评议", Year = 2026, TallySheetTitle = "表", DirectiveId = directive.Id, Locks = CampaignLocks.Form };
        directive.Branches.Add(new DirectiveBranch { DirectiveId = directive.Id, OrganizationId = campaign.Branch.Id, CampaignId = handedDown.Id });
        await program.AddAsync(
            directive,
            handedDown,
            open,
            new Filing { CampaignId = open.Id, State = FilingState.Filed, FiledBy = user.Id },
            new Filing { CampaignId = campaign.Campaign.Id, Paper = FilingPaper.Result, State = FilingState.Filed, FiledBy = user.Id },
            new Inspection { OrganizationId = campaign.Unit.Id, CampaignId = open.Id, Year = 2026, PlannedOn = new DateOnly(2026, 4, 15), Inspectors = "示例督查员" },
            new Talk { CampaignId = campaign.Campaign.Id, HeldOn = new DateOnly(2026, 4, 1), Delegate = "示例督查员", Points = "要点", Partners = [new TalkPartner(null, "某人")] });
        return campaign;
    }

    private static Task<Dictionary<string, Guid>> IdsAsync(EvaluationFactory program, CampaignDriver victim) => program.RunAsync(async (EvaluationDbContext db) => new Dictionary<string, Guid>
    {
        ["campaign"] = victim.Campaign.Id,
        ["open campaign"] = await db.Campaigns.Where(c => c.Stage == CampaignStage.Preparing && c.OrganizationId == victim.Unit.Id).Select(c => c.Id).SingleAsync(),
        ["unit"] = victim.Unit.Id,
        ["branch"] = victim.Branch.Id,
        ["member"] = await db.Members.OrderBy(m => m.Name).Select(m => m.Id).FirstAsync(),
        ["post"] = await db.Posts.Select(p => p.Id).FirstAsync(),
        ["user"] = await db.Users.Where(u => u.UserName == "office").Select(u => u.Id).SingleAsync(),
        ["form"] = victim.Campaign.Forms[0].Id,
        ["pool"] = victim.Campaign.Pools[0].Id,
        ["category"] = victim.Campaign.Categories[0].Id,
        ["subject"] = victim.Campaign.Subjects[0].Id,
        ["determination"] = await db.Determinations.Where(d => d.State == DeterminationState.Proposed).Select(d => d.Id).FirstAsync(),
        ["consequence"] = await db.Consequences.Select(c => c.Id).FirstAsync(),
        ["irregularity"] = await db.Irregularities.Select(i => i.Id).SingleAsync(),
        ["feedback"] = await db.Feedbacks.Select(f => f.Id).SingleAsync(),
        ["objection"] = await db.Objections.Select(o => o.Id).SingleAsync(),
        ["opinion"] = await db.Opinions.Select(o => o.Id).FirstAsync(),
        ["directive"] = await db.Directives.Select(d => d.Id).SingleAsync(),
        ["inspection"] = await db.Inspections.Select(i => i.Id).SingleAsync(),
        ["attachment"] = await db.Attachments.Select(a => a.Id).SingleAsync(),
        ["talk"] = await db.Talks.Select(t => t.Id).SingleAsync(),
        ["request"] = await db.ExportRequests.Select(r => r.Id).SingleAsync(),
    });

    // Every row of every table but the journal, in which a stranger's tries may stand, and what the stranger has.
    private static Task<HashSet<string>> SnapshotAsync(EvaluationFactory program) => program.RunAsync(async (EvaluationDbContext db) =>
    {
        await db.Database.OpenConnectionAsync();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Where(t => t is not ("Journal" or "ImportDrafts")))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(table + " " + string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            }
        }

        rows.RemoveWhere(r => r.Contains("另一", StringComparison.Ordinal) || r.Contains("stranger", StringComparison.Ordinal));
        return rows;
    });

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guids();
}
