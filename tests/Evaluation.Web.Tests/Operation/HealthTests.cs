using System.Net;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Operation;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_FollowsTheKeyFolder_WhileLiveStays()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var browser = program.OpenBrowser();
        // The key is made at first use.
        await browser.PostBareAsync("/b/sheet", ("code", Domain.Ballots.CodeText.Make()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);

        Directory.Move(Path.Combine(program.KeyFolder, "ballots"), Path.Combine(program.KeyFolder, "away"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).Status);
        Assert.DoesNotContain("key", browser.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);
    }
}
