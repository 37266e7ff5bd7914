using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>Slips to be cut and drawn, or handed to invitees.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Title">Title of the campaign.</param>
/// <param name="Address">The address printed for typing.</param>
/// <param name="Pages">The pages.</param>
public sealed record SlipsDocument(Guid CampaignId, string Title, PublicAddress Address, IReadOnlyList<SlipPage> Pages)
{
    /// <summary>Slips on a page: two by four.</summary>
    public const int PerPage = 8;

    /// <summary>Most slips of one document. A browser sets ten thousand in some minutes; more belong into a list.</summary>
    public const int Most = 5000;

    /// <summary>Pages that so many slips of one category fill.</summary>
    public static int PagesOf(int slips) => (slips + PerPage - 1) / PerPage;

    /// <summary>The slips of new codes.</summary>
    public static SlipsDocument Of(Campaign campaign, IEnumerable<MadeCodes> made, PublicAddress address) => new(
        campaign.Id,
        campaign.Title,
        address,
        [.. made.SelectMany(codes => codes.Codes.Chunk(PerPage).Select(chunk => new SlipPage(codes.Category.Name, codes.Category.Issue == CodeIssue.Drawn, [.. chunk.Select(code => Slip.Of(code, address))])))]);
}

/// <summary>One page of slips.</summary>
/// <param name="Category">The category of all its slips.</param>
/// <param name="IsDrawn">Whether its slips are drawn, so that nobody knows who has which.</param>
/// <param name="Slips">The slips.</param>
public sealed record SlipPage(string Category, bool IsDrawn, IReadOnlyList<Slip> Slips);

/// <summary>One slip. It bears no number: a number would tell who drew which.</summary>
/// <param name="Code">The code in groups of four.</param>
/// <param name="Link">What its QR code says.</param>
/// <param name="IsSpare">Whether it is a spare.</param>
/// <param name="Invitee">For whom; null for a drawn code.</param>
public sealed record Slip(string Code, string Link, bool IsSpare, string? Invitee)
{
    /// <summary>The slip of a code.</summary>
    public static Slip Of(MadeCode code, PublicAddress address) =>
        new(CodeText.InGroups(code.Text), address.LinkOf(code.Text), code.IsSpare, code.Invitee?.Name);
}
