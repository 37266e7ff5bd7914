using Evaluation.Testing.Mail;
using Evaluation.Testing.Web;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Evaluation.Web.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Notifications;

/// <summary>The settings of mails: of the installation and of an account.</summary>
public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("None", 25)]
    [InlineData("starttls", 587)]
    [InlineData("Tls", 465)]
    [InlineData(null, 587)]
    public void Read_WithoutAPort_TakesTheUsualOne(string? security, int port) =>
        Assert.Equal(port, Read(("Host", "mail.example.cn"), ("From", "a@example.cn"), ("Security", security)).Port);

    [Fact]
    public void Read_WithoutAHost_IsOffWhateverElseIsSet() => Assert.False(Read(("Host", " "), ("From", "wrong"), ("Port", "x")).IsOn);

    [Theory]
    [InlineData("Security", "Ssl")]
    [InlineData("Security", "7")]
    [InlineData("Port", "0")]
    [InlineData("Port", "65536")]
    [InlineData("Port", "smtp")]
    [InlineData("From", "nobody")]
    [InlineData("From", "a@example.cn\r\nBcc: b@example.cn")]
    [InlineData("BaseUrl", "pingyi")]
    public void Read_SomethingWrong_NamesTheSettingAndNoValue(string setting, string value)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Read(("Host", "mail.example.cn"), ("From", "a@example.cn"), ("Password", "secret-one"), (setting, value)));

        Assert.Contains("Mail:" + setting, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-one", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestMail_ToOneself_ArrivesOrSaysWhatIsInTheWay()
    {
        await using var drop = MailDrop.Start(account: ("sender", "right"));
        await using var program = await StartAsync(new MailSettings { Host = "127.0.0.1", Port = drop.Port, Security = MailSecurity.None, From = "notice@example.cn", User = "sender", Password = "right" });
        var root = await program.SignInAsync("root");

        Assert.True((await TestAsync(root)).Shows("Notifications.Test.NoAddress"));
        await root.FillInAsync("/account/mail", "/account/mail", ("Address", "root@example.cn"));
        Assert.True((await TestAsync(root)).Shows("Notifications.Test.Sent", "root@example.cn"));
        drop.Refused = "root@example.cn";
        Assert.True((await TestAsync(root)).Shows("Notifications.Test.Failed.Refused", "127.0.0.1", drop.Port));

        Assert.Equal("root@example.cn", Assert.Single(drop.Taken).To[0]);
        Assert.DoesNotContain(MailingProgram.Password, root.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.None, "Credentials")]
    [InlineData(MailSecurity.StartTls, "Security")]
    public async Task TestMail_RefusedByTheServer_SaysWhy(MailSecurity security, string problem)
    {
        await using var drop = MailDrop.Start(account: ("sender", "right"));
        await using var program = await StartAsync(new MailSettings { Host = "127.0.0.1", Port = drop.Port, Security = security, From = "notice@example.cn", User = "sender", Password = "wrong" });
        var root = await program.SignInAsync("root");
        await root.FillInAsync("/account/mail", "/account/mail", ("Address", "root@example.cn"));

        Assert.True((await TestAsync(root)).Shows("Notifications.Test.Failed." + problem, "127.0.0.1", drop.Port));
    }

    [Fact]
    public async Task TestMail_NoServerThere_SaysSo()
    {
        var port = ServerProcess.FreePort();
        await using var program = await StartAsync(new MailSettings { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "notice@example.cn" });
        var root = await program.SignInAsync("root");
        await root.FillInAsync("/account/mail", "/account/mail", ("Address", "root@example.cn"));

        Assert.True((await TestAsync(root)).Shows("Notifications.Test.Failed.Unreachable", "127.0.0.1", port));
    }

    [Fact]
    public async Task TestMail_WhereNoServerIsSet_HasNoButton()
    {
        await using var program = await StartAsync(new MailSettings());
        var root = await program.SignInAsync("root");

        Assert.True((await root.OpenAsync("/admin/settings")).Shows("Notifications.Server.Off"));
        Assert.Null(root.Page.QuerySelector("form[action$='test-mail']"));
    }

    [Theory]
    [InlineData("nobody", "true", "zh-Hans", "Address", "Notifications.Errors.AddressWrong")]
    [InlineData("a@example.cn, b@example.cn", "false", "zh-Hans", "Address", "Notifications.Errors.AddressWrong")]
    [InlineData("", "true", "zh-Hans", "Address", "Notifications.Errors.AddressMissing")]
    [InlineData("a@example.cn", "true", "fr", "Language", "Notifications.Errors.LanguageWrong")]
    public async Task Account_SomethingWrong_IsSaidAtTheFieldAndKept(string address, string wants, string language, string field, string error)
    {
        await using var program = await StartAsync(new MailSettings());
        var root = await program.SignInAsync("root");

        var page = await root.FillInAsync("/account/mail", "/account/mail", ("Address", address), ("WantsMail", wants), ("Language", language));

        Assert.Equal(page.Text(error), root.Find($"#{field}-error"));
        Assert.Equal(address, page.Document.QuerySelector("#Address")!.GetAttribute("value") ?? "");
        Assert.Null(await UserAsync(program, u => u.Email));
    }

    [Fact]
    public async Task Account_AddressAndLanguage_AreKeptAndSignNobodyOut()
    {
        await using var program = await StartAsync(new MailSettings());
        var root = await program.SignInAsync("root");
        var stamp = await UserAsync(program, u => u.SecurityStamp);

        var page = await root.FillInAsync("/account/mail", "/account/mail", ("Address", " root@example.cn "), ("WantsMail", "true"), ("Language", "zh-Hant"));

        Assert.True(page.Shows("Notifications.MailIsOn", "root@example.cn"));
        Assert.Equal(("root@example.cn", "ROOT@EXAMPLE.CN", true, "zh-Hant"), await UserAsync(program, u => new ValueTuple<string?, string?, bool, string?>(u.Email, u.NormalizedEmail, u.WantsMail, u.MailLanguage)));
        Assert.Equal(stamp, await UserAsync(program, u => u.SecurityStamp));
        // Where somebody reads their mail is no business of the journal.
        Assert.DoesNotContain(await program.RunAsync((EvaluationDbContext db) => db.Journal.Select(e => e.Entry).ToListAsync()), e => e.Contains("example.cn", StringComparison.Ordinal));
    }

    private static MailSettings Read(params (string Name, string? Value)[] settings) => MailSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Mail:" + s.Name, s.Value)).GroupBy(s => s.Key).Select(g => g.Last())).Build());

    private static async Task<EvaluationFactory> StartAsync(MailSettings settings)
    {
        var program = await EvaluationFactory.CreateAsync(configure: services => services.AddSingleton(settings));
        var county = TestData.CreateOrganization("示例县委");
        await program.AddAsync(county);
        await program.AddUserAsync("root", county, Role.Administrator);
        return program;
    }

    private static Task<WebPage> TestAsync(Browser browser) => browser.FillInAsync("/admin/settings", "/admin/settings/test-mail");

    private static Task<TResult> UserAsync<TResult>(EvaluationFactory program, System.Linq.Expressions.Expression<Func<User, TResult>> what) =>
        program.RunAsync((EvaluationDbContext db) => db.Users.Where(u => u.UserName == "root").Select(what).SingleAsync());
}
