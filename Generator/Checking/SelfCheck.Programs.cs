using System.Globalization;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <content>Programs: the gradient along a direction is compared with the tangent along it, on small arrays.</content>
internal static partial class SelfCheck
{
    // How many elements the arrays have; integers are at most as many as the smallest.
    private static readonly int[] Lengths = [4, 3, 12, 40];

    public static Problem? Compare(DifferentiableMethod method, ClosedForm closed, ProgramGradient gradient, IReadOnlyList<Value> inputs, CancellationToken cancellation)
    {
        var carriedOver = new HashSet<int>(Effects(closed.Steps).Select(step => step.Code.Site));
        var points = 0;
        for (var attempt = 0; attempt < MostAttempts && points < 2; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = new ProgramSample(method, closed, inputs, new Stand(attempt + 1), attempt, Lengths[attempt % Lengths.Length]);
            if (new ModelInterpreter(method, sample.Stand, carriedOver).Run(sample.Arguments()) is not { } expected || !IsFinite(expected.Value))
                continue;
            var tangent = expected.Tangent?[0] ?? 0;
            if (!IsFinite(tangent) || sample.Run(gradient) is not { } actual)
                continue;
            points++;
            if (Math.Abs(tangent - actual) > Tolerance * (1 + Math.Abs(tangent)) && !double.IsNaN(actual) && sample.IsSteady(tangent, carriedOver))
            {
                return new Problem("SYMDIFF011", -1, [method.Declaration.Name, string.Join(", ", inputs.Select(input => input.Text)),
                    "arrays of " + Lengths[attempt % Lengths.Length].ToString(CultureInfo.InvariantCulture) + " elements"]);
            }
        }

        return null;
    }

    private static IEnumerable<EffectStep> Effects(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        EffectStep effect => [effect],
        LoopStep loop => Effects(loop.Body),
        _ => Enumerable.Empty<EffectStep>(),
    });

    /// <summary>A point with a direction.</summary>
    private sealed class ProgramSample
    {
        private readonly DifferentiableMethod method;
        private readonly ClosedForm closed;
        private readonly IReadOnlyList<Value> inputs;
        private readonly int attempt;
        private readonly int length;

        public ProgramSample(DifferentiableMethod method, ClosedForm closed, IReadOnlyList<Value> inputs, Stand stand, int attempt, int length)
        {
            (this.method, this.closed, this.inputs, Stand, this.attempt, this.length) = (method, closed, inputs, stand, attempt, length);
        }

        public Stand Stand { get; }

        public Dual[] Arguments(double scale = 1) => [.. method.Declaration.Parameters.Select((parameter, i) => Argument(parameter, i, scale))];

        /// <summary>The derivative along the direction by the gradient; null where it cannot be had.</summary>
        public double? Run(ProgramGradient gradient)
        {
            var cells = new Dictionary<Value, double>();
            var arrays = new Dictionary<Value, NumberArray>();
            for (var i = 0; i < closed.Inputs.Count; i++)
            {
                if (Argument(method.Declaration.Parameters[i], i, 1) is DualArray array)
                    arrays.Add(closed.Inputs[i], new NumberArray([.. array.Items.Select(item => item.Value)], array.Columns));
                else
                    cells.Add(closed.Inputs[i], Argument(method.Declaration.Parameters[i], i, 1).Value);
            }

            foreach (var (array, destination) in gradient.Arrays)
                arrays.Add(destination, new NumberArray(new double[arrays[array].Items.Length], arrays[array].Columns));
            var interpreter = new ProgramInterpreter(Stand, cells, arrays);
            if (!interpreter.Run(gradient.Steps))
                return null;
            var total = 0.0;
            var scalar = 0;
            foreach (var input in inputs)
            {
                var index = closed.Inputs.ToList().IndexOf(input);
                if (input.Type.Kind != NumberKind.Array)
                {
                    total += interpreter.Evaluate(gradient.Partials[scalar++]) * Direction(index, 0);
                    continue;
                }

                var partials = arrays[gradient.Arrays.First(pair => pair.Array == input).Gradient].Items;
                for (var j = 0; j < partials.Length; j++)
                    total += partials[j] * Direction(index, j);
            }

            return total;
        }

        public bool IsSteady(double tangent, ISet<int> carriedOver)
        {
            foreach (var scale in (double[])[1 + 1e-6, 1 - 1e-6])
            {
                if (new ModelInterpreter(method, Stand, carriedOver).Run(Arguments(scale)) is not { } nearby
                    || Math.Abs((nearby.Tangent?[0] ?? 0) - tangent) > 1e-3 * (1 + Math.Abs(tangent)))
                {
                    return false;
                }
            }

            return true;
        }

        private Dual Argument(DeclaredParameter parameter, int index, double scale)
        {
            var isChosen = method.WithRespectTo.Contains(index);
            if (parameter.Type.Kind != NumberKind.Array)
            {
                var value = Stand.Parameter(parameter, index, attempt);
                if (parameter.Type.Kind == NumberKind.Integer)
                    value = Math.Min(value, length >= 12 ? 3 : length);
                return new Dual(parameter.Type.IsReal ? value * scale : value, isChosen ? [Direction(index, 0)] : null);
            }

            var columns = parameter.Type.Rank == 2 ? length : 0;
            var items = new Dual[parameter.Type.Rank == 2 ? length * length : length];
            for (var i = 0; i < items.Length; i++)
            {
                var element = parameter with { Name = parameter.Name + "#" + i.ToString(CultureInfo.InvariantCulture), Type = parameter.Type.Elements[0] };
                items[i] = new Dual(Stand.Parameter(element, index, attempt) * scale, isChosen ? [Direction(index, i)] : null);
            }

            return new DualArray(items, 0, items.Length, columns);
        }

        private static double Direction(int parameter, int element) => 0.5 + (0.37 * ((((parameter * 7) + element) * 5) % 8));
    }
}
