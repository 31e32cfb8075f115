using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>
/// Every gradient is checked where it is made: at sample points that respect the method's guards, what is about to be written is compared with the method run
/// forwards on dual numbers.
/// </summary>
internal static partial class SelfCheck
{
    private const int Points = 3;
    private const int MostAttempts = 18;
    private const double Tolerance = 1e-5;

    /// <summary>The first disagreement, or null.</summary>
    /// <param name="method">The method as read.</param>
    /// <param name="closed">Its closed form.</param>
    /// <param name="partials">The values about to be written, one for each differentiated parameter.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static Problem? Compare(DifferentiableMethod method, ClosedForm closed, IReadOnlyList<Value> partials, CancellationToken cancellation)
    {
        var carriedOver = new HashSet<int>(closed.Steps.OfType<EffectStep>().Select(step => step.Code.Site));
        var points = 0;
        for (var attempt = 0; attempt < MostAttempts && points < Points; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var stand = new Stand(attempt + 1);
            var sample = method.Declaration.Parameters.Select((parameter, i) => stand.Parameter(parameter, i, attempt)).ToArray();
            if (Forward(method, stand, carriedOver, sample) is not { } expected)
                continue;
            points++;
            var actual = Written(closed, stand, partials, sample);
            for (var i = 0; i < expected.Length; i++)
            {
                if (Agree(expected[i], actual[i]) || !IsSteady(method, stand, carriedOver, sample, i, expected[i]))
                    continue;
                var names = method.WithRespectTo.Select(index => method.Declaration.Parameters[index].Name).ToList();
                var point = string.Join(", ", method.Declaration.Parameters.Select((parameter, j) =>
                    $"{parameter.Name} = {sample[j].ToString("R", CultureInfo.InvariantCulture)}"));
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, names[i], point]);
            }
        }

        return null;
    }

    // The tangents at a point; null where the method has no finite value or derivative there.
    private static double[]? Forward(DifferentiableMethod method, Stand stand, ISet<int> carriedOver, double[] sample)
    {
        var count = method.WithRespectTo.Length;
        var arguments = new Dual[sample.Length];
        for (var i = 0; i < sample.Length; i++)
        {
            var index = method.WithRespectTo.ToList().IndexOf(i);
            double[]? tangent = null;
            if (index >= 0)
            {
                tangent = new double[count];
                tangent[index] = 1;
            }

            arguments[i] = new Dual(sample[i], tangent);
        }

        if (new ModelInterpreter(method, stand, carriedOver).Run(arguments) is not { } result || !IsFinite(result.Value))
            return null;
        var tangents = result.Tangent ?? new double[count];
        return tangents.All(IsFinite) ? tangents : null;
    }

    private static double[] Written(ClosedForm closed, Stand stand, IReadOnlyList<Value> partials, double[] sample)
    {
        var inputs = new Dictionary<Value, double>();
        for (var i = 0; i < sample.Length; i++)
            inputs[closed.Inputs[i]] = sample[i];
        var interpreter = new ValueInterpreter(stand, inputs);
        foreach (var define in closed.Steps.OfType<DefineStep>())
            interpreter.Definitions[define.Cell] = define.Definition;
        return [.. partials.Select(interpreter.Evaluate)];
    }

    // Near a kink, or where digits cancel, forward mode itself is not to be trusted: a tiny step away it says something else.
    private static bool IsSteady(DifferentiableMethod method, Stand stand, ISet<int> carriedOver, double[] sample, int index, double expected)
    {
        foreach (var step in (double[])[1e-6, -1e-6])
        {
            var moved = sample.Select((x, i) => method.Declaration.Parameters[i].Type.IsReal ? x * (1 + step) : x).ToArray();
            if (Forward(method, stand, carriedOver, moved) is not { } nearby || Math.Abs(nearby[index] - expected) > 1e-3 * (1 + Math.Abs(expected)))
                return false;
        }

        return true;
    }

    private static bool Agree(double expected, double actual) =>
        Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
