using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>
/// Every form is checked where it is made: at sample points that respect the method's guards, what is about to be written is compared with the method run
/// forwards on dual numbers.
/// </summary>
internal static partial class SelfCheck
{
    private const int Points = 3;
    private const int MostAttempts = 18;
    private const double Steadiness = 1e-3;
    private const double RoundingMargin = 30;
    private static readonly double[] LastBits = [3e-16, -4e-16, 1e-15, -2e-15];

    /// <summary>The first disagreement of partials with the method, or null.</summary>
    public static Problem? Compare(DifferentiableMethod method, ClosedForm closed, IReadOnlyList<Value> partials, CancellationToken cancellation)
    {
        string[] names = [.. method.WithRespectTo.Select(index => method.Declaration.Parameters[index].Name)];
        return Compare(method, closed, new Claim(ClaimKind.Jacobian, partials, [], names), cancellation);
    }

    /// <summary>The first disagreement of what a form claims with the method, or null.</summary>
    /// <param name="method">The method.</param>
    /// <param name="closed">Its operations.</param>
    /// <param name="claim">What the form claims.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <param name="known">The means at the points that have been looked at, for each attempt; for another form of the same method.</param>
    public static Problem? Compare(DifferentiableMethod method, ClosedForm closed, Claim claim, CancellationToken cancellation, Dictionary<int, Dictionary<string, Estimate[]?>>? known = null)
    {
        if (claim.Kind == ClaimKind.MonteCarlo)
            return CompareMeans(method, closed, claim, cancellation);
        method = closed.WithDomains(method);
        var carriedOver = CarriedOver(closed);
        var (points, attempts) = claim.Kind is ClaimKind.Expectation or ClaimKind.ExpectedGradient ? (Points - 1, MostAttempts / 3) : (Points, MostAttempts);
        for (var attempt = 0; attempt < attempts && points > 0; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var stand = Stand.For(method, attempt + 1);
            var sample = method.Declaration.Parameters.Select((parameter, i) => stand.Parameter(parameter, i, attempt)).ToArray();
            var weights = claim.Weights.Select(weight => stand.Value(NumberKind.Double, weight.Text, []) - 0.9).ToArray();
            var means = known is null || !known.TryGetValue(attempt, out var before) ? [] : before;
            if (known is not null)
                known[attempt] = means;
            var slopes = new Slopes(method, stand, carriedOver) { Known = means, Cancellation = cancellation };
            if (slopes.Expected(claim.Kind, sample, weights) is not { } expected)
                continue;
            points--;
            double[] At(double[] point) => claim.Rules is null ? Written(closed, stand, claim.Written, point, claim.Weights, weights) : ByRule(closed, stand, claim, point);
            var actual = At(sample);
            for (var i = 0; i < expected.Length; i++)
            {
                if (Math.Abs(expected[i].Value - actual[i]) <= expected[i].Error
                    || IsRounding(expected[i].Value - actual[i], actual[i], LastBits.Select(step => At(slopes.Moved(sample, step))[i]))
                    || IsRounding(expected[i].Value - actual[i], expected[i].Value, LastBits.Select(step => slopes.Expected(claim.Kind, slopes.Moved(sample, step), weights)?[i].Value ?? expected[i].Value))
                    || !IsSteady(slopes, claim.Kind, sample, weights, i, expected[i])
                    || (claim.Kind is ClaimKind.Expectation or ClaimKind.ExpectedGradient && IsFinelySo(i)))
                    continue;
                var point = string.Join(", ", method.Declaration.Parameters.Select((parameter, j) =>
                    $"{parameter.Name} = {sample[j].ToString("R", CultureInfo.InvariantCulture)}"));
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, claim.Labels[i], point]);
            }

            // Two jumps that are near to each other may have been missed.
            bool IsFinelySo(int i) => new Slopes(method, stand, carriedOver) { IsFine = true, Cancellation = cancellation }.Expected(claim.Kind, sample, weights) is { } fine && Math.Abs(fine[i].Value - actual[i]) <= fine[i].Error;
        }

        return null;
    }

    private static ISet<int> CarriedOver(ClosedForm closed) => closed.CarriedSites;

    private static double[] Written(
        ClosedForm closed, Stand stand, IReadOnlyList<Value> written, double[] sample, IReadOnlyList<Value> weights, double[] weightValues)
    {
        var inputs = new Dictionary<Value, double>();
        for (var i = 0; i < sample.Length; i++)
            inputs[closed.Inputs[i]] = sample[i];
        for (var i = 0; i < weights.Count; i++)
            inputs[weights[i]] = weightValues[i];
        var interpreter = new ValueInterpreter(stand, inputs);
        foreach (var define in closed.Steps.OfType<DefineStep>())
            interpreter.Definitions[define.Cell] = define.Definition;
        return [.. written.Select(interpreter.Evaluate)];
    }

    // Near a kink, or where digits cancel, forward mode itself is not to be trusted: a tiny step away it says something else.
    private static bool IsSteady(Slopes slopes, ClaimKind kind, double[] sample, double[] weights, int index, Estimate expected)
    {
        foreach (var step in (double[])[1e-6, -1e-6])
        {
            var moved = slopes.Moved(sample, step);
            if (slopes.Expected(kind, moved, weights) is not { } nearby || Math.Abs(nearby[index].Value - expected.Value) > Steadiness * (1 + Math.Abs(expected.Value)))
                return false;
        }

        return true;
    }

    // At an arbitrary point the digits may cancel in what is written, or in the method: where a change of the last bits of the inputs moves it about as far, nothing is to be learnt.
    private static bool IsRounding(double difference, double actual, IEnumerable<double> nearby) =>
        Math.Abs(difference) <= RoundingMargin * nearby.Max(value => Math.Abs(value - actual));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
