using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests;

/// <summary>Checks properties; a counter-example fails the test and is shown.</summary>
internal static class Properties
{
    public static void MustHold(this Property property, int tests = 300) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true));
}
