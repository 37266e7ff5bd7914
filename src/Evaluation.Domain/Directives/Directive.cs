using Evaluation.Domain.Campaigns;

namespace Evaluation.Domain.Directives;

/// <summary>A superior's act of handing an evaluation down (下发): to whom, when, and what in it is laid down. Each branch has a campaign of its own from then on; this is the record.</summary>
public sealed class Directive
{
    /// <summary>Longest instruction, in characters.</summary>
    public const int InstructionLength = 1000;

    /// <summary>Longest name of what was handed down, in characters.</summary>
    public const int SourceLength = 100;

    /// <summary>Most branches at once.</summary>
    public const int MostBranches = 500;

    private string title = "";

    /// <summary>Random identity, made with the form, so that a form that is posted twice is handed down once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organization that hands it down.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>The account that did it.</summary>
    public Guid IssuedBy { get; set; }

    /// <summary>Name of whoever did it, as it was then.</summary>
    public required string IssuedByName { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime IssuedAt { get; set; }

    /// <summary>The year for which the results count.</summary>
    public int Year { get; set; }

    /// <summary>Title of the campaigns; {organization} is filled in for each branch.</summary>
    public required string Title
    {
        get => title;
        set
        {
            title = value;
            SearchTitle = SearchText.Fold(value, Campaign.TitleLength);
        }
    }

    /// <summary>The title as it is searched, folded in width and case.</summary>
    public string SearchTitle { get; private set; } = "";

    /// <summary>The template it was made from; null for a campaign.</summary>
    public string? TemplateKey { get; set; }

    /// <summary>Title of the campaign it was made from; empty for a template.</summary>
    public string SourceTitle { get; set; } = "";

    /// <summary>What the branches are told (通知要求); may be empty.</summary>
    public string Instruction { get; set; } = "";

    /// <summary>Planned beginning of all, UTC; null where the branches choose.</summary>
    public DateTime? PlannedBegin { get; set; }

    /// <summary>Planned end of all, UTC; null where the branches choose.</summary>
    public DateTime? PlannedEnd { get; set; }

    /// <summary>The day by which the plan is to be filed, in the zone of the organization; null for none.</summary>
    public DateOnly? PlanDue { get; set; }

    /// <summary>The day by which the result is to be filed, in the zone of the organization; null for none.</summary>
    public DateOnly? ResultDue { get; set; }

    /// <summary>What is laid down.</summary>
    public CampaignLocks Locks { get; set; }

    /// <summary>To whom.</summary>
    public List<DirectiveBranch> Branches { get; } = [];
}

/// <summary>A branch to which something was handed down.</summary>
public sealed class DirectiveBranch
{
    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>What was handed down.</summary>
    public Guid DirectiveId { get; set; }

    /// <summary>The branch.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>The campaign made for it; null when the branch deleted it after it had been withdrawn.</summary>
    public Guid? CampaignId { get; set; }

    /// <summary>When an organizer of the branch first opened the draft, UTC; null until then.</summary>
    public DateTime? OpenedAt { get; set; }

    /// <summary>When the superior withdrew it, UTC; null while it stands. The campaign is the branch's own from then on.</summary>
    public DateTime? WithdrawnAt { get; set; }
}
