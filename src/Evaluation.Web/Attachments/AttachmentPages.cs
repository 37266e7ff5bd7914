using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Attachments;

/// <summary>The pages on which files are added, removed and taken out, the same for the campaign's side and the own area. A file is only ever handed out to be saved: nothing shows or runs it here.</summary>
public abstract class AttachmentPages(EvaluationDbContext db, AttachmentService attachments, CurrentUser user, Texts texts) : Controller
{
    // Above the bound of a file, so that one that is too large is answered at its field; what is larger still is cut off by the server.
    private const int UploadBytes = 3 * Attachment.FileBytes;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The campaign of the address; null in the own area.</summary>
    protected abstract Guid? CampaignId { get; }

    /// <summary>The address below which these pages lie.</summary>
    protected abstract string Address { get; }

    /// <summary>The files of one owner, with the form that adds one.</summary>
    [HttpGet("{kind}/{owner:guid}")]
    public async Task<IActionResult> Attachments(AttachmentOwnerKind kind, Guid owner) =>
        await PageAsync(kind, owner, new AttachmentForm()) is { } page ? View("Attachments", page) : NotFound();

    /// <summary>Adds a file.</summary>
    [HttpPost("{kind}/{owner:guid}")]
    [RequestSizeLimit(UploadBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
    public async Task<IActionResult> Attach(AttachmentOwnerKind kind, Guid owner, [Bind(Prefix = nameof(AttachmentsPage.Form))] AttachmentForm form)
    {
        if (await PageAsync(kind, owner, form) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Attachments), page);
        }

        var outcome = await AddAsync(page, form.File!);
        if (outcome == AttachmentOutcome.Done)
        {
            this.Flash("Attachments.Added");
            return Redirect(page.View.Url);
        }

        ModelState.AddModelError(nameof(AttachmentsPage.Form) + "." + nameof(form.File), texts["Attachments.Refused." + outcome, Attachment.FileBytes / 1024 / 1024, Attachment.MostPerOwner]);
        return View(nameof(Attachments), page);
    }

    /// <summary>Hands a file out, to be saved.</summary>
    [HttpGet("{attachment:guid}")]
    public async Task<IActionResult> AttachedFile(Guid attachment) =>
        await attachments.ContentAsync(await ViewAsync(), attachment, Aborted) is { } found ? File(found.Content, found.File.Format.ContentType(), found.File.Name) : NotFound();

    /// <summary>Removes a file.</summary>
    [HttpPost("{attachment:guid}/remove")]
    public async Task<IActionResult> Detach(Guid attachment)
    {
        var (outcome, owner) = await attachments.RemoveAsync(await ViewAsync(), attachment, Aborted);
        if (owner is null)
        {
            return NotFound();
        }

        if (outcome == AttachmentOutcome.Done)
        {
            this.Flash("Attachments.Removed");
        }
        else
        {
            this.FlashRefused(outcome == AttachmentOutcome.Stale ? "Attachments.Stale" : "Attachments.NotRemoved");
        }

        return Redirect($"{Address}/{owner.Kind}/{owner.Id}");
    }

    /// <summary>The page on which the owner itself stands.</summary>
    protected abstract string BackTo(AttachmentOwnerKind kind, Guid pageId, FilingPaper? paper);

    private async Task<AttachmentOutcome> AddAsync(AttachmentsPage page, IFormFile file)
    {
        // Not read into memory only to be refused.
        if (file.Length > Attachment.FileBytes)
        {
            return AttachmentOutcome.TooLarge;
        }

        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, Aborted);
        }

        return await attachments.AddAsync(await ViewAsync(), page.View.List.Owner, new NewAttachment(file.FileName, content), Aborted);
    }

    private async Task<AttachmentView> ViewAsync() => new(await user.ScopeAsync(), CampaignId);

    private async Task<AttachmentsPage?> PageAsync(AttachmentOwnerKind kind, Guid owner, AttachmentForm form)
    {
        if (!Enum.IsDefined(kind) || ModelState[nameof(kind)] is { Errors.Count: > 0 } || await attachments.FindAsync(await ViewAsync(), new AttachmentOwner(kind, owner), Aborted) is not { } list)
        {
            return null;
        }

        var campaign = CampaignId ?? await db.Consequences.Where(c => c.Id == list.PageId).Select(c => c.CampaignId).SingleAsync(Aborted);
        var host = await db.Campaigns.Where(c => c.Id == campaign).Select(c => c.OrganizationId).SingleAsync(Aborted);
        var view = new AttachmentsView(list, Address, await TimeZones.OfAsync(db, host, Aborted)) { IsPage = true };
        return new AttachmentsPage(view, form, BackTo(kind, list.PageId, list.Paper));
    }
}
