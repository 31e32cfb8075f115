using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <content>Means over draws, and whether the expected gradient is the gradient of the expectation.</content>
internal static partial class SelfCheck
{
    private const double Step = 1e-4;
    private const double Closeness = 1e-3;

    /// <summary>
    /// Whether the gradient of the expectation, by differences, is the expectation of the gradient. Each has been compared with the method, so that where they differ the method
    /// jumps, and a small change of a parameter changes how often.
    /// </summary>
    public static bool Agree(DifferentiableMethod method, ClosedForm closed, Claim expectation, Claim gradient)
    {
        // What is held fixed does not move with the parameters, and a rule knows jumps at its nodes only.
        if (expectation.Rules is not null || Needs.Of(closed.Steps, [closed.Result!]).Any(value => value.Kind == ValueKind.Stop))
            return true;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var stand = Stand.For(method, attempt + 1);
            double[] sample = [.. method.Declaration.Parameters.Select((parameter, i) => stand.Parameter(parameter, i, attempt))];
            var expected = Written(closed, stand, gradient.Written, sample, [], []);
            for (var i = 0; i < expected.Length; i++)
            {
                double At(double step)
                {
                    var moved = (double[])sample.Clone();
                    moved[method.WithRespectTo[i]] += step;
                    return Written(closed, stand, expectation.Written, moved, [], [])[0];
                }

                var slope = (At(Step) - At(-Step)) / (2 * Step);
                if (IsFinite(slope) && Math.Abs(slope - expected[i]) > Closeness * (1 + Math.Abs(slope)))
                    return false;
            }
        }

        return true;
    }

    private static double[] ByRule(ClosedForm closed, Stand stand, Claim claim, double[] sample)
    {
        var arrays = claim.Rules!.ToDictionary(pair => pair.Key, pair => new NumberArray(pair.Value, 0));
        var interpreter = new ProgramInterpreter(stand, closed.Inputs.Zip(sample, (input, x) => (input, x)).ToDictionary(pair => pair.input, pair => pair.x), arrays);
        return interpreter.Run(claim.Steps!) ? [.. claim.Written.Select(interpreter.Evaluate)] : [.. claim.Written.Select(_ => double.NaN)];
    }

    private static Problem? CompareMeans(DifferentiableMethod method, ClosedForm closed, Claim claim, CancellationToken cancellation)
    {
        const int Draws = 5;
        for (var (attempt, points) = (0, 0); attempt < MostAttempts && points < 2; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var stand = Stand.For(method, attempt + 1);
            double[] sample = [.. method.Declaration.Parameters.Select((parameter, i) => stand.Parameter(parameter, i, attempt))];
            var draws = claim.Draws!.Select(array => Enumerable.Range(0, Draws).Select(i => 4 * (stand.Value(NumberKind.Double, array.Text + i, []) - 1.3)).ToArray()).ToList();
            if (new Slopes(method, stand, CarriedOver(closed)) { Cancellation = cancellation }.Means(sample, draws) is not { } expected)
                continue;
            points++;
            var arrays = claim.Draws!.Zip(draws, (array, items) => (array, items)).ToDictionary(pair => pair.array, pair => new NumberArray(pair.items, 0));
            var cells = closed.Inputs.Zip(sample, (input, x) => (input, x)).ToDictionary(pair => pair.input, pair => pair.x);
            var interpreter = new ProgramInterpreter(stand, cells, arrays) { Cancellation = cancellation };
            if (!interpreter.Run(claim.Steps!))
                continue;
            for (var i = 0; i < expected.Length; i++)
            {
                if (Math.Abs(expected[i].Value - interpreter.Evaluate(claim.Written[i])) <= expected[i].Error)
                    continue;
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, claim.Labels[i], Draws.ToString(CultureInfo.InvariantCulture) + " draws"]);
            }
        }

        return null;
    }
}
