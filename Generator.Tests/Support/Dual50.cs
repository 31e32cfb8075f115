namespace SymDiff.Generator.Tests.Support;

/// <summary>
/// A value with its derivative along one direction: forward-mode differentiation over <see cref="Real50"/>, which is what the generated
/// gradients are measured against. At kinks it follows the project's conventions.
/// </summary>
internal readonly partial record struct Dual50(Real50 Value, Real50 Tangent)
{
    public static Dual50 Pi => Real50.Pi;

    public static implicit operator Dual50(Real50 value) => new(value, Real50.Zero);

    public static implicit operator Dual50(double value) => new(value, Real50.Zero);

    public static implicit operator Dual50(int value) => new(value, Real50.Zero);

    public static Dual50 operator +(Dual50 x, Dual50 y) => new(x.Value + y.Value, x.Tangent + y.Tangent);

    public static Dual50 operator -(Dual50 x) => new(-x.Value, -x.Tangent);

    public static Dual50 operator -(Dual50 x, Dual50 y) => new(x.Value - y.Value, x.Tangent - y.Tangent);

    public static Dual50 operator *(Dual50 x, Dual50 y) => new(x.Value * y.Value, (x.Tangent * y.Value) + (x.Value * y.Tangent));

    public static Dual50 operator /(Dual50 x, Dual50 y)
    {
        var quotient = x.Value / y.Value;
        return new(quotient, (x.Tangent - (quotient * y.Tangent)) / y.Value);
    }

    public static Dual50 operator %(Dual50 x, Dual50 y) => x - (y * Real50.Truncate(x.Value / y.Value));

    public static bool operator <(Dual50 x, Dual50 y) => x.Value < y.Value;

    public static bool operator >(Dual50 x, Dual50 y) => x.Value > y.Value;

    public static bool operator <=(Dual50 x, Dual50 y) => x.Value <= y.Value;

    public static bool operator >=(Dual50 x, Dual50 y) => x.Value >= y.Value;

    /// <summary>x, with derivative zero.</summary>
    public static Dual50 StopGradient(Dual50 x) => x.Value;
}
