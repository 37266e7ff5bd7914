using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Evaluation.Web.Print;

/// <summary>A QR code as the outline of its dark fields, drawn by the partial <c>_QrCode</c>. An outline prints without the hairlines that single squares leave between them.</summary>
public sealed class QrImage
{
    // The quiet zone that the standard asks for, in modules.
    private const int Quiet = 4;

    private readonly List<BitArray> modules;

    private QrImage(List<BitArray> modules, string label)
    {
        this.modules = modules;
        Label = label;
        Outline = Trace();
    }

    /// <summary>Width and height in modules, quiet zone included.</summary>
    public int Size => modules.Count + (2 * Quiet);

    /// <summary>Path data of the dark fields, to be filled by the even-odd rule.</summary>
    public string Outline { get; }

    /// <summary>What it is, for those who cannot see it; already in the user's language.</summary>
    public string Label { get; }

    /// <summary>Draws <paramref name="text"/>; a code with a seventh of it damaged is still read.</summary>
    public static QrImage Of(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // The generator adds a quiet zone of its own, of the same width.
        var inner = data.ModuleMatrix[Quiet..^Quiet].Select(row => new BitArray([.. row.Cast<bool>().Skip(Quiet).Take(row.Count - (2 * Quiet))])).ToList();
        return new QrImage(inner, label);
    }

    /// <summary>Whether the field is dark; outside the code all is light.</summary>
    private bool IsDark(int x, int y) => x >= 0 && y >= 0 && x < modules.Count && y < modules.Count && modules[y][x];

    // Walks along the border of the dark fields, dark on the right hand, until every upper edge has been passed.
    private string Trace()
    {
        var path = new StringBuilder();
        var passed = new HashSet<(int X, int Y)>();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                if (IsDark(x, y) && !IsDark(x, y - 1) && !passed.Contains((x, y)))
                {
                    Walk(x, y, path, passed);
                }
            }
        }

        return path.ToString();
    }

    private void Walk(int startX, int startY, StringBuilder path, HashSet<(int X, int Y)> passed)
    {
        var (x, y, dx, dy) = (startX, startY, 1, 0);
        path.Append(CultureInfo.InvariantCulture, $"M{x + Quiet} {y + Quiet}");
        do
        {
            var length = 0;
            do
            {
                if (dx == 1)
                {
                    passed.Add((x, y));
                }

                (x, y, length) = (x + dx, y + dy, length + 1);
            }
            while (IsAhead(x, y, dx, dy, right: true) && !IsAhead(x, y, dx, dy, right: false));

            path.Append(CultureInfo.InvariantCulture, $"{(dx != 0 ? 'h' : 'v')}{(dx + dy) * length}");
            // Light ahead on the right: turn right round the corner; dark on the left as well: turn left.
            (dx, dy) = IsAhead(x, y, dx, dy, right: true) ? (dy, -dx) : (-dy, dx);
        }
        while ((x, y) != (startX, startY) || dx != 1);

        path.Append('z');
    }

    // The field ahead of the corner (x, y), on the right or the left of somebody walking in the direction (dx, dy); y grows downwards.
    private bool IsAhead(int x, int y, int dx, int dy, bool right)
    {
        var side = right ? 1 : -1;
        // The middle of the field, doubled to stay with whole numbers.
        var (middleX, middleY) = ((2 * x) + dx - (side * dy), (2 * y) + dy + (side * dx));
        return IsDark((middleX - 1) / 2, (middleY - 1) / 2);
    }
}
