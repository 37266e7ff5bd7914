using Evaluation.Core.Ballots;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The page that checks receipts.</summary>
/// <param name="Typed">What was entered; null before.</param>
/// <param name="Answer">What it shows; null before.</param>
public sealed record ReceiptPage(string? Typed, ReceiptAnswer? Answer);
