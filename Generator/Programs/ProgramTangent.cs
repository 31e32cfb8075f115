using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Forward mode: the statements of a program with those of its tangents beside them, each right-hand side differentiated symbolically. The program may itself be a
/// gradient, tape included; so the Hessian is the tangent of the gradient.
/// </summary>
internal sealed class ProgramTangent
{
    private readonly Dialect dialect;
    private readonly Canonicalizer canonicalizer;
    private readonly Dictionary<(Value Value, int Direction), Value> tangents = [];
    private readonly HashSet<(Value Value, int Direction)> settled = [];
    private readonly Activity[] activities;
    private readonly HashSet<Value> written;
    private readonly bool hasTape;
    private readonly IReadOnlyList<Step> all;
    private readonly Dictionary<(Value Count, Routine Of), Value> kept = [];
    private HashSet<Value> unasked = [];

    private ProgramTangent(ClosedForm closed, IReadOnlyList<Step> steps, IEnumerable<Value> results, IReadOnlyList<Direction> directions, Dialect dialect, CancellationToken cancellation)
    {
        this.dialect = dialect;
        Values = closed.Values;
        Directions = directions;
        Cancellation = cancellation;
        all = steps;
        written = [.. LoopSearch.Written(steps)];
        activities = [.. directions.Select(direction => new Activity(steps, direction.Inputs))];
        Activity.Mark(steps, results, activities);
        Graph = new ExprGraph(closed.Values, cancellation);
        canonicalizer = new Canonicalizer(Graph);
        Graph.FormulasOf = canonicalizer.FormulasOf;
        var popped = Needs.Popped(steps).ToList();
        hasTape = popped.Count > 0;
        canonicalizer.Opaque.UnionWith(popped.Where(value => value.Type.IsReal));
        // What a call has filled is not looked into where that of which it was made is overwritten: the tangents of that are gone, too.
        var last = new Dictionary<Value, int>();
        NoteVersions(steps, last);
        canonicalizer.Opaque.UnionWith(Needs.Of(steps, results).Where(value => value is { Kind: ValueKind.Element, Model: { } model }
            && Needs.Of([], [model]).Any(read => read.Kind == ValueKind.Element && last.TryGetValue(WholeOf(read.Operands[0]), out var version) && version > Places.VersionOf(read))));
        canonicalizer.Assume(closed.Assumptions);
        canonicalizer.AssumeSumsOfSquares(SquareSums.Of(steps));
        Infinities = Infinities.Of(closed.Steps);
        if (Infinities is not null)
            Graph.AssumeInfinities(Infinities.Holds);
    }

    private static Value WholeOf(Value array) => array.Kind is ValueKind.View or ValueKind.Row ? WholeOf(array.Operands[0]) : array;

    // The last version of the contents of each array.
    private static void NoteVersions(IEnumerable<Step> steps, Dictionary<Value, int> last)
    {
        foreach (var step in steps)
        {
            IEnumerable<(Value Array, int After)> written = step switch
            {
                StoreStep store => [(store.Array, store.After)],
                LoopStep loop => loop.Stored.Select(stored => (stored.Array, stored.After)),
                _ => step.Overwrites.Select(overwrite => (overwrite.Array, overwrite.After)),
            };
            foreach (var (array, after) in written)
                last[WholeOf(array)] = last.TryGetValue(WholeOf(array), out var known) ? Math.Max(known, after) : after;
            if (step is LoopStep around)
                NoteVersions(around.Body, last);
        }
    }

    public ValueGraph Values { get; }

    public ExprGraph Graph { get; }

    public IReadOnlyList<Direction> Directions { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Where the infinities go that the author has written; null for none.</summary>
    public Infinities? Infinities { get; }

    /// <summary>Which of its variables may overflow where nothing asks for them.</summary>
    public Growth Growth => field ??= new Growth(all);

    /// <summary>Whether with each number that is kept on a tape its tangents are.</summary>
    public bool KeepsAll { get; private init; }

    /// <summary>Whether an array is only added to, and nobody asks for what comes of that.</summary>
    public bool IsUnasked(Value array) => unasked.Contains(array);

    /// <summary>For each of a routine's parameters whether it only adds to it, and nobody asks for what comes of that.</summary>
    public EquatableArray<bool> UnaskedIn(Routine routine, IReadOnlyList<Value> arguments) =>
        routine.Parameters.Select((parameter, i) => routine.AddedTo.Contains(parameter) && unasked.Contains(WholeOf(arguments[i]))).ToEquatableArray();

    // The arrays that are only added to: adjoints whose tangents alone are asked for.
    private static HashSet<Value> Unasked(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyCollection<Value> without)
    {
        var asked = new HashSet<Value>(results.Concat(LoopSearch.Stored(steps)).Concat(Parts(steps)));
        foreach (var value in Needs.Of(steps, results))
        {
            var routine = value.Called?.Routine;
            foreach (var (operand, i) in value.Operands.SelectMany(PullbackCall.Members).Select((operand, i) => (operand, i)))
            {
                if (operand.Type.IsArray && value.Kind is not (ValueKind.View or ValueKind.Row or ValueKind.Extent) && !(i < routine?.Parameters.Count && routine.AddedTo.Contains(routine.Parameters[i])))
                    asked.Add(WholeOf(operand));
            }
        }

        return [.. Made(steps).Concat(without).Where(array => array.JoinedIn is null && !asked.Contains(array))];
    }

    // The arrays of which parts have a name.
    private static IEnumerable<Value> Parts(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        DefineStep { Definition.Kind: ValueKind.View or ValueKind.Row } part => [WholeOf(part.Definition)],
        LoopStep loop => Parts(loop.Body),
        _ => Enumerable.Empty<Value>(),
    });

    private static IEnumerable<Value> Made(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        DefineStep { Cell.Type.IsArray: true, Definition.Kind: ValueKind.Verbatim } define => [define.Cell],
        LoopStep loop => Made(loop.Body),
        _ => Enumerable.Empty<Value>(),
    });

    /// <summary>The first function met that has no known derivative.</summary>
    public Expr? Unknown { get; set; }

    /// <summary>The program with its tangents.</summary>
    /// <param name="closed">The program that was read.</param>
    /// <param name="steps">The steps to follow: its own, or those of a derivative of it.</param>
    /// <param name="results">What is asked for when all steps are done.</param>
    /// <param name="directions">The directions.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Stops the derivation.</param>
    /// <param name="keepsAll">Whether with each number that is kept on a tape its tangents are, whatever varies: another program takes them back.</param>
    /// <param name="without">Arrays that are only added to, and of which nobody asks for what comes of that.</param>
    public static Moved Of(
        ClosedForm closed, IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<Direction> directions, Dialect dialect, CancellationToken cancellation, bool keepsAll = false, IReadOnlyCollection<Value>? without = null)
    {
        steps = JointPullbacks.In(closed.Values, steps);
        var program = new ProgramTangent(closed, steps, results, directions, dialect, cancellation) { KeepsAll = keepsAll, unasked = Unasked(steps, results, without ?? []) };
        var (moved, tangents) = new TangentRegion(program, null).Carry(steps, results);
        // An array that stands still has tangents too, all zero.
        for (var i = 0; i < results.Count; i++)
        {
            for (var direction = 0; direction < directions.Count && results[i].Type.Kind == NumberKind.Array; direction++)
            {
                tangents[direction][i] = program.TangentOf(results[i], direction);
                if (!program.Varies(results[i], direction))
                    moved.Add(program.Allocation(results[i], direction, null));
            }
        }

        return new Moved([.. program.Beginning(), .. moved], tangents, program.Unknown);
    }

    public Expr Of(Value value) => canonicalizer.Of(value);

    /// <summary>What a value that is taken from a tape was made of.</summary>
    public Expr Inside(Value value) => canonicalizer.Inside(value);

    public bool Varies(Value value, int direction) => activities[direction].Contains(value);

    /// <summary>Along each direction, which of the parameters of a routine vary.</summary>
    public IReadOnlyList<MovedAlong> Along(Routine routine, IReadOnlyList<Value> arguments) =>
        [.. Directions.Select((direction, i) => new MovedAlong(direction.Word, routine.Widened(activities[i].VaryingIn(routine, arguments))))];

    /// <summary>How many numbers a function keeps on the tape with their tangents.</summary>
    public Value KeptBy(Routine moved, PullbackCall called, Value count, IReadOnlyList<Value> arguments)
    {
        var number = new Transplant(Values, called.Split!.Inputs, arguments, (array, dimension) => Transplant.SizeIn(all, array, dimension)).Of(moved.Kept!);
        if (!number.IsLeaf)
            number.Name ??= "kept";
        return kept[(count, called.Split!.Ahead)] = number;
    }

    /// <summary>How many numbers its pullback takes back; null where that is not known.</summary>
    public Value? TakenBackBy(PullbackCall called, Value count) => kept.TryGetValue((count, called.Split!.Ahead), out var number) ? number : null;

    /// <summary>What moves with a variable or an array, of which it is known that it varies.</summary>
    public Value TangentOf(Value value, int direction)
    {
        if (tangents.TryGetValue((value, direction), out var tangent))
            return tangent;
        if (Directions[direction].Scattered.TryGetValue(value, out var scattered))
            return scattered.Matrix;
        if (value.Joined is not null)
        {
            tangent = JoinedArrays.Beside(Values, value, array => TangentOf(array, direction), Directions[direction].Word);
        }
        else if (value.Type.Kind != NumberKind.Array || !Directions[direction].Arrays.TryGetValue(value, out tangent) || IsCopied(value, direction))
        {
            var type = value.Type.Kind == NumberKind.Array ? OwnType(value) : value.Type;
            tangent = Values.Cell(type, NameOf(value) + Directions[direction].Word);
            tangent.Name = tangent.Text;
        }

        if (value.Type.Kind == NumberKind.Array)
            tangent.Beside = (value, Directions[direction].Word);
        tangents.Add((value, direction), tangent);
        return tangent;
    }

    /// <summary>That what moves with a variable of a loop is the same in all turns, and after the loop.</summary>
    /// <param name="carried">The variable.</param>
    /// <param name="direction">Along which direction.</param>
    /// <param name="tangent">What it is.</param>
    public void Settle(Carried carried, int direction, Value tangent)
    {
        tangents[(carried.Current, direction)] = tangent;
        tangents[(carried.Final, direction)] = tangent;
        settled.Add((carried.Current, direction));
    }

    /// <summary>Whether that is so.</summary>
    public bool IsSettled(Carried carried, int direction) => settled.Contains((carried.Current, direction));

    /// <summary>Whether what moves with an array is there already.</summary>
    public bool IsGiven(Value array, int direction) => Directions[direction].Scattered.ContainsKey(array) || Directions[direction].Arrays.ContainsKey(array) && !IsCopied(array, direction);

    /// <summary>Where the tangent of an element is, in what moves with its array.</summary>
    public Value[] PlaceOf(Value array, Value[] indices, int direction) =>
        Directions[direction].Scattered.TryGetValue(array, out var scattered) ? [scattered.PlaceOf(indices)] : indices;

    /// <summary>Makes the tangents of an array's elements, all zero, as many as there are elements.</summary>
    public DefineStep Allocation(Value array, int direction, DefineStep? made)
    {
        var tangent = TangentOf(array, direction);
        return new DefineStep(made?.Guard, tangent, ProgramAdjoint.ZerosLike(Values, array, tangent.Type, made?.Definition));
    }

    /// <summary>The operations that compute expressions, those at hand among them.</summary>
    public Value[] Lower(IReadOnlyList<Expr> exprs, IReadOnlyList<ValueType> types, IEnumerable<Value> live)
    {
        var all = Simplification.Simplifier.Simplify(Graph, Simplification.Simplifier.Release(Graph, exprs));
        var lowered = new Lowering(Graph, canonicalizer, ProgramAdjoint.Reachable(live), all, dialect) { ReadsWhatIsGiven = !hasTape, RunsBack = hasTape }.OfRoots();
        return [.. lowered.Select((value, i) => types[i].Kind == NumberKind.Float && value.Type.Kind == NumberKind.Double && value.Kind != ValueKind.Literal
            ? Values.Convert(types[i], value, isExplicit: true)
            : value)];
    }

    private static string NameOf(Value value) => value.Name is { Length: > 0 } name ? name : value.Kind is ValueKind.Input or ValueKind.Cell ? value.Text : "t";

    // Spans cannot be made: what they view is an array, unless it is on the stack.
    private static ValueType OwnType(Value array) =>
        array.Type.Row is not null ? ValueType.ArrayOfRows(array.Type.Elements[0])
            : array.Kind == ValueKind.Cell || (array.Type.Rank == 2 && array.Type.Part is null) ? array.Type
            : array.Type.Rank == 2 ? new(NumberKind.Array, array.Type.Elements[0].Text + "[,]", array.Type.Elements)
            : new(NumberKind.Array, array.Type.Elements[0].Text + "[]", array.Type.Elements);

    // Where the method writes to its argument, its tangents do not stay what the caller has given.
    private bool IsCopied(Value array, int direction) => written.Contains(array) && !Directions[direction].IsInPlace && !Directions[direction].Still.Contains(array);

    // Parameters that are written move too; what receives tangents is zero where nothing is written.
    private IEnumerable<Step> Beginning()
    {
        var arrays = written.Where(array => array.Kind == ValueKind.Input).OrderBy(array => array.Id).ToList();
        for (var i = 0; i < Directions.Count; i++)
        {
            foreach (var array in arrays.Where(array => Varies(array, i) && !Directions[i].Scattered.ContainsKey(array)))
            {
                var isGiven = Directions[i].Arrays.TryGetValue(array, out var given);
                if (isGiven && !IsCopied(array, i))
                    continue;
                yield return Allocation(array, i, null);
                if (isGiven)
                    yield return Copying.Of(Values, given!, TangentOf(array, i), array);
            }

            foreach (var still in Directions[i].Still)
                yield return new ClearStep(null, Directions[i].Arrays[still]);
        }
    }
}

/// <summary>A program with its tangents.</summary>
/// <param name="Steps">What is done.</param>
/// <param name="Tangents">For each direction, what moves with the results.</param>
/// <param name="Unknown">The first function met that has no known derivative.</param>
internal sealed record Moved(IReadOnlyList<Step> Steps, Value[][] Tangents, Expr? Unknown);
