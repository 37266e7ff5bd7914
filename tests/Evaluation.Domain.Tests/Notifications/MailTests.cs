using Evaluation.Domain.Notifications;

namespace Evaluation.Domain.Tests.Notifications;

public sealed class MailTests
{
    [Theory]
    [InlineData("name@example.cn")]
    [InlineData("first.last+tag@sub-domain.example.cn")]
    [InlineData("a_b-c@163.com")]
    public void Address_OnePlainOne_IsValid(string text) => Assert.True(MailAddresses.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name@localhost")]
    [InlineData("@example.cn")]
    [InlineData("a@b@example.cn")]
    [InlineData("a b@example.cn")]
    [InlineData("a@example.cn, b@example.cn")]
    [InlineData("a@example.cn\r\nBcc: b@example.cn")]
    [InlineData("a@example.cn\n")]
    [InlineData("Name <a@example.cn>")]
    [InlineData("\"a b\"@example.cn")]
    [InlineData(".a@example.cn")]
    [InlineData("a..b@example.cn")]
    [InlineData("姓名@example.cn")]
    [InlineData("a@[127.0.0.1]")]
    public void Address_AnythingElse_IsNotValid(string text) => Assert.False(MailAddresses.IsValid(text));

    [Fact]
    public void Address_OfMoreThan254Characters_IsNotValid()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".cn";

        Assert.True(MailAddresses.IsValid(new string('a', 254 - domain.Length - 1) + "@" + domain));
        Assert.False(MailAddresses.IsValid(new string('a', 254 - domain.Length) + "@" + domain));
    }

    [Fact]
    public void Pauses_GrowAndEnd()
    {
        var pauses = Enumerable.Range(1, 20).Select(MailPauses.After).TakeWhile(p => p is not null).ToList();

        Assert.Equal(7, pauses.Count);
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }
}
