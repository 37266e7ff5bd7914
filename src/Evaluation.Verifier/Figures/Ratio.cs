using System.Globalization;
using System.Numerics;

namespace Evaluation.Verifier.Figures;

/// <summary>An exact number that is not negative, as a quotient of whole numbers in lowest terms.</summary>
internal sealed record Ratio
{
    private const int LongestText = 40;

    /// <summary>The quotient; <paramref name="bottom"/> is at least 1.</summary>
    public Ratio(BigInteger top, BigInteger bottom)
    {
        var common = BigInteger.GreatestCommonDivisor(top, bottom);
        Top = top / common;
        Bottom = bottom / common;
    }

    public static Ratio Zero { get; } = new(0, 1);

    public BigInteger Top { get; }

    public BigInteger Bottom { get; }

    /// <summary>Reads "1/3", "60%", "0.6" or "2"; null when the text is none of these.</summary>
    public static Ratio? Read(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length is 0 or > LongestText)
        {
            return null;
        }

        var slash = rest.IndexOf('/');
        if (slash >= 0)
        {
            return Decimal(rest[..slash]) is { } top && Decimal(rest[(slash + 1)..]) is { Top.IsZero: false } bottom
                ? new Ratio(top.Top * bottom.Bottom, top.Bottom * bottom.Top)
                : null;
        }

        var isPercentage = rest[^1] is '%' or '％';
        return Decimal(isPercentage ? rest[..^1] : rest) is { } number
            ? new Ratio(number.Top, number.Bottom * (isPercentage ? 100 : 1))
            : null;
    }

    public Ratio Plus(Ratio other) => new((Top * other.Bottom) + (other.Top * Bottom), Bottom * other.Bottom);

    public Ratio Times(Ratio other) => new(Top * other.Top, Bottom * other.Bottom);

    /// <summary>The quotient of both; <paramref name="other"/> is not 0.</summary>
    public Ratio DividedBy(Ratio other) => new(Top * other.Bottom, Bottom * other.Top);

    public bool IsLessThan(Ratio other) => Top * other.Bottom < other.Top * Bottom;

    /// <summary>"52.00%": rounded half up to two digits. For reading only; nothing is decided on it.</summary>
    public string Percent()
    {
        var hundredths = ((Top * 20_000) + Bottom) / (Bottom * 2);
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{(int)(hundredths % 100):00}%");
    }

    /// <summary>"1/3", or "2" for a whole number.</summary>
    public override string ToString() => Bottom.IsOne ? Top.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Top}/{Bottom}");

    private static Ratio? Decimal(ReadOnlySpan<char> text)
    {
        var (digits, scale, isBehindPoint, endsInDigit) = (BigInteger.Zero, BigInteger.One, false, false);
        foreach (var character in text.Trim())
        {
            endsInDigit = char.IsAsciiDigit(character);
            if (endsInDigit)
            {
                digits = (digits * 10) + (character - '0');
                scale *= isBehindPoint ? 10 : 1;
            }
            else if (character == '.' && !isBehindPoint)
            {
                isBehindPoint = true;
            }
            else
            {
                return null;
            }
        }

        return endsInDigit ? new Ratio(digits, scale) : null;
    }
}
