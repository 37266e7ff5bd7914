using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Directives;

/// <summary>What is handed down: a template, or a campaign of one's own scope with its forms and rules as they stand.</summary>
/// <param name="TemplateKey">Key of the template; null for a campaign.</param>
/// <param name="CampaignId">The campaign; null for a template.</param>
public sealed record HandDownSource(string? TemplateKey, Guid? CampaignId);

/// <summary>An evaluation to be handed down.</summary>
/// <param name="Id">Identity of the directive, made with the form.</param>
/// <param name="OrganizationId">The organization that hands it down.</param>
/// <param name="Source">What is handed down.</param>
/// <param name="Year">The year for which the results count.</param>
/// <param name="Title">Title of the campaigns; {year} and {organization} are filled in. Empty for the source's.</param>
/// <param name="Instruction">What the branches are told; may be empty.</param>
/// <param name="Locks">What is laid down; the form always is, a date only where there is one.</param>
/// <param name="Branches">To whom.</param>
/// <param name="Again">Those of them that are meant although they have a campaign in the year, or are evaluated in one.</param>
public sealed record NewDirective(
    Guid Id, Guid OrganizationId, HandDownSource Source, int Year, string Title, string Instruction, CampaignLocks Locks, IReadOnlyCollection<Guid> Branches, IReadOnlyCollection<Guid> Again)
{
    /// <summary>Planned beginning, UTC; null where the branches choose.</summary>
    public DateTime? PlannedBegin { get; init; }

    /// <summary>Planned end, UTC; null where the branches choose.</summary>
    public DateTime? PlannedEnd { get; init; }

    /// <summary>The day by which the plan is to be filed; null for none.</summary>
    public DateOnly? PlanDue { get; init; }

    /// <summary>The day by which the result is to be filed; null for none.</summary>
    public DateOnly? ResultDue { get; init; }
}

/// <summary>How handing down, or withdrawing, came out. Of several branches all or none are done.</summary>
public enum HandDownOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The organization, the source, a branch or the directive is not within the scope.</summary>
    NotFound,

    /// <summary>No branch was chosen.</summary>
    NoBranch,

    /// <summary>More branches than can be at once.</summary>
    TooMany,

    /// <summary>A branch has a campaign in the year, or is evaluated in one, and was not expressly chosen all the same (防止多头评议).</summary>
    Taken,

    /// <summary>It cannot be withdrawn any more: finalized, or withdrawn already.</summary>
    TooLate,

    /// <summary>Somebody saved in between; nothing was changed.</summary>
    Stale,
}

/// <summary>What came of handing down.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Taken">Names of the branches that are <see cref="HandDownOutcome.Taken"/>.</param>
public sealed record HandDownResult(HandDownOutcome Outcome, IReadOnlyList<string> Taken);

/// <summary>A branch that can be chosen.</summary>
/// <param name="Id">The branch.</param>
/// <param name="Name">Its name.</param>
/// <param name="SearchName">Its name as it is searched.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Depth">Levels below the first level that is listed.</param>
/// <param name="Present">Titles of the year's campaigns that it holds or in which it is evaluated; empty text for one that the scope does not hold.</param>
public sealed record BranchChoice(Guid Id, string Name, string SearchName, OrganizationKind Kind, int Depth, IReadOnlyList<string> Present)
{
    /// <summary>Whether nothing stands against handing down.</summary>
    public bool IsFree => Present.Count == 0;
}
