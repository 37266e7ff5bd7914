using Evaluation.Core.Members;
using Evaluation.Web.Demo;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;

var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(Limits.Configure);
builder.Services
    .AddStorage(builder.Configuration, builder.Environment)
    .AddLanguages()
    .AddAccounts(builder.Configuration, builder.Environment)
    .AddRosters()
    .AddCampaignSetup(builder.Configuration, builder.Environment)
    .AddBallots(builder.Configuration, builder.Environment)
    .AddDemo(builder.Configuration, builder.Environment)
    .AddPolicies()
    .AddPrint(builder.Configuration)
    .AddPages(builder.Configuration, builder.Environment);

var app = builder.Build();
if (await app.PrepareDatabaseAsync(args))
{
    await app.LoadDemoAsync();
    await app.AnnounceSetupAsync();
    app.UsePages();
    await app.RunAsync();
}
