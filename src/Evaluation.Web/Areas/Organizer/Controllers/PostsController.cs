using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The posts of one person; their forms stand on the person's page.</summary>
[Area("Organizer"), Route("members/{id:guid}/posts"), Authorize(Policies.Rosters)]
public sealed class PostsController(EvaluationDbContext db, PostService posts, CurrentUser current, TimeProvider clock, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Gives a post.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Add(Guid id, [Bind(Prefix = nameof(MemberPage.Post))] PostModel form)
    {
        if (ModelState.IsValid)
        {
            var action = new AddPost(id, form.OrganizationId!.Value, form.Kind!.Value, form.Title!, form.From, form.Until);
            var outcome = await posts.AddAsync(await current.ScopeAsync(), action, Aborted);
            if (outcome is MemberOutcome.Done or MemberOutcome.NotFound or MemberOutcome.OrganizationNotFound)
            {
                return Answer(id, outcome, "Members.Post.Added");
            }

            Refuse(outcome);
        }

        var page = await MemberPage.LoadAsync(db, await current.ScopeAsync(), clock, id, Aborted, post: form);
        return page is null ? NotFound() : View("~/Areas/Organizer/Views/Members/Show.cshtml", page);
    }

    /// <summary>Ends a post; the day is its last.</summary>
    [HttpPost("{postId:guid}/end")]
    public async Task<IActionResult> End(Guid id, Guid postId, DateOnly? until)
    {
        if (until is { } day)
        {
            return Answer(id, await posts.EndAsync(await current.ScopeAsync(), new EndPost(postId, day), Aborted), "Members.Post.Ended");
        }

        this.FlashRefused("Members.Refused.NoDay");
        return Redirect($"/members/{id}#posts");
    }

    /// <summary>Removes a post entered by mistake.</summary>
    [HttpPost("{postId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, Guid postId) =>
        Answer(id, await posts.RemoveAsync(await current.ScopeAsync(), postId, Aborted), "Common.Deleted");

    private IActionResult Answer(Guid id, MemberOutcome outcome, string done)
    {
        if (outcome is MemberOutcome.NotFound or MemberOutcome.OrganizationNotFound)
        {
            return NotFound();
        }

        if (outcome == MemberOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Members.Refused." + outcome);
        }

        return Redirect($"/members/{id}#posts");
    }

    private void Refuse(MemberOutcome outcome)
    {
        var field = outcome switch
        {
            MemberOutcome.BadTitle => "Post.Title",
            MemberOutcome.EndsBeforeItBegins => "Post.Until",
            _ => "Post.From",
        };
        ModelState.AddModelError(field, texts["Members.Refused." + outcome]);
    }
}
