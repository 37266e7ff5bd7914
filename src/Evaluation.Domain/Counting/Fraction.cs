using System.Numerics;

namespace Evaluation.Domain.Counting;

/// <summary>
/// An exact non-negative fraction in lowest terms. Thresholds, rates and weights are compared by cross-multiplication;
/// nothing that decides is ever rounded. The default value is 0.
/// </summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        this.denominator = denominator / divisor;
    }

    /// <summary>Zero.</summary>
    public static Fraction Zero => default;

    /// <summary>One.</summary>
    public static Fraction One => new(1, 1);

    /// <summary>Numerator in lowest terms, at least 0.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Denominator in lowest terms, at least 1.</summary>
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>The fraction <paramref name="numerator"/> / <paramref name="denominator"/>, reduced.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is negative or the denominator not positive: an empty base is an outcome of its own, never a number.</exception>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        return new Fraction(numerator, denominator);
    }

    /// <summary>
    /// Reads "1/3", "60%", "0.6" or "2" exactly. Blanks around the parts are allowed.
    /// </summary>
    /// <returns>False when the text is none of these, negative, or longer than 40 characters.</returns>
    public static bool TryParse(string? text, out Fraction value)
    {
        value = default;
        text = text?.Trim() ?? "";
        if (text.Length is 0 or > 40)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (!TryParseDecimal(text[..slash], out var top) || !TryParseDecimal(text[(slash + 1)..], out var bottom) || bottom == Zero)
            {
                return false;
            }

            value = top / bottom;
            return true;
        }

        if (text[^1] is '%' or '％')
        {
            if (!TryParseDecimal(text[..^1], out var percent))
            {
                return false;
            }

            value = percent / Of(100, 1);
            return true;
        }

        return TryParseDecimal(text, out value);
    }

    /// <summary>Exact sum.</summary>
    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Exact product.</summary>
    public static Fraction operator *(Fraction left, Fraction right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Exact quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Fraction operator /(Fraction left, Fraction right) =>
        right.Numerator.IsZero ? throw new DivideByZeroException() : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Equal values; both are in lowest terms.</summary>
    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    /// <summary>Different values.</summary>
    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    /// <summary>Strictly less, by cross-multiplication.</summary>
    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    /// <summary>Strictly more, by cross-multiplication.</summary>
    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    /// <summary>At most, by cross-multiplication.</summary>
    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    /// <summary>At least, by cross-multiplication.</summary>
    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc />
    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>"1/3", or "2" for a whole number; read back by <see cref="TryParse"/>.</summary>
    public override string ToString()
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return Denominator.IsOne ? Numerator.ToString(culture) : Numerator.ToString(culture) + "/" + Denominator.ToString(culture);
    }

    private static bool TryParseDecimal(string text, out Fraction value)
    {
        value = default;
        text = text.Trim();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (digits.Length == 0 || point == text.Length - 1 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var scale = point < 0 ? 0 : text.Length - point - 1;
        value = new Fraction(BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), BigInteger.Pow(10, scale));
        return true;
    }
}
