using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;

namespace Evaluation.Testing;

public static partial class TestData
{
    /// <summary>Makes a category issue its codes by name, to these people.</summary>
    /// <param name="campaign">The campaign, not yet finalized.</param>
    /// <param name="category">Order of the category.</param>
    /// <param name="names">The people invited.</param>
    public static IReadOnlyList<Invitee> CreateInvitees(Campaign campaign, int category, params string[] names)
    {
        campaign.Categories[category].Issue = CodeIssue.Invited;
        return [.. names.Select((name, i) => new Invitee { CategoryId = campaign.Categories[category].Id, Name = name, Contact = "示例单位" + i, Order = i })];
    }
}
