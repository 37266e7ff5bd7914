using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The list of people.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="Places">Organizations to choose from.</param>
/// <param name="Today">Today, which tells the posts held.</param>
/// <param name="HasAny">Whether there is anybody at all.</param>
public sealed record MemberListModel(Page<ListedMember> Rows, MemberFilter Filter, IReadOnlyList<SelectListItem> Places, DateOnly Today, bool HasAny)
{
    /// <summary>Whether the list is narrowed beyond its beginning.</summary>
    public bool IsNarrowed => Filter.OrganizationId is not null || !string.IsNullOrWhiteSpace(Filter.Text) || Filter.Standing is not null || Filter.Status != MemberStatus.Active;
}

/// <summary>The form of a person.</summary>
public sealed class MemberModel
{
    /// <summary>The organization on whose roster the person stands.</summary>
    [Display(Name = "Members.Organization"), Required(ErrorMessage = "Common.Choose")]
    public Guid? OrganizationId { get; set; }

    /// <summary>The version that is edited.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    [Display(Name = "Members.Name"), Required, StringLength(Member.NameLength)]
    public string? Name { get; set; }

    /// <summary>Staff number.</summary>
    [Display(Name = "Members.StaffNumber"), StringLength(Member.StaffNumberLength)]
    public string? StaffNumber { get; set; }

    /// <summary>Sex.</summary>
    [Display(Name = "Members.Sex")]
    public Sex? Sex { get; set; }

    /// <summary>Ethnicity.</summary>
    [Display(Name = "Members.Ethnicity"), StringLength(20)]
    public string? Ethnicity { get; set; }

    /// <summary>Birth date.</summary>
    [Display(Name = "Members.BirthDate")]
    public DateOnly? BirthDate { get; set; }

    /// <summary>Schooling.</summary>
    [Display(Name = "Members.Education")]
    public Education? Education { get; set; }

    /// <summary>Standing in the Party.</summary>
    [Display(Name = "Members.Standing"), Required(ErrorMessage = "Common.Choose")]
    public PartyStanding? Standing { get; set; }

    /// <summary>Date of joining the Party.</summary>
    [Display(Name = "Members.JoinDate")]
    public DateOnly? JoinDate { get; set; }

    /// <summary>Kind of employment.</summary>
    [Display(Name = "Members.Employment"), Required(ErrorMessage = "Common.Choose")]
    public EmploymentKind? Employment { get; set; }

    /// <summary>Whether still on the roster.</summary>
    [Display(Name = "Common.Status")]
    public MemberStatus Status { get; set; }

    /// <summary>The form of a known person.</summary>
    public static MemberModel From(Member member) => new()
    {
        OrganizationId = member.OrganizationId,
        Version = member.Version,
        Name = member.Name,
        StaffNumber = member.StaffNumber,
        Sex = member.Sex,
        Ethnicity = member.Ethnicity,
        BirthDate = member.BirthDate,
        Education = member.Education,
        Standing = member.Standing,
        JoinDate = member.JoinDate,
        Employment = member.Employment,
        Status = member.Status,
    };

    /// <summary>What the form says of the person.</summary>
    public MemberDetails ToDetails() => new()
    {
        Name = Name ?? "",
        StaffNumber = StaffNumber,
        Sex = Sex,
        Ethnicity = Ethnicity,
        BirthDate = BirthDate,
        Education = Education,
        Standing = Standing ?? PartyStanding.None,
        JoinDate = JoinDate,
        Employment = Employment ?? EmploymentKind.Other,
        Status = Status,
    };
}

/// <summary>The form of a post.</summary>
public sealed class PostModel
{
    /// <summary>Where the post is.</summary>
    [Display(Name = "Members.Post.Organization"), Required(ErrorMessage = "Common.Choose")]
    public Guid? OrganizationId { get; set; }

    /// <summary>Its kind.</summary>
    [Display(Name = "Members.Post.Kind"), Required(ErrorMessage = "Common.Choose")]
    public PostKind? Kind { get; set; }

    /// <summary>Its title.</summary>
    [Display(Name = "Members.Post.Title"), Required, StringLength(Post.TitleLength)]
    public string? Title { get; set; }

    /// <summary>First day.</summary>
    [Display(Name = "Members.Post.From")]
    public DateOnly? From { get; set; }

    /// <summary>Last day.</summary>
    [Display(Name = "Members.Post.Until")]
    public DateOnly? Until { get; set; }
}

/// <summary>The page of a new person.</summary>
/// <param name="Form">The form.</param>
/// <param name="Places">Organizations to choose from.</param>
public sealed record NewMemberPage(MemberModel Form, IReadOnlyList<SelectListItem> Places);

/// <summary>The page of one person.</summary>
public sealed class MemberPage
{
    /// <summary>The person, with posts.</summary>
    public required Member Member { get; init; }

    /// <summary>Name of the organization.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The form.</summary>
    public required MemberModel Form { get; init; }

    /// <summary>The form of a further post.</summary>
    public required PostModel Post { get; init; }

    /// <summary>Posts, those held first, with the names of their organizations.</summary>
    public required IReadOnlyList<(Post Post, string Organization)> Posts { get; init; }

    /// <summary>Organizations to choose from.</summary>
    public required IReadOnlyList<SelectListItem> Places { get; init; }

    /// <summary>Today in the organization's time zone.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Reads the page; a form that was refused is shown again as it was typed. Null when the person is not in the reader's subtree.</summary>
    public static async Task<MemberPage?> LoadAsync(
        EvaluationDbContext db, Scope scope, TimeProvider clock, Guid id, CancellationToken cancellation, MemberModel? form = null, PostModel? post = null)
    {
        var member = await db.Members.WhereCovered(db, scope, RosterKeepers.Roles).Include(m => m.Posts).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation);
        if (member is null)
        {
            return null;
        }

        // A post may be outside the subtree; its organization is named all the same.
        Guid[] named = [member.OrganizationId, .. member.Posts.Select(p => p.OrganizationId)];
        var names = await db.Organizations.Where(o => named.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellation);
        return new MemberPage
        {
            Member = member,
            OrganizationName = names[member.OrganizationId],
            Form = form ?? MemberModel.From(member),
            Post = post ?? new PostModel { OrganizationId = member.OrganizationId },
            Posts = [.. member.Posts.OrderBy(p => p.Until is not null).ThenByDescending(p => p.From).Select(p => (p, names[p.OrganizationId]))],
            Places = await Hosting.Places.ForAsync(db, scope, cancellation, RosterKeepers.Roles),
            Today = await TimeZones.TodayAsync(db, clock, member.OrganizationId, cancellation),
        };
    }
}
