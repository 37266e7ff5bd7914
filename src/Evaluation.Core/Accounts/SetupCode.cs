using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Core.Accounts;

/// <summary>How a setup code was received.</summary>
public enum SetupCodeAnswer
{
    /// <summary>It is the code.</summary>
    Right,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>There is no code: none was made, it was used, or too many wrong ones were tried. A restart makes a new one while there is no account.</summary>
    None,
}

/// <summary>
/// The one-time code with which the first administrator is created. Only its hash is kept, in a file in the folder of keys that all nodes share:
/// the code made last is the one that counts, on every node.
/// </summary>
public sealed class SetupCode(string keyFolder)
{
    /// <summary>Wrong codes after which the code is destroyed.</summary>
    public const int MostTries = 20;

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Symbols = 16;
    private static readonly Lock Gate = new();
    private readonly string file = Path.Combine(keyFolder, "setup-code");

    /// <summary>Makes a code of 80 random bits, in groups of four. Codes made before are worthless from now on.</summary>
    public string Make()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Symbols);
        Write(Hash(code), 0);
        return string.Join('-', code.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Compares; counts wrong tries. Case, blanks and hyphens do not matter.</summary>
    public SetupCodeAnswer Check(string typed)
    {
        lock (Gate)
        {
            if (Read() is not { } kept)
            {
                return SetupCodeAnswer.None;
            }

            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept.Hash), Encoding.ASCII.GetBytes(Hash(Bare(typed)))))
            {
                return SetupCodeAnswer.Right;
            }

            if (kept.Tries + 1 >= MostTries)
            {
                Discard();
                return SetupCodeAnswer.None;
            }

            Write(kept.Hash, kept.Tries + 1);
            return SetupCodeAnswer.Wrong;
        }
    }

    /// <summary>Uses the code up. Of several requests at once, on whatever node, one gets true.</summary>
    public bool Use()
    {
        var used = Path.Combine(keyFolder, Path.GetRandomFileName());
        try
        {
            File.Move(file, used);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        File.Delete(used);
        return true;
    }

    /// <summary>Destroys the code.</summary>
    public void Discard() => File.Delete(file);

    private (string Hash, int Tries)? Read()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var parts = File.ReadAllText(file).Split(' ');
        return (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private void Write(string hash, int tries) => File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{hash} {tries}"));

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("setup" + code)));

    private static string Bare(string typed) => string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
