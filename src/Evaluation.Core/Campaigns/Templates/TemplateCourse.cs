using Evaluation.Domain.Campaigns;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>A way of evaluating or of gathering views beside the ballot.</summary>
public enum TemplateWay
{
    /// <summary>会议评议: in a meeting.</summary>
    Meeting,

    /// <summary>书面评议: in writing.</summary>
    Writing,

    /// <summary>座谈: discussion.</summary>
    Discussion,

    /// <summary>个别访谈: interview.</summary>
    Interview,

    /// <summary>上门: a visit.</summary>
    Visit,

    /// <summary>电话: by telephone.</summary>
    Telephone,

    /// <summary>网络: online.</summary>
    Online,

    /// <summary>意见箱: suggestion box.</summary>
    SuggestionBox,

    /// <summary>领导点评: the leader's comment.</summary>
    LeaderComment,
}

/// <summary>A part of the course. Days recur every year.</summary>
/// <param name="Name">Name.</param>
/// <param name="From">First day as MM-DD; null for none.</param>
/// <param name="Until">Last day as MM-DD; null for none.</param>
/// <param name="Steps">Its steps in order.</param>
public sealed record TemplatePhase(string Name, string? From, string? Until, IReadOnlyList<string> Steps);

/// <summary>What subjects hand in before they are evaluated.</summary>
/// <param name="Title">Title, such as 个人小结.</param>
/// <param name="Kinds">Who hands it in.</param>
/// <param name="Sections">Headings of its sections.</param>
/// <param name="MostCharacters">Longest text; null for no limit of its own.</param>
public sealed record TemplateStatement(string Title, IReadOnlyList<SubjectKind> Kinds, IReadOnlyList<string> Sections, int? MostCharacters);

/// <summary>Where a result is made public.</summary>
public enum TemplateNotice
{
    /// <summary>公示栏: notice board.</summary>
    NoticeBoard,

    /// <summary>会议通报: at a meeting.</summary>
    Meeting,

    /// <summary>向评议对象反馈: to the subject alone.</summary>
    Subject,
}

/// <summary>How the result is made public.</summary>
/// <param name="Places">Where.</param>
/// <param name="WorkingDays">For how many working days; null where the plan does not say.</param>
public sealed record TemplatePublication(IReadOnlyList<TemplateNotice> Places, int? WorkingDays);

/// <summary>Who reports a result back.</summary>
public enum TemplateReporter
{
    /// <summary>支部: the branch of the subject.</summary>
    Branch,

    /// <summary>举办单位: the host.</summary>
    Host,

    /// <summary>主要负责人: the host's head.</summary>
    Leader,

    /// <summary>上级组织: the organization above the host.</summary>
    Superior,
}

/// <summary>Who reports back to whom (反馈).</summary>
/// <param name="Kinds">To which subjects.</param>
/// <param name="By">Who does.</param>
public sealed record TemplateFeedback(IReadOnlyList<SubjectKind> Kinds, TemplateReporter By);

/// <summary>A part in the leading group (领导小组).</summary>
/// <param name="Part">Such as 组长.</param>
/// <param name="Who">Who takes it, by post.</param>
public sealed record TemplateLeader(string Part, string Who);

/// <summary>The course of a campaign around its ballot; all parts are optional.</summary>
public sealed record TemplateCourse
{
    /// <summary>Ways of evaluating beside the ballot.</summary>
    public IReadOnlyList<TemplateWay> Ways { get; init; } = [];

    /// <summary>Phases in order.</summary>
    public IReadOnlyList<TemplatePhase> Phases { get; init; } = [];

    /// <summary>What subjects hand in.</summary>
    public IReadOnlyList<TemplateStatement> Statements { get; init; } = [];

    /// <summary>How the result is made public; null where the plan does not say.</summary>
    public TemplatePublication? Publication { get; init; }

    /// <summary>Who reports back to whom; kinds that are not named follow D6's order (<see cref="Publications.FeedbackReporters"/>).</summary>
    public IReadOnlyList<TemplateFeedback> Feedback { get; init; } = [];

    /// <summary>The leading group.</summary>
    public IReadOnlyList<TemplateLeader> Leaders { get; init; } = [];

    /// <summary>Headings of the closing report.</summary>
    public IReadOnlyList<string> ReportSections { get; init; } = [];
}
