using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Web;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddStorage(builder.Configuration)
    .AddLanguages()
    .AddPolicies()
    .AddHttpContextAccessor()
    .AddSingleton(TimeProvider.System)
    .AddIdentity<User, IdentityRole<Guid>>()
    .AddUserStore<Microsoft.AspNetCore.Identity.EntityFrameworkCore.UserOnlyStore<User, EvaluationDbContext, Guid>>();
builder.Services.AddControllersWithViews()
    .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, _) => new Texts());

var app = builder.Build();
await app.Services.MigrateAsync(CancellationToken.None);
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();
app.MapControllers();
app.Run();
