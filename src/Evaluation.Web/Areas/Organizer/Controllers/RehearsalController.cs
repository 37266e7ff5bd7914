using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Trying the sheets of a campaign in preparation, with codes that count nowhere, and the public address with them.</summary>
[Route("campaigns/{id:guid}/rehearsal")]
public sealed class RehearsalController(
    EvaluationDbContext db, AccessCodeService codes, PublicAddressFinder addresses, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>What a rehearsal is, and whether a phone has tried the address.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id) => View(await BuildAsync(id, null));

    /// <summary>Makes a code for each category and shows them, this once; earlier ones become worthless.</summary>
    [HttpPost(""), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Make(Guid id) =>
        await codes.MakeRehearsalAsync(id, Aborted) is { } made ? View("Show", await BuildAsync(id, made)) : Frozen(id);

    private async Task<RehearsalPage> BuildAsync(Guid id, IReadOnlyDictionary<Guid, string>? made)
    {
        var campaign = await LoadAsync(id);
        var address = await addresses.FindAsync(Aborted);
        var layout = BallotLayout.Of(campaign);
        var rows = made is null ? null : campaign.Categories.Where(c => made.ContainsKey(c.Id))
            .Select(c => new RehearsalCodeRow(c, CodeText.InGroups(made[c.Id]), address.LinkOf(made[c.Id]), SubjectsOf(layout, c.Id))).ToList();
        var zone = await TimeZones.OfAsync(Db, campaign.OrganizationId, Aborted);
        var tried = campaign.AddressTriedAt is { } utc ? TimeZoneInfo.ConvertTimeFromUtc(utc, zone) : (DateTime?)null;
        return new RehearsalPage(campaign, address, rows, tried);
    }

    private static int SubjectsOf(BallotLayout layout, Guid category) =>
        layout.Categories.First(c => c.Id == category).Pools.Sum(pool => layout.Pools[pool].Subjects.Count);
}
