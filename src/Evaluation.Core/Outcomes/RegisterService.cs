using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>An entry of the register: who bears what for a year, and why.</summary>
/// <param name="Consequence">The bar, cap or recommendation.</param>
/// <param name="Found">The rule with its arithmetic.</param>
/// <param name="IsHeavier">Whether the heavier of two neighbouring rules was decided on.</param>
/// <param name="Subject">Name of the subject evaluated.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Organization">The organization of the subject.</param>
public sealed record RegisterEntry(Consequence Consequence, Determination Found, bool IsHeavier, string Subject, string Campaign, Guid CampaignId, string Organization)
{
    /// <summary>Whether the figures may be shown: of a pool under the group minimum only to the organization that decides.</summary>
    public bool ShowsFigures { get; init; }

    /// <summary>The rule that was decided on.</summary>
    public Rule Rule => IsHeavier ? Found.Heavier! : Found.Rule;
}

/// <summary>What one name of a pasted list came to.</summary>
/// <param name="Name">The name as pasted.</param>
/// <param name="Entries">Entries that bear this name; empty when nothing stands against it.</param>
public sealed record CheckedName(string Name, IReadOnlyList<RegisterEntry> Entries);

/// <summary>The register of what holds for a year (评先评优限制和考核等次限制): who may not be commended, whose rating is capped, and who is put forward.</summary>
public sealed class RegisterService(EvaluationDbContext db)
{
    /// <summary>Most names of a pasted list.</summary>
    public const int MostNames = 2000;

    /// <summary>The years with entries within the scope, the latest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(Scope scope, CancellationToken cancellation) =>
        await Covered(scope).Select(c => c.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancellation);

    /// <summary>The entries of a year, by organization and name.</summary>
    /// <param name="scope">Whose view.</param>
    /// <param name="year">The year.</param>
    /// <param name="kind">One kind alone; null for all.</param>
    /// <param name="search">Part of a name or organization; may be empty.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<RegisterEntry>> ListAsync(Scope scope, int year, ConsequenceKind? kind, string? search, CancellationToken cancellation)
    {
        var rows = await (
            from consequence in Covered(scope).Where(c => c.Year == year && (kind == null || c.Kind == kind))
            join determination in db.Determinations on consequence.DeterminationId equals determination.Id
            join subject in db.Subjects on consequence.SubjectId equals subject.Id
            join campaign in db.Campaigns on consequence.CampaignId equals campaign.Id
            join organization in db.Organizations on subject.OrganizationId equals organization.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            select new
            {
                Entry = new RegisterEntry(consequence, determination.Found, determination.IsHeavier, subject.Name, campaign.Title, campaign.Id, organization.Name),
                organization.Path,
                Host = host.Path,
                determination.IsWithheld,
            })
            .ToListAsync(cancellation);
        var folded = SearchText.Fold(search ?? "");
        return [.. rows
            .Where(r => folded.Length == 0 || Matches(r.Entry.Consequence.BearerName) || Matches(r.Entry.Subject) || Matches(r.Entry.Organization))
            .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Entry.Consequence.BearerName, StringComparer.Ordinal).ThenBy(r => r.Entry.Consequence.Kind).ThenBy(r => r.Entry.Consequence.Id)
            .Select(r => r.Entry with { ShowsFigures = !r.IsWithheld || scope.Covers(r.Host, Role.Organizer) })];

        bool Matches(string text) => SearchText.Fold(text).Contains(folded, StringComparison.Ordinal);
    }

    /// <summary>Asks for each name of a list what stands in the register of the year. Blanks within a name and its width do not matter.</summary>
    public async Task<IReadOnlyList<CheckedName>> CheckAsync(Scope scope, int year, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var entries = (await ListAsync(scope, year, null, null, cancellation)).ToLookup(e => SearchText.Fold(e.Consequence.BearerName), StringComparer.Ordinal);
        return [.. names.Take(MostNames).Select(name => new CheckedName(name, [.. entries[SearchText.Fold(name)]]))];
    }

    /// <summary>The names of a pasted list: one a line, or separated by a comma, 、, a semicolon or a tab.</summary>
    public static IReadOnlyList<string> NamesOf(string? pasted) =>
        [.. (pasted ?? "").Split(['\r', '\n', '\t', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private IQueryable<Consequence> Covered(Scope scope)
    {
        var campaigns = db.Campaigns.WhereCovered(db, scope, Role.Organizer, Role.Superior);
        return db.Consequences.AsNoTracking().Where(c => c.State == ConsequenceState.InForce && campaigns.Any(x => x.Id == c.CampaignId));
    }
}
