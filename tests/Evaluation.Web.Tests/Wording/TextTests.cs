using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Evaluation.Web.Tests.Wording;

/// <summary>The texts of the web host: every key that the source uses exists in every language, and the languages agree.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Suffixes = ["", ".zh-Hant", ".en"];
    private static readonly string Web = Path.Combine(Repository.Root, "src", "Evaluation.Web");
    private static readonly Lazy<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Files = new(Read);

    public static TheoryData<string> Names => [.. Files.Value.Keys.Where(f => !f.Contains('.', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void File_EveryLanguage_HasTheSameKeys(string name)
    {
        foreach (var suffix in Suffixes)
        {
            Assert.Equal(Files.Value[name].Keys.Order(StringComparer.Ordinal), Files.Value[name + suffix].Keys.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void File_EveryLanguage_HasTheSamePlacesToFillIn(string name)
    {
        var wrong = from suffix in Suffixes
                    from text in Files.Value[name + suffix]
                    where !Places(text.Value).SetEquals(Places(Files.Value[name][text.Key]))
                    select name + suffix + ": " + text.Key;

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void File_KeysAndTexts_AreWellFormed(string name)
    {
        foreach (var (key, text) in Suffixes.SelectMany(s => Files.Value[name + s]))
        {
            Assert.StartsWith(name + ".", key, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            // Throws when a brace stands alone.
            _ = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, [.. Enumerable.Repeat("", 10)]);
        }
    }

    [Fact]
    public void Keys_UsedInTheSource_Exist()
    {
        var missing = from use in Uses()
                      let file = use.Key.Split('.')[0]
                      where !Files.Value.TryGetValue(file, out var texts) || !texts.ContainsKey(use.Key)
                      select $"{use.File}: {use.Key}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Keys_InTheSource_AreFoundByThisTest()
    {
        // Guards the test itself: a pattern that finds nothing would let everything pass.
        var keys = Uses().Select(u => u.Key).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(new HashSet<string> { "Account.SignIn.Title", "Account.UserName", "Account.SignedOut", "Account.Errors.RepeatDiffers", "Common.Saved" }, keys);
    }

    [Fact]
    public void Enums_ThatHaveNames_HaveOneForEveryValue()
    {
        var enums = from assembly in new[] { typeof(Domain.Members.Sex).Assembly, typeof(Core.Accounts.Role).Assembly, typeof(Program).Assembly }
                    from type in assembly.GetTypes()
                    where type.IsEnum
                    select type;
        var named = Files.Value["Enums"].Keys.Select(k => k.Split('.')[1]).ToHashSet(StringComparer.Ordinal);

        var missing = from type in enums
                      where named.Contains(type.Name)
                      from value in Enum.GetNames(type)
                      where !Files.Value["Enums"].ContainsKey($"Enums.{type.Name}.{value}")
                      select $"Enums.{type.Name}.{value}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Enums_ThatHaveNames_HaveNoneForOtherValues()
    {
        var values = (from assembly in new[] { typeof(Domain.Members.Sex).Assembly, typeof(Core.Accounts.Role).Assembly, typeof(Program).Assembly }
                      from type in assembly.GetTypes()
                      where type.IsEnum
                      from value in Enum.GetNames(type)
                      select $"Enums.{type.Name}.{value}").ToHashSet(StringComparer.Ordinal);

        Assert.Subset(values, Files.Value["Enums"].Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Source_HoldsNoChineseOfItsOwn()
    {
        // Words in comments are glossary terms; what is shown comes from the resources.
        var found = from file in SourceFiles()
                    from line in File.ReadAllLines(file).Select((text, index) => (Text: Comment().Replace(text, ""), Number: index + 1))
                    where Han().IsMatch(line.Text)
                    select $"{Path.GetRelativePath(Web, file)}:{line.Number}";

        Assert.Empty(found);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Web, "*.*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
        .Where(f => !Path.GetRelativePath(Web, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    // Any string that looks like a key of an existing file counts: T["…"], Display, ErrorMessage, Flash, switch arms. A key that ends in a dot is completed at run time.
    private static IEnumerable<(string File, string Key)> Uses() =>
        from file in SourceFiles()
        from Match match in Literal().Matches(File.ReadAllText(file))
        let key = match.Groups["key"].Value
        where Files.Value.ContainsKey(key.Split('.')[0]) && key.Contains('.', StringComparison.Ordinal) && !key.EndsWith('.')
        select (Path.GetRelativePath(Web, file), key);

    private static ImmutableDictionary<string, ImmutableDictionary<string, string>> Read() =>
        Directory.EnumerateFiles(Path.Combine(Web, "Resources"), "*.resx").ToImmutableDictionary(
            f => Path.GetFileNameWithoutExtension(f)!,
            f => XDocument.Load(f).Root!.Elements("data").ToImmutableDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value));

    [GeneratedRegex(@"\{\d+", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"(?<!\$)""(?<key>[A-Z]\w*(\.[\w-]+)+\.?)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"//.*$|@\*.*\*@", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\u3400-\u9fff]", RegexOptions.None, 1000)]
    private static partial Regex Han();
}
