namespace Evaluation.Domain.Oversight;

/// <summary>Where an inspection stands; drawn in docs/states.md.</summary>
public enum InspectionState
{
    /// <summary>待检查.</summary>
    Planned,

    /// <summary>待整改: something was found that has to be put right.</summary>
    FollowUp,

    /// <summary>已报告: the organization says that it is done; waits for the superior.</summary>
    Reported,

    /// <summary>已办结.</summary>
    Closed,
}

/// <summary>What somebody does with an inspection.</summary>
public enum InspectionAct
{
    /// <summary>Its day, inspectors and object are changed.</summary>
    Plan,

    /// <summary>What was found is written down.</summary>
    Record,

    /// <summary>The organization reports what it did.</summary>
    Report,

    /// <summary>The superior is not satisfied with the report.</summary>
    Return,

    /// <summary>The superior closes it.</summary>
    Close,

    /// <summary>It is called off and taken away.</summary>
    CallOff,
}

/// <summary>The state machine of an inspection, in one place.</summary>
public static class Inspections
{
    private static readonly Dictionary<InspectionAct, (InspectionState From, InspectionState To)> Acts = new()
    {
        [InspectionAct.Plan] = (InspectionState.Planned, InspectionState.Planned),
        // Without anything to be put right it is closed at once.
        [InspectionAct.Record] = (InspectionState.Planned, InspectionState.FollowUp),
        [InspectionAct.Report] = (InspectionState.FollowUp, InspectionState.Reported),
        [InspectionAct.Return] = (InspectionState.Reported, InspectionState.FollowUp),
        [InspectionAct.Close] = (InspectionState.Reported, InspectionState.Closed),
        [InspectionAct.CallOff] = (InspectionState.Planned, InspectionState.Planned),
    };

    /// <summary>The states in which somebody still has to act, for queries.</summary>
    public static readonly InspectionState[] OpenStates = [InspectionState.Planned, InspectionState.FollowUp, InspectionState.Reported];

    /// <summary>Whether <paramref name="act"/> is possible at <paramref name="state"/>.</summary>
    public static bool Allows(this InspectionState state, InspectionAct act) => Acts[act].From == state;

    /// <summary>The state after <paramref name="act"/>.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="hasFollowUp">Whether something has to be put right; asked by <see cref="InspectionAct.Record"/> alone.</param>
    public static InspectionState After(this InspectionAct act, bool hasFollowUp = true) => act == InspectionAct.Record && !hasFollowUp ? InspectionState.Closed : Acts[act].To;

    /// <summary>Whether the superior's side does it; the rest is the organization's.</summary>
    public static bool IsSuperiors(this InspectionAct act) => act != InspectionAct.Report;
}

/// <summary>A visit or check by the superior (检查), of one campaign or of an organization in a year (D3: in mid-April, all done by the end of June).</summary>
public sealed class Inspection : IVersioned
{
    /// <summary>Longest list of inspectors, in characters.</summary>
    public const int InspectorsLength = 200;

    /// <summary>Longest text of one field, in characters.</summary>
    public const int TextLength = 4000;

    /// <summary>Longest remark, in characters.</summary>
    public const int RemarkLength = 1000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The organization inspected.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>The campaign inspected, hosted by the organization; null for its work of the year.</summary>
    public Guid? CampaignId { get; set; }

    /// <summary>The year for which it counts.</summary>
    public int Year { get; set; }

    /// <summary>Where it stands.</summary>
    public InspectionState State { get; set; }

    /// <summary>The day for which it is planned, in the organization's time zone.</summary>
    public DateOnly PlannedOn { get; set; }

    /// <summary>Who inspects.</summary>
    public required string Inspectors { get; set; }

    /// <summary>The day on which it took place; null before.</summary>
    public DateOnly? HeldOn { get; set; }

    /// <summary>What was found.</summary>
    public string Findings { get; set; } = "";

    /// <summary>What has to be put right; empty when nothing has.</summary>
    public string FollowUp { get; set; } = "";

    /// <summary>By when; null when nothing has to be put right.</summary>
    public DateOnly? Deadline { get; set; }

    /// <summary>What the organization did about it.</summary>
    public string Report { get; set; } = "";

    /// <summary>The day on which that was done; null before it is reported.</summary>
    public DateOnly? DoneOn { get; set; }

    /// <summary>Who reported it; cannot be who closes or returns it.</summary>
    public Guid? ReportedBy { get; set; }

    /// <summary>What the superior said when it was sent back or closed last; may be empty.</summary>
    public string Remark { get; set; } = "";

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The day by which the next act is due: the inspection itself, or the report; null when none is awaited from a day on.</summary>
    public DateOnly? Due => State switch
    {
        InspectionState.Planned => PlannedOn,
        InspectionState.FollowUp => Deadline,
        _ => null,
    };

    /// <summary>Whether it should have been held, or reported on, before <paramref name="today"/>.</summary>
    public bool IsOverdue(DateOnly today) => Due < today;
}
