using static SymDiff.Generator.Tests.Support.Real50;

namespace SymDiff.Generator.Tests.Support;

/// <summary>The functions, a line each: the value, and the derivative there.</summary>
internal readonly partial record struct Dual50
{
    public static Dual50 Sqrt(Dual50 x) => x.Chain(Real50.Sqrt(x.Value), y => 1 / (2 * y));

    public static Dual50 Cbrt(Dual50 x) => x.Chain(Real50.Cbrt(x.Value), y => 1 / (3 * y * y));

    public static Dual50 Exp(Dual50 x) => x.Chain(Real50.Exp(x.Value), y => y);

    public static Dual50 Exp2(Dual50 x) => Pow(2, x);

    public static Dual50 Exp10(Dual50 x) => Pow(10, x);

    public static Dual50 Expm1(Dual50 x) => x.Chain(Real50.Expm1(x.Value), y => y + 1);

    public static Dual50 Log(Dual50 x) => x.Chain(Real50.Log(x.Value), _ => 1 / x.Value);

    public static Dual50 Log2(Dual50 x) => Log(x) / Ln2;

    public static Dual50 Log10(Dual50 x) => Log(x) / Real50.Log(10);

    public static Dual50 Log1p(Dual50 x) => x.Chain(Real50.Log1p(x.Value), _ => 1 / (1 + x.Value));

    public static Dual50 Sin(Dual50 x) => x.Chain(Real50.Sin(x.Value), _ => Real50.Cos(x.Value));

    public static Dual50 Cos(Dual50 x) => x.Chain(Real50.Cos(x.Value), _ => -Real50.Sin(x.Value));

    public static Dual50 Tan(Dual50 x) => x.Chain(Real50.Tan(x.Value), y => 1 + (y * y));

    public static Dual50 Asin(Dual50 x) => x.Chain(Real50.Asin(x.Value), _ => 1 / Real50.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual50 Acos(Dual50 x) => x.Chain(Real50.Acos(x.Value), _ => -1 / Real50.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual50 Atan(Dual50 x) => x.Chain(Real50.Atan(x.Value), _ => 1 / (1 + (x.Value * x.Value)));

    public static Dual50 Sinh(Dual50 x) => x.Chain(Real50.Sinh(x.Value), _ => Real50.Cosh(x.Value));

    public static Dual50 Cosh(Dual50 x) => x.Chain(Real50.Cosh(x.Value), _ => Real50.Sinh(x.Value));

    public static Dual50 Tanh(Dual50 x) => x.Chain(Real50.Tanh(x.Value), _ => 1 / (Real50.Cosh(x.Value) * Real50.Cosh(x.Value)));

    public static Dual50 Asinh(Dual50 x) => x.Chain(Real50.Asinh(x.Value), _ => 1 / Real50.Sqrt(1 + (x.Value * x.Value)));

    public static Dual50 Acosh(Dual50 x) => x.Chain(Real50.Acosh(x.Value), _ => 1 / Real50.Sqrt((x.Value - 1) * (x.Value + 1)));

    public static Dual50 Atanh(Dual50 x) => x.Chain(Real50.Atanh(x.Value), _ => 1 / ((1 - x.Value) * (1 + x.Value)));

    public static Dual50 Erf(Dual50 x) => x.Chain(Real50.Erf(x.Value), _ => 2 / Real50.Sqrt(Real50.Pi) * Real50.Exp(-(x.Value * x.Value)));

    public static Dual50 NormalCdf(Dual50 x) => x.Chain(Real50.NormalCdf(x.Value), _ => NormalPdf(x.Value));

    public static Dual50 NormalLogCdf(Dual50 x) => x.Chain(Real50.Log(Real50.NormalCdf(x.Value)), _ => Real50.NormalPdf(x.Value) / Real50.NormalCdf(x.Value));

    public static Dual50 InverseMillsRatio(Dual50 x) =>
        x.Chain(Real50.NormalPdf(x.Value) / Real50.NormalCdf(x.Value), y => -y * (x.Value + y));

    public static Dual50 NormalMeanExcess(Dual50 x) => InverseMillsRatio(-x) - x;

    public static Dual50 LogGamma(Dual50 x) => x.Chain(Real50.LogGamma(x.Value), _ => Real50.Digamma(x.Value));

    public static Dual50 Digamma(Dual50 x) => x.Chain(Real50.Digamma(x.Value), _ => Trigamma(x.Value));

    public static Dual50 Square(Dual50 x) => x * x;

    public static Dual50 Logistic(Dual50 x) => 1 / (1 + Exp(-x));

    public static Dual50 Softplus(Dual50 x) => x.Value.Sign > 0 ? x + Log1p(Exp(-x)) : Log1p(Exp(x));

    public static Dual50 LogSumExp(Dual50 x, Dual50 y) => x >= y ? x + Softplus(y - x) : y + Softplus(x - y);

    /// <summary>x·log y, zero at x = 0 whatever y is.</summary>
    public static Dual50 XLogY(Dual50 x, Dual50 y) => x.Value.Sign != 0 ? x * Log(y)
        : new(Real50.Zero, x.Tangent.Sign == 0 ? Real50.Zero : x.Tangent * Real50.Log(y.Value));

    public static Dual50 Abs(Dual50 x) => x.Chain(Real50.Abs(x.Value), _ => x.Value.Sign);

    public static Dual50 Sign(Dual50 x) => x.Value.Sign;

    public static Dual50 Floor(Dual50 x) => Real50.Floor(x.Value);

    public static Dual50 Max(Dual50 x, Dual50 y) => x.Value == y.Value ? new(x.Value, (x.Tangent + y.Tangent) / 2) : x > y ? x : y;

    public static Dual50 Min(Dual50 x, Dual50 y) => x.Value == y.Value ? new(x.Value, (x.Tangent + y.Tangent) / 2) : x < y ? x : y;

    public static Dual50 Hypot(Dual50 x, Dual50 y) => x.Value.Sign == 0 && y.Value.Sign == 0 ? Real50.Zero : Sqrt((x * x) + (y * y));

    public static Dual50 Atan2(Dual50 y, Dual50 x)
    {
        var norm = (x.Value * x.Value) + (y.Value * y.Value);
        return new(Real50.Atan2(y.Value, x.Value), ((y.Tangent * x.Value) - (x.Tangent * y.Value)) / norm);
    }

    public static Dual50 Pow(Dual50 x, Dual50 y)
    {
        var value = Real50.Pow(x.Value, y.Value);
        var tangent = Real50.Zero;
        if (x.Tangent.Sign != 0 && y.Value.Sign != 0)
            tangent += x.Tangent * y.Value * Real50.Pow(x.Value, y.Value - 1);
        if (y.Tangent.Sign != 0 && x.Value.Sign != 0)
            tangent += y.Tangent * value * Real50.Log(x.Value);
        return new(value, tangent);
    }

    private Dual50 Chain(Real50 value, Func<Real50, Real50> derivative) =>
        new(value, Tangent.Sign == 0 ? Real50.Zero : Tangent * derivative(value));
}
