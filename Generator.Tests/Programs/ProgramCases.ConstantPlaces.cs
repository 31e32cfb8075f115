namespace SymDiff.Generator.Tests.Programs;

/// <content>Arrays of parameters, which are read at constant places: those that no turn reads need not be there.</content>
internal static partial class ProgramCases
{
    private static readonly double[] nothing = [];

    private static IEnumerable<ProgramCase> ConstantPlaces =>
    [
        // Each loop may have no turns, and then the array need not hold what it reads.
        new("PlacesOfTwoLoops", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double[] x, int n, int m)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                    s += Math.Sin(w[0] * x[i] + w[1]);
                for (int i = 0; i < m; i++)
                    s += w[2] * Math.Exp(w[3] * x[i]);
                return s * s;
            }
            """, [four, five, 3, 2], [four, five, 0, 4]),
        new("PlacesUnderAnyCondition", """
            [Differentiable(nameof(w), nameof(x))]
            public static double F(double[] w, double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    s += w[0] * x[i];
                    if (x[i] > 0)
                        s += w[1] * x[i] * x[i];
                    else if (i > 3)
                        s -= w[3] * x[i];
                }

                return s;
            }
            """, [two, positive], [four, five]),
        // Of a picture of which nothing is left within its border.
        new("KernelOfAPicture", """
            [Differentiable(nameof(kernel), nameof(picture))]
            public static double F(double[] kernel, double[,] picture)
            {
                double loss = 0;
                for (int y = 1; y < picture.GetLength(0) - 1; y++)
                {
                    for (int x = 1; x < picture.GetLength(1) - 1; x++)
                    {
                        double v = 0;
                        for (int d = -1; d <= 1; d++)
                            v += kernel[d + 1] * picture[y + d, x] + kernel[d + 4] * picture[y, x + d];
                        loss += v * v;
                    }
                }

                return loss;
            }
            """, [six, layer], [six, square], [nothing, plane], [one, row]),
        // What is added first to some elements, and then to all; and the other way round.
        new("PlacesThenAll", """
            [Differentiable]
            public static double F(double[] x)
            {
                double s = x[0] * x[2];
                for (int i = 0; i < x.Length; i++)
                    s += x[i] * x[i] * x[i];
                return s * x[1] + x[2] / x[0];
            }
            """, [five], [six]),
        // Variables that take their next values, in which they stand first, in the middle and last.
        new("Attractor", """
            [Differentiable(nameof(state), nameof(sigma), nameof(rho), nameof(beta))]
            public static double F(double[] state, double sigma, double rho, double beta, double dt, int steps)
            {
                double x = state[0], y = state[1], z = state[2];
                for (int i = 0; i < steps; i++)
                {
                    double dx = sigma * (y - x), dy = x * (rho - z) - y, dz = x * y - beta * z;
                    x += dt * dx;
                    y += dt * dy;
                    z += dt * dz;
                }

                return x * x + y * y + z * z;
            }
            """, [three, 10.0, 28.0, 2.7, 0.01, 6], [three, 1.5, 0.3, 0.2, 0.1, 0]),
        // A parameter that the method changes, though it is not differentiated.
        new("Epidemic", """
            [Differentiable(nameof(beta), nameof(gamma))]
            public static double F(double beta, double gamma, double s, double i, double dt, double[] seen)
            {
                double loss = 0;
                for (int t = 0; t < seen.Length; t++)
                {
                    double infected = beta * s * i, recovered = gamma * i;
                    s -= dt * infected;
                    i += dt * (infected - recovered);
                    loss += (i - seen[t]) * (i - seen[t]);
                }

                return loss;
            }
            """, [0.7, 0.2, 0.9, 0.1, 0.5, five], [0.7, 0.2, 0.9, 0.1, 0.5, nothing]),
        // The choice is asked for behind the condition alone: there is nothing to choose by where it does not hold.
        new("ChoiceBehindACondition", """
            private static void Mix(ref double u, out double v, double a, int[] q, int n)
            {
                v = q[n % q.Length] % 2 == 0 ? a : u;
                for (int i = 0; i < n; i++)
                    u += v;
                v = u;
            }

            [Differentiable(nameof(b))]
            public static double F(double b, double[] x, int[] q, int n)
            {
                double a = 1;
                if (b < 0)
                    a = b * b;
                else
                    Mix(ref x[0], out a, b, q, n);
                return a;
            }
            """, [0.3, three, Letters, 3], [0.3, three, Letters, 0], [-0.3, three, Array.Empty<int>(), 3]),
    ];
}
