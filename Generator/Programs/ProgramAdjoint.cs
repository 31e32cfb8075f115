using SymDiff.Generator.Algebra;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>What the regions of a program share while it is reversed.</summary>
internal sealed class ProgramAdjoint
{
    private readonly Canonicalizer canonicalizer;
    private readonly Dialect dialect;
    private readonly Dictionary<Value, Value> adjoints = [];
    private readonly IReadOnlyDictionary<Value, Value> gradients;
    private readonly bool isLast;
    private readonly HashSet<Value> bars = [];
    private readonly HashSet<Region> taped = [];
    private int version = 1 << 20;

    /// <param name="closed">The program.</param>
    /// <param name="gradients">What receives the gradient of an array; that of others goes to arrays of the method's own.</param>
    /// <param name="dialect">How functions are called.</param>
    /// <param name="cancellation">Stops the derivation.</param>
    /// <param name="isLast">Whether the gradient is not differentiated once more.</param>
    /// <param name="stops">Whether long turns are reversed statement by statement.</param>
    public ProgramAdjoint(ClosedForm closed, IReadOnlyDictionary<Value, Value> gradients, Dialect dialect, CancellationToken cancellation, bool isLast = true, bool stops = false)
    {
        this.isLast = isLast;
        (Closed, this.gradients, this.dialect, Cancellation) = (closed, gradients, dialect, cancellation);
        closed.Values.Close();
        Graph = new ExprGraph(closed.Values, cancellation) { KeepsNames = true };
        canonicalizer = new Canonicalizer(Graph);
        Graph.FormulasOf = canonicalizer.FormulasOf;
        Places = new Places(closed.Steps, closed.Result is { } result ? [result] : []) { RowElements = closed.RowElements };
        if (stops)
            canonicalizer.Opaque.UnionWith(Intermediates.In(closed.Steps, closed.Result!, Places));
        canonicalizer.Assume(closed.Assumptions);
        canonicalizer.AssumeSumsOfSquares(SquareSums.Of(closed.Steps));
        if (Infinities.Of(closed.Steps) is { } infinities)
            Graph.AssumeInfinities(infinities.Holds);
    }

    public ClosedForm Closed { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Whether a loop that can run again does so, whatever that costs: a tape cannot be followed in expectation.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Whether there is a loop along which the derivatives are carried forward, so that it has no adjoints.</summary>
    public bool IsCarriedForward { get; set; }

    public ExprGraph Graph { get; }

    public ValueGraph Values => Closed.Values;

    public Places Places { get; }

    /// <summary>What of the program's numbers the result is made of.</summary>
    public Usefulness Usefulness => field ??= new Usefulness(Closed.Steps, Closed.Result!, Left);

    /// <summary>Which of its variables may overflow where nothing asks for them.</summary>
    public Growth Growth => field ??= new Growth(Closed.Steps);

    /// <summary>Which faults of its numbers the result does not survive; null where the result is only part of what is asked for.</summary>
    public Strictness? Strictness => field ??= IsApart || Closed.IsContracted ? null : new Strictness(this);

    /// <summary>The arrays in which the program leaves what somebody else reads.</summary>
    public IReadOnlyList<Value> Left { get; init; } = [];

    /// <summary>Whether the program and its reverse sweep are apart: nothing of the sweep is done on the way forward.</summary>
    public bool IsApart { get; init; }

    /// <summary>
    /// The variables that hold adjoints of what nothing may ask for, with the least pole beside which that is seen to: of an element a quotient, since tables are filled as a whole. A recurrence divides by what
    /// it is sure of, or no later turn would have a value.
    /// </summary>
    public Dictionary<Value, Pole> Unasked { get; } = [];

    /// <summary>The variables that hold the adjoint of an element, by which it is called in mathematics.</summary>
    public Dictionary<Value, Value> AdjointsOfElements { get; } = [];

    /// <summary>The arrays of adjoints that the generated method makes for itself.</summary>
    public Dictionary<Value, Value> OwnAdjoints { get; } = [];

    /// <summary>For what a loop has counted, when it is over, the same as counted once more by the loop that reverses it.</summary>
    public Dictionary<Value, Value> Recounted { get; } = [];

    /// <summary>A function without a derivative that was met.</summary>
    public Apply? Unknown { get; set; }

    /// <summary>A call the arguments of which are overwritten before it is reversed: by the place at which it stands.</summary>
    public int? Overwritten { get; set; }

    /// <summary>What the reverse sweep is given of the sensitivities to the results, where it is apart from the program.</summary>
    public HashSet<Value> Cotangents { get; } = [];

    /// <summary>Whether an adjoint is known from the beginning of the sweep, and needs no other name.</summary>
    public bool IsGiven(Expr adjoint) => adjoint is Number or Symbol { Value.Kind: ValueKind.Input } || (adjoint is Symbol { Value: var value } && Cotangents.Contains(value));

    public string MathText => dialect.MathText;

    /// <summary>Whether a region's turns are reversed from what they kept, when all of them have run.</summary>
    public bool IsTaped(Region region) => taped.Contains(region);

    /// <summary>Whether a loop around a region is reversed when all of its turns have run: what each of them keeps needs a place of its own.</summary>
    public bool IsWithinTaped(Region region) => region.Outer is { } outer && (IsTaped(outer) || IsWithinTaped(outer));

    public void SetTaped(Region region, bool isTaped)
    {
        if (isTaped)
            taped.Add(region);
        else
            taped.Remove(region);
    }

    /// <summary>Whether an element can no longer be read in the reverse sweep.</summary>
    public bool IsStale(Value element) => !bars.Contains(element.Operands[0]) && (Places.IsOverwritten(element) || IsGone(element.Operands[0], Places.HomeOf(element.Operands[0], Places.Of(element).Region)));

    /// <summary>Whether the reverse sweep of a turn does not find an element as the turn has read it.</summary>
    public bool IsLost(Value element) => IsStale(element) && !Restoring.Contains(element);

    // The arguments stay.
    private bool IsGone(Value array, Region home) => array.Kind != ValueKind.Input && IsTaped(home) && !Rows.Has(home, array);

    /// <summary>The arrays of which each turn has a row of its own.</summary>
    public Rows Rows => field ??= new Rows(this);

    /// <summary>The arrays in which loops keep what their reversal reads.</summary>
    public KeptArrays KeptArrays => field ??= new KeptArrays(this);

    /// <summary>The arrays that the reverse sweep puts back.</summary>
    public Restoring Restoring => field ??= new Restoring(this);

    /// <summary>Whether there are spans: the gradient of an array goes to one.</summary>
    public bool HasSpan => gradients.Count > 0;

    /// <summary>Whether an array holds adjoints.</summary>
    public bool IsAdjoint(Value array) => bars.Contains(array);

    /// <summary>The array whose adjoints an array holds; the array itself where it holds none.</summary>
    public Value PrimalOf(Value array) => bars.Contains(array) ? adjoints.First(pair => pair.Value == array).Key : array;

    /// <summary>Whether a variable holds an adjoint that may be zero, which matters beside a pole.</summary>
    public bool MayBeZero(Symbol symbol, Pole pole) => Unasked.TryGetValue(symbol.Value, out var least) && pole >= least;

    /// <summary>Whether all of an adjoint is chosen on conditions, so that none of it need be asked for, which matters where something may overflow.</summary>
    public bool IsChosen(Expr adjoint) => Growth.IsAny && ExprGraph.IsChosen(adjoint, symbol => MayBeZero(symbol, Pole.Overflow));

    /// <summary>Whether the program itself computes a value, to the bit.</summary>
    public bool IsWritten(Value value) => Values.IsWritten(value);

    /// <summary>Another variable of the same kind.</summary>
    public Value Copy(Value cell, Region region) => Cell(cell.Type, cell.Name ?? cell.Text, region, AdjointRegion.Late);

    public Expr Of(Value value) => canonicalizer.Of(value);

    /// <summary>Whether there are intermediate variables at which the reverse sweep stops.</summary>
    public bool HasStops => canonicalizer.Opaque.Count > 0;

    /// <summary>Whether the reverse sweep stops at a value.</summary>
    public bool IsStop(Value value) => canonicalizer.Opaque.Contains(value);

    /// <summary>What a value at which the reverse sweep stops is made of.</summary>
    public Expr Inside(Value value) => canonicalizer.Inside(value);

    public int NextVersion() => ++version;

    /// <summary>A new passive variable.</summary>
    public Value Cell(ValueType type, string name, Region region, int time)
    {
        var cell = Values.Cell(type, name);
        cell.Name = name;
        cell.IsActive = false;
        Places.Put(cell, region, time);
        return cell;
    }

    /// <summary>The array of the adjoints of an array's elements.</summary>
    public Value AdjointOf(Value array)
    {
        if (adjoints.TryGetValue(array, out var bar))
            return bar;
        var element = array.Type.Elements[0];
        if (array.Joined is not null)
        {
            bar = JoinedArrays.Beside(Values, array, AdjointOf, "Bar");
            Places.Put(bar, Places.Of(array).Region, Places.Of(array).Time);
        }
        else if (gradients.TryGetValue(array, out bar))
        {
            bar.IsActive = false;
        }
        else
        {
            var type = array.Type.Row is not null ? ValueType.ArrayOfRows(element) : new ValueType(NumberKind.Array, array.Type.Rank == 2 ? element.Text + "[,]" : element.Text + "[]", [element]);
            var place = Places.Of(array);
            bar = Cell(type, (array.Name ?? array.Text) + "Bar", place.Region, place.Time);
            OwnAdjoints.Add(array, bar);
        }

        bar.Beside = (array, "Bar");
        adjoints.Add(array, bar);
        bars.Add(bar);
        return bar;
    }

    /// <summary>Smaller, without what only differentiation wants, and with what loops change apart from what they do not.</summary>
    public Expr[] Simplify(IEnumerable<Expr> exprs) => new InvariantFactors(this).Of(Simplifier.Simplify(Graph, isLast ? Simplifier.Release(Graph, exprs) : exprs, IsNamedInProgram));

    /// <summary>Whether it is a sum or a product to which the author has given a name, by which it is read.</summary>
    public bool IsNamedInProgram(Expr expr) => expr is Sum or Product && expr.Name is { Length: > 0 } && canonicalizer.Written(expr).Count > 0;

    /// <summary>The operations that compute expressions, those at hand among them.</summary>
    /// <param name="exprs">The expressions.</param>
    /// <param name="live">Values that are computed in any case, with all that they are made of.</param>
    /// <param name="kept">Values that are there, or can be kept, without what they are made of.</param>
    public Value[] Lower(IReadOnlyList<Expr> exprs, IEnumerable<Value> live, IEnumerable<Value>? kept = null, IEnumerable<Value>? stored = null) => LowerSimplified(Simplify(exprs), live, kept, stored);

    /// <summary>The same, of expressions that are as small as they are to be.</summary>
    public Value[] LowerSimplified(Expr[] all, IEnumerable<Value> live, IEnumerable<Value>? kept = null, IEnumerable<Value>? stored = null)
    {
        var there = Reachable(live);
        there.UnionWith(kept ?? []);
        List<Value> readAgain = [.. stored ?? []];
        there.UnionWith(readAgain);
        // What is read by its name is computed as the author has written it, and so are the functions that it calls.
        there.UnionWith(Reachable(Expr.AllOf(all).Where(expr => expr is Sum && IsNamedInProgram(expr)).SelectMany(canonicalizer.Written)).Where(value => value is { Kind: ValueKind.Call, Type.IsReal: true }));
        return new Lowering(Graph, canonicalizer, there, all, dialect, isLast, Stored(readAgain)) { RunsBack = true, IsReadByName = expr => expr is Sum && IsNamedInProgram(expr) }.OfRoots();
    }

    /// <summary>An array of zeros with as many elements as another, made as that one is where it is made in the method.</summary>
    public static Value ZerosLike(ValueGraph values, Value array, ValueType type, Value? made)
    {
        var element = array.Type.Elements[0].Text;
        var text = made is null ? "" : string.Concat(made.Pieces);
        var isPlain = text.EndsWith("]", StringComparison.Ordinal) && (text.StartsWith("new ", StringComparison.Ordinal) || (text.StartsWith("stackalloc ", StringComparison.Ordinal) && type.Equals(array.Type)));
        return isPlain ? made!
            : made is { Kind: ValueKind.Verbatim, Operands: [{ Type.Text: "int" } size], Pieces: [var word, "]"] } && word.StartsWith("stackalloc ", StringComparison.Ordinal)
                ? values.Verbatim(type, [$"new {element}[", "]"], size)
            : array.Type.Row is not null
                ? array.Type.IsList
                    ? values.Verbatim(type, ["global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Select(", $", _ => new {element}[_.Length]))"], array)
                    : values.Verbatim(type, ["Array.ConvertAll(", $", _ => new {element}[_.Length])"], array)
            : array.Type.Rank == 2
                ? values.Verbatim(type, [$"new {element}[", ", ", "]"], values.Extent(array, "GetLength(0)"), values.Extent(array, "GetLength(1)"))
                : values.Verbatim(type, [$"new {element}[", "]"], values.Extent(array, array.Type.IsList ? "Count" : "Length"));
    }

    /// <summary>What is stored, as it is found in what has been simplified.</summary>
    public Expr[] Stored(IEnumerable<Value> stored)
    {
        Value[] all = [.. stored];
        var exprs = Array.ConvertAll(all, Of);
        if (!isLast)
            return exprs;
        var released = Simplifier.Release(Graph, exprs);
        for (var i = 0; i < all.Length; i++)
        {
            if (released[i] != exprs[i])
                canonicalizer.Remember(released[i], all[i]);
        }

        return released;
    }

    /// <summary>The values that others are made of, and these themselves.</summary>
    public static HashSet<Value> Reachable(IEnumerable<Value> roots)
    {
        var reached = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!reached.Add(value))
                continue;
            foreach (var operand in value.Joined?.Arrays ?? (IEnumerable<Value>)value.Operands)
                open.Push(operand);
        }

        return reached;
    }
}
