using System.Security.Cryptography;

namespace Evaluation.Core.Accounts;

/// <summary>Passwords made for somebody else, to be read out or written down and changed at the first sign-in.</summary>
public static class TemporaryPassword
{
    // No letters or digits that look alike on paper.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Twelve random symbols in groups of four: about 59 bits.</summary>
    public static string Make() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 12).Chunk(4).Select(group => new string(group)));
}
