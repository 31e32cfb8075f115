using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Greatest or least numbers that loops find and that make no difference: in Σ wᵢ·exp(xᵢ − m) / Σ exp(xᵢ − m) any m gives the same result, so that it has no adjoint, whatever it is computed from. Each number is followed from there
/// through the program: to what is added to when m grows, and what is multiplied. Where the result is neither, it is the same for all m (invariance under a one-parameter group: P. J. Olver, Applications of Lie Groups
/// to Differential Equations, 1993, section 2.1).
/// </summary>
internal sealed class ShiftInvariance
{
    // A program that takes longer than this is not looked into any further.
    private const int MostValues = 100_000;

    private readonly Value candidate;
    private readonly LoopStep finding;
    private readonly Region home;
    private readonly Places all;
    private readonly Dictionary<Value, ShiftResponse> cells = [];
    private readonly Dictionary<(Value Array, int Version), ShiftResponse> contents = [];
    private readonly Dictionary<(Value Array, int Version), Value> places = [];
    private readonly HashSet<Value> parts = [];
    private readonly Dictionary<Value, ShiftResponse> known = [];
    private bool isFollowed = true;
    private int count;

    private ShiftInvariance(LoopStep finding, Value candidate, Places all) => (this.finding, this.candidate, this.all, home) = (finding, candidate, all, all.RegionOf(finding).Outer!);

    /// <summary>The variables that hold such numbers.</summary>
    /// <param name="closed">The program.</param>
    public static List<Value> Of(ClosedForm closed)
    {
        var candidates = Candidates(closed.Steps).ToList();
        if (candidates.Count == 0)
            return [];
        var all = new Places(closed.Steps, [closed.Result!]);
        var needed = Needs.Of(closed.Steps, [closed.Result!]);
        return [.. candidates.Where(one => !IsHeldFixed(needed, one.Carried.Final) && new ShiftInvariance(one.Loop, one.Carried.Final, all).Holds(closed)).SelectMany(one => new[] { one.Carried.Current, one.Carried.Final })];
    }

    private static IEnumerable<(LoopStep Loop, Carried Carried)> Candidates(IEnumerable<Step> steps) => steps.OfType<LoopStep>().SelectMany(loop =>
        loop.Carried.Where(carried => carried.Current is { IsActive: true, Type.IsReal: true } && IsExtreme(carried) && IsForItself(loop, carried)).Select(carried => (loop, carried)).Concat(Candidates(loop.Body)));

    private static bool IsExtreme(Carried carried) => carried.Next switch
    {
        { Kind: ValueKind.Call, Function: "Max" or "Min", Operands: [var left, var right] } => left == carried.Current || right == carried.Current,
        { Kind: ValueKind.Select, Operands: [_, var first, var second] } => first == carried.Current || second == carried.Current,
        _ => false,
    };

    // Whether nobody but StopGradient reads it.
    private static bool IsHeldFixed(IEnumerable<Value> read, Value found) => read.Where(value => Array.Exists(value.Operands, operand => operand == found || operand.Model == found)).All(value => value.Kind == ValueKind.Stop);

    // Whether it is read in the loop for the sake of the next alone.
    private static bool IsForItself(LoopStep loop, Carried carried) =>
        !Needs.Of(loop.Body, loop.Carried.Where(other => other != carried).SelectMany(other => new[] { other.Next, other.Onward ?? other.Next }).Append(loop.Condition)).Contains(carried.Current);

    private bool Holds(ClosedForm closed)
    {
        Follow(closed.Steps);
        return isFollowed && Of(closed.Result!).IsSame;
    }

    private void Follow(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            isFollowed &= step.Guard is null || step.Guard.Path.All(guard => Of(guard.Condition).IsSame);
            if (!isFollowed)
                return;
            switch (step)
            {
                case DefineStep { Cell.Model: not null }:
                    break;
                case DefineStep define:
                    cells[define.Cell] = Of(define.Definition);
                    if (define.Cell.Type.IsArray && define.Definition.Kind != ValueKind.Verbatim)
                        parts.Add(define.Cell);
                    break;
                case StoreStep store when IsPart(store.Array):
                    isFollowed &= Of(store.Stored).IsSame && contents.Values.All(response => response.IsSame);
                    break;
                case StoreStep store:
                    contents[(store.Array, store.After)] = places.ContainsKey((store.Array, store.After)) ? Of(store.Stored) : ShiftResponse.Either(In(store.Array, store.Before), Of(store.Stored));
                    break;
                case LoopStep loop:
                    Follow(loop);
                    break;
                default:
                    isFollowed &= !Touches(Needs.Direct(step)) && Needs.Direct(step).All(value => Of(value).IsSame);
                    break;
            }
        }
    }

    private void Follow(LoopStep loop)
    {
        foreach (var carried in loop.Carried)
            cells[carried.Current] = Of(carried.Initial);
        foreach (var stored in loop.Stored)
            contents[(stored.Array, stored.Current)] = In(stored.Array, stored.Before);
        var filled = loop.Stored.Select(stored => (Stored: stored, Fill: FillOf(loop, stored))).ToList();
        foreach (var (stored, fill) in filled)
        {
            if (fill is not null)
                places[(stored.Array, fill.After)] = fill.Indices[0];
        }

        bool isNew;
        do
        {
            known.Clear();
            Follow(loop.Body);
            isFollowed &= Of(loop.Condition).IsSame;
            if (!isFollowed)
                return;
            isNew = false;
            foreach (var carried in loop.Carried)
                isNew |= Note(cells, carried.Current, ShiftResponse.Either(cells[carried.Current], Handed(loop, carried.Onward is { } onward ? ShiftResponse.Either(Of(carried.Next), Of(onward)) : Of(carried.Next))));
            foreach (var (stored, fill) in filled)
            {
                if (fill is null)
                    isNew |= Note(contents, (stored.Array, stored.Current), ShiftResponse.Either(contents[(stored.Array, stored.Current)], Handed(loop, In(stored.Array, LastIn(loop.Body, stored.Array) ?? stored.Current))));
            }
        }
        while (isNew);

        foreach (var carried in loop.Carried)
            cells[carried.Final] = carried.Final == candidate ? ShiftResponse.Added(ShiftRate.One) : cells[carried.Current];
        foreach (var (stored, fill) in filled)
            contents[(stored.Array, stored.After)] = fill is null ? contents[(stored.Array, stored.Current)] : Handed(loop, Of(fill.Stored));
        known.Clear();
    }

    private static bool Note<TKey>(Dictionary<TKey, ShiftResponse> responses, TKey key, ShiftResponse response)
        where TKey : notnull
    {
        var isNew = responses[key] != response;
        responses[key] = response;
        return isNew;
    }

    // Of each turn it is another number that is found, so nothing that changes with it may leave the turn.
    private ShiftResponse Handed(LoopStep loop, ShiftResponse response) => response.IsSame || !Finds(loop.Body) ? response : ShiftResponse.Other;

    private bool Finds(IEnumerable<Step> steps) => steps.OfType<LoopStep>().Any(loop => loop == finding || Finds(loop.Body));

    // The step that gives each element of an array its new value, in its own turn, in which nobody reads another; null where there is none.
    private StoreStep? FillOf(LoopStep loop, StoredArray stored)
    {
        var array = stored.Array;
        if (array.Type.Rank != 1 || loop.Body.OfType<StoreStep>().Where(store => store.Array == array).ToList() is not [{ Guard: null, Indices: [var index] } fill] || loop.Body.OfType<LoopStep>().Any(inner => inner.Stored.Any(one => one.Array == array)))
            return null;
        return loop.Guard is null && Assignment.CounterOfAll(loop, size => IsSizeOf(size, array)) == index
            && Needs.Of(loop.Body, loop.Carried.Select(carried => carried.Next)).All(value => value.Kind != ValueKind.Element || value.Operands[0] != array || value.Operands[1] == index) ? fill : null;
    }

    private bool IsSizeOf(Value size, Value array) => all.SizeOf(array) == size || size is { Kind: ValueKind.Extent, Operands: [var other] } && (other == array || array.IsAsLongAs(other));

    private static int? LastIn(IReadOnlyList<Step> steps, Value array) => steps.Reverse().Select(step => step switch
    {
        StoreStep store when store.Array == array => store.After,
        LoopStep inner => inner.Stored.Where(stored => stored.Array == array).Select(stored => (int?)stored.After).FirstOrDefault(),
        _ => null,
    }).FirstOrDefault(version => version is not null);

    private ShiftResponse In(Value array, int version) => contents.TryGetValue((array, version), out var response) ? response : ShiftResponse.Same;

    private ShiftResponse Of(Value value)
    {
        if (cells.TryGetValue(value, out var response) || known.TryGetValue(value, out response))
            return response;
        if (value.Model is { } model)
            return Of(model);
        if (value.Kind == ValueKind.Literal)
            return value.Number == 0 ? ShiftResponse.Zero : ShiftResponse.Same;
        if (value.IsLeaf)
            return ShiftResponse.Same;
        if (++count > MostValues)
        {
            isFollowed = false;
            return ShiftResponse.Other;
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        response = value.Kind switch
        {
            ValueKind.Extent => ShiftResponse.Same,
            ValueKind.Element => OfElement(value),
            _ when Array.Exists(value.Operands, operand => operand.Type.IsArray) && Touches([value]) => ShiftResponse.Other,
            _ => Of(value, Array.ConvertAll(value.Operands, Of)),
        };
        known[value] = response;
        return response;
    }

    // Whether an array's elements may be those of another one.
    private bool IsPart(Value array) => array.Kind is not (ValueKind.Input or ValueKind.Cell) || array.Joined is not null || array.JoinedIn is not null || parts.Contains(array);

    // Whether values see an array as a whole of which elements change.
    private bool Touches(IEnumerable<Value> values)
    {
        var changed = new HashSet<Value>(contents.Where(pair => !pair.Value.IsSame).Select(pair => pair.Key.Array));
        return changed.Count > 0 && Needs.Of([], values).Any(value => value.Kind != ValueKind.Element && Array.Exists(value.Operands, operand => changed.Contains(operand)) && value.Kind != ValueKind.Extent);
    }

    private ShiftResponse OfElement(Value element)
    {
        var array = element.Operands[0];
        if (!element.Operands.Skip(1).All(index => Of(index).IsSame))
            return ShiftResponse.Other;
        if (IsPart(array))
            return contents.Values.All(response => response.IsSame) ? ShiftResponse.Same : ShiftResponse.Other;
        var version = Places.VersionOf(element);
        return places.TryGetValue((array, version), out var index) && element.Operands[1] != index ? ShiftResponse.Other : In(array, version);
    }

    private ShiftResponse Of(Value value, ShiftResponse[] x)
    {
        if (Array.TrueForAll(x, one => one.IsSame))
            return value.Kind is ValueKind.Multiply or ValueKind.Convert or ValueKind.Negate && Array.Exists(x, one => one.Change == ShiftChange.Zero) ? ShiftResponse.Zero : ShiftResponse.Same;
        if (Array.Exists(x, one => one.Change == ShiftChange.Other))
            return ShiftResponse.Other;
        return value.Kind switch
        {
            ValueKind.Add => ShiftResponse.Sum(x[0], x[1], 1),
            ValueKind.Subtract => ShiftResponse.Sum(x[0], x[1], -1),
            ValueKind.Multiply => ShiftResponse.Product(x[0], x[1], 1, isFirst => ScaleOf(value.Operands[isFirst ? 0 : 1])),
            ValueKind.Divide => ShiftResponse.Product(x[0], x[1], -1, isFirst => ScaleOf(value.Operands[isFirst ? 0 : 1])),
            ValueKind.Negate => x[0].Change == ShiftChange.Added ? ShiftResponse.Added(x[0].Rate.Times(Constant.MinusOne)) : x[0],
            ValueKind.Convert when value.Type.IsReal && value.Operands[0].Type.IsReal => x[0],
            ValueKind.Select when x[0].IsSame => ShiftResponse.Either(x[1], x[2]),
            ValueKind.Less or ValueKind.LessOrEqual or ValueKind.Greater or ValueKind.GreaterOrEqual or ValueKind.Equal or ValueKind.NotEqual => ShiftResponse.Either(x[0], x[1]) == ShiftResponse.Other ? ShiftResponse.Other : ShiftResponse.Same,
            ValueKind.Call => (value.Function, x) switch
            {
                ("Exp", [{ Change: ShiftChange.Added, Rate: var rate }]) => ShiftResponse.Multiplied(rate),
                ("Log", [{ Change: ShiftChange.Multiplied, Rate: var rate }]) => ShiftResponse.Added(rate),
                ("Sqrt", [{ Change: ShiftChange.Multiplied, Rate: var rate }]) => ShiftResponse.Multiplied(rate.Times(Constant.Half)),
                ("Abs", [{ Change: ShiftChange.Multiplied } scaled]) => scaled,
                ("Max" or "Min", [var left, var right]) => ShiftResponse.Either(left, right),
                _ => ShiftResponse.Other,
            },
            _ => ShiftResponse.Other,
        };
    }

    // A number by which others are multiplied, where it is the same wherever this one is.
    private ShiftRate? ScaleOf(Value value) => home.IsWithin(all.Of(value).Region) ? ShiftRate.Of(value) : null;
}
