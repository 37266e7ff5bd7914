using Evaluation.Core.Accounts;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>A bureau whose campaign is counted, with findings, and the browsers of its office and its superior.</summary>
internal static class CountedBureau
{
    /// <summary>Makes it.</summary>
    public static async Task<(CampaignDriver Campaign, Browser Office, Browser Superior)> OpenCountedAsync(this EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        return (campaign, await program.SignInAsync("office"), await program.SignInAsync("superior"));
    }
}
