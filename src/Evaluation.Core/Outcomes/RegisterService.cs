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
    /// <summary>What limits the same bearer for the same year, though the list is a favourable one; empty when nothing does.</summary>
    public IReadOnlyList<ConsequenceKind> Limits { get; init; } = [];

    /// <summary>Whether the figures may be shown: of a pool under the group minimum only to the organization that decides.</summary>
    public bool ShowsFigures { get; init; }

    /// <summary>The rule that was decided on.</summary>
    public Rule Rule => IsHeavier ? Found.Heavier! : Found.Rule;
}

/// <summary>What one name of a pasted list came to.</summary>
/// <param name="Name">The name as pasted.</param>
/// <param name="Entries">Entries that bear this name; empty when nothing stands against it.</param>
public sealed record CheckedName(string Name, IReadOnlyList<RegisterEntry> Entries);

/// <summary>The register of what holds for a year: who may not be commended and whose rating is capped (评先评优限制和考核等次限制), who is put forward, good examples, and the lists for pay and promotion.</summary>
public sealed class RegisterService(EvaluationDbContext db)
{
    /// <summary>Most names of a pasted list.</summary>
    public const int MostNames = 2000;

    /// <summary>The years with entries within the scope, the latest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(Scope scope, CancellationToken cancellation) =>
        await Covered(scope).Select(c => c.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancellation);

    /// <summary>The entries of a year, by organization and name.</summary>
    /// <param name="scope">Whose view.</param>
    /// <param name="at">The year and the list.</param>
    /// <param name="kind">One kind of the list alone; null for all.</param>
    /// <param name="search">Part of a name or organization; may be empty.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<RegisterEntry>> ListAsync(Scope scope, (int Year, RegisterList List) at, ConsequenceKind? kind, string? search, CancellationToken cancellation)
    {
        var kinds = at.List.Kinds().Where(k => kind is null || k == kind).ToArray();
        var rows = await (
            from consequence in Covered(scope).Where(c => c.Year == at.Year && kinds.Contains(c.Kind))
            join determination in db.Determinations on consequence.DeterminationId equals determination.Id
            join subject in db.Subjects on consequence.SubjectId equals subject.Id
            join campaign in db.Campaigns on consequence.CampaignId equals campaign.Id
            join organization in db.Organizations on subject.OrganizationId equals organization.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            select new
            {
                Entry = new RegisterEntry(consequence, determination.Found, determination.IsHeavier, subject.Name, campaign.Title, campaign.Id, organization.Name),
                organization.Path,
                Who = new Limited(consequence.Kind, consequence.BearerName, consequence.BearerMemberId, consequence.Bearer == Bearer.Subject && subject.MemberId == null ? subject.OrganizationId : null),
                Host = host.Path,
                determination.IsWithheld,
            })
            .ToListAsync(cancellation);
        var folded = SearchText.Fold(search ?? "");
        var limits = await LimitsAsync(scope, at, cancellation);
        return [.. rows
            .Where(r => folded.Length == 0 || Matches(r.Entry.Consequence.BearerName) || Matches(r.Entry.Subject) || Matches(r.Entry.Organization))
            .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Entry.Consequence.BearerName, StringComparer.Ordinal).ThenBy(r => r.Entry.Consequence.Kind).ThenBy(r => r.Entry.Consequence.Id)
            .Select(r => r.Entry with { ShowsFigures = !r.IsWithheld || scope.Covers(r.Host, Role.Organizer), Limits = [.. limits.Where(l => l.IsSameAs(r.Who)).Select(l => l.Kind).Distinct().Order()] })];

        bool Matches(string text) => SearchText.Fold(text).Contains(folded, StringComparison.Ordinal);
    }

    /// <summary>Asks for each name of a list what limits it in the year. Blanks within a name and its width do not matter.</summary>
    public async Task<IReadOnlyList<CheckedName>> CheckAsync(Scope scope, int year, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var entries = (await ListAsync(scope, (year, RegisterList.Limits), null, null, cancellation)).ToLookup(e => SearchText.Fold(e.Consequence.BearerName), StringComparer.Ordinal);
        return [.. names.Take(MostNames).Select(name => new CheckedName(name, [.. entries[SearchText.Fold(name)]]))];
    }

    /// <summary>The names of a pasted list: one a line, or separated by a comma, 、, a semicolon or a tab.</summary>
    public static IReadOnlyList<string> NamesOf(string? pasted) =>
        [.. (pasted ?? "").Split(['\r', '\n', '\t', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    // What limits somebody for the year; asked for where the list is a favourable one.
    private async Task<IReadOnlyList<Limited>> LimitsAsync(Scope scope, (int Year, RegisterList List) at, CancellationToken cancellation)
    {
        var kinds = RegisterList.Limits.Kinds();
        return !at.List.MeetsLimits() ? [] : await (
            from consequence in Covered(scope).Where(c => c.Year == at.Year && kinds.Contains(c.Kind))
            join subject in db.Subjects on consequence.SubjectId equals subject.Id
            select new Limited(consequence.Kind, consequence.BearerName, consequence.BearerMemberId, consequence.Bearer == Bearer.Subject && subject.MemberId == null ? subject.OrganizationId : null))
            .ToListAsync(cancellation);
    }

    private IQueryable<Consequence> Covered(Scope scope)
    {
        var campaigns = db.Campaigns.WhereCovered(db, scope, Role.Organizer, Role.Superior);
        return db.Consequences.AsNoTracking().Where(c => (c.State == ConsequenceState.InForce || (c.Kind == ConsequenceKind.GoodExample && c.State != ConsequenceState.Annulled)) && campaigns.Any(x => x.Id == c.CampaignId));
    }

    /// <summary>Whom an entry is about: an organization by its place in the tree and its name; a member by the roster; whoever was named without being on one by the name.</summary>
    private sealed record Limited(ConsequenceKind Kind, string Name, Guid? MemberId, Guid? OrganizationId)
    {
        public bool IsSameAs(Limited other) => OrganizationId == other.OrganizationId
            && (MemberId is { } member && other.MemberId is { } otherMember ? member == otherMember : SearchText.Fold(Name) == SearchText.Fold(other.Name));
    }
}
