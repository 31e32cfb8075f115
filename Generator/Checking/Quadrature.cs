namespace SymDiff.Generator.Checking;

/// <summary>
/// Means over standard normal draws in numbers: of one draw by the rule of Gauss and Kronrod on intervals that are halved where it errs most, of several by rules of Gauss and Hermite where
/// two of them agree, else by a sequence that fills the cube evenly, from several starting points whose disagreement bounds the error.
/// </summary>
internal static class Quadrature
{
    private const int Furthest = 12;
    private const double Width = 2;

    // Between two jumps that are nearer to each other than this, little is missed.
    private const double FineWidth = 0.02;
    private const int MostHalvings = 90;
    private const int Points = 800;
    private const int Starts = 6;
    private const int MostNodes = 1000;

    // Where one point has more of the whole than this, the points that have most of it were not among those looked at.
    private const double LargestShare = 0.03;

    // In proportion to the whole: more digits than the numbers are compared in.
    private const double Enough = 1e-9;
    private const double EnoughOfSeveral = 1e-7;

    // Beyond this share of the whole at the ends of the range, what lies outside counts too.
    private const double Negligible = 1e-9;

    // Kronrod's nodes and weights on [−1, 1], and those of Gauss among them (Piessens et al., QUADPACK, 1983).
    private static readonly double[] Nodes = [0.991455371120813, 0.949107912342759, 0.864864423359769, 0.741531185599394, 0.586087235467691, 0.405845151377397, 0.207784955007898, 0];
    private static readonly double[] Weights = [0.022935322010529, 0.063092092629979, 0.104790010322250, 0.140653259715525, 0.169004726639267, 0.190350578064785, 0.204432940075298, 0.209482141084728];
    private static readonly double[] GaussWeights = [0.129484966168870, 0.279705391489277, 0.381830050505119, 0.417959183673469];

    private static readonly double[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

    /// <summary>The means of what a function gives; null where it gives nothing, or has no mean.</summary>
    /// <param name="draws">How many draws there are.</param>
    /// <param name="function">The function.</param>
    /// <param name="isFine">Whether jumps of a function of one draw that are near to each other are to be seen.</param>
    public static Estimate[]? Mean(int draws, Func<double[], double[]?> function, bool isFine = false) =>
        draws > 1 && ByRules(draws, function) is { } smooth && Array.TrueForAll(smooth, mean => mean.Error < EnoughOfSeveral * (1 + Math.Abs(mean.Value))) ? smooth : MeanOfAny(draws, function, isFine);

    /// <summary>The same where rules of Gauss and Hermite have not helped.</summary>
    public static Estimate[]? MeanOfAny(int draws, Func<double[], double[]?> function, bool isFine = false) =>
        draws == 1 ? OfOne(x => function([x]), isFine ? FineWidth : Width) : draws <= Primes.Length ? OfSeveral(draws, function) : null;

    /// <summary>The means over several draws by rules of Gauss and Hermite of two orders, whose disagreement measures the error; null where they have too many nodes, or there is no number.</summary>
    public static Estimate[]? ByRules(int draws, Func<double[], double[]?> function)
    {
        var nodes = 1;
        while (nodes < 24 && Math.Pow(nodes + 1, draws) <= MostNodes)
            nodes++;
        if (nodes < 5 || ByRule(draws, nodes, function) is not { } fine || ByRule(draws, nodes - 1, function) is not { } coarse)
            return null;
        return [.. fine.Zip(coarse, (f, c) => new Estimate(f, 10 * Math.Abs(f - c)))];
    }

    private static double[]? ByRule(int draws, int count, Func<double[], double[]?> function)
    {
        var (nodes, weights) = Expectations.GaussHermite.Of(count);
        var (at, point) = (new int[draws], new double[draws]);
        double[]? sum = null;
        while (true)
        {
            var weight = 1.0;
            for (var i = 0; i < draws; i++)
                (point[i], weight) = (nodes[at[i]], weight * weights[at[i]]);
            if (function(point) is not { } value)
                return null;
            sum ??= new double[value.Length];
            for (var k = 0; k < value.Length; k++)
                sum[k] += weight * value[k];
            var place = 0;
            while (place < draws && ++at[place] == count)
                at[place++] = 0;
            if (place == draws)
                return sum;
        }
    }

    private static Estimate[]? OfOne(Func<double, double[]?> function, double width)
    {
        var parts = new List<(double From, double To, double[] Sum, double[] Error)>();
        for (var (i, count) = (0, (int)Math.Round(2 * Furthest / width)); i < count; i++)
        {
            var (from, to) = ((i * width) - Furthest, ((i + 1) * width) - Furthest);
            if (Rule(function, from, to) is not { } part)
                return null;
            parts.Add((from, to, part.Sum, part.Error));
        }

        var numbers = parts[0].Sum.Length;
        var size = Enumerable.Range(0, numbers).Select(i => 1 + parts.Sum(part => Math.Abs(part.Sum[i]))).ToArray();
        if (Enumerable.Range(0, numbers).Any(i => Math.Abs(parts[0].Sum[i]) + Math.Abs(parts[parts.Count - 1].Sum[i]) > Negligible * size[i]))
            return null;
        for (var round = 0; round < MostHalvings; round++)
        {
            double Worst((double From, double To, double[] Sum, double[] Error) part) => part.Error.Select((error, i) => error / size[i]).Max();
            var worst = 0;
            for (var i = 1; i < parts.Count; i++)
                worst = Worst(parts[i]) > Worst(parts[worst]) ? i : worst;
            if (Worst(parts[worst]) < Enough)
                break;
            var (from, to, _, _) = parts[worst];
            var middle = (from + to) / 2;
            if (Rule(function, from, middle) is not { } left || Rule(function, middle, to) is not { } right)
                return null;
            parts[worst] = (from, middle, left.Sum, left.Error);
            parts.Add((middle, to, right.Sum, right.Error));
        }

        return [.. Enumerable.Range(0, numbers).Select(i => new Estimate(parts.Sum(part => part.Sum[i]), 10 * parts.Sum(part => part.Error[i])))];
    }

    private static (double[] Sum, double[] Error)? Rule(Func<double, double[]?> function, double from, double to)
    {
        var (centre, half) = ((from + to) / 2, (to - from) / 2);
        double[]? sum = null, gauss = null;
        for (var i = 0; i < Nodes.Length; i++)
        {
            foreach (var sign in Nodes[i] == 0 ? (double[])[1] : [1, -1])
            {
                var x = centre + (sign * half * Nodes[i]);
                if (function(x) is not { } value)
                    return null;
                sum ??= new double[value.Length];
                gauss ??= new double[value.Length];
                var density = half * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
                for (var j = 0; j < value.Length; j++)
                {
                    sum[j] += Weights[i] * density * value[j];
                    gauss[j] += i % 2 == 1 ? GaussWeights[i / 2] * density * value[j] : 0;
                }
            }
        }

        return (sum!, [.. sum!.Zip(gauss!, (a, b) => Math.Abs(a - b))]);
    }

    private static Estimate[]? OfSeveral(int draws, Func<double[], double[]?> function)
    {
        var means = new List<double[]>();
        double[]? largest = null, whole = null;
        for (var start = 0; start < Starts; start++)
        {
            double[]? sum = null;
            for (var i = 0; i < Points; i++)
            {
                var point = new double[draws];
                for (var j = 0; j < draws; j++)
                    point[j] = Quantile(Fraction(((i + 0.5) * Math.Sqrt(Primes[j])) + (start * 0.7548776662466927 * (j + 1))));
                if (function(point) is not { } value)
                    return null;
                sum ??= new double[value.Length];
                largest ??= new double[value.Length];
                whole ??= new double[value.Length];
                for (var k = 0; k < value.Length; k++)
                {
                    sum[k] += value[k] / Points;
                    largest[k] = Math.Max(largest[k], Math.Abs(value[k]));
                    whole[k] += Math.Abs(value[k]);
                }
            }

            means.Add(sum!);
        }

        if (Enumerable.Range(0, means[0].Length).Any(k => largest![k] > LargestShare * whole![k]))
            return null;
        return [.. Enumerable.Range(0, means[0].Length).Select(k =>
        {
            var mean = means.Average(each => each[k]);
            return new Estimate(mean, 4 * means.Max(each => Math.Abs(each[k] - mean)));
        })];
    }

    private static double Fraction(double x) => Math.Min(Math.Max(x - Math.Floor(x), 1e-12), 1 - 1e-12);

    // Acklam's rational approximation of the inverse of Φ, to nine digits.
    private static double Quantile(double p)
    {
        if (p > 0.5)
            return -Quantile(1 - p);
        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return ((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1);
        }

        var (x, r) = (p - 0.5, (p - 0.5) * (p - 0.5));
        return ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * x
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1);
    }
}
