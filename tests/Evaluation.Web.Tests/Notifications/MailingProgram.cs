using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Domain.Notifications;
using Evaluation.Testing;
using Evaluation.Testing.Mail;
using Evaluation.Testing.Web;
using Evaluation.Web.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Notifications;

/// <summary>A program with a mail server, a counted campaign and people who were told of it. Its clock stands still and mails go out when a test says so.</summary>
internal sealed class MailingProgram : IAsyncDisposable
{
    public const string Password = "very-secret-mail-password";
    public const string Root = "https://pingyi.example.cn";

    private MailingProgram(EvaluationFactory program, TestClock clock, CampaignDriver campaign)
    {
        Program = program;
        Clock = clock;
        Campaign = campaign;
    }

    public EvaluationFactory Program { get; }

    public TestClock Clock { get; }

    public CampaignDriver Campaign { get; }

    /// <summary>Starts one and counts: three organizers are told, of whom "clerk" and "secretary" want mails.</summary>
    /// <param name="settings">Of the mail server.</param>
    /// <param name="title">Title of the campaign; null for the usual one.</param>
    /// <param name="hasClock">Whether the program's own clock sends too.</param>
    public static async Task<MailingProgram> StartAsync(MailSettings settings, string? title = null, bool hasClock = false)
    {
        var clock = new TestClock();
        var program = await EvaluationFactory.CreateAsync(configure: services =>
        {
            services.AddSingleton<TimeProvider>(clock).AddSingleton(settings);
            if (!hasClock)
            {
                services.Remove(services.Single(s => s.ImplementationType?.Name == "NotificationClock"));
            }
        });
        var campaign = await CampaignDriver.OpenAsync(program, c => c.Title = title ?? c.Title);
        await program.AddAsync(
            MailUser("clerk", campaign, wantsMail: true, "en"), MailUser("secretary", campaign, wantsMail: true, null), MailUser("quiet", campaign, wantsMail: false, null));
        await program.RunAsync((SettingsService s) => s.SetPublicAddressAsync(Root, default));
        await campaign.FinishWithFindingsAsync();
        return new MailingProgram(program, clock, campaign);
    }

    public static MailSettings SettingsOf(MailDrop drop, bool hasAccount = false) =>
        new() { Host = "127.0.0.1", Port = drop.Port, Security = MailSecurity.None, From = "notice@pingyi.example.cn", User = hasAccount ? "sender" : "", Password = hasAccount ? Password : "" };

    /// <summary>One round of the clock.</summary>
    public Task<int> SendAsync() => Program.RunAsync((MailRound s) => s.SendAsync(default));

    /// <summary>The notifications of somebody.</summary>
    public Task<List<Notification>> OfAsync(string userName) => Program.RunAsync((EvaluationDbContext db) =>
        db.Notifications.AsNoTracking().Where(n => db.Users.Any(u => u.Id == n.UserId && u.UserName == userName)).OrderBy(n => n.At).ToListAsync());

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private static User MailUser(string name, CampaignDriver campaign, bool wantsMail, string? language)
    {
        var user = TestData.CreateUser(name, (Role.Organizer, campaign.Unit));
        (user.Email, user.WantsMail, user.MailLanguage) = (name + "@example.cn", wantsMail, language);
        return user;
    }
}
