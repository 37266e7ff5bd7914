using Evaluation.Core.Accounts;

namespace Evaluation.Web.Areas.Admin.Models;

/// <summary>The page on which an account is linked to somebody on a roster.</summary>
/// <param name="User">The account.</param>
/// <param name="Present">Name of the member it belongs to now; null for nobody.</param>
/// <param name="Text">What was searched for.</param>
/// <param name="Found">People found, with their organization.</param>
/// <param name="IsCut">Whether there are more.</param>
public sealed record AccountPersonPage(User User, string? Present, string? Text, IReadOnlyList<(Guid Id, string Name, string Organization)> Found, bool IsCut);
