using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Subjects of a campaign in preparation: picked from the organizations and rosters of the organizer's subtree.</summary>
[Route("campaigns/{id:guid}/subjects")]
public sealed class SubjectsController(
    EvaluationDbContext db, SubjectService subjects, CandidateService candidates, TemplateLibrary library, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>All subjects by pool.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id) => View(new SubjectsPage(await LoadAsync(id)));

    /// <summary>Moves a subject, or removes the marked ones or gives them another form.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Index(Guid id, SubjectsAct act)
    {
        var scope = await ScopeAsync();
        var which = new CampaignRef(id, act.Version);
        var (name, subject) = SplitAct(act.Button);
        var outcome = name switch
        {
            "up" or "down" => await subjects.MoveAsync(scope, which, subject, name == "up", Aborted),
            "remove" when subject != Guid.Empty => await subjects.RemoveAsync(scope, which, [subject], Aborted),
            _ when act.Marked.Count == 0 => EditOutcome.Invalid,
            "remove" => await subjects.RemoveAsync(scope, which, act.Marked, Aborted),
            "form" when act.Form is { } form => await subjects.AssignFormAsync(scope, which, act.Marked, form, Aborted),
            _ => EditOutcome.Invalid,
        };
        if (outcome == EditOutcome.Invalid)
        {
            this.FlashRefused("Campaigns.Subjects.NothingMarked");
            return Redirect(PageOf(id) + "/subjects");
        }

        return AnswerAct(id, outcome, PageOf(id) + "/subjects" + (name is "up" or "down" ? $"#subject-{subject}" : ""));
    }

    /// <summary>Candidates of a kind, to be marked and added.</summary>
    [HttpGet("add")]
    public async Task<IActionResult> Add(Guid id, CandidateForm filter)
    {
        var campaign = await LoadAsync(id);
        if (campaign.Pools.Count == 0 || campaign.Forms.Count == 0)
        {
            this.FlashRefused("Campaigns.Add.PoolAndFormFirst");
            return Redirect(campaign.Pools.Count == 0 ? PageOf(id) + "/pools" : PageOf(id) + "/forms/new");
        }

        filter.Complete(campaign);
        var scope = await ScopeAsync();
        var found = await candidates.ListAsync(scope, new CandidateFilter(id, filter.Kind!.Value, filter.Organization, filter.Search, filter.Page), Aborted);
        var places = await Places.ForAsync(Db, scope, Aborted, Role.Organizer);
        var withProbationary = library.Find(campaign.TemplateKey)?.Basics.EvaluatesProbationary ?? true;
        return View(new AddSubjectsPage(campaign, filter, found, places, withProbationary));
    }

    /// <summary>Adds the marked candidates.</summary>
    [HttpPost("add")]
    public async Task<IActionResult> Add(Guid id, int version, Guid pool, Guid form, SubjectKind kind, List<Guid> marked, string? back)
    {
        if (marked.Count == 0)
        {
            this.FlashRefused("Campaigns.Subjects.NothingMarked");
            return BackToAdd(id, back);
        }

        var result = await subjects.AddAsync(await ScopeAsync(), new CampaignRef(id, version), new AddSubjects(pool, form, kind, marked), Aborted);
        return Added(id, result, back);
    }

    /// <summary>Adds all Party members of an organization and of those below it.</summary>
    [HttpPost("add-members")]
    public async Task<IActionResult> AddMembers(Guid id, int version, Guid pool, Guid form, Guid? branch, bool withProbationary, string? back)
    {
        if (branch is null)
        {
            this.FlashRefused("Campaigns.Add.BranchMissing");
            return BackToAdd(id, back);
        }

        var act = new AddPartyMembers(pool, form, branch.Value, withProbationary);
        return Added(id, await subjects.AddPartyMembersAsync(await ScopeAsync(), new CampaignRef(id, version), act, Aborted), back);
    }

    private static (string Name, Guid Subject) SplitAct(string act)
    {
        var dash = act.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && Guid.TryParse(act[(dash + 1)..], out var subject) ? (act[..dash], subject) : (act, Guid.Empty);
    }

    private IActionResult Added(Guid id, AddedSubjects result, string? back)
    {
        if (result.Outcome != EditOutcome.Saved)
        {
            return AnswerAct(id, result.Outcome, PageOf(id) + "/subjects/add");
        }

        if (result.Present > 0)
        {
            this.FlashWarning("Campaigns.Add.SomePresent", result.Added, result.Present);
        }
        else
        {
            this.Flash("Campaigns.Add.Done", result.Added);
        }

        return BackToAdd(id, back);
    }

    // The list stays where it was; its query is appended to this page's own address and so cannot lead elsewhere.
    private RedirectResult BackToAdd(Guid id, string? back) =>
        Redirect(PageOf(id) + "/subjects/add" + (back?.StartsWith('?') == true && Uri.IsWellFormedUriString(back, UriKind.Relative) ? back : ""));
}
