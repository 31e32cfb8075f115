using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Forms;

/// <summary>The forms that everybody knows, as derived by hand; and as they are written.</summary>
public class FormGoldenTests
{
    public static TheoryData<string> Names => ["Rosenbrock", "logistic loss", "Gaussian", "polar", "rotation"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_as_by_hand(string row) => Snapshot.Match(GeneratorRun.Of(Row(row).Source));

    // f = (1 − x)² + 100(y − x²)²: fₓₓ = 2 − 400(y − x²) + 800x², fₓᵧ = −400x, fᵧᵧ = 200
    [Fact]
    public void Rosenbrock() => CheckTriangle("Rosenbrock", p => [2 - (400 * (p[1] - (p[0] * p[0]))) + (800 * p[0] * p[0]), -400 * p[0], 200]);

    // f = log(1 + eᶻ) − 0.3z with z = wx + b: all second derivatives hold p(1 − p), where p is the logistic function of z.
    [Fact]
    public void Logistic_loss() => CheckTriangle("logistic loss", v =>
    {
        var (w, x, p) = (v[0], v[2], Logistic((v[0] * v[2]) + v[1]));
        var q = p * (1 - p);
        return [q * x * x, q * x, p - 0.3 + (q * w * x), q, q * w, q * w * w];
    });

    // log N(x; μ, σ), z = (x − μ)/σ: fₓₓ = −1/σ² = −fₓμ = fμμ, fₓσ = 2z/σ² = −fμσ, fσσ = (1 − 3z²)/σ²
    [Fact]
    public void Gaussian() => CheckTriangle("Gaussian", v =>
    {
        var (z, s) = ((v[0] - v[1]) / v[2], 1 / (v[2] * v[2]));
        return [-s, s, 2 * z * s, -s, -2 * z * s, (1 - (3 * z * z)) * s];
    });

    // The call of Black and Scholes: delta is Φ(d₁), and gamma φ(d₁)/(S·σ·√T), with no term left that is zero.
    [Fact]
    public void Black_and_Scholes()
    {
        var run = GeneratorRun.Of("""
            using System;
            using SymDiff;

            public static partial class Option
            {
                [Differentiable(nameof(S), Derivatives = Derivatives.Hessian)]
                public static double Call(double S, [Positive] double sigma, double K, double r, double T)
                {
                    double d1 = (Math.Log(S / K) + (r + sigma * sigma / 2) * T) / (sigma * Math.Sqrt(T));
                    double d2 = d1 - sigma * Math.Sqrt(T);
                    return S * Calculus.NormalCdf(d1) - K * Math.Exp(-r * T) * Calculus.NormalCdf(d2);
                }
            }
            """);
        Snapshot.Match(run);
        OperationCount.AssertAtMost(run, "CallHessian", operations: 10, calls: 3);
        using var code = run.Load();
        foreach (var at in (double[][])[[100, 0.2, 110, 0.03, 0.5], [40, 0.6, 35, -0.01, 3], [1, 0.1, 1, 0, 1]])
        {
            var (s, sigma, k, r, t) = ((Dual50)at[0], (Dual50)at[1], (Dual50)at[2], (Dual50)at[3], (Dual50)at[4]);
            var d1 = (Log(s / k) + ((r + (sigma * sigma / 2)) * t)) / (sigma * Sqrt(t));
            Numeric.Close(code.Number("Option.CallHessian", at), (double)(Exp(-d1 * d1 / 2) / Sqrt(2 * Pi) / (s * sigma * Sqrt(t))).Value, 1e-13);
            Numeric.Close(code.Numbers("Option.CallValueGradientAndHessian", at)[1], (double)NormalCdf(d1).Value, 1e-13);
        }
    }

    // ∂(x, y)/∂(r, θ) = (cos θ, −r sin θ; sin θ, r cos θ)
    [Fact]
    public void Polar() => CheckJacobian("polar", p => [Cos(p[1]), -p[0] * Sin(p[1]), Sin(p[1]), p[0] * Cos(p[1])]);

    // v' = v cos φ + k × v sin φ + k (k·v)(1 − cos φ) is linear in v, by the rotation's matrix; ∂v'/∂φ = −v sin φ + k × v cos φ + k (k·v) sin φ.
    [Fact]
    public void Rotation() => CheckJacobian("rotation", p =>
    {
        var (x, y, z, c, s) = (p[0], p[1], p[2], Cos(p[3]), Sin(p[3]));
        var (u, v, w, d) = ((Dual50)(2 / 3.0), (Dual50)(1 / 3.0), (Dual50)(2 / 3.0), 1 - c);
        var along = (u * x) + (v * y) + (w * z);
        return
        [
            c + (u * u * d), (u * v * d) - (w * s), (u * w * d) + (v * s), (-x * s) + (((v * z) - (w * y)) * c) + (u * along * s),
            (u * v * d) + (w * s), c + (v * v * d), (v * w * d) - (u * s), (-y * s) + (((w * x) - (u * z)) * c) + (v * along * s),
            (u * w * d) - (v * s), (v * w * d) + (u * s), c + (w * w * d), (-z * s) + (((u * y) - (v * x)) * c) + (w * along * s),
        ];
    });

    private static FormCase Row(string name) => FormCases.All.Single(row => row.Name == name);

    private static void CheckTriangle(string name, Func<Dual50[], Dual50[]> byHand)
    {
        using var code = GeneratorRun.Of(Row(name).Source).Load();
        foreach (var at in Row(name).Points)
        {
            Numeric.Close(Row(name).Triangle(at), Values(byHand, at), because: "the derivation by hand");
            Numeric.Close(code.Numbers("Forms.FHessian", at), Values(byHand, at));
        }
    }

    private static void CheckJacobian(string name, Func<Dual50[], Dual50[]> byHand)
    {
        foreach (var at in Row(name).Points)
            Numeric.Close(Row(name).Jacobian(at), Values(byHand, at), because: "the derivation by hand");
    }

    private static double[] Values(Func<Dual50[], Dual50[]> function, double[] at) => [.. function([.. at.Select(x => (Dual50)x)]).Select(value => (double)value.Value)];
}
