using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Pages;

/// <summary>Pages of what follows a count, and of what a superior hands down, that the demo does not reach.</summary>
public sealed class FollowUpPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task HandingDown_FromTheFormToTheLockedDraft_FitsEveryWidth()
    {
        var committee = TestData.CreateOrganization("示例镇党委", OrganizationKind.PartyCommittee);
        var branch = TestData.CreateOrganization("示例第一村党支部", OrganizationKind.Branch, committee);
        await chromium.Program.AddAsync(committee, branch, TestData.CreateOrganization("示例第二村党支部", OrganizationKind.Branch, committee));
        await chromium.Program.AddUserAsync("hands-down", committee, Role.Superior);
        await chromium.Program.AddUserAsync("branch-clerk", branch, Role.Organizer);
        var superior = await chromium.EnterAsync("hands-down");

        await superior.GotoAsync("/directives/new");
        await superior.Locator("[name='Form.Source']").SelectOptionAsync("template:bureau");
        await superior.Locator("[name='Form.Title']").FillAsync("{year}年{organization}评议");
        await superior.Locator("[name='Form.Instruction']").FillAsync("请按期完成，评议会由支部书记主持。");
        await superior.Locator("button[name=act][value=all]").ClickAsync();
        await Assertions.Expect(superior.Locator("[name='Form.Branches'][type=checkbox]:checked")).ToHaveCountAsync(2);
        await superior.TakeAsync("hand-down-form");
        await superior.Locator("form[action='/directives/new'] .form-actions button.btn-primary").ClickAsync();
        await superior.Locator("form[action='/directives']").WaitForAsync();
        await superior.TakeAsync("hand-down-preview");
        await superior.Locator("form[action='/directives'] button.btn-primary").ClickAsync();
        await superior.WaitForURLAsync(url => !url.EndsWith("/directives", StringComparison.Ordinal));
        await superior.TakeAsync("handed-down");
        await superior.GotoAsync("/directives");
        await superior.TakeAsync("directives");

        var clerk = await chromium.EnterAsync("branch-clerk");
        var campaign = await chromium.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.Where(c => c.OrganizationId == branch.Id).Select(c => c.Id).SingleAsync());
        foreach (var (page, name) in new[] { ("", "locked-draft"), ("/basics", "locked-basics"), ("/rules", "locked-rules") })
        {
            await clerk.GotoAsync($"/campaigns/{campaign}{page}");
            await clerk.TakeAsync(name);
        }
    }

    [Fact]
    public async Task DecisionOfTwo_GoodExampleAndItsEvidence_FitEveryWidth()
    {
        var campaign = await CampaignDriver.OpenAsync(chromium.Program, c =>
        {
            c.DecidesInPairs = true;
            c.Rules = c.Rules with { Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" ? r : r with { Consequences = [new RuleConsequence(ConsequenceKind.GoodExample, Bearer.Subject), new RuleConsequence(ConsequenceKind.PutForward, Bearer.Subject)] })] };
        });
        await campaign.FinishWithFindingsAsync();
        await chromium.Program.AddUserAsync("first-of-two", campaign.Unit, Role.Organizer);
        await chromium.Program.AddUserAsync("second-of-two", campaign.Unit, Role.Organizer);
        var (first, second) = (await chromium.EnterAsync("first-of-two"), await chromium.EnterAsync("second-of-two"));
        var url = $"/campaigns/{campaign.Campaign.Id}/determinations";

        await first.GotoAsync(url);
        await first.Locator("[name=Ticked]").First.CheckAsync();
        await first.Locator("form[action$='/confirm'] summary").ClickAsync();
        await first.Locator("form[action$='/confirm'] button[type=submit]").ClickAsync();
        await Assertions.Expect(first.Locator("[name=Ticked]")).Not.ToHaveCountAsync(0);
        await first.TakeAsync("determinations-entered");
        await second.GotoAsync(url);
        await second.Locator(".determination .row-link").First.ClickAsync();
        await second.Locator("form[action$='/send-back'] button").ClickAsync();
        await second.Locator(".invalid-feedback").WaitForAsync();
        await second.TakeAsync("determination-second");
        await second.Locator("details:has(form[action$='/agree']) summary").ClickAsync();
        await second.Locator("form[action$='/agree'] button").ClickAsync();
        await Assertions.Expect(second.Locator("form[action$='/agree']")).ToHaveCountAsync(0);

        await second.Locator("a[href*='/consequences/']").First.ClickAsync();
        await second.Locator("[name='Form.Record']").FillAsync("全年上门服务三百余次，解决饮水、道路等实事十二件。");
        await second.Locator("[name='Form.Publicised']").FillAsync("示例单位公开栏，五月上旬。");
        await second.Locator("button[name=attach]").First.ClickAsync();
        await second.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "事迹.txt", MimeType = "text/plain", Buffer = "事迹"u8.ToArray() });
        await second.Locator("form:has(input[type=file]) button[type=submit]").ClickAsync();
        await second.Locator(".invalid-feedback").WaitForAsync();
        await second.TakeAsync("attachment-refused");
        await second.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "签字扫描件.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"u8.ToArray() });
        await second.Locator("form:has(input[type=file]) button[type=submit]").ClickAsync();
        await second.Locator("ul.attachments li").WaitForAsync();
        await second.TakeAsync("attachments");
        await second.GotoAsync("/register?list=GoodExamples&year=2026");
        await second.Locator("tbody tr").First.WaitForAsync();
        await second.TakeAsync("register-examples");
    }

    [Fact]
    public async Task Holidays_WithALineThatIsWrong_FitEveryWidth()
    {
        var page = await chromium.EnterAsync("admin", "evaluation-demo");

        await page.GotoAsync("/admin/holidays?year=2026");
        await page.TakeAsync("holidays");
        await page.Locator("textarea").First.FillAsync("2026-10-01..2026-10-07 国庆节\n2026-10-10 上班\n十月一日");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Locator(".invalid-feedback").First.WaitForAsync();
        await page.TakeAsync("holidays-wrong");
    }
}
