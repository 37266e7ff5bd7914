using Evaluation.Web.Hosting;

var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(Limits.Configure);
builder.Services
    .AddStorage(builder.Configuration, builder.Environment)
    .AddLanguages()
    .AddAccounts(builder.Configuration, builder.Environment)
    .AddBallots(builder.Configuration, builder.Environment)
    .AddRosterPages()
    .AddPolicies()
    .AddPages(builder.Configuration, builder.Environment);

var app = builder.Build();
if (await app.PrepareDatabaseAsync(args))
{
    await app.AnnounceSetupAsync();
    app.UsePages();
    await app.RunAsync();
}
