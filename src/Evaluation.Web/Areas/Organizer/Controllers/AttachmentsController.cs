using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Files kept with what follows a campaign and what is filed of it, for the organization and the one above.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/attachments"), Authorize(Policies.Outcomes), CampaignScope(Role.Organizer, Role.Superior)]
public sealed class AttachmentsController(EvaluationDbContext db, AttachmentService attachments, CurrentUser user, Texts texts) : AttachmentPages(db, attachments, user, texts)
{
    /// <inheritdoc />
    protected override Guid? CampaignId => Guid.Parse((string)RouteData.Values["id"]!);

    /// <inheritdoc />
    protected override string Address => AttachmentsView.Below(CampaignId!.Value);

    /// <inheritdoc />
    protected override string BackTo(AttachmentOwnerKind kind, Guid pageId, FilingPaper? paper) => $"/campaigns/{CampaignId}" + kind switch
    {
        AttachmentOwnerKind.Determination => $"/determinations/{pageId}",
        AttachmentOwnerKind.Irregularity => "/irregularities",
        AttachmentOwnerKind.Filing => $"/filings/{paper}",
        _ => $"/consequences/{pageId}",
    };
}
