using System.Net;
using System.Text;

namespace Evaluation.Benchmarks;

/// <summary>One phone after another on a connection of their own: the page of the code, the sheet, the submission, as a browser asks for them.</summary>
internal sealed class Voter : IDisposable
{
    private const int People = 30;
    private readonly HttpClient client;

    public Voter(Uri address)
    {
        var handler = new SocketsHttpHandler { UseCookies = true, AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = 1 };
        client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Votes with a code.</summary>
    /// <returns>How long the sheet and the submission took.</returns>
    public async Task<(TimeSpan Sheet, TimeSpan Submission)> VoteAsync(string code)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var opening = new FormUrlEncodedContent([new("code", code), new("size", "0")]);
        var page = await ReadAsync(await client.PostAsync("b/sheet", opening));
        var opened = TimeProvider.System.GetTimestamp();
        var fields = new List<KeyValuePair<string, string>>
        {
            new("code", code),
            new("receipt", ValueOf(page, "receipt")),
            new("asked", "0"),
            new("size", "0"),
            new("__RequestVerificationToken", ValueOf(page, "__RequestVerificationToken")),
            new("o0", "窗口排队时间长，希望改进。"),
        };
        for (var i = 0; i < People; i++)
        {
            fields.Add(new("m" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), ((char)('1' + (i % 4))).ToString()));
        }

        using var ballot = new FormUrlEncodedContent(fields);
        var submitting = TimeProvider.System.GetTimestamp();
        var end = await ReadAsync(await client.PostAsync("b/submit", ballot));
        var done = TimeProvider.System.GetTimestamp();
        return end.Contains("id=\"end\"", StringComparison.Ordinal)
            ? (TimeProvider.System.GetElapsedTime(start, opened), TimeProvider.System.GetElapsedTime(submitting, done))
            : throw new InvalidOperationException("A ballot was not taken: " + end[..Math.Min(end.Length, 2000)]);
    }

    public void Dispose() => client.Dispose();

    private static string ValueOf(string page, string field)
    {
        var start = page.IndexOf($"name=\"{field}\"", StringComparison.Ordinal);
        start = page.IndexOf("value=\"", start, StringComparison.Ordinal) + 7;
        return page[start..page.IndexOf('"', start)];
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return Encoding.UTF8.GetString(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        }
    }
}
