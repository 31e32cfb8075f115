using System.Globalization;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>
/// The author's rules in numbers, for second derivatives: a rule gives what its code says, and its function changes from a value that it is given at some point as the rule says.
/// </summary>
internal sealed class RuleNumbers
{
    // Two functions may be each other's derivatives.
    private const int Deepest = 3;
    private const double Near = 0.03;

    private readonly Dictionary<string, Func<double[], double[]?>> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(double[] Point, double Value)>> known = new(StringComparer.Ordinal);
    private int depth;

    public RuleNumbers(DifferentiableMethod method, Stand stand)
    {
        foreach (var (text, function) in method.RuleBodies)
            rules.Add(text, operands => new ModelInterpreter(method, stand, new HashSet<int>()).Run(function, operands));
    }

    /// <summary>Whether a rule can be carried out.</summary>
    public bool Knows(string rule) => rules.ContainsKey(rule);

    /// <summary>What a rule gives: "Slope" is a number, "Slope#1" the second element of what it gives. Null for other code.</summary>
    public double? Partial(string code, double[] operands)
    {
        var place = code.LastIndexOf('#');
        return !rules.TryGetValue(place < 0 ? code : code.Substring(0, place), out var rule) ? null
            : rule(operands) is not { } partials ? double.NaN
            : partials[place < 0 ? 0 : int.Parse(code.Substring(place + 1), CultureInfo.InvariantCulture)];
    }

    /// <summary>The value of a function: near a point at which it is known, what its rule makes of that.</summary>
    /// <param name="function">How it is called.</param>
    /// <param name="operands">The point.</param>
    /// <param name="otherwise">Its value where none is known nearby.</param>
    /// <param name="slope">Its partial derivatives at a point, for a value there.</param>
    public double Value(string function, double[] operands, double otherwise, Func<double[], double, double[]> slope)
    {
        if (!known.TryGetValue(function, out var points))
            known.Add(function, points = []);
        var (from, value) = points.Find(each => each.Point.Zip(operands, (a, b) => Math.Abs(a - b) <= Near * (1 + Math.Abs(a))).All(isNear => isNear));
        if (from is null)
        {
            points.Add((operands, otherwise));
            return otherwise;
        }

        if (depth > Deepest || from.SequenceEqual(operands))
            return value;
        depth++;
        try
        {
            return Along(from, value, operands, slope);
        }
        finally
        {
            depth--;
        }
    }

    // One step of Runge and Kutta on the straight line between two points.
    private static double Along(double[] from, double value, double[] to, Func<double[], double, double[]> slope)
    {
        double Rate(double share, double at)
        {
            double[] x = [.. from.Zip(to, (a, b) => a + (share * (b - a)))];
            return slope(x, at).Zip(from.Zip(to, (a, b) => b - a), (partial, distance) => partial * distance).Sum();
        }

        var first = Rate(0, value);
        var second = Rate(0.5, value + (first / 2));
        var third = Rate(0.5, value + (second / 2));
        var fourth = Rate(1, value + third);
        return value + ((first + (2 * second) + (2 * third) + fourth) / 6);
    }
}
