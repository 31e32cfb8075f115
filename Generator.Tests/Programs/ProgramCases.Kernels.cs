namespace SymDiff.Generator.Tests.Programs;

/// <content>Small dense kernels in loops, with arrays that each turn fills anew.</content>
internal static partial class ProgramCases
{
    private static double[] Points => [0.3, -0.7, 1.1, 0.4, -0.2, 0.9];
    private static double[] Means => [0.1, 0.6, -0.5, 0.2];

    private static IEnumerable<ProgramCase> Kernels =>
    [
        new("Mixture", """
            [Differentiable(nameof(alphas), nameof(means), nameof(factors))]
            public static double F(double[] alphas, double[] means, double[] factors, double[] points, int d)
            {
                int size = d * (d + 1) / 2;
                double sum = 0;
                var centred = new double[d];
                var scaled = new double[d];
                var terms = new double[alphas.Length];
                for (int i = 0; i < points.Length / d; i++)
                {
                    for (int k = 0; k < alphas.Length; k++)
                    {
                        for (int j = 0; j < d; j++)
                            centred[j] = points[i * d + j] - means[k * d + j];
                        Multiply(factors.AsSpan(k * size, size), centred, scaled);
                        double squares = 0;
                        for (int j = 0; j < d; j++)
                            squares += scaled[j] * scaled[j];
                        terms[k] = alphas[k] - 0.5 * squares;
                    }

                    double max = terms[0];
                    for (int k = 1; k < alphas.Length; k++)
                        if (terms[k] > max)
                            max = terms[k];
                    double total = 0;
                    for (int k = 0; k < alphas.Length; k++)
                        total += Math.Exp(terms[k] - max);
                    sum += max + Math.Log(total);
                }

                return sum;
            }

            // y = Qx, Q lower triangular, column by column.
            private static void Multiply(ReadOnlySpan<double> below, ReadOnlySpan<double> x, Span<double> y)
            {
                int d = x.Length;
                for (int i = 0; i < d; i++)
                    y[i] = Math.Exp(below[i]) * x[i];
                int at = d;
                for (int j = 0; j < d; j++)
                {
                    for (int i = j + 1; i < d; i++)
                    {
                        y[i] += below[at] * x[j];
                        at++;
                    }
                }
            }
            """, [two, Means, six, Points, 2], [one, three, six, Points, 3], [five, five, five.Concat(other).ToArray(), five, 1]),
        // How many rows and columns there are the data says.
        new("TableAsLongAsTheData", """
            public sealed class Data
            {
                public double[] X { get; init; } = [0, 0.4, 1.1, 2];
                public double[] Y { get; init; } = [0.1, 0.5, 0.7, -0.2];
                public int N => X.Length;
            }

            private static readonly Data data = new();

            [Differentiable]
            public static double F(double rho, double alpha, double sigma)
            {
                int n = data.N;
                var l = new double[n, n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double d = (data.X[i] - data.X[j]) / rho;
                        double k = alpha * alpha * Math.Exp(-0.5 * d * d) + (i == j ? sigma * sigma : 0);
                        for (int m = 0; m < j; m++) k -= l[i, m] * l[j, m];
                        l[i, j] = i == j ? Math.Sqrt(k) : k / l[j, j];
                    }

                double sum = 0;
                var z = new double[n];
                for (int i = 0; i < n; i++)
                {
                    z[i] = data.Y[i];
                    for (int j = 0; j < i; j++) z[i] -= l[i, j] * z[j];
                    z[i] /= l[i, i];
                    sum -= 0.5 * z[i] * z[i] + Math.Log(l[i, i]);
                }

                return sum;
            }
            """, [0.8, 1.1, 0.3]),
        // Bones that move the points of a skin: matrices are multiplied in loops by a function, what the object holds is read where it is, and what one condition leads to is one if.
        new("SkinOfAHand", """
            public sealed class Hand
            {
                public int[] Parents { get; init; } = [-1, 0, 1];
                public double[] Rest { get; init; } = Enumerable.Range(0, 48).Select(i => i % 16 % 5 == 0 ? 1.0 : i % 4 == 3 ? 0.3 * i / 48 : 0).ToArray();
                public double[] Skin { get; init; } = Enumerable.Range(0, 20).Select(i => i % 4 == 3 ? 1 : Math.Sin(i)).ToArray();
                public double[] Weights { get; init; } = Enumerable.Range(0, 15).Select(i => i % 3 == 1 ? 0 : 1.0 / (1 + i)).ToArray();
                public bool IsLeft { get; init; } = true;
                public int Bones => Parents.Length;
                public int Points => Skin.Length / 4;
            }

            private static readonly Hand hand = new();

            private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
            {
                for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 4; j++)
                    {
                        double s = 0;
                        for (int k = 0; k < 4; k++)
                            s += a[i * 4 + k] * b[k * 4 + j];
                        c[i * 4 + j] = s;
                    }
            }

            [Differentiable(nameof(theta))]
            public static double F(double[] theta, double[] target)
            {
                int bones = hand.Bones, points = hand.Points;
                var local = new double[bones * 16];
                var global = new double[bones * 16];
                Span<double> turn = stackalloc double[16];
                for (int b = 0; b < bones; b++)
                {
                    double c = Math.Cos(theta[b]), s = Math.Sin(theta[b]);
                    turn[0] = c; turn[1] = -s; turn[4] = s; turn[5] = c; turn[10] = 1; turn[15] = 1;
                    Multiply(hand.Rest.AsSpan(b * 16, 16), turn, local.AsSpan(b * 16, 16));
                }

                for (int b = 0; b < bones; b++)
                {
                    if (hand.Parents[b] < 0)
                        local.AsSpan(b * 16, 16).CopyTo(global.AsSpan(b * 16, 16));
                    else
                        Multiply(global.AsSpan(hand.Parents[b] * 16, 16), local.AsSpan(b * 16, 16), global.AsSpan(b * 16, 16));
                }

                var skin = new double[points * 3];
                for (int b = 0; b < bones; b++)
                    for (int v = 0; v < points; v++)
                    {
                        double w = hand.Weights[v * bones + b];
                        if (w == 0) continue;
                        for (int i = 0; i < 3; i++)
                        {
                            double s = 0;
                            for (int k = 0; k < 4; k++) s += global[b * 16 + i * 4 + k] * hand.Skin[v * 4 + k];
                            skin[v * 3 + i] += w * s;
                        }
                    }

                if (hand.IsLeft)
                    for (int v = 0; v < points; v++) skin[v * 3] = -skin[v * 3];
                double sum = 0;
                for (int i = 0; i < skin.Length; i++)
                {
                    double r = skin[i] - target[i % target.Length];
                    sum += r * r;
                }

                return sum / 2;
            }
            """, [three, five], [five, two]),
        // Turns that are fewer than none are none, also where an array of so many elements is made under a condition only.
        new("FewerThanNone", """
            [Differentiable(nameof(x))]
            public static double F(double[] x, int n)
            {
                var t = new double[x.Length];
                var last = 0.0;
                if (n > 0)
                {
                    var u = new double[n];
                    for (int k = 0; k < n; k++)
                        u[k] = Math.Sin(x[0] * k);
                    last = u[n - 1];
                }

                double y = 1 + last;
                for (int k = 0; k < n; k++)
                {
                    for (int j = 0; j < x.Length; j++)
                        t[j] = Math.Exp(-x[j] * y);
                    double sum = 0;
                    for (int j = 0; j < x.Length; j++)
                        sum += t[j] * t[j];
                    y = Math.Sqrt(y + sum);
                }

                return y;
            }
            """, [three, 3], [two, 0], [two, -2]),
        // The same scratch array in two loops, one of which reads what a turn of the other has left.
        new("Scratches", """
            [Differentiable]
            public static double F(double[] x, double[] y)
            {
                double sum = 0;
                var t = new double[x.Length];
                var u = new double[x.Length];
                for (int i = 0; i < y.Length; i++)
                {
                    for (int k = 0; k < 2; k++)
                    {
                        for (int j = 0; j < x.Length; j++)
                            t[j] = Math.Sin(x[j] * y[i] + k);
                        for (int j = 0; j < x.Length; j++)
                            u[j] = t[j] * t[j] + k;
                        sum += u[0] * u[x.Length - 1];
                    }

                    for (int n = 0; n < y.Length; n++)
                    {
                        for (int j = 0; j < x.Length; j++)
                            t[j] = Math.Exp(-x[j] * y[n]);
                        sum += t[0] * t[x.Length - 1] * u[0];
                    }
                }

                return sum;
            }
            """, [three, two], [one, five], [two, one]),
    ];
}
