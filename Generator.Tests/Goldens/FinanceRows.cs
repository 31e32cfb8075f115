using SymDiff.Generator.Tests.Support;
using static SymDiff.Generator.Tests.Support.Dual50;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>Prices of options and bonds, whose sensitivities have famous short forms.</summary>
internal static class FinanceRows
{
    public static IReadOnlyList<Golden> All { get; } =
    [
        // K·exp(−r·T)·φ(d₂) = S·φ(d₁): all that comes through d₁ and d₂ cancels but S·φ(d₁)·√T.
        new("Black–Scholes", 10, 4,
            x => x[0] * NormalCdf(D1(x)) - x[2] * Exp(-x[3] * x[4]) * NormalCdf(D1(x) - x[1] * Sqrt(x[4])),
            x => [NormalCdf(D1(x)), x[0] * Density(D1(x)) * Sqrt(x[4])],
            [[100, 0.2, 110, 0.03, 0.5], [40, 0.6, 35, -0.01, 3], [1, 0.1, 1, 0, 1]],
            """
            [Differentiable(nameof(S), nameof(sigma))]
            public static double F(double S, double sigma, double K, double r, double T)
            {
                double d1 = (Math.Log(S / K) + (r + sigma * sigma / 2) * T) / (sigma * Math.Sqrt(T));
                double d2 = d1 - sigma * Math.Sqrt(T);
                return S * Calculus.NormalCdf(d1) - K * Math.Exp(-r * T) * Calculus.NormalCdf(d2);
            }
            """,
            """
            [Differentiable(nameof(S), nameof(sigma))]
            public static double F(double S, double sigma, double K, double r, double T)
            {
                double d1 = (Math.Log(S / K) + (r + sigma * sigma / 2) * T) / (sigma * Math.Sqrt(T));
                double d2 = (Math.Log(S / K) + (r - sigma * sigma / 2) * T) / (sigma * Math.Sqrt(T));
                return S * Calculus.NormalCdf(d1) - K * Math.Exp(-r * T) * Calculus.NormalCdf(d2);
            }
            """,
            """
            [Differentiable(nameof(S), nameof(sigma))]
            public static double F(double S, double sigma, double K, double r, double T)
            {
                double deviation = sigma * Math.Sqrt(T);
                double discount = Math.Exp(-r * T);
                double d1 = (Math.Log(S / K) + (r + 0.5 * Math.Pow(sigma, 2)) * T) / deviation;
                double strike = K * discount;
                return S * Calculus.NormalCdf(d1) - strike * Calculus.NormalCdf(d1 - deviation);
            }
            """),

        new("put on a future", 8, 3,
            x => x[4] * (x[1] * NormalCdf(x[2] * Sqrt(x[3]) - Black(x)) - x[0] * NormalCdf(-Black(x))),
            x => [-x[4] * NormalCdf(-Black(x))],
            [[100, 110, 0.2, 0.5, 0.97], [40, 35, 0.6, 3, 0.9]],
            """
            [Differentiable(nameof(F0))]
            public static double F(double F0, double K, double sigma, double T, double discount)
            {
                double v = sigma * Math.Sqrt(T);
                double d1 = Math.Log(F0 / K) / v + v / 2;
                double d2 = d1 - v;
                return discount * (K * Calculus.NormalCdf(-d2) - F0 * Calculus.NormalCdf(-d1));
            }
            """),

        new("Bachelier", 4, 3,
            x => (x[0] - x[2]) * NormalCdf((x[0] - x[2]) / (x[1] * Sqrt(x[3]))) + x[1] * Sqrt(x[3]) * Density((x[0] - x[2]) / (x[1] * Sqrt(x[3]))),
            x =>
            {
                var d = (x[0] - x[2]) / (x[1] * Sqrt(x[3]));
                return [NormalCdf(d), Density(d) * Sqrt(x[3])];
            },
            [[100, 20, 110, 0.5], [0.03, 0.01, 0.02, 3]],
            """
            [Differentiable(nameof(forward), nameof(sigma))]
            public static double F(double forward, double sigma, double strike, double T)
            {
                double v = sigma * Math.Sqrt(T);
                double d = (forward - strike) / v;
                return (forward - strike) * Calculus.NormalCdf(d) + v * Calculus.NormalPdf(d);
            }
            """),

        new("bond", 11, 0,
            x => x[1] / (1 + x[0]) + x[1] / Square(1 + x[0]) + (x[1] + x[2]) / Pow(1 + x[0], 3),
            x =>
            {
                var q = 1 + x[0];
                var qq = q * q;
                return [-(x[1] + 2 * x[1] / q + 3 * (x[1] + x[2]) / qq) / qq];
            },
            [[0.03, 5, 100], [-0.01, 2, 100]],
            """
            [Differentiable(nameof(y))]
            public static double F(double y, double c, double face) => c / (1 + y) + c / Math.Pow(1 + y, 2) + (c + face) / Math.Pow(1 + y, 3);
            """),

        new("Vasicek's mean", 3, 1,
            x => x[0] * Exp(-x[2] * x[3]) + x[1] * (1 - Exp(-x[2] * x[3])),
            x => [Exp(-x[2] * x[3]), 1 - Exp(-x[2] * x[3])],
            [[0.03, 0.05, 0.1, 2], [0.01, 0.02, 3, 0.5]],
            """
            [Differentiable(nameof(r), nameof(theta))]
            public static double F(double r, double theta, double a, double t) => r * Math.Exp(-a * t) + theta * (1 - Math.Exp(-a * t));
            """),
        new("option by its payoff", 20, 5,
            x => x[5].Value == 0 ? x[0] * NormalCdf(D1(x)) - x[2] * Exp(-x[3] * x[4]) * NormalCdf(D1(x) - x[1] * Sqrt(x[4]))
                : x[5].Value == 1 ? x[2] * Exp(-x[3] * x[4]) * NormalCdf(x[1] * Sqrt(x[4]) - D1(x)) - x[0] * NormalCdf(-D1(x))
                : Exp(-x[3] * x[4]) * NormalCdf(D1(x) - x[1] * Sqrt(x[4])),
            x =>
            {
                var (d, v) = (D1(x), x[1] * Sqrt(x[4]));
                if (x[5].Value == 0)
                    return [NormalCdf(d), x[0] * Density(d) * Sqrt(x[4])];
                if (x[5].Value == 1)
                    return [-NormalCdf(-d), x[0] * Density(d) * Sqrt(x[4])];
                var p = Exp(-x[3] * x[4]) * Density(d - v) / x[1];
                return [p / (x[0] * Sqrt(x[4])), -p * d];
            },
            [[100, 0.2, 110, 0.03, 0.5, 0], [100, 0.2, 110, 0.03, 0.5, 1], [40, 0.6, 35, -0.01, 3, 2]],
            """
            [Differentiable(nameof(S), nameof(sigma))]
            public static double F(double S, double sigma, double K, double r, double T, double payoff)
            {
                double discounted = K * Math.Exp(-r * T);
                double d1 = (Math.Log(S / K) + (r + 0.5 * sigma * sigma) * T) / (sigma * Math.Sqrt(T));
                double d2 = d1 - sigma * Math.Sqrt(T);
                return payoff switch
                {
                    0 => S * Calculus.NormalCdf(d1) - discounted * Calculus.NormalCdf(d2),
                    1 => discounted * Calculus.NormalCdf(-d2) - S * Calculus.NormalCdf(-d1),
                    _ => discounted / K * Calculus.NormalCdf(d2),
                };
            }
            """),
    ];

    private static Dual50 Density(Dual50 x) => Exp(-x * x / 2) / Sqrt(2 * Dual50.Pi);

    private static Dual50 D1(Dual50[] x) => (Log(x[0] / x[2]) + (x[3] + x[1] * x[1] / 2) * x[4]) / (x[1] * Sqrt(x[4]));

    private static Dual50 Black(Dual50[] x) => Log(x[0] / x[1]) / (x[2] * Sqrt(x[3])) + x[2] * Sqrt(x[3]) / 2;
}
