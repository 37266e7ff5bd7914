namespace Evaluation.Verifier;

/// <summary>Why a command could not be tried; the message is shown as it is.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The arguments behind a command.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    /// <summary>The file named; empty where the command takes none.</summary>
    public string File { get; private set; } = "";

    /// <summary>Reads arguments in any order; each at most once.</summary>
    /// <exception cref="UsageException">One is unknown, missing or there twice.</exception>
    public static Arguments Read(IReadOnlyList<string> args, bool takesFile, IReadOnlyList<string> options, IReadOnlyList<string> flags)
    {
        var read = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (takesFile && read.File.Length == 0 && name.Length > 0 && !name.StartsWith('-'))
            {
                read.File = name;
            }
            else if (!options.Contains(name) && !flags.Contains(name))
            {
                throw new UsageException($"The argument \"{name}\" is not understood.");
            }
            else if (options.Contains(name) && i + 1 == args.Count)
            {
                throw new UsageException($"{name} needs a value.");
            }
            else if (!read.values.TryAdd(name, options.Contains(name) ? args[++i] : ""))
            {
                throw new UsageException($"{name} is given twice.");
            }
        }

        return takesFile && read.File.Length == 0 ? throw new UsageException("No file is named.") : read;
    }

    /// <summary>Whether the option or flag was given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value of an option that must be there.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public string Value(string name) => values.TryGetValue(name, out var value) ? value : throw new UsageException($"{name} is needed.");

    /// <summary>A code of 64 hexadecimal digits in small letters; null when it was not given. Blanks and hyphens between groups of digits may be typed.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public string? Code(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var code = Value(name).Replace(" ", "").Replace("-", "").ToLowerInvariant();
        return code.Length == 64 && code.All(char.IsAsciiHexDigit)
            ? code
            : throw new UsageException($"{name} takes 64 hexadecimal digits; these are {code.Length} characters, or not all are digits or a to f.");
    }
}
