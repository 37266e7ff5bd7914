namespace Evaluation.Verifier.Reading;

/// <summary>Something read is not as it must be. Caught where the reading began, and shown as place and reason.</summary>
/// <param name="place">Where it stands, such as <c>$.plan.groups[2]</c>.</param>
/// <param name="reason">What is wrong with it.</param>
internal sealed class RefusalException(string place, string reason) : Exception($"{place}: {reason}");
