using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
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
    /// <param name="subject">The program.</param>
    /// <param name="closed">It, or a part of it: the statements, and the number that is differentiated.</param>
    /// <param name="destinations">What receives the gradient of an array: it is added to. That of others goes to arrays of the method's own.</param>
    /// <param name="problems">Where a problem is put.</param>
    /// <param name="isLast">Whether it is not differentiated once more.</param>
    /// <param name="isWrittenDown">Whether the documentation says how it was derived.</param>
    /// <param name="isWhole">Whether it is all of the program, with no loop around it.</param>
    /// <param name="runsAgain">Whether loops run again, where they can, whatever that costs.</param>
    public static ProgramGradient? Of(ProgramSubject subject, ClosedForm closed, IReadOnlyDictionary<Value, Value> destinations, List<Problem> problems, bool isLast = true, bool isWrittenDown = false, bool isWhole = false, bool runsAgain = false)
    {
        // What makes no difference has no adjoint: here, though it may have one where another number is differentiated.
        var idle = ShiftInvariance.Of(closed);
        idle.ForEach(value => value.IsActive = false);
        try
        {
            // Statement by statement where that is less than all of a long turn at once.
            var stepwise = isLast ? Derived(subject, closed, destinations, [], isLast, isWrittenDown, isWhole, runsAgain, stops: true) : null;
            var atOnce = Derived(subject, closed, destinations, problems, isLast, isWrittenDown, isWhole, runsAgain, stops: false);
            return stepwise is not null && atOnce is not null && stepwise.Cost <= atOnce.Cost + (stepwise.HasBounds ? atOnce.Cost / CostOfSides : 0) ? stepwise : atOnce;
        }
        finally
        {
            idle.ForEach(value => value.IsActive = true);
        }
    }

    private static ProgramGradient? Derived(ProgramSubject subject, ClosedForm closed, IReadOnlyDictionary<Value, Value> destinations, List<Problem> problems, bool isLast, bool isWrittenDown, bool isWhole, bool runsAgain, bool stops)
    {
        var inputs = subject.Inputs;
        var program = new ProgramAdjoint(closed, destinations, subject.Dialect, subject.Cancellation, isLast, stops) { RunsAgain = runsAgain };
        if (stops && !program.HasStops)
            return null;
        var top = new AdjointRegion(program, program.Places.Top, knowsAdjoints: true);
        top.Seed(closed.Result!, program.Graph.One);
        top.Run();
        if ((top.Unknown ?? program.Unknown) is { } unknown)
        {
            problems.Add(new Problem("SYMDIFF003", closed.Result!.Site, [unknown.Function.ToString()]));
            return null;
        }

        var scalars = inputs.Where(input => input.Type.Kind != NumberKind.Array).ToList();
        if ((top.Overwritten ?? program.Overwritten) is { } site)
            throw new OverwrittenException(site);
        Expr[] partials = [.. scalars.Select(top.AdjointOf)];
        var written = top.Finish([.. partials.Select((partial, i) => (partial, scalars[i].Type))], [.. closed.Steps.SelectMany(Needs.Direct), closed.Result!]);
        var arrays = inputs.Where(input => input.Type.Kind == NumberKind.Array).Select(array => (array, program.AdjointOf(array))).ToList();
        var steps = new WholeAmounts(program.Values).Of(Gathering.Of(program.KeptArrays.Made(program.Rows.Made([.. written.Forward, .. written.Reverse]))));
        Value[] results = [closed.Result!, .. written.Asked];
        if (isWhole)
            (steps, results) = new Slices(program).Of(isLast ? NestedSums.Joined(program.Values, steps, results) : steps, results);
        IEnumerable<string> independent = [.. scalars.Where((_, i) => partials[i].IsZero).Select(input => input.Text), .. arrays.Where(pair => !IsAddedTo(steps, pair.Item2)).Select(pair => pair.array.Text)];
        return new ProgramGradient(steps, results[0], [.. results.Skip(1)], arrays)
        {
            Independent = [.. independent],
            HasBounds = stops && Intermediates.Bounded(Needs.Of(closed.Steps, [closed.Result!])).Any(program.IsStop),
            // Now that all is written, formulas may be made for the documentation only.
            Derivation = !isWrittenDown || program.IsCarriedForward ? [] : ProgramDerivation.Of(subject.Declaration.Name, program, [.. top.Rows], scalars, partials),
        };
    }

    /// <summary>Derives the gradient, the parts of which with respect to arrays are overwritten; null where a function has no known derivative.</summary>
    public static ProgramGradient? Into(ProgramSubject subject, ClosedForm closed, IEnumerable<MoreParameter> destinations, List<Problem> problems, bool isWrittenDown = false, bool runsAgain = false)
    {
        var given = destinations.ToDictionary(destination => destination.Like!, destination => destination.Value);
        return Of(subject, closed, given, problems, isWrittenDown: isWrittenDown, isWhole: true, runsAgain: runsAgain) is { } gradient
            ? gradient with { Steps = [.. gradient.Arrays.Select(pair => new ClearStep(null, pair.Gradient)), .. gradient.Steps] }
            : null;
    }

    // Where something is bounded, what depends on its sides is computed on each of them, though it is one value: a sixteenth is a cautious estimate.
    private const int CostOfSides = 16;

    // Whether it stops at what is bounded.
    private bool HasBounds { get; init; }

    private int Cost => Intermediates.CostOf(Steps, [Result, .. Partials]);

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
        steps.Any(step => step is EffectStep { Code: { Called: not null } call } && Array.Exists(call.Operands, operand => operand == gradient || (operand.Kind is ValueKind.View or ValueKind.Row && operand.Operands[0] == gradient)) || step is AccumulateStep sum && (sum.Array == gradient || sum.Array == gradient.JoinedIn) || step is DefineStep { Definition: { Kind: ValueKind.View } view } && view.Operands[0] == gradient || step is LoopStep loop && IsAddedTo(loop.Body, gradient));
}
