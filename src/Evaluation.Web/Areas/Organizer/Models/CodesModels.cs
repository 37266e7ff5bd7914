using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form in which new codes are handed to the organizer. They are shown in that one answer and never again.</summary>
public enum CodeFormat
{
    /// <summary>Slips as a page that the browser prints.</summary>
    Slips,

    /// <summary>Slips as PDF.</summary>
    Pdf,

    /// <summary>A list as Excel workbook.</summary>
    List,
}

/// <summary>What is asked for when codes are made.</summary>
public sealed class MakeCodesForm
{
    /// <summary>The category; null for all.</summary>
    [Display(Name = "Codes.Make.Category")]
    public Guid? Category { get; set; }

    /// <summary>The form.</summary>
    [Display(Name = "Codes.Make.Format")]
    public CodeFormat Format { get; set; }

    /// <summary>Codes ever made when the question was shown; see <see cref="CodeDraft.CodesBefore"/>. A page sent twice makes codes once.</summary>
    public int Known { get; set; }
}

/// <summary>The page of codes.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Codes">What was made and can be made.</param>
/// <param name="Address">The address in the QR codes.</param>
/// <param name="CanPrintPdf">Whether a browser that sets PDF is installed.</param>
/// <param name="CanSetAddress">Whether the user may open the settings.</param>
public sealed record CodesPage(Campaign Campaign, CodeOverview Codes, PublicAddress Address, bool CanPrintPdf, bool CanSetAddress)
{
    /// <summary>Whether codes can be made now.</summary>
    public bool CanMake => Campaign.Stage == CampaignStage.Finalized;
}

/// <summary>The question before codes are made.</summary>
/// <param name="Page">What the page of codes shows.</param>
/// <param name="Form">What was asked for.</param>
/// <param name="Category">The category; null for all.</param>
public sealed record MakeCodesQuestion(CodesPage Page, MakeCodesForm Form, CategoryCodes? Category)
{
    private IEnumerable<CategoryCodes> Chosen => Category is null ? Page.Codes.Categories : [Category];

    /// <summary>Codes that will be made, spares included.</summary>
    public int Count => Chosen.Sum(c => c.ToMake + c.SparesToMake);

    /// <summary>Those of them that are spares.</summary>
    public int Spares => Chosen.Sum(c => c.SparesToMake);

    /// <summary>Codes that will be void.</summary>
    public int Voids => Chosen.Sum(c => c.Made);

    /// <summary>Pages of slips; each category begins a new one.</summary>
    public int Pages => Chosen.Sum(c => SlipsDocument.PagesOf(c.ToMake + c.SparesToMake));
}
