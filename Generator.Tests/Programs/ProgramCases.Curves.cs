namespace SymDiff.Generator.Tests.Programs;

/// <content>Interest rates: what the method computes for its value serves the derivative, too.</content>
internal static partial class ProgramCases
{
    private static double[] Coupons => [4, 3.2, 5];
    private static int[] Payments => [3, 5, 0];
    private static double[] Prices => [99, 95, 101];
    private static double[] Forwards => [0.03, 0.031, 0.033, 0.034];
    private static double[] Tenors => [0.5, 0.5, 0.25, 0.5];
    private static double[] Volatilities => [0.2, 0.21, 0.22, 0.23];
    private static double[] Shocks => [0.3, -0.2];
    private static double[] Knots => [0, 0.5, 1, 2];
    private static double[] Ordinates => [0.3, 1.2, -0.7, 0.4];
    private static double[] BetweenKnots => [0.35, 1.7, 0.7];

    private static IEnumerable<ProgramCase> Curves =>
    [
        new("NelsonSiegel", """
            private static double Discount(double t, double level, double slope, double curvature, double tau)
            {
                double x = t / tau;
                double loading = (1 - Math.Exp(-x)) / x;
                double yield = level + slope * loading + curvature * (loading - Math.Exp(-x));
                return Math.Exp(-yield * t);
            }

            [Differentiable(nameof(level), nameof(slope), nameof(curvature), nameof(tau))]
            public static double F(double level, double slope, double curvature, double tau, double[] coupons, int[] payments, double[] prices)
            {
                double sum = 0;
                for (int i = 0; i < coupons.Length; i++)
                {
                    double price = 100 * Discount(0.5 * payments[i] + 0.1, level, slope, curvature, tau);
                    for (int k = 0; k < payments[i]; k++)
                        price += coupons[i] / 2 * Discount(0.1 + 0.5 * k, level, slope, curvature, tau);
                    double residual = price - prices[i];
                    sum += residual * residual;
                }

                return sum;
            }
            """, [0.04, -0.02, 0.01, 1.8, Coupons, Payments, Prices]),
        new("ForwardRates", """
            [Differentiable(nameof(forwards), nameof(strike))]
            public static double F(double[] forwards, double[] tenors, double[] volatilities, double[] normals, double strike, double dt)
            {
                int n = forwards.Length, steps = normals.Length;
                var rates = (double[])forwards.Clone();
                for (int t = 0; t < steps; t++)
                {
                    double drift = 0;
                    for (int i = t; i < n; i++)
                    {
                        double delta = tenors[i], sigma = volatilities[i - t];
                        drift += delta * sigma * rates[i] / (1 + delta * rates[i]);
                        rates[i] *= Math.Exp((sigma * drift - 0.5 * sigma * sigma) * dt + sigma * Math.Sqrt(dt) * normals[t]);
                    }
                }

                double annuity = 0, discount = 1;
                for (int i = steps; i < n; i++)
                {
                    discount /= 1 + tenors[i] * rates[i];
                    annuity += tenors[i] * discount;
                }

                return 1 - discount - strike * annuity;
            }
            """, [Forwards, Tenors, Volatilities, Shocks, 0.02, 0.5], [Forwards, Tenors, Volatilities, Array.Empty<double>(), 0.02, 0.5]),
        // What the struct keeps of its constructor is read by code that is carried over, too.
        new("CurveOfAPrimaryConstructor", """
            private readonly struct Curve(double[] xs, double[] ys, string name)
            {
                private readonly int last = xs.Length - 1, shift = name.Length;

                public double At(double x)
                {
                    int i = Array.BinarySearch(xs, x);
                    if (i < 0) i = ~i;
                    i = Math.Clamp(i, 1, last);
                    return ys[i - 1] + (x - xs[i - 1]) / (xs[i] - xs[i - 1]) * (ys[i] - ys[i - 1]) + x * x * Math.Abs(this.shift);
                }
            }

            [Differentiable(nameof(ys), nameof(q))]
            public static double F(double[] xs, double[] ys, double[] q)
            {
                var curve = new Curve(xs, ys, "s");
                double s = 0;
                foreach (var x in q) s += curve.At(x) * curve.At(x * 0.5);
                return s;
            }
            """, [Knots, Ordinates, BetweenKnots]),
    ];
}
