using System.Text.Json;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>A value of a JSON file that knows where it stands, which the framework's documents do not.</summary>
internal sealed class JsonPlace
{
    private const int DeepestLevel = 16;

    private JsonPlace(JsonTokenType type, string path, int line)
    {
        Type = type;
        Path = path;
        Line = line;
    }

    /// <summary>What begins here: an object, an array or a plain value.</summary>
    public JsonTokenType Type { get; }

    /// <summary>Its JSON path.</summary>
    public string Path { get; }

    /// <summary>Its line, from 1.</summary>
    public int Line { get; }

    /// <summary>A plain value as it is written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Properties of an object in order.</summary>
    public List<KeyValuePair<string, JsonPlace>> Properties { get; } = [];

    /// <summary>Elements of an array.</summary>
    public List<JsonPlace> Items { get; } = [];

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="JsonException">They are no JSON.</exception>
    public static JsonPlace Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestLevel });
        var lines = new LineCounter(json);
        reader.Read();
        var root = Read(ref reader, ref lines, "$");
        reader.Read();
        return root;
    }

    private static JsonPlace Read(ref Utf8JsonReader reader, ref LineCounter lines, string path)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var read = new JsonPlace(reader.TokenType, path, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    read.Properties.Add(new(name, Read(ref reader, ref lines, path + "." + name)));
                }

                return read;
            case JsonTokenType.StartArray:
                var list = new JsonPlace(reader.TokenType, path, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(Read(ref reader, ref lines, $"{path}[{list.Items.Count}]"));
                }

                return list;
            case JsonTokenType.String:
                return new JsonPlace(reader.TokenType, path, line) { Text = reader.GetString()! };
            default:
                return new JsonPlace(reader.TokenType, path, line) { Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) };
        }
    }

    // Places are asked for in ascending order, so that the file is gone through once.
    private ref struct LineCounter(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> json = json;
        private int position;
        private int line = 1;

        public int At(int index)
        {
            line += json[position..index].Count((byte)'\n');
            position = index;
            return line;
        }
    }
}
