using System.Numerics;

namespace Evaluation.Domain.Counting;

/// <summary>
/// The one place where a fraction becomes a percentage for display, so that screen, Excel, PDF and Word show the same digits.
/// Display only: nothing is decided on the rounded figure.
/// </summary>
public static class Percentage
{
    /// <summary>"36.36%": the fraction times 100, rounded half up to <paramref name="decimals"/> digits (0 to 10).</summary>
    public static string Format(Fraction value, int decimals = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 10);
        var digits = Scaled(value, decimals + 2).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits + "%" : $"{digits[..^decimals]}.{digits[^decimals..]}%";
    }

    /// <summary>A threshold or weight as officials write it: as a percentage when that is exact with at most two digits (60%, 0.5%), else as a fraction (1/3). Nothing is rounded.</summary>
    public static string FormatExact(Fraction value)
    {
        for (var decimals = 0; decimals <= 2; decimals++)
        {
            if ((value * Fraction.Of(BigInteger.Pow(10, decimals + 2), 1)).Denominator.IsOne)
            {
                return Format(value, decimals);
            }
        }

        return value.ToString();
    }

    /// <summary>The same rounded value as a number for a cell formatted "0.00%": 36.36 % is 0.3636.</summary>
    public static decimal ForNumberCell(Fraction value, int decimals = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 10);
        var scale = 1m;
        for (var i = 0; i < decimals + 2; i++)
        {
            scale *= 10m;
        }

        return (decimal)Scaled(value, decimals + 2) / scale;
    }

    private static BigInteger Scaled(Fraction value, int digits) =>
        ((value.Numerator * BigInteger.Pow(10, digits) * 2) + value.Denominator) / (value.Denominator * 2);
}
