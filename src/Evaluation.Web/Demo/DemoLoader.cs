using System.Text.Json;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Documents.Rosters;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Demo;

/// <summary>Fills an empty database with the demo, in Development only: organizations, rosters, accounts and campaigns at different stages.</summary>
internal sealed class DemoLoader(EvaluationDbContext db, UserManager<User> users, RosterImport rosters, DemoCampaigns campaigns, DemoOutcomes outcomes, DemoFolder seeds, TimeProvider clock)
{
    /// <summary>The one password of all demo accounts.</summary>
    public const string Password = "evaluation-demo";

    /// <summary>Loads the demo unless there is an account already.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (await db.Users.AnyAsync(cancellation))
        {
            return;
        }

        if (await db.Organizations.AnyAsync(cancellation))
        {
            // Organizations but no account: an earlier start was cut short while loading.
            await db.Database.EnsureDeletedAsync(cancellation);
            await db.Database.MigrateAsync(cancellation);
        }

        var plan = seeds.ReadPlan();
        var organizations = await MakeOrganizationsAsync(plan, cancellation);
        foreach (var roster in plan.Rosters)
        {
            await LoadRosterAsync(roster, organizations[roster.Organization], cancellation);
        }

        var made = new List<(DemoCampaign Plan, Guid Id)>();
        foreach (var campaign in plan.Campaigns)
        {
            // Made under nobody's account: the accounts come last, so that a start cut short begins anew.
            made.Add((campaign, await campaigns.MakeAsync(Scope.OfRole(Role.Organizer, organizations[campaign.Host].Path), organizations[campaign.Host].Id, campaign, cancellation)));
        }

        foreach (var account in plan.Accounts)
        {
            await MakeAccountAsync(account, organizations[account.Organization]);
        }

        // Decisions bear the name of an account.
        foreach (var (campaign, id) in made.Where(m => m.Plan.Outcomes is not null))
        {
            var account = plan.Accounts.First(a => a.Role == Role.Organizer && a.Organization == campaign.Host);
            db.ChangeTracker.Clear();
            var organizer = await Scope.ForUserAsync(db, await db.Users.Where(u => u.UserName == account.UserName).Select(u => u.Id).SingleAsync(cancellation), cancellation);
            await outcomes.MakeAsync(organizer, id, campaign.Outcomes!, cancellation);
        }
    }

    private async Task<Dictionary<string, Organization>> MakeOrganizationsAsync(DemoPlan plan, CancellationToken cancellation)
    {
        var made = new Dictionary<string, Organization>(StringComparer.Ordinal);
        foreach (var (order, planned) in plan.Organizations.Index())
        {
            var organization = new Organization(planned.Name, planned.Kind, planned.Parent is null ? null : made[planned.Parent]) { Order = order };
            made.Add(planned.Key, organization);
            db.Add(organization);
        }

        await db.SaveChangesAsync(cancellation);
        return made;
    }

    private async Task LoadRosterAsync(DemoRoster roster, Organization organization, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(seeds.PathOf(roster.File));
        var reading = await RosterReader.ReadAsync(file, roster.File, cancellation);
        var preview = await rosters.LoadAsync(new StartImport(organization.Id, roster.File, reading.Sheets, MakesOrganizations: true), cancellation);
        if (!preview.IsRight)
        {
            throw new InvalidOperationException($"seeds/{roster.File} has errors: " + string.Join("; ", preview.Errors.Take(5)));
        }

        await KeepAgesAsync(roster, organization, cancellation);
    }

    private async Task KeepAgesAsync(DemoRoster roster, Organization organization, CancellationToken cancellation)
    {
        var last = HalfYears.LastEnd(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var months = ((last.Year - roster.AsOf.Year) * 12) + last.Month - roster.AsOf.Month;
        if (months <= 0)
        {
            return;
        }

        db.ChangeTracker.Clear();
        foreach (var member in await db.Members.Where(m => db.Organizations.Any(o => o.Id == m.OrganizationId && o.Path.StartsWith(organization.Path))).ToListAsync(cancellation))
        {
            (member.BirthDate, member.JoinDate) = (member.BirthDate?.AddMonths(months), member.JoinDate?.AddMonths(months));
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private async Task MakeAccountAsync(DemoUser account, Organization organization)
    {
        var user = new User { Id = Guid.NewGuid(), UserName = account.UserName, DisplayName = account.DisplayName };
        user.Roles.Add(new RoleAssignment { UserId = user.Id, OrganizationId = organization.Id, Role = account.Role });
        var result = await users.CreateAsync(user, Password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}

/// <summary>The folder of data files that come with the program.</summary>
internal sealed class DemoFolder(string folder)
{
    private static readonly JsonSerializerOptions Options = new(StorageJson.Options) { PropertyNameCaseInsensitive = true };

    /// <summary>Full path of a data file.</summary>
    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Reads demo.json.</summary>
    public DemoPlan ReadPlan() => JsonSerializer.Deserialize<DemoPlan>(File.ReadAllText(PathOf("demo.json")), Options)!;
}

/// <summary>Registers and loads the demo.</summary>
internal static class DemoRegistration
{
    /// <summary>Whether this program shows the demo: in Development, unless <c>Demo:Enabled</c> is false.</summary>
    public static bool IsOn(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() && configuration.GetValue("Demo:Enabled", true);

    /// <summary>Registers the loader and lists accounts and codes for the sign-in page.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!IsOn(configuration, environment))
        {
            return services;
        }

        var folder = new DemoFolder(SeedFolder.Find(configuration, environment));
        services.AddSingleton(folder).AddScoped<DemoCampaigns>().AddScoped<DemoOutcomes>().AddScoped<DemoLoader>();
        services.Configure<DemoAccounts>(list =>
        {
            var plan = folder.ReadPlan();
            foreach (var account in plan.Accounts)
            {
                list.Accounts.Add(new DemoAccount(account.UserName, DemoLoader.Password, account.TextKey));
            }

            foreach (var code in plan.Campaigns.SelectMany(c => c.Codes ?? []).SelectMany(c => c))
            {
                list.Codes.Add(CodeText.InGroups(CodeText.Complete(code)));
            }
        });
        return services;
    }

    /// <summary>Loads the demo into an empty database.</summary>
    public static async Task LoadDemoAsync(this WebApplication app)
    {
        if (IsOn(app.Configuration, app.Environment))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DemoLoader>().LoadAsync(CancellationToken.None);
        }
    }
}
