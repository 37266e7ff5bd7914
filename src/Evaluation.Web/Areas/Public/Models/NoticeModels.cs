using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Publications;
using Evaluation.Domain.Publications;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The notice board.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Search">What was looked for.</param>
public sealed record NoticeBoard(Page<PublicationNotice> Rows, string? Search);

/// <summary>One notice.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="TakesObjections">Whether objections are taken today.</param>
/// <param name="Subjects">One page of what is reported.</param>
/// <param name="Form">The objection.</param>
public sealed record NoticePage(PublicationNotice Notice, bool TakesObjections, Page<ReportedSubject> Subjects, ObjectionForm Form)
{
    /// <summary>Subjects on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Names of the rates that any subject shown has.</summary>
    public IReadOnlyList<string> Rates => [.. Subjects.Rows.SelectMany(s => s.Rates).Select(r => r.Name).Distinct()];
}

/// <summary>An objection as typed.</summary>
public sealed class ObjectionForm
{
    /// <summary>What is objected.</summary>
    [Display(Name = "Notices.Objection"), Required, StringLength(Objection.TextLength)]
    public string? Text { get; set; }

    /// <summary>Name and how to be reached.</summary>
    [Display(Name = "Notices.Contact"), StringLength(Objection.ContactLength)]
    public string? Contact { get; set; }
}
