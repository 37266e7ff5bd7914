using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Evaluation.Verifier.Figures;

namespace Evaluation.Verifier.Reading;

/// <summary>A value of a JSON text that knows where it stands. Reading is strict: what is missing, unknown or of another type is refused with its place.</summary>
internal sealed class JsonValue
{
    /// <summary>The largest number of slips or people that is read. Sums of any file's worth of them stay far inside 64 bits.</summary>
    public const long MostCount = 1_000_000_000;

    private readonly JsonElement element;
    private readonly JsonValue? parent;
    private readonly string step;

    private JsonValue(JsonElement element, JsonValue? parent, string step)
    {
        this.element = element;
        this.parent = parent;
        this.step = step;
    }

    /// <summary>Its JSON path.</summary>
    public string Place => parent is null ? step : parent.Place + step;

    /// <summary>Reads a whole text. A property that stands twice is refused: two readers could take different ones.</summary>
    /// <exception cref="RefusalException">It is no JSON in UTF-8.</exception>
    public static JsonValue Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new RefusalException("$", "this is not UTF-8");
        }

        try
        {
            RefuseHalfCharacters(json);
            return new JsonValue(JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false }), null, "$");
        }
        catch (JsonException exception)
        {
            throw new RefusalException("$", "this is not JSON as it must be: " + SafeText.Of(exception.Message));
        }
    }

    /// <summary>The refusal of this value.</summary>
    public RefusalException Refuse(string reason) => new(Place, reason);

    /// <summary>The property, which must be there.</summary>
    public JsonValue Get(string name) => Find(name) ?? throw Refuse($"\"{name}\" is missing");

    /// <summary>The property; null when it is not there.</summary>
    public JsonValue? Find(string name)
    {
        Require(JsonValueKind.Object, "an object { }");
        return element.TryGetProperty(name, out var found) ? new JsonValue(found, this, "." + name) : null;
    }

    /// <summary>Refuses an object with any other property.</summary>
    public JsonValue Only(params ReadOnlySpan<string> names)
    {
        Require(JsonValueKind.Object, "an object { }");
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw Refuse($"there is no property {SafeText.Of(property.Name)} here");
            }
        }

        return this;
    }

    /// <summary>The properties with their names.</summary>
    public IEnumerable<(string Name, JsonValue Value)> Properties()
    {
        Require(JsonValueKind.Object, "an object { }");
        return element.EnumerateObject().Select(p => (p.Name, new JsonValue(p.Value, this, $"[{SafeText.Of(p.Name)}]")));
    }

    /// <summary>The elements of a list.</summary>
    public IEnumerable<JsonValue> Items()
    {
        Require(JsonValueKind.Array, "a list [ ]");
        return element.EnumerateArray().Select((item, index) => new JsonValue(item, this, string.Create(CultureInfo.InvariantCulture, $"[{index}]")));
    }

    /// <summary>How many elements a list has.</summary>
    public int Length()
    {
        Require(JsonValueKind.Array, "a list [ ]");
        return element.GetArrayLength();
    }

    /// <summary>A text, which may be empty.</summary>
    public string Text()
    {
        Require(JsonValueKind.String, "a text in quotation marks");
        return element.GetString()!;
    }

    /// <summary>A text that is not empty.</summary>
    public string FilledText() => Text() is var text && string.IsNullOrWhiteSpace(text) ? throw Refuse("the text is empty") : text;

    /// <summary>One of the words of a closed list.</summary>
    public string OneOf(params string[] words) =>
        Text() is var text && words.Contains(text) ? text : throw Refuse($"{SafeText.Of(text)} is none of {string.Join(", ", words)}");

    /// <summary>true or false.</summary>
    public bool Flag() => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Refuse("true or false is expected here");

    /// <summary>A whole number from 0 to <paramref name="most"/>.</summary>
    public long Count(long most = MostCount) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number >= 0 && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most} is expected here"));

    /// <summary>An index of a list with <paramref name="length"/> elements.</summary>
    public int Index(int length) =>
        length > 0 ? (int)Count(length - 1) : throw Refuse("an index of an empty list");

    /// <summary>A fraction in quotation marks. A number is refused: 0.333 would look like a third and not be one.</summary>
    public Ratio Fraction() => Ratio.Read(Text()) ?? throw Refuse($"{SafeText.Of(Text())} is no fraction such as \"1/3\", \"60%\" or \"0.6\"");

    private void Require(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind)
        {
            throw Refuse(expected + " is expected here");
        }
    }

    // An escaped half of a surrogate pair is valid JSON and no text; the framework finds it only when the text is taken out, with another exception.
    private static void RefuseHalfCharacters(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new RefusalException("$", "it holds half of a character");
            }
        }
    }
}
