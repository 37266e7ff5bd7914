using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Documents.CodeLists;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer;

/// <summary>A document that was set, or why not.</summary>
/// <param name="Refusal">Text key of the reason; null when it was set.</param>
/// <param name="File">The file; null when the document is a page.</param>
/// <param name="Slips">The page; null when the document is a file.</param>
public sealed record SetDocument(string? Refusal, FileContentResult? File = null, SlipsDocument? Slips = null);

/// <summary>Sets the documents that bear codes, and the poster beside them.</summary>
public sealed class CodeDocuments(PublicAddressFinder addresses, PrintViews print, EvaluationDbContext db, Texts texts)
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Sets the document of drawn-up codes.</summary>
    public async Task<SetDocument> SetAsync(ActionContext action, Campaign campaign, CodeDraft draft, CodeFormat format, CancellationToken cancellation)
    {
        var address = await addresses.FindAsync(cancellation);
        if (format == CodeFormat.List)
        {
            return new SetDocument(null, new FileContentResult(ListOf(campaign, draft, address), Workbook) { FileDownloadName = FileName("Codes.List.File", campaign, "xlsx") });
        }

        if (draft.Codes.Sum(c => c.Codes.Count) > SlipsDocument.Most)
        {
            return new SetDocument("Codes.Refused.TooManySlips");
        }

        var slips = SlipsDocument.Of(campaign, draft.Codes, address);
        return format == CodeFormat.Pdf
            ? await PdfAsync(action, "Slips", slips, "Codes.Slips.File", campaign, cancellation)
            : new SetDocument(null, Slips: slips);
    }

    /// <summary>The PDF of a print view.</summary>
    public async Task<SetDocument> PdfAsync(ActionContext action, string view, object model, string fileKey, Campaign campaign, CancellationToken cancellation)
    {
        var printed = await print.PrintAsync(action, view, model, cancellation);
        return printed.Outcome == PrintOutcome.Printed
            ? new SetDocument(null, new FileContentResult(printed.Content, "application/pdf") { FileDownloadName = FileName(fileKey, campaign, "pdf") })
            : new SetDocument("Print." + printed.Outcome);
    }

    /// <summary>The poster of a campaign.</summary>
    public async Task<PosterDocument> PosterAsync(Campaign campaign, CancellationToken cancellation)
    {
        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, cancellation);
        var begin = campaign.PlannedBegin is { } planned ? TimeZoneInfo.ConvertTimeFromUtc(planned, zone) : (DateTime?)null;
        var hasInvitees = await db.EvaluatorCategories.AnyAsync(c => c.CampaignId == campaign.Id && c.Issue == CodeIssue.Invited, cancellation);
        return new PosterDocument(campaign.Id, campaign.Title, begin, campaign.Place, !hasInvitees, await addresses.FindAsync(cancellation));
    }

    private byte[] ListOf(Campaign campaign, CodeDraft draft, PublicAddress address)
    {
        using var stream = new MemoryStream();
        CodeListWorkbook.Write(stream, new CodeList(campaign.Title, Labels(), [.. draft.Codes.Select(codes => SheetOf(codes, address))]));
        return stream.ToArray();
    }

    private static CodeListSheet SheetOf(MadeCodes made, PublicAddress address) => new(
        made.Category.Name,
        made.Category.Issue == CodeIssue.Invited,
        [.. made.Codes.Select(code => new CodeListRow(
            CodeText.InGroups(code.Text), address.LinkOf(code.Text), code.IsSpare, code.Invitee?.Name ?? "", code.Invitee?.Contact ?? ""))]);

    private CodeListLabels Labels() => new(
        texts["Codes.List.Note"],
        texts["Common.Number"],
        texts["Codes.List.Name"],
        texts["Codes.List.Contact"],
        texts["Codes.Code"],
        texts["Codes.List.Link"],
        texts["Codes.List.Received"],
        texts["Common.Remarks"],
        texts["Codes.Spare"]);

    private string FileName(string key, Campaign campaign, string ending)
    {
        var name = texts[key, campaign.Title].Value;
        return string.Concat(name.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c, StringComparison.Ordinal))) + "." + ending;
    }
}
