using System.Collections.Concurrent;
using System.Globalization;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The rule of Gauss and Hermite for N(0, 1): Σ wᵢ·f(xᵢ) is E[f(ε)], exactly for polynomials up to the degree 2n − 1. The nodes are the zeros of the n-th orthonormal Hermite polynomial,
/// the weights 1/(n·hₙ₋₁(xᵢ)²) (Golub and Welsch 1969); both are rounded from more digits than a double has.
/// </summary>
internal static class GaussHermite
{
    public const int MostNodes = 64;

    // Zeros of the largest rule are further apart.
    private const double Grid = 0.02;

    private static readonly ConcurrentDictionary<int, (double[] Nodes, double[] Weights)> rules = new();

    /// <summary>Nodes in ascending order, with their weights.</summary>
    public static (double[] Nodes, double[] Weights) Of(int count) => rules.GetOrAdd(count, Make);

    private static (double[] Nodes, double[] Weights) Make(int count)
    {
        var positive = new List<(double Node, double Weight)>();
        var furthest = 2 * Math.Sqrt(count) + 1;
        for (var x = Grid / 2; x < furthest; x += Grid)
        {
            if (Value(count, x) * Value(count, x + Grid) <= 0)
                positive.Add(Refined(count, Zero(count, x, x + Grid)));
        }

        var middle = count % 2 == 1 ? new[] { Refined(count, 0) } : [];
        var all = positive.AsEnumerable().Reverse().Select(pair => (Node: -pair.Node, pair.Weight)).Concat(middle).Concat(positive).ToList();
        return ([.. all.Select(pair => pair.Node)], [.. all.Select(pair => pair.Weight)]);
    }

    // h₀ = 1, √(j + 1)·hⱼ₊₁ = x·hⱼ − √j·hⱼ₋₁
    private static double Value(int count, double x)
    {
        var (before, current) = (0.0, 1.0);
        for (var j = 0; j < count; j++)
            (before, current) = (current, ((x * current) - (Math.Sqrt(j) * before)) / Math.Sqrt(j + 1));
        return current;
    }

    private static double Zero(int count, double from, double to)
    {
        var sign = Value(count, from) > 0;
        for (var i = 0; i < 60; i++)
        {
            var middle = (from + to) / 2;
            (from, to) = Value(count, middle) > 0 == sign ? (middle, to) : (from, middle);
        }

        return (from + to) / 2;
    }

    // Newton's method in twenty-eight digits: hₙ′ = √n·hₙ₋₁.
    private static (double Node, double Weight) Refined(int count, double start)
    {
        var x = (decimal)start;
        var before = 0m;
        for (var round = 0; round < 3; round++)
        {
            (before, var current) = (0m, 1m);
            for (var j = 0; j < count; j++)
                (before, current) = (current, ((x * current) - (Root(j) * before)) / Root(j + 1));
            if (start != 0)
                x -= current / (Root(count) * before);
        }

        var (mantissa, power) = (before, 0);
        for (; Math.Abs(mantissa) >= 10; power++)
            mantissa /= 10;
        return (Double(x, 0), Double(1 / (count * mantissa * mantissa), -2 * power));
    }

    // By its digits: the conversion from decimal may round the last one wrongly.
    private static double Double(decimal number, int power) =>
        double.Parse(number.ToString(CultureInfo.InvariantCulture) + "e" + power.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static decimal Root(int number)
    {
        var root = (decimal)Math.Sqrt(number);
        return number == 0 ? 0 : (root + (number / root)) / 2;
    }
}
