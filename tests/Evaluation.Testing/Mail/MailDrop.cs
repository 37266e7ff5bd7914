using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Evaluation.Testing.Mail;

/// <summary>A mail the server took.</summary>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">Its recipients.</param>
/// <param name="Raw">The mail as it came over the wire, dots unstuffed.</param>
/// <param name="Message">The mail as a reader understands it.</param>
public sealed record TakenMail(string From, IReadOnlyList<string> To, string Raw, MimeMessage Message);

/// <summary>A small SMTP server (RFC 5321, AUTH PLAIN and LOGIN of RFC 4954) on loopback that keeps what it is given and misbehaves when it is asked to.</summary>
public sealed class MailDrop : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TakenMail> taken = new();
    private readonly Task serving;
    private int connections;

    private MailDrop(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. taken];

    /// <summary>How many connections it had.</summary>
    public int Connections => connections;

    /// <summary>Name and password that must be given; null when none are asked for.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>A recipient it refuses; null for none.</summary>
    public string? Refused { get; set; }

    /// <summary>Takes mails and then breaks the connection instead of saying so.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Starts one.</summary>
    /// <param name="port">Its port; 0 for a free one.</param>
    /// <param name="account">Name and password that must be given; null when none are asked for.</param>
    public static MailDrop Start(int port = 0, (string User, string Password)? account = null) => new(port) { Account = account };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        using var connection = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            await new Session(this, reader, stream, stop.Token).TalkAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side left, or the server is closed.
        }
    }

    private sealed class Session(MailDrop drop, StreamReader reader, NetworkStream stream, CancellationToken cancellation)
    {
        private readonly List<string> recipients = [];
        private string sender = "";
        private bool isKnown = drop.Account is null;

        public async Task TalkAsync()
        {
            await SayAsync("220 mail.example.test ESMTP");
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "QUIT")
                {
                    await SayAsync("221 bye");
                    return;
                }

                if (verb == "DATA" && recipients.Count > 0)
                {
                    await TakeAsync();
                    if (drop.LosesAnswers)
                    {
                        return;
                    }

                    await SayAsync("250 taken");
                }
                else
                {
                    await SayAsync(await AnswerAsync(verb, line));
                }
            }
        }

        private async Task<string> AnswerAsync(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO":
                    return drop.Account is null ? "250-mail.example.test\r\n250 8BITMIME" : "250-mail.example.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN";
                case "AUTH":
                    isKnown = await ReadAccountAsync(line) == drop.Account;
                    return isKnown ? "235 welcome" : "535 5.7.8 wrong name or password";
                case "MAIL" when isKnown:
                    (sender, _) = (AddressOf(line), recipients.RemoveAll(_ => true));
                    return "250 ok";
                case "RCPT" when sender.Length > 0:
                    return Accept(AddressOf(line));
                case "RSET":
                    (sender, _) = ("", recipients.RemoveAll(_ => true));
                    return "250 ok";
                case "NOOP":
                    return "250 ok";
                case "MAIL":
                    return "530 5.7.0 sign in first";
                default:
                    return "503 5.5.1 not now";
            }
        }

        private string Accept(string address)
        {
            if (address == drop.Refused)
            {
                return $"550 5.1.1 <{address}> is unknown here";
            }

            recipients.Add(address);
            return "250 ok";
        }

        private async Task<(string, string)?> ReadAccountAsync(string line)
        {
            var words = line.Split(' ');
            if (words[1].Equals("LOGIN", StringComparison.OrdinalIgnoreCase))
            {
                return (await AskAsync("VXNlcm5hbWU6"), await AskAsync("UGFzc3dvcmQ6"));
            }

            var parts = (words.Length > 2 ? Decode(words[2]) : await AskAsync("")).Split('\0');
            return (parts[1], parts[2]);
        }

        private async Task<string> AskAsync(string question)
        {
            await SayAsync("334 " + question);
            return Decode((await reader.ReadLineAsync(cancellation))!);
        }

        private async Task TakeAsync()
        {
            await SayAsync("354 go on");
            var raw = new StringBuilder();
            while (await reader.ReadLineAsync(cancellation) is { } line && line != ".")
            {
                raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(raw.ToString()));
            drop.taken.Enqueue(new TakenMail(sender, [.. recipients], raw.ToString(), await MimeMessage.LoadAsync(bytes, cancellation)));
        }

        private async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);

        private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

        private static string AddressOf(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
    }
}
