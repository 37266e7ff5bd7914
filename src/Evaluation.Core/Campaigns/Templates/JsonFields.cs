using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Domain.Counting;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>Reads the properties of one object strictly: what is missing, of the wrong type, out of range or unknown is noted, and reading goes on with a harmless value.</summary>
internal sealed partial class JsonFields
{
    private readonly JsonPlace place;
    private readonly MistakeList mistakes;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public JsonFields(JsonPlace place, MistakeList mistakes)
    {
        this.place = place;
        this.mistakes = mistakes;
        if (place.Type != JsonTokenType.StartObject)
        {
            mistakes.Add(place, TemplateProblem.WrongType, "{ }");
        }

        foreach (var twice in place.Properties.GroupBy(p => p.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            mistakes.Add(twice.Last().Value, TemplateProblem.Repeated, twice.Key);
        }
    }

    public JsonPlace Place => place;

    /// <summary>The value of a property; null when it is not there, which is noted if it is required.</summary>
    public JsonPlace? Find(string name, bool isRequired = false)
    {
        asked.Add(name);
        var found = place.Properties.FirstOrDefault(p => p.Key == name).Value;
        if (found is null && isRequired && place.Type == JsonTokenType.StartObject)
        {
            mistakes.Add(place, TemplateProblem.Missing, name);
        }

        return found;
    }

    /// <summary>Notes every property that was never asked for.</summary>
    public void Finish()
    {
        foreach (var (name, value) in place.Properties.Where(p => !asked.Contains(p.Key)))
        {
            mistakes.Add(value, TemplateProblem.UnknownName, name);
        }
    }

    /// <summary>A text that is not empty.</summary>
    public string Text(string name, int length) => Find(name, isRequired: true) is { } value ? TextOf(value, length) : "";

    /// <summary>A text that may be left out; "" then.</summary>
    public string OptionalText(string name, int length) => Find(name) is { } value ? TextOf(value, length) : "";

    /// <summary>A key.</summary>
    public string Key(string name)
    {
        var text = Text(name, CampaignTemplate.KeyLength);
        if (text.Length > 0 && !KeyPattern().IsMatch(text))
        {
            mistakes.Add(Find(name)!, TemplateProblem.NotAKey, text);
        }

        return text;
    }

    /// <summary>A whole number; <paramref name="otherwise"/> when it is left out.</summary>
    public int? Number(string name, int least, int most, int? otherwise = null)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        if (value.Type == JsonTokenType.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        mistakes.Add(value, TemplateProblem.NumberOutOfRange, least, most);
        return otherwise;
    }

    /// <summary>true or false; false when it is left out.</summary>
    public bool Flag(string name, bool otherwise = false)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        if (value.Type is JsonTokenType.True or JsonTokenType.False)
        {
            return value.Type == JsonTokenType.True;
        }

        mistakes.Add(value, TemplateProblem.WrongType, "true, false");
        return otherwise;
    }

    /// <summary>An exact fraction in a text; null when it is left out.</summary>
    public Fraction? Fraction(string name, bool isRequired = false)
    {
        if (Find(name, isRequired) is not { } value)
        {
            return null;
        }

        // A number such as 0.333 is refused on purpose: it would look like a third and not be one.
        if (value.Type == JsonTokenType.String && Domain.Counting.Fraction.TryParse(value.Text, out var fraction))
        {
            return fraction;
        }

        mistakes.Add(value, TemplateProblem.NotAFraction, value.Text);
        return null;
    }

    /// <summary>A value of an enum by its name in camel case.</summary>
    public T Choice<T>(string name, T? otherwise = null)
        where T : struct, Enum =>
        Find(name, isRequired: otherwise is null) is { } value ? ChoiceOf<T>(value) : otherwise ?? default;

    /// <summary>A list of such values.</summary>
    public IReadOnlyList<T> Choices<T>(string name, bool isRequired)
        where T : struct, Enum => [.. List(name, isRequired).Select(ChoiceOf<T>)];

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string name, int length) => [.. List(name).Select(item => TextOf(item, length))];

    /// <summary>The elements of a list; none when it is left out.</summary>
    public IReadOnlyList<JsonPlace> List(string name, bool isRequired = false)
    {
        if (Find(name, isRequired) is not { } value)
        {
            return [];
        }

        if (value.Type != JsonTokenType.StartArray)
        {
            mistakes.Add(value, TemplateProblem.WrongType, "[ ]");
        }
        else if (isRequired && value.Items.Count == 0)
        {
            mistakes.Add(value, TemplateProblem.ListEmpty);
        }

        return value.Items;
    }

    /// <summary>An object in a property; null when it is left out.</summary>
    public JsonFields? Object(string name, bool isRequired = false) => Find(name, isRequired) is { } value ? new JsonFields(value, mistakes) : null;

    private string TextOf(JsonPlace value, int length)
    {
        if (value.Type != JsonTokenType.String)
        {
            mistakes.Add(value, TemplateProblem.WrongType, "\"…\"");
            return "";
        }

        if (string.IsNullOrWhiteSpace(value.Text) || value.Text.Contains('\0', StringComparison.Ordinal))
        {
            mistakes.Add(value, TemplateProblem.TextEmpty);
        }
        else if (value.Text.Length > length)
        {
            mistakes.Add(value, TemplateProblem.TextTooLong, length);
        }

        return value.Text;
    }

    private T ChoiceOf<T>(JsonPlace value)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().ToDictionary(JsonNamingPolicy.CamelCase.ConvertName, n => n, StringComparer.Ordinal);
        if (value.Type == JsonTokenType.String && names.TryGetValue(value.Text, out var name))
        {
            return Enum.Parse<T>(name);
        }

        mistakes.Add(value, TemplateProblem.NotOneOf, value.Text, string.Join(", ", names.Keys));
        return default;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyPattern();
}

/// <summary>The mistakes of one file.</summary>
internal sealed class MistakeList(string file)
{
    public List<TemplateMistake> Mistakes { get; } = [];

    public string File => file;

    public void Add(JsonPlace place, TemplateProblem problem, params IReadOnlyList<object> arguments) =>
        Mistakes.Add(new TemplateMistake(file, place.Line, place.Path, problem, arguments));
}
