using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>
/// Infinities that the author has written, with which tables of costs and of log probabilities begin. Where what they lead to has no weight, the derivatives are those with a very large number in
/// their place, beside which every exponential vanishes just as well.
/// </summary>
public class InfinityTests
{
    private const string Large = "1e6";

    private static readonly Dictionary<string, string> programs = new()
    {
        ["soft time warping"] = """
            var r = new double[x.Length + 1, 4];
            for (int i = 1; i <= x.Length; i++) r[i, 0] = infinity;
            for (int j = 1; j <= 3; j++) r[0, j] = infinity;
            for (int i = 1; i <= x.Length; i++)
                for (int j = 1; j <= 3; j++)
                    r[i, j] = (x[i - 1] - j) * (x[i - 1] - j) - a * Math.Log(Math.Exp(-r[i - 1, j] / a) + Math.Exp(-r[i - 1, j - 1] / a) + Math.Exp(-r[i, j - 1] / a));
            return r[x.Length, 3];
            """,
        ["soft time warping, filled and shifted"] = """
            var r = new double[x.Length + 1, 4];
            for (int i = 0; i <= x.Length; i++)
                for (int j = 0; j <= 3; j++) r[i, j] = infinity;
            r[0, 0] = 0;
            for (int i = 1; i <= x.Length; i++)
            {
                for (int j = 1; j <= 3; j++)
                {
                    double d = x[i - 1] - j;
                    double least = Math.Min(r[i - 1, j - 1], Math.Min(r[i - 1, j], r[i, j - 1]));
                    double sum = Math.Exp(-(r[i - 1, j - 1] - least) / a) + Math.Exp(-(r[i - 1, j] - least) / a) + Math.Exp(-(r[i, j - 1] - least) / a);
                    r[i, j] = d * d + least - a * Math.Log(sum);
                }
            }
            return r[x.Length, 3];
            """,
        ["two rows"] = """
            var row = new double[4];
            Array.Fill(row, infinity);
            row[0] = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double diagonal = row[0];
                row[0] = infinity;
                for (int j = 1; j <= 3; j++)
                {
                    double above = row[j];
                    row[j] = (x[i] - j) * (x[i] - j) - a * Math.Log(Math.Exp(-above / a) + Math.Exp(-diagonal / a) + Math.Exp(-row[j - 1] / a));
                    diagonal = above;
                }
            }
            return row[3];
            """,
        ["least of costs"] = """
            double best = infinity;
            for (int i = 0; i < x.Length; i++) if (x[i] * x[i] * a < best) best = x[i] * x[i] * a;
            return best * Math.Exp(-best / a);
            """,
        ["softmax with a temperature"] = """
            double max = -infinity, sum = 0, mean = 0;
            for (int i = 0; i < x.Length; i++) max = Math.Max(max, x[i]);
            for (int i = 0; i < x.Length; i++) { double e = Math.Exp((x[i] - max) / a); sum += e; mean += e * x[i] * x[i]; }
            return mean / sum;
            """,
        ["what is masked"] = """
            var scores = new double[x.Length];
            for (int i = 0; i < x.Length; i++) scores[i] = i % 2 == 0 ? x[i] : -infinity;
            double sum = 0, mean = 0;
            for (int i = 0; i < x.Length; i++) { double e = Math.Exp(scores[i] / a); sum += e; mean += e * x[i]; }
            return mean / sum;
            """,
        ["hidden states from left to right"] = """
            var alpha = new double[3];
            alpha[1] = -infinity;
            alpha[2] = -infinity;
            for (int i = 0; i < x.Length; i++)
            {
                for (int j = 2; j >= 0; j--)
                {
                    double stay = alpha[j] / a, come = j > 0 ? alpha[j - 1] / a : -infinity;
                    double max = Math.Max(stay, come);
                    alpha[j] = max == -infinity ? -infinity : a * (max + Math.Log(Math.Exp(stay - max) + Math.Exp(come - max))) - (x[i] - j) * (x[i] - j);
                }
            }
            return alpha[2];
            """,
        ["hidden states, by a function"] = """
            var alpha = new double[x.Length + 1, 4];
            for (int j = 1; j < 4; j++) alpha[0, j] = -infinity;
            for (int i = 0; i < x.Length; i++)
            {
                alpha[i + 1, 0] = alpha[i, 0] - x[i] * x[i] * a;
                for (int j = 1; j < 4; j++)
                    alpha[i + 1, j] = Calculus.LogSumExp(alpha[i, j] + a, alpha[i, j - 1]) - (x[i] - j) * (x[i] - j);
            }
            return alpha[x.Length, 1];
            """,
    };

    public static TheoryData<string> Programs => [.. programs.Keys];

    [Theory, MemberData(nameof(Programs))]
    public void Are_as_good_as_large_numbers(string program)
    {
        using var infinite = Load(programs[program], "double.PositiveInfinity");
        using var large = Load(programs[program], Large);

        foreach (var form in (string[])["Gradient", "ValueAndGradient", "Jvp", "Hvp", "HvpAlongA"])
        {
            var expected = (double[])large.Call("C." + form, [])!;
            var actual = (double[])infinite.Call("C." + form, [])!;
            Assert.All(expected, number => Assert.True(double.IsFinite(number)));
            Numeric.Close(actual, expected, tolerance: 1e-9, floor: 1e-12, because: form);
        }
    }

    private static CompiledCode Load(string body, string infinity) => GeneratorRun.Of(
        $$"""
        using System; using SymDiff;
        public static partial class C
        {
            [Differentiable(nameof(x), nameof(a), Derivatives = Derivatives.Gradient | Derivatives.JacobianVectorProduct | Derivatives.HessianVectorProduct)]
            public static double F(double[] x, double a)
            {
                {{body.Replace("infinity", infinity, StringComparison.Ordinal)}}
            }

            private static readonly double[] x = { 0.9, 1.7, 2.2, 1.4, 3.1 }, direction = { 0.3, -0.2, 0.5, 0.1, -0.4 };

            public static double[] Gradient()
            {
                var g = new double[6];
                g[5] = FGradient(x, 0.7, g.AsSpan(0, 5));
                return g;
            }

            public static double[] ValueAndGradient()
            {
                var g = new double[7];
                (g[6], g[5]) = FValueAndGradient(x, 0.7, g.AsSpan(0, 5));
                return g;
            }

            public static double[] Jvp()
            {
                var (value, tangent) = FJvp(x, 0.7, direction, 0.6);
                return new[] { value, tangent };
            }

            public static double[] Hvp()
            {
                var g = new double[6];
                g[5] = FHvp(x, 0.7, direction, 0.6, g.AsSpan(0, 5));
                return g;
            }

            public static double[] HvpAlongA()
            {
                var g = new double[6];
                g[5] = FHvp(x, 0.7, new double[5], 1, g.AsSpan(0, 5));
                return g;
            }
        }
        """).Load();
}
