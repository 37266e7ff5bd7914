using Evaluation.Core.Settings;

namespace Evaluation.Web.Tests.Accounts;

public sealed class SettingsTests(Bureau host) : IClassFixture<Bureau>
{
    [Theory]
    [InlineData("https://Pingyi.Example.CN/", "https://pingyi.example.cn")]
    [InlineData(" http://10.0.0.8:8080/eval/ ", "http://10.0.0.8:8080/eval")]
    public async Task PublicAddress_Absolute_IsKeptWithoutTheLastSlash(string typed, string kept)
    {
        var browser = await host.BrowseAsAsync("root");

        var answer = await browser.FillInAsync("/admin/settings", "/admin/settings", ("PublicAddress", typed));

        Assert.True((await browser.FollowAsync(answer)).Shows("Common.Saved"));
        Assert.Equal(kept, await host.RunAsync<SettingsService, string?>(s => s.PublicAddressAsync(default)));
    }

    [Theory]
    [InlineData("pingyi.example.cn")]
    [InlineData("ftp://pingyi.example.cn")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@pingyi.example.cn")]
    [InlineData("https://pingyi.example.cn/?a=b")]
    [InlineData("https://pingyi.example.cn/#b")]
    [InlineData("/relative")]
    public async Task PublicAddress_NotAnAbsoluteAddress_IsRefusedAndKeepsWhatWasTyped(string typed)
    {
        var browser = await host.BrowseAsAsync("root");

        var answer = await browser.FillInAsync("/admin/settings", "/admin/settings", ("PublicAddress", typed));

        Assert.True(answer.Shows("Settings.AddressNotValid"));
        Assert.Equal(typed, answer.Document.QuerySelector("#PublicAddress")!.GetAttribute("value"));
    }
}
