using System.Security.Cryptography;
using System.Text;
using Evaluation.Domain.Ballots;

namespace Evaluation.Core.Ballots;

/// <summary>Turns a code into what is stored of it: an HMAC under the installation key, so that a stolen database holds no usable code.</summary>
public sealed class CodeHasher(KeyFolder keys)
{
    private readonly Lazy<byte[]> key = new(() => KeyWrap.Derive(keys.Installation, "codes"));

    /// <summary>The HMAC of a code as read by <see cref="CodeText.TryRead"/>.</summary>
    public byte[] Hash(string code) => HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(code));
}
