using System.Net;

namespace Evaluation.Web.Tests.Operation;

public sealed class NullCharacterTests(Bureau host) : IClassFixture<Bureau>
{
    [Fact]
    public async Task Request_WithU0000InAFieldOrTheAddress_IsRefused()
    {
        var browser = host.Browse();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.TrySignInAsync("a\0b", "c")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await host.BrowseAsAsync("organizer")).GetAsync("/campaigns?text=a%00b")).Status);
    }
}
