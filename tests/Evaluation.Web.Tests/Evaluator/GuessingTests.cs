using System.Net;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Areas.Evaluator;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Evaluator;

public sealed class GuessingTests
{
    [Fact]
    public async Task Guesser_OnTheAddressOfAMeeting_IsSlowedWhileTheMeetingVotes()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program, c => c.Categories[4].Target = 800);
        var guesser = program.OpenBrowser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < WrongCodes.PerAddress + 5; i++)
        {
            answers.Add((await guesser.PostBareAsync("/b/sheet", ("code", CodeText.Make()))).Status);
        }

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, WrongCodes.PerAddress).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 5)), answers);
        Assert.Equal("60", Assert.Single(guesser.Response.Headers.GetValues("Retry-After")));
        Assert.True(new WebPage(guesser.Response, guesser.Page).Shows("Ballot.MustWait"));

        await Parallel.ForEachAsync(campaign.Codes[4].Take(800), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (code, _) =>
        {
            var phone = program.OpenBrowser();
            await phone.PostBareAsync("/b/sheet", ("code", code));
            await phone.SubmitAsync("#sheet button.main", ("m0", "1"), ("m1", "1"), ("m2", "1"));
            Assert.NotNull(phone.Page.QuerySelector("#end"));
        });
        Assert.Equal(800, await program.RunAsync((EvaluationDbContext db) => db.AccessCodes.CountAsync(c => c.State == CodeState.Used)));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", false)]
    [InlineData("192.0.2.7", "192.0.2.8", true)]
    public void TryCount_AnotherAddress_HasTriesOfItsOwnUnlessItIsTheSameNetwork(string first, string second, bool isFree)
    {
        using var wrong = new WrongCodes();
        for (var i = 0; i < WrongCodes.PerAddress; i++)
        {
            Assert.True(wrong.TryCount(IPAddress.Parse(first)));
        }

        Assert.False(wrong.TryCount(IPAddress.Parse(first)));
        Assert.Equal(isFree, wrong.TryCount(IPAddress.Parse(second)));
    }

    [Fact]
    public void TryCount_FromVeryManyAddresses_IsLimitedOverAll()
    {
        using var wrong = new WrongCodes();

        var counted = Enumerable.Range(0, WrongCodes.OverAll + 50).Count(i => wrong.TryCount(new IPAddress(i + 0x0a000000L)));

        Assert.Equal(WrongCodes.OverAll, counted);
    }
}
