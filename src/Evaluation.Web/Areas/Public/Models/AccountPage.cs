using Evaluation.Core.Accounts;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>One's own account.</summary>
/// <param name="User">The account.</param>
/// <param name="Roles">Its roles and where they are held.</param>
public sealed record AccountPage(User User, IReadOnlyList<HeldRole> Roles);
