using System.Globalization;
using System.Net;
using System.Text;

namespace Evaluation.Testing.Web;

/// <summary>How a submission was answered.</summary>
public enum VoteAnswer
{
    /// <summary>The end page came: the submission is acknowledged.</summary>
    Acknowledged,

    /// <summary>The sheet came back, or a page that refuses the code.</summary>
    Refused,

    /// <summary>The server cannot take it at the moment.</summary>
    Unavailable,

    /// <summary>No answer came.</summary>
    Lost,
}

/// <summary>A filled-in sheet on a telephone.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Token">The token against forgery.</param>
/// <param name="Questions">How many marks it asks for.</param>
public sealed record OpenSheet(string Code, string Receipt, string Token, int Questions);

/// <summary>One telephone after another on a connection of their own: the sheet and the submission, as a browser asks for them.</summary>
public sealed class Voter : IDisposable
{
    private readonly HttpClient client;
    private readonly bool isGuarded;

    /// <summary>Votes at a server.</summary>
    /// <param name="address">Where the first request goes.</param>
    /// <param name="isGuarded">Whether each answer must be <see cref="Guarded"/>; a benchmark neither spends time on that nor asks it of the bare framework.</param>
    public Voter(Uri address, bool isGuarded = true)
    {
        this.isGuarded = isGuarded;
        var handler = new SocketsHttpHandler { UseCookies = true, AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = 1 };
        client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        Address = address;
    }

    /// <summary>Where the next request goes: behind a proxy not always to the node before.</summary>
    public Uri Address { get; set; }

    /// <summary>Opens the sheet of a code; null when none was shown.</summary>
    public async Task<OpenSheet?> OpenAsync(string code)
    {
        using var opening = new FormUrlEncodedContent([new("code", code), new("size", "0")]);
        try
        {
            var (status, page) = await PostAsync("b/sheet", opening);
            return status == HttpStatusCode.OK && page.Contains("id=\"sheet\"", StringComparison.Ordinal)
                ? new OpenSheet(code, ValueOf(page, "receipt"), ValueOf(page, "__RequestVerificationToken"), CountOf(page, "role=\"radiogroup\""))
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Submits a sheet with marks that follow from <paramref name="choice"/>.</summary>
    public async Task<VoteAnswer> SubmitAsync(OpenSheet sheet, int choice = 0, string opinion = "")
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("code", sheet.Code), new("receipt", sheet.Receipt), new("asked", "1"), new("size", "0"), new("__RequestVerificationToken", sheet.Token), new("o0", opinion),
        };
        fields.AddRange(Enumerable.Range(0, sheet.Questions).Select(i =>
            new KeyValuePair<string, string>("m" + i.ToString(CultureInfo.InvariantCulture), ((char)('1' + ((choice + i) % 4))).ToString())));
        using var ballot = new FormUrlEncodedContent(fields);
        try
        {
            var (status, page) = await PostAsync("b/submit", ballot);
            return status == HttpStatusCode.ServiceUnavailable ? VoteAnswer.Unavailable
                : page.Contains("id=\"end\"", StringComparison.Ordinal) ? VoteAnswer.Acknowledged
                : VoteAnswer.Refused;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return VoteAnswer.Lost;
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string url, HttpContent content)
    {
        using var response = await client.PostAsync(new Uri(Address, url), content);
        if (isGuarded)
        {
            Guarded.Check(response);
        }

        return (response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    private static string ValueOf(string page, string field)
    {
        var start = page.IndexOf($"name=\"{field}\"", StringComparison.Ordinal);
        start = page.IndexOf("value=\"", start, StringComparison.Ordinal) + 7;
        return page[start..page.IndexOf('"', start)];
    }

    private static int CountOf(string page, string part)
    {
        var count = 0;
        for (var at = page.IndexOf(part, StringComparison.Ordinal); at >= 0; at = page.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
