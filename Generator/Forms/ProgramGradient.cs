using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The gradient of a program: its statements, and after them the same in reverse.</summary>
/// <param name="Steps">What is done.</param>
/// <param name="Result">What the method itself returns.</param>
/// <param name="Partials">One for each chosen scalar input, in their order.</param>
/// <param name="Arrays">The chosen inputs that are arrays, with what receives their gradients.</param>
internal sealed record ProgramGradient(IReadOnlyList<Step> Steps, Value Result, Value[] Partials, IReadOnlyList<(Value Array, Value Gradient)> Arrays)
{
    /// <summary>Derives the gradient; null where a function has no known derivative.</summary>
    public static ProgramGradient? Of(
        string method, ClosedForm closed, IReadOnlyList<Value> inputs, Dictionary<Value, string> names, Dialect dialect, List<Problem> problems, CancellationToken cancellation)
    {
        var program = new ProgramAdjoint(closed, names, dialect, cancellation);
        var top = new AdjointRegion(program, program.Places.Top, knowsAdjoints: true);
        top.Seed(closed.Result!, program.Graph.One);
        top.Run();
        if ((top.Unknown ?? program.Unknown) is { } unknown)
        {
            problems.Add(new Problem("SYMDIFF003", closed.Result!.Site, [unknown.Function.ToString()]));
            return null;
        }

        var scalars = inputs.Where(input => input.Type.Kind != NumberKind.Array).ToList();
        Expr[] partials = [.. scalars.Select(top.AdjointOf)];
        var written = top.Finish([.. partials.Select((partial, i) => (partial, scalars[i].Type))], [.. closed.Steps.SelectMany(Needs.Direct), closed.Result!]);
        var arrays = inputs.Where(input => input.Type.Kind == NumberKind.Array).Select(array => (array, program.AdjointOf(array))).ToList();
        var cleared = arrays.Select(pair => new ClearStep(null, pair.Item2));
        var steps = program.Rows.Made([.. cleared, .. written.Forward, .. written.Reverse]);
        IEnumerable<string> independent = [.. scalars.Where((_, i) => partials[i].IsZero).Select(input => input.Text), .. arrays.Where(pair => !IsAddedTo(steps, pair.Item2)).Select(pair => pair.array.Text)];
        return new ProgramGradient(steps, closed.Result!, written.Asked, arrays)
        {
            Independent = [.. independent],
            // Now that all is written, formulas may be made for the documentation only.
            Derivation = program.IsCarriedForward ? [] : ProgramDerivation.Of(method, program, [.. top.Rows], scalars, partials),
        };
    }

    /// <summary>The chosen inputs on which the result does not depend.</summary>
    public IReadOnlyList<string> Independent { get; init; } = [];

    /// <summary>How it was derived.</summary>
    public IReadOnlyList<DerivationLine> Derivation { get; init; } = [];

    /// <summary>What the statements of a program assign.</summary>
    public static IEnumerable<Value> Assigned(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        StoreStep store => [store.Stored],
        LoopStep loop => loop.Carried.Select(carried => carried.Next).Concat(Assigned(loop.Body)),
        _ => Enumerable.Empty<Value>(),
    });

    private static bool IsAddedTo(IEnumerable<Step> steps, Value gradient) =>
        steps.Any(step => step is AccumulateStep sum && sum.Array == gradient || step is LoopStep loop && IsAddedTo(loop.Body, gradient));
}
