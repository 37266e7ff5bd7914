using Evaluation.Core.Outcomes;
using Evaluation.Web.Demo;
using Evaluation.Web.Hosting;
using Evaluation.Web.Notifications;
using Evaluation.Web.Print;
using Evaluation.Web.Results;

var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(Limits.Configure);
builder.Services
    .AddStorage(builder.Configuration, builder.Environment)
    .AddLanguages()
    .AddAccounts(builder.Configuration, builder.Environment)
    .AddRosterPages()
    .AddBallots(builder.Configuration, builder.Environment)
    .AddResults()
    .AddOutcomes()
    .AddNotifications(builder.Configuration)
    .AddDemo(builder.Configuration, builder.Environment)
    .AddCampaignSetup(builder.Configuration, builder.Environment)
    .AddPolicies()
    .AddPrint(builder.Configuration)
    .AddHealth()
    .AddPages(builder.Configuration, builder.Environment);

var app = builder.Build();
if (!await app.RunBackupCommandAsync(args) && await app.PrepareDatabaseAsync(args))
{
    await app.LoadDemoAsync();
    await app.AnnounceSetupAsync();
    app.UsePages();
    await app.RunAsync();
}
