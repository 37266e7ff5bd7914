using System.Text.RegularExpressions;
using Evaluation.Web.Print;
using QRCoder;

namespace Evaluation.Web.Tests.Print;

public sealed partial class QrImageTests
{
    [Theory]
    [InlineData("https://example.org/b#ABCDEFGHJKMNP")]
    [InlineData("http://10.0.0.1:5080/evaluation/b#0123456789ABC")]
    [InlineData("https://示例.中国/b")]
    [InlineData("x")]
    public void Outline_FilledByTheEvenOddRule_IsTheCode(string text)
    {
        using var data = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M);

        var image = QrImage.Of(text, "");

        Assert.Equal(data.ModuleMatrix.Count, image.Size);
        Assert.Equal(
            data.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '#' : '.'))),
            Enumerable.Range(0, image.Size).Select(y => string.Concat(Fill(image, y))));
    }

    // A field is dark when a ray from its middle to the left crosses an odd number of upright edges.
    private static IEnumerable<char> Fill(QrImage image, int y)
    {
        var edges = UprightEdges(image.Outline).Where(edge => edge.Top <= y && y < edge.Bottom).Select(edge => edge.X).ToList();
        return Enumerable.Range(0, image.Size).Select(x => edges.Count(edge => edge <= x) % 2 == 1 ? '#' : '.');
    }

    private static IEnumerable<(int X, int Top, int Bottom)> UprightEdges(string path)
    {
        var (x, y) = (0, 0);
        foreach (Match step in Steps().Matches(path))
        {
            var number = int.Parse(step.Groups["a"].Value, System.Globalization.CultureInfo.InvariantCulture);
            switch (step.Groups["c"].Value)
            {
                case "M":
                    (x, y) = (number, int.Parse(step.Groups["b"].Value, System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case "h":
                    x += number;
                    break;
                default:
                    yield return (x, Math.Min(y, y + number), Math.Max(y, y + number));
                    y += number;
                    break;
            }
        }
    }

    [GeneratedRegex(@"(?<c>[Mhv])(?<a>-?\d+)( (?<b>\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();
}
