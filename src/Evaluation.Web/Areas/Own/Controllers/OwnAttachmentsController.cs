using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Own.Controllers;

/// <summary>Files kept with the consequences that whoever is signed in bears.</summary>
[Area("Own"), Route("me/attachments"), Authorize(Policies.SignedIn)]
public sealed class OwnAttachmentsController(EvaluationDbContext db, AttachmentService attachments, CurrentUser user, Texts texts) : AttachmentPages(db, attachments, user, texts)
{
    /// <inheritdoc />
    protected override Guid? CampaignId => null;

    /// <inheritdoc />
    protected override string Address => AttachmentsView.Own;

    /// <inheritdoc />
    protected override string BackTo(AttachmentOwnerKind kind, Guid pageId, FilingPaper? paper) => $"/me/consequences/{pageId}";
}
