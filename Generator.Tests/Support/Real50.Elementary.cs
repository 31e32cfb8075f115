using System.Numerics;

namespace SymDiff.Generator.Tests.Support;

/// <summary>Elementary functions: arguments are brought near zero, where the power series is summed to the last bit.</summary>
internal readonly partial struct Real50
{
    private static readonly Lazy<Real50> PiValue = new(() => new Real50(PiTimesTwoTo(Precision + 32), -(Precision + 32)));
    private static readonly Lazy<Real50> LogTwo = new(() => (18 * AtanhSeries((Real50)1 / 26)) - (2 * AtanhSeries((Real50)1 / 4801))
        + (8 * AtanhSeries((Real50)1 / 8749)));

    public static Real50 Pi => PiValue.Value;

    public static Real50 Ln2 => LogTwo.Value;

    public static Real50 Exp(Real50 x)
    {
        const int Halvings = 12;
        var powerOfTwo = Round(x / Ln2);
        var rest = x - (powerOfTwo * Ln2);
        var result = Expm1Series(new Real50(rest.mantissa, rest.exponent - Halvings)) + 1;
        for (var i = 0; i < Halvings; i++)
            result *= result;
        return new(result.mantissa, result.exponent + (long)(double)powerOfTwo);
    }

    public static Real50 Expm1(Real50 x) => x.Magnitude < 0 ? Expm1Series(x) : Exp(x) - 1;

    public static Real50 Log(Real50 x)
    {
        if (x.Sign <= 0)
            throw new ArithmeticException("The logarithm of a number that is not positive is not real.");
        // Between 0.7 and 1.4, so that nothing cancels near one.
        var powerOfTwo = x.Magnitude;
        var rest = new Real50(x.mantissa, x.exponent - powerOfTwo);
        if (rest < 0.7071)
        {
            rest *= 2;
            powerOfTwo--;
        }

        return (2 * AtanhSeries((rest - 1) / (rest + 1))) + (Ln2 * (double)powerOfTwo);
    }

    public static Real50 Log1p(Real50 x) => x.Magnitude < -1 ? 2 * AtanhSeries(x / (x + 2)) : Log(x + 1);

    public static Real50 Sin(Real50 x)
    {
        var (quarter, rest) = Quarter(x);
        return quarter switch { 0 => SinSeries(rest), 1 => CosSeries(rest), 2 => -SinSeries(rest), _ => -CosSeries(rest) };
    }

    public static Real50 Cos(Real50 x)
    {
        var (quarter, rest) = Quarter(x);
        return quarter switch { 0 => CosSeries(rest), 1 => -SinSeries(rest), 2 => -CosSeries(rest), _ => SinSeries(rest) };
    }

    public static Real50 Tan(Real50 x) => Sin(x) / Cos(x);

    public static Real50 Atan(Real50 x)
    {
        if (Abs(x) > 1)
            return (Pi / 2 * x.Sign) - Atan(1 / x);
        const int Halvings = 4;
        for (var i = 0; i < Halvings; i++)
            x /= 1 + Sqrt(1 + (x * x));
        var angle = Series(x, -(x * x), (term, k) => term / ((2 * k) + 1));
        return new(angle.mantissa, angle.exponent + Halvings);
    }

    public static Real50 Atan2(Real50 y, Real50 x) => (x.Sign, y.Sign) switch
    {
        (0, _) => Pi / 2 * y.Sign,
        (1, _) => Atan(y / x),
        (_, >= 0) => Atan(y / x) + Pi,
        _ => Atan(y / x) - Pi,
    };

    public static Real50 Asin(Real50 x) => Atan2(x, Sqrt((1 - x) * (1 + x)));

    public static Real50 Acos(Real50 x) => Atan2(Sqrt((1 - x) * (1 + x)), x);

    public static Real50 Sinh(Real50 x) =>
        x.Magnitude < 0 ? FactorialSeries(x, x * x, 1) : (Exp(x) - Exp(-x)) / 2;

    public static Real50 Cosh(Real50 x) => (Exp(x) + Exp(-x)) / 2;

    public static Real50 Tanh(Real50 x)
    {
        var growth = Expm1(2 * Abs(x));
        return growth / (growth + 2) * x.Sign;
    }

    public static Real50 Asinh(Real50 x)
    {
        var size = Abs(x);
        return x.Sign * Log1p(size + (size * size / (1 + Sqrt(1 + (size * size)))));
    }

    public static Real50 Acosh(Real50 x) => Log1p(x - 1 + Sqrt((x - 1) * (x + 1)));

    public static Real50 Atanh(Real50 x) => Log1p(2 * x / (1 - x)) / 2;

    public static Real50 Cbrt(Real50 x) => x.Sign == 0 ? x : x.Sign * Exp(Log(Abs(x)) / 3);

    /// <summary>A power; by multiplication where the exponent is an integer, so that the base may be negative.</summary>
    public static Real50 Pow(Real50 x, Real50 y)
    {
        if (y != Floor(y) || Abs(y) > 1_000_000)
            return x.Sign == 0 && y.Sign > 0 ? Zero : Exp(y * Log(x));
        var result = One;
        for (var (power, square) = ((int)(double)Abs(y), x); power > 0; power >>= 1, square *= square)
        {
            if ((power & 1) != 0)
                result *= square;
        }

        return y.Sign < 0 ? 1 / result : result;
    }

    /// <summary>Which quarter of the circle about a multiple of π/2 it is in, and what is left.</summary>
    private static (int Index, Real50 Angle) Quarter(Real50 x)
    {
        // As many digits of π as the argument has before the point are used up.
        var bits = Precision + 128 + (int)Math.Max(0, x.Magnitude);
        var turns = Round(x * 2 / Pi);
        var whole = turns.exponent >= 0 ? turns.mantissa << turns.exponent : turns.mantissa >> -turns.exponent;
        var shift = bits + x.exponent;
        var scaled = shift >= 0 ? x.mantissa << shift : x.mantissa >> -shift;
        var rest = whole.IsZero ? x : new Real50(scaled - (whole * PiTimesTwoTo(bits) / 2), -bits);
        return ((int)(((whole % 4) + 4) % 4), rest);
    }

    /// <summary>Machin's formula, in integers.</summary>
    private static BigInteger PiTimesTwoTo(int bits)
    {
        const int Guard = 32;
        var one = BigInteger.One << (bits + Guard);
        return ((16 * ArcTangentOfOneOver(5)) - (4 * ArcTangentOfOneOver(239))) >> Guard;

        BigInteger ArcTangentOfOneOver(int n)
        {
            var sum = BigInteger.Zero;
            var power = one / n;
            for (var k = 0; !power.IsZero; k++, power /= -n * n)
                sum += power / ((2 * k) + 1);
            return sum;
        }
    }

    private static Real50 SinSeries(Real50 x) => FactorialSeries(x, -(x * x), 1);

    private static Real50 CosSeries(Real50 x) => FactorialSeries(1, -(x * x), 0);

    private static Real50 Expm1Series(Real50 x)
    {
        var (sum, term) = (x, x);
        for (var k = 2; Matters(term, sum); k++)
            sum += term = term * x / k;
        return sum;
    }

    private static Real50 AtanhSeries(Real50 x) => Series(x, x * x, (term, k) => term / ((2 * k) + 1));

    /// <summary>Σ first·ratioᵏ, each term weighted.</summary>
    private static Real50 Series(Real50 first, Real50 ratio, Func<Real50, int, Real50> weigh)
    {
        var (sum, term) = (first, first);
        for (var k = 1; Matters(term, sum); k++)
            sum += weigh(term *= ratio, k);
        return sum;
    }

    /// <summary>Σ first·ratioᵏ/(2k + offset)!.</summary>
    private static Real50 FactorialSeries(Real50 first, Real50 ratio, int offset)
    {
        var (sum, term) = (first, first);
        for (var n = offset; Matters(term, sum); n += 2)
            sum += term = term * ratio / ((n + 1) * (n + 2));
        return sum;
    }

    private static bool Matters(Real50 term, Real50 sum) => term.Sign != 0 && term.Magnitude > sum.Magnitude - Precision - 2;
}
