using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The subjects of a campaign by pool.</summary>
/// <param name="Campaign">The campaign.</param>
public sealed record SubjectsPage(Campaign Campaign)
{
    /// <summary>Address of the page.</summary>
    public string Url => $"/campaigns/{Campaign.Id}/subjects";

    /// <summary>Subjects of a pool in order.</summary>
    public IReadOnlyList<Subject> Of(EvaluatorPool pool) => [.. Campaign.Subjects.Where(s => s.PoolId == pool.Id).OrderBy(s => s.Order)];

    /// <summary>Name of a subject's form.</summary>
    public string FormOf(Subject subject) => Campaign.Forms.Find(f => f.Id == subject.FormId)?.Name ?? "";

    /// <summary>The forms as choices.</summary>
    public IEnumerable<SelectListItem> Forms => Campaign.Forms.Select(f => new SelectListItem(f.Name, f.Id.ToString()));
}

/// <summary>What is done with the marked subjects of a pool.</summary>
public sealed class SubjectsAct
{
    /// <summary>Version of the campaign when the page was opened.</summary>
    public int Version { get; set; }

    /// <summary>The marked ones.</summary>
    public List<Guid> Marked { get; set; } = [];

    /// <summary>The form they shall have.</summary>
    public Guid? Form { get; set; }

    /// <summary>The button: remove, form, up-ID or down-ID.</summary>
    public string Button { get; set; } = "";
}

/// <summary>Where and as what new subjects are looked for.</summary>
public sealed class CandidateForm
{
    /// <summary>Who evaluates them.</summary>
    [Display(Name = "Campaigns.Add.Pool")]
    public Guid? Pool { get; set; }

    /// <summary>With which form.</summary>
    [Display(Name = "Campaigns.Add.Form")]
    public Guid? Form { get; set; }

    /// <summary>As what.</summary>
    [Display(Name = "Campaigns.Add.Kind")]
    public SubjectKind? Kind { get; set; }

    /// <summary>In which organization.</summary>
    [Display(Name = "Campaigns.Add.Organization")]
    public Guid? Organization { get; set; }

    /// <summary>Part of a name.</summary>
    [Display(Name = "Common.Search")]
    public string? Search { get; set; }

    /// <summary>Number of the page.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Fills in what was not said: the first pool, and the kind and form of what it evaluates already.</summary>
    public void Complete(Campaign campaign)
    {
        var pool = campaign.Pools.Find(p => p.Id == Pool) ?? campaign.Pools[0];
        Pool = pool.Id;
        var like = campaign.Subjects.Find(s => s.PoolId == pool.Id);
        Kind ??= like?.Kind ?? SubjectKind.Branch;
        if (campaign.Forms.Find(f => f.Id == Form) is null)
        {
            Form = like?.FormId ?? (Kind.Value.IsPerson() ? campaign.Forms[^1].Id : campaign.Forms[0].Id);
        }
    }
}

/// <summary>The page for adding subjects.</summary>
/// <param name="Campaign">The campaign; it has a pool and a form.</param>
/// <param name="Filter">What is looked for.</param>
/// <param name="Candidates">What was found.</param>
/// <param name="Organizations">The organizations of the scope as choices.</param>
/// <param name="WithProbationary">Whether the template evaluates probationary members.</param>
public sealed record AddSubjectsPage(
    Campaign Campaign, CandidateForm Filter, Page<SubjectCandidate> Candidates, IReadOnlyList<SelectListItem> Organizations, bool WithProbationary)
{
    /// <summary>Address of the page.</summary>
    public string Url => $"/campaigns/{Campaign.Id}/subjects/add";

    /// <summary>Whether a candidate stands in the pool already.</summary>
    public bool IsPresent(SubjectCandidate candidate) => Campaign.Subjects.Exists(s =>
        s.PoolId == Filter.Pool && s.Kind == candidate.Kind && s.OrganizationId == candidate.OrganizationId && s.MemberId == candidate.MemberId);

    /// <summary>The pools as choices.</summary>
    public IEnumerable<SelectListItem> Pools => Campaign.Pools.Select(p => new SelectListItem(p.Name, p.Id.ToString()));

    /// <summary>The forms as choices.</summary>
    public IEnumerable<SelectListItem> Forms => Campaign.Forms.Select(f => new SelectListItem(f.Name, f.Id.ToString()));

    /// <summary>The pool.</summary>
    public EvaluatorPool Pool => Campaign.Pools.Find(p => p.Id == Filter.Pool)!;

    /// <summary>The form.</summary>
    public BallotForm Form => Campaign.Forms.Find(f => f.Id == Filter.Form)!;
}
