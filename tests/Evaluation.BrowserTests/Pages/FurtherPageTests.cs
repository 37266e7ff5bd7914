using System.Text;
using Evaluation.BrowserTests.Journeys;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Documents.Rosters;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Pages;

/// <summary>Pages that no link of the demo leads to: answers to forms, and what the demo's campaigns have no use for.</summary>
public sealed class FurtherPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task PagesOfInvitees_FitEveryWidth()
    {
        IReadOnlyList<Invitee> invitees = [];
        var campaign = await CampaignDriver.CreateAsync(chromium.Program, c => invitees = TestData.CreateInvitees(c, 3, "示例丁", "示例戊", "示例己", "示例庚", "示例辛", "示例壬"));
        await chromium.Program.AddAsync([.. invitees]);
        await chromium.Program.AddUserAsync("inviting", campaign.Unit, Role.Organizer);
        var page = await chromium.EnterAsync("inviting");
        var url = $"/campaigns/{campaign.Campaign.Id}";

        await page.GotoAsync($"{url}/categories/{campaign.Campaign.Categories[3].Id}/invitees");
        await page.TakeAsync("invitees-edit");
        await campaign.FinalizeAsync();
        await page.GotoAsync(url + "/codes/make?Format=List");
        await page.TakeAsync("codes-make");
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        await page.GotoAsync(url + "/codes");
        await page.Locator("a[href*='invitees']").First.ClickAsync();
        await page.TakeAsync("invitees");
        await page.Locator("form[action$='/replace']").First.EvaluateAsync("form => form.submit()");
        await page.Locator(".secret").WaitForAsync();
        await page.TakeAsync("invitees-replaced");
        await campaign.CastAsync(campaign.Codes[4][0], 4, "4");
        await campaign.FinishAsync();
        await page.GotoAsync(url + "/result/pools/0");
        await page.TakeAsync("result-pool");
    }

    [Fact]
    public async Task File_TooLarge_IsRefusedAtItsFieldBeforeItIsSent()
    {
        var township = TestData.CreateOrganization("示例镇", OrganizationKind.PartyCommittee);
        await chromium.Program.AddAsync(township);
        await chromium.Program.AddUserAsync("uploading", township, Role.Organizer);
        var page = await chromium.EnterAsync("uploading");
        var field = page.Locator("input[type=file]");
        var error = page.Locator("#Form_File-error");

        await page.GotoAsync("/members/import");
        await field.SetInputFilesAsync(new FilePayload { Name = "名册.csv", MimeType = "text/csv", Buffer = new byte[RosterLimits.FileBytes + 1] });
        await error.WaitForAsync();
        await page.TakeAsync("import-too-large");
        await page.EvaluateAsync("addEventListener('submit', event => { event.preventDefault(); window.sent = true; })");
        await page.Locator("main form button.btn-primary").ClickAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => window.sent ?? false"));

        // What is small enough is sent, though another was refused before.
        await field.SetInputFilesAsync(new FilePayload { Name = "名册.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("姓名\n示例甲") });
        Assert.Equal(0, await error.CountAsync());
        await page.Locator("main form button.btn-primary").ClickAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.sent ?? false"));
    }

    [Fact]
    public async Task BoxWithTwoLocks_IsLockedOpenedAndItsDamagedEnvelopeLeftOut_AtEveryWidth()
    {
        var campaign = await CampaignDriver.CreateAsync(chromium.Program, c => c.HasTwoLocks = true);
        await chromium.Program.AddUserAsync("locking", campaign.Unit, Role.Organizer);
        await chromium.Program.AddUserAsync("agreeing", campaign.Unit, Role.Witness);
        var page = await chromium.EnterAsync("locking");
        var url = $"/campaigns/{campaign.Campaign.Id}";
        var (first, second) = ("清晨六点去赶早班的公共汽车", "blue kettle seven rivers");

        await page.GotoAsync(url + "/basics");
        await page.TakeAsync("basics-two-locks");
        await page.GotoAsync(url + "/run/finalize");
        await page.TakeAsync("locks");
        await LockAsync(page, first, "");
        await page.Locator(".invalid-feedback").First.WaitForAsync();
        await page.TakeAsync("locks-wrong");
        await LockAsync(page, first, second);
        await page.WaitForURLAsync("**/codes");
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        await campaign.CastAllAsync(0, "11112222");
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        await chromium.Program.RunAsync((EvaluationDbContext db) => db.Envelopes.Where(e => e.BoxId == db.BallotBoxes.Single(b => b.CampaignId == campaign.Campaign.Id).Id)
            .Take(1).ExecuteUpdateAsync(s => s.SetProperty(e => e.Mac, new byte[32])));

        await page.GotoAsync(url + "/run/count");
        await page.Locator("textarea").FillAsync("示例甲（主持人）\n示例乙（监票人）");
        await page.TakeAsync("opening-two-locks");
        await OpenBoxAsync(page, first, "wrong");
        await page.Locator("#Form_SecondPassphrase-error").WaitForAsync();
        await page.TakeAsync("opening-wrong");
        await OpenBoxAsync(page, first, second);
        await page.Locator(".alert code").WaitForAsync();
        await page.TakeAsync("opening-damaged");

        await page.GotoAsync("/sealed-boxes/" + campaign.Campaign.Id);
        await page.Locator("[name='Form.Reason']").FillAsync("示例：磁盘损坏，备份中也没有");
        await page.Locator("form[action$='/leave-out'] button").ClickAsync();
        await page.Locator(".list-group-item").WaitForAsync();
        var witness = await chromium.EnterAsync("agreeing");
        await witness.GotoAsync("/sealed-boxes/" + campaign.Campaign.Id);
        await witness.Locator("details.confirm summary").ClickAsync();
        await witness.TakeAsync("damage-release");
        await witness.Locator("details.confirm button[type=submit]").ClickAsync();
        await Assertions.Expect(witness.Locator("details.confirm")).ToHaveCountAsync(0);
        await page.GotoAsync(url + "/run/count");
        await OpenBoxAsync(page, first, second);
        await page.WaitForURLAsync("**/result");
        await page.GotoAsync(url + "/minutes");
        await page.TakeAsync("minutes-two-locks");
    }

    private static async Task LockAsync(IPage page, string first, string second)
    {
        foreach (var (index, name, passphrase) in new[] { (0, "示例监票一", first), (1, "示例监票二", second) })
        {
            await page.Locator($"[name='Locks.Holders[{index}].Name']").FillAsync(name);
            await page.Locator($"[name='Locks.Holders[{index}].Passphrase']").FillAsync(passphrase);
            await page.Locator($"[name='Locks.Holders[{index}].Repeated']").FillAsync(passphrase);
        }

        await page.Locator("input[type=checkbox][name='Locks.BothNeeded']").CheckAsync();
        await page.Locator("form[action$='/lock'] button.btn-primary").ClickAsync();
    }

    private static async Task OpenBoxAsync(IPage page, string first, string second)
    {
        await page.Locator("[name='Form.FirstPassphrase']").FillAsync(first);
        await page.Locator("[name='Form.SecondPassphrase']").FillAsync(second);
        await page.Locator("form[action$='/run/count'] button[type=submit]").ClickAsync();
    }

    [Fact]
    public async Task AnswersToForms_FitEveryWidth()
    {
        var page = await chromium.OpenAsync();
        await WholeCampaignTests.SignInAsync(page, "township");

        await page.GotoAsync("/account/two-step");
        await page.Locator("main form button.btn-primary").First.ClickAsync();
        await page.Locator("svg.qr").WaitForAsync();
        await page.TakeAsync("two-step-setup");
        await page.GotoAsync("/members/import");
        await page.Locator("[name='Form.File']").SetInputFilesAsync(new FilePayload
        {
            Name = "名册.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("姓名,党员类别,出生年月\n李示例,正式,1985.03\n<script>,正式,1990-13\n"),
        });
        await page.Locator("form:has([name='Form.File']) button[type=submit]").ClickAsync();
        await page.Locator(".text-red").First.WaitForAsync();
        await page.TakeAsync("import-errors");
        await page.GotoAsync("/nothing/here");
        await page.TakeAsync("error-404");
        await page.GotoAsync("/admin/accounts");
        await page.TakeAsync("error-403");
    }

    [Fact]
    public async Task FirstSetUp_FitsEveryWidth()
    {
        var page = await chromium.OpenAsync();
        await using var empty = await EvaluationFactory.ServeAsync();

        await page.GotoAsync(new Uri(empty.Address, "/account/setup").ToString());
        await page.Locator("[name=Code]").WaitForAsync();

        await page.TakeAsync("account-setup");
    }

    [Fact]
    public async Task SecondStep_FitsEveryWidth()
    {
        await chromium.Program.AddUserAsync("with-phone", await RootAsync(), Role.Organizer);
        var page = await chromium.OpenAsync();
        await page.SignInAsync("with-phone");
        await page.GotoAsync("/account/two-step");
        await page.Locator("main form button.btn-primary").First.ClickAsync();

        await page.Locator("[name='Form.Code']").FillAsync(OneTimeCodes.Now(await page.Locator(".secret").InnerTextAsync()));
        await page.Locator("form:has([name='Form.Code']) button[type=submit]").ClickAsync();
        await page.Locator("#codes").WaitForAsync();
        await page.TakeAsync("two-step-codes");
        await page.GotoAsync("/account/two-step");
        await page.TakeAsync("two-step-on");

        var again = await chromium.OpenAsync();
        await again.SignInAsync("with-phone");
        await again.Locator("main form [name=Code]").WaitForAsync();
        await again.TakeAsync("sign-in-code");
        await again.Locator("main a[href*='recovery']").ClickAsync();
        await again.TakeAsync("sign-in-recovery");
    }

    [Fact]
    public async Task TemporaryPassword_FitsEveryWidth()
    {
        await chromium.Program.AddUserAsync("appointing", await RootAsync(), Role.Administrator);
        var page = await chromium.OpenAsync();
        await page.SignInAsync("appointing");

        await page.GotoAsync("/admin/accounts/new");
        await page.Locator("[name='Form.DisplayName']").FillAsync("示例新");
        await page.Locator("[name='Form.UserName']").FillAsync("newcomer");
        await page.Locator("[name='Form.OrganizationId']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[name='Form.Role']").SelectOptionAsync(new SelectOptionValue { Value = nameof(Role.Organizer) });
        await page.Locator("form:has([name='Form.UserName']) button[type=submit]").ClickAsync();
        await page.Locator("#temporary-password").WaitForAsync();
        await page.TakeAsync("temporary-password");

        var newcomer = await chromium.OpenAsync();
        await newcomer.SignInAsync("newcomer", await page.Locator("#temporary-password").InnerTextAsync());
        await newcomer.WaitForURLAsync(url => url.Contains("/account/password", StringComparison.Ordinal));
        await newcomer.TakeAsync("password-must-change");
    }

    private Task<Organization> RootAsync() =>
        chromium.Program.RunAsync((EvaluationDbContext db) => db.Set<Organization>().FirstAsync(o => o.ParentId == null));
}
