using System.Globalization;
using System.Numerics;

namespace SymDiff.Generator.Tests.Support;

/// <summary>
/// A real number in binary floating point of 384 bits, some 115 digits, of which more than fifty survive every function here. It has nothing in
/// common with the code under test. Where a real number does not exist it throws: a reference never answers NaN.
/// </summary>
internal readonly partial struct Real50 : IComparable<Real50>, IEquatable<Real50>
{
    private const int Precision = 384;

    private readonly BigInteger mantissa;
    private readonly int exponent;

    private Real50(BigInteger mantissa, long exponent)
    {
        var excess = BitLength(mantissa) - Precision;
        if (excess > 0)
        {
            mantissa = ShiftRounded(mantissa, excess);
            exponent += excess;
        }

        this.mantissa = mantissa;
        this.exponent = mantissa.IsZero ? 0 : checked((int)exponent);
    }

    public static Real50 Zero => default;

    public static Real50 One => new(1, 0);

    public int Sign => mantissa.Sign;

    /// <summary>The power of two just above the magnitude.</summary>
    private long Magnitude => exponent + (long)BitLength(mantissa);

    public static implicit operator Real50(int value) => new(value, 0);

    /// <summary>The number that the double is, exactly: 0.1 is not one tenth.</summary>
    public static implicit operator Real50(double value)
    {
        if (!double.IsFinite(value))
            throw new ArithmeticException(value.ToString(CultureInfo.InvariantCulture) + " is not a real number.");
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        return new Real50(bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075);
    }

    /// <summary>The nearest double; infinite where none is near enough.</summary>
    public static explicit operator double(Real50 value)
    {
        if (value.mantissa.IsZero)
            return 0;
        if (value.Magnitude > 1024)
            return value.Sign * double.PositiveInfinity;
        // Rounded once, to the bits that a double of this magnitude has, fewer for a subnormal.
        var lowest = Math.Max(value.Magnitude - 53, -1074);
        var shift = lowest - value.exponent;
        var integer = shift <= 0 ? value.mantissa << (int)-shift : ShiftRounded(value.mantissa, (int)Math.Min(shift, 1 << 20));
        return Math.ScaleB((double)integer, (int)lowest);
    }

    public static Real50 operator +(Real50 x, Real50 y)
    {
        if (x.mantissa.IsZero)
            return y;
        if (y.mantissa.IsZero)
            return x;
        if (x.exponent < y.exponent)
            (x, y) = (y, x);
        if (x.Magnitude - y.Magnitude > Precision + 2)
            return x;
        return new((x.mantissa << (x.exponent - y.exponent)) + y.mantissa, y.exponent);
    }

    public static Real50 operator -(Real50 x) => new(-x.mantissa, x.exponent);

    public static Real50 operator -(Real50 x, Real50 y) => x + -y;

    public static Real50 operator *(Real50 x, Real50 y) => new(x.mantissa * y.mantissa, (long)x.exponent + y.exponent);

    public static Real50 operator /(Real50 x, Real50 y)
    {
        var shift = Math.Max(0, Precision + 2 + BitLength(y.mantissa) - BitLength(x.mantissa));
        return new((x.mantissa << shift) / y.mantissa, (long)x.exponent - shift - y.exponent);
    }

    public static bool operator <(Real50 x, Real50 y) => x.CompareTo(y) < 0;

    public static bool operator >(Real50 x, Real50 y) => x.CompareTo(y) > 0;

    public static bool operator <=(Real50 x, Real50 y) => x.CompareTo(y) <= 0;

    public static bool operator >=(Real50 x, Real50 y) => x.CompareTo(y) >= 0;

    public static bool operator ==(Real50 x, Real50 y) => x.CompareTo(y) == 0;

    public static bool operator !=(Real50 x, Real50 y) => x.CompareTo(y) != 0;

    /// <summary>Reads decimal digits: <c>3.14159</c>.</summary>
    public static Real50 Parse(string digits)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        var integer = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new Real50(integer, 0) / new Real50(BigInteger.Pow(10, decimals), 0);
    }

    public static Real50 Abs(Real50 x) => new(BigInteger.Abs(x.mantissa), x.exponent);

    /// <summary>The greatest integer that is not above.</summary>
    public static Real50 Floor(Real50 x) => x.exponent >= 0 ? x : new(x.mantissa >> -x.exponent, 0);

    /// <summary>The integer part.</summary>
    public static Real50 Truncate(Real50 x) => x.Sign < 0 ? -Floor(-x) : Floor(x);

    /// <summary>The nearest integer, the even one of two.</summary>
    public static Real50 Round(Real50 x)
    {
        var floor = Floor(x);
        var rest = (x - floor).CompareTo(0.5);
        var isOdd = floor.exponent == 0 && !floor.mantissa.IsEven;
        return rest > 0 || (rest == 0 && isOdd) ? floor + 1 : floor;
    }

    public static Real50 Sqrt(Real50 x)
    {
        if (x.Sign < 0)
            throw new ArithmeticException("The square root of a negative number is not real.");
        if (x.Sign == 0)
            return x;
        var shift = (2 * Precision) + 4 - BitLength(x.mantissa);
        if (((x.exponent - shift) & 1) != 0)
            shift++;
        return new(IntegerRoot(x.mantissa << shift), (x.exponent - shift) / 2);
    }

    public int CompareTo(Real50 other) => (this - other).Sign;

    public bool Equals(Real50 other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Real50 other && Equals(other);

    public override int GetHashCode() => ((double)this).GetHashCode();

    public override string ToString() => ((double)this).ToString("R", CultureInfo.InvariantCulture);

    private static int BitLength(BigInteger value) => (int)BigInteger.Abs(value).GetBitLength();

    private static BigInteger ShiftRounded(BigInteger value, int shift)
    {
        var magnitude = BigInteger.Abs(value);
        var quotient = magnitude >> shift;
        var twiceRest = (magnitude - (quotient << shift)) << 1;
        var order = twiceRest.CompareTo(BigInteger.One << shift);
        if (order > 0 || (order == 0 && !quotient.IsEven))
            quotient++;
        return value.Sign < 0 ? -quotient : quotient;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << ((BitLength(value) / 2) + 1);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
