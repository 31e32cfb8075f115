using System.Globalization;

namespace SymDiff.Generator.Algebra;

/// <summary>
/// A real constant: an exact fraction as long as numerator and denominator fit, a double beyond. A literal is taken at its decimal word, so that
/// 0.1 is one tenth and 10 · 0.1 is 1.
/// </summary>
internal readonly struct Constant : IEquatable<Constant>
{
    public static readonly Constant Zero = new(0, 1);
    public static readonly Constant One = new(1, 1);
    public static readonly Constant MinusOne = new(-1, 1);
    public static readonly Constant Half = new(1, 2);

    private readonly long numerator;

    // 0 where the constant is a double.
    private readonly long denominator;
    private readonly double real;

    private Constant(long numerator, long denominator)
    {
        this.numerator = numerator;
        this.denominator = denominator;
        real = 0;
    }

    private Constant(double real)
    {
        numerator = 0;
        denominator = 0;
        this.real = real;
    }

    public bool IsExact => denominator != 0;

    public bool IsZero => denominator == 0 ? real == 0 : numerator == 0;

    public bool IsOne => numerator == 1 && denominator == 1;

    public bool IsMinusOne => numerator == -1 && denominator == 1;

    public bool IsUnit => IsOne || IsMinusOne;

    public bool IsNegative => denominator == 0 ? real < 0 : numerator < 0;

    public bool IsInteger => denominator == 1;

    public bool IsEven => IsInteger && numerator % 2 == 0;

    /// <summary>Whether this is an odd multiple of one half.</summary>
    public bool IsHalfInteger => denominator == 2;

    public long Numerator => numerator;

    public long Denominator => denominator;

    public Constant Abs => IsNegative ? -this : this;

    /// <summary>The greatest integer that is not greater.</summary>
    public long Floor => denominator == 0
        ? (long)Math.Floor(real)
        : numerator >= 0 ? numerator / denominator : -((-numerator + denominator - 1) / denominator);

    public static implicit operator Constant(int value) => new(value, 1);

    public static Constant operator -(Constant a) => a.IsSmall ? new(-a.numerator, 1) : a.IsExact ? Fraction(-a.numerator, a.denominator) : new(-a.real);

    public static Constant operator +(Constant a, Constant b)
    {
        // Nearly all are small whole numbers.
        if (a.IsSmall && b.IsSmall)
            return new(a.numerator + b.numerator, 1);
        if (a.IsExact && b.IsExact)
        {
            try
            {
                checked
                {
                    return Fraction((a.numerator * b.denominator) + (b.numerator * a.denominator), a.denominator * b.denominator);
                }
            }
            catch (OverflowException)
            {
            }
        }

        return new(a.ToDouble() + b.ToDouble());
    }

    public static Constant operator -(Constant a, Constant b) => a + -b;

    public static Constant operator *(Constant a, Constant b)
    {
        if (a.IsSmall && b.IsSmall)
            return new(a.numerator * b.numerator, 1);
        if (a.IsExact && b.IsExact)
        {
            try
            {
                checked
                {
                    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator);
                }
            }
            catch (OverflowException)
            {
            }
        }

        return new(a.ToDouble() * b.ToDouble());
    }

    public static Constant operator /(Constant a, Constant b) => a * b.Inverse();

    public static bool operator ==(Constant a, Constant b) => a.Equals(b);

    public static bool operator !=(Constant a, Constant b) => !a.Equals(b);

    public static bool operator <(Constant a, Constant b) => (a - b).IsNegative;

    public static bool operator >(Constant a, Constant b) => (b - a).IsNegative;

    public static Constant Of(long numerator, long denominator) => Fraction(numerator, denominator);

    /// <summary>The constant that a literal of this value stands for: its shortest decimal, as a fraction.</summary>
    public static Constant Of(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
            return new((long)value, 1);
        if (Math.Abs(value) is > 1e-9 and < 1e9)
        {
            var (digits, scale) = (value, 1L);
            for (var places = 1; places <= 12; places++)
            {
                scale *= 10;
                digits = value * scale;
                var nearest = Math.Round(digits);
                if (Math.Abs(nearest) > 1e15)
                    break;
                if (nearest / scale == value)
                    return Fraction((long)nearest, scale);
            }
        }

        return new(value);
    }

    public static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return Math.Abs(a);
    }

    public Constant Inverse() => IsExact && numerator != 0 ? Fraction(denominator, numerator) : new(1 / ToDouble());

    /// <summary>The power with an integer exponent.</summary>
    public Constant Power(long exponent)
    {
        if (exponent < 0)
            return Inverse().Power(-exponent);
        if (exponent > 64)
            return new(Math.Pow(ToDouble(), exponent));
        var result = One;
        for (var i = 0L; i < exponent; i++)
            result *= this;
        return result;
    }

    public double ToDouble() => IsExact ? (double)numerator / denominator : real;

    /// <summary>Whether the constant is written in a few decimals exactly.</summary>
    public bool IsDecimal
    {
        get
        {
            var rest = denominator;
            if (rest is 0 or 1)
                return true;
            while (rest % 2 == 0)
                rest /= 2;
            while (rest % 5 == 0)
                rest /= 5;
            return rest == 1 && denominator <= 1_000_000_000_000_000;
        }
    }

    /// <summary>The shortest text that reads back as the same double, whatever the culture.</summary>
    public override string ToString()
    {
        var text = ToDouble().ToString("R", CultureInfo.InvariantCulture);
        return text.Replace("E+", "E");
    }

    public bool Equals(Constant other) =>
        numerator == other.numerator && denominator == other.denominator && real.Equals(other.real);

    public override bool Equals(object? obj) => obj is Constant other && Equals(other);

    public override int GetHashCode() =>
        unchecked((((int)numerator * 397) ^ (int)(numerator >> 32) ^ ((int)denominator * 31)) + (denominator == 0 ? real.GetHashCode() : 0));

    private bool IsSmall => denominator == 1 && numerator is > int.MinValue and < int.MaxValue;

    private static Constant Fraction(long numerator, long denominator)
    {
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        if (denominator == 0)
            return new(numerator / 0.0);
        var divisor = GreatestCommonDivisor(numerator, denominator);
        return divisor > 1 ? new(numerator / divisor, denominator / divisor) : new(numerator, denominator);
    }
}
