using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A finding of the checklist in words, with the address of the very field that mends it.</summary>
/// <param name="Title">What was found.</param>
/// <param name="More">The figures, or what to do.</param>
/// <param name="Url">Page and field.</param>
public sealed record CheckText(string Title, string More, string Url)
{
    /// <summary>Puts a finding into words.</summary>
    public static CheckText Of(CheckFinding finding, Campaign campaign, Texts texts)
    {
        object[] arguments = [.. finding.Arguments.Select(a => a switch
        {
            FormProblem problem => texts.Of(problem),
            RuleSetProblem problem => texts.Of(problem),
            _ => a,
        })];
        var key = "Campaigns.Check." + finding.Kind;
        return new CheckText(texts[key, arguments], texts[key + ".More", arguments], $"/campaigns/{campaign.Id}" + PlaceOf(finding, campaign));
    }

    private static string PlaceOf(CheckFinding finding, Campaign campaign) => finding.Kind switch
    {
        CheckKind.NoSubjects => "/subjects/add",
        CheckKind.PoolWithoutSubjects => $"/subjects/add?pool={finding.Target}",
        CheckKind.SubjectTwice => $"/subjects#subject-{finding.Target}",
        CheckKind.PoolWithoutCategories => $"/categories/new?pool={finding.Target}",
        CheckKind.PoolSizeDiffers => $"/pools#size-{finding.Target}",
        CheckKind.PoolUnderGroupMinimum => $"/pools#pool-{finding.Target}",
        CheckKind.CategoryWithoutPool => $"/categories/{finding.Target}#pools",
        CheckKind.NobodyPlanned or CheckKind.MinimumNotPlanned or CheckKind.CategoryUnderGroupMinimum => TargetOf(finding, campaign),
        CheckKind.WeightMissing => $"/categories/{finding.Target}#Form_Weight",
        CheckKind.EndNotAfterBegin => "/basics#Form_End",
        CheckKind.MomentMissing => campaign is { BeginsByItself: true, PlannedBegin: null } ? "/basics#Form_Begin" : "/basics#Form_End",
        CheckKind.MomentPast => campaign.BeginsByItself ? "/basics#Form_Begin" : "/basics#Form_End",
        CheckKind.NoDateOrPlace => campaign.PlannedBegin is null ? "/basics#Form_Begin" : "/basics#Form_Place",
        CheckKind.NoForms => "/forms/new",
        CheckKind.FormDefect => $"/forms/{finding.Target}",
        CheckKind.FormUnused => "/subjects",
        CheckKind.NoMetrics => "/rules#metrics",
        CheckKind.NoRules => "/rules#rules",
        CheckKind.RuleDefect => "/rules" + RuleAnchor(finding, campaign),
        CheckKind.GradeUnknown => "/rules" + MetricAnchor(finding, campaign),
        CheckKind.AddressNotTried => "/rehearsal",
        _ => "",
    };

    // The number of an invited category follows from its list.
    private static string TargetOf(CheckFinding finding, Campaign campaign) =>
        campaign.Categories.Find(c => c.Id == finding.Target) is { Issue: CodeIssue.Invited }
            ? $"/categories/{finding.Target}/invitees#Form_List"
            : $"/categories/{finding.Target}#Form_Target";

    private static string RuleAnchor(CheckFinding finding, Campaign campaign)
    {
        var index = campaign.Rules.Rules.ToList().FindIndex(r => r.Number == (string)finding.Arguments[1]);
        return index < 0 ? "#metrics" : $"#rule-{index}";
    }

    private static string MetricAnchor(CheckFinding finding, Campaign campaign)
    {
        var index = campaign.Rules.Metrics.ToList().FindIndex(m => m.Name == (string)finding.Arguments[0]);
        return $"#metric-{Math.Max(0, index)}";
    }
}
