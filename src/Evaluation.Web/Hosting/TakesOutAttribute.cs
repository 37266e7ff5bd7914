namespace Evaluation.Web.Hosting;

/// <summary>For pages that are as good as a file that is taken out: looking at one is written to the journal.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesOutAttribute : Attribute;
