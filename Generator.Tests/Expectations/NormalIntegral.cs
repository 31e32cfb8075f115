namespace SymDiff.Generator.Tests.Expectations;

/// <summary>Means over standard normal draws, by quadrature that halves an interval until both halves agree with it: kinks and jumps included.</summary>
internal static class NormalIntegral
{
    private const double Furthest = 14;
    private const int Deepest = 44;

    // Lobatto's rule with eight nodes on [−1, 1]: with the ends among them no kink hides beside one.
    private static readonly (double X, double W)[] nodes =
    [
        (1, 1 / 28.0), (0.8717401485096066, 0.2107042271435061), (0.5917001814331423, 0.3411226924835044), (0.2092992179024789, 0.4124587946587038),
    ];

    /// <summary>The mean over as many draws.</summary>
    public static double Mean(int draws, Func<double[], double> function) => Mean(new double[draws], 0, function, 1e-13);

    private static double Mean(double[] point, int draw, Func<double[], double> function, double tolerance)
    {
        double At(double x)
        {
            point[draw] = x;
            var inner = draw == point.Length - 1 ? function(point) : Mean(point, draw + 1, function, tolerance);
            return inner * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        }

        // What an inner integral has made smooth needs no care.
        var sum = 0.0;
        for (var from = -Furthest; from < Furthest; from += 0.5)
            sum += draw < point.Length - 1 ? Rule(At, from, from + 0.5) : Adaptive(At, from, from + 0.5, Rule(At, from, from + 0.5), tolerance, 0);
        return sum;
    }

    private static double Adaptive(Func<double, double> function, double from, double to, double whole, double tolerance, int depth)
    {
        var middle = (from + to) / 2;
        var (left, right) = (Rule(function, from, middle), Rule(function, middle, to));
        if (Math.Abs(left + right - whole) <= tolerance * (1e-3 + Math.Abs(whole)) || depth > Deepest)
            return left + right;
        return Adaptive(function, from, middle, left, tolerance, depth + 1) + Adaptive(function, middle, to, right, tolerance, depth + 1);
    }

    private static double Rule(Func<double, double> function, double from, double to)
    {
        var (centre, half) = ((from + to) / 2, (to - from) / 2);
        return half * nodes.Sum(node => node.W * (function(centre + (half * node.X)) + function(centre - (half * node.X))));
    }
}
