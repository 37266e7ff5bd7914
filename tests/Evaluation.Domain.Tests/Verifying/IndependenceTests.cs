using Evaluation.Verifier;

namespace Evaluation.Domain.Tests.Verifying;

public sealed class IndependenceTests
{
    [Fact]
    public void Verifier_KnowsTheSystemAlone() =>
        Assert.All(typeof(CommandLine).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));
}
