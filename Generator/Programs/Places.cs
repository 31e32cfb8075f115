using SymDiff.Generator.Algebra;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>Where the values of a program are known: what does not depend on a loop is not of its body.</summary>
internal sealed class Places
{
    private const int Early = -1;

    private readonly Dictionary<Value, Place> cells = [];
    private readonly Dictionary<(Value Array, int Version), Place> versions = [];
    private readonly Dictionary<LoopStep, Region> regions = [];
    private readonly Dictionary<Value, Place> values = [];
    private readonly Dictionary<Expr, Place> exprs = [];
    private readonly HashSet<(Value Array, int Version)> overwritten = [];
    private readonly HashSet<(Region Body, Value Array)> scratch = [];
    private readonly Dictionary<Value, Value> sizes = [];
    private readonly HashSet<Value> conditional = [];
    private readonly HashSet<Value> all;
    private readonly Overwriting overwriting;

    public Places(IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        Top = new Region(null, null, steps, Early);
        all = Needs.Of(steps, results);
        overwriting = new Overwriting(this);
        Walk(Top);
        foreach (var array in all.Where(value => value.Joined is not null))
            cells[array] = new Place(HomeOf(array.Joined!), Early);
        values.Clear();
    }

    public Region Top { get; }

    /// <summary>For elements of arrays in which rows lie one behind the other, in which row they are, and where in it.</summary>
    public IReadOnlyDictionary<(Value Array, Value Index), (Value Row, Value Column)?> RowElements { get; init; } = new Dictionary<(Value, Value), (Value, Value)?>();

    /// <summary>The indices of an element: of one in a row, the row's and its own.</summary>
    public Value[] IndicesOf(Value array, Value[] indices) => indices is [var index] && RowElements.TryGetValue((array, index), out var element) && element is var (row, column) ? [row, column] : indices;

    public Region RegionOf(LoopStep loop) => regions[loop];

    /// <summary>States where a new variable is known.</summary>
    public void Put(Value cell, Region region, int time)
    {
        cells[cell] = new Place(region, time);
        values.Clear();
        exprs.Clear();
    }

    /// <summary>Whether an element still is in its array when the method has run.</summary>
    public bool IsOverwritten(Value element) => overwritten.Contains((element.Operands[0], VersionOf(element))) && overwriting.MayOverwrite(element);

    /// <summary>Whether a loop may write the place that an element is read from.</summary>
    public bool MayOverwrite(Value element, Region loop) => overwriting.MayOverwrite(element, loop);

    /// <summary>Where the array got the contents that an element is read from.</summary>
    public Place VersionPlaceOf(Value element) => versions.TryGetValue((element.Operands[0], VersionOf(element)), out var made) ? made : Of(element.Operands[0]);

    public static int VersionOf(Value element) => int.Parse(element.Text, System.Globalization.CultureInfo.InvariantCulture);

    public Place Of(Value value)
    {
        if (values.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var place = cells.TryGetValue(value, out var own) ? own : new Place(Top, Early);
        if (value.Kind == ValueKind.Element && versions.TryGetValue((value.Operands[0], VersionOf(value)), out var version))
            place = version;
        foreach (var operand in value.Operands)
            place = Inner(place, Of(operand));
        values.Add(value, place);
        return place;
    }

    public Place Of(Expr expr)
    {
        if (exprs.TryGetValue(expr, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var place = expr switch
        {
            Symbol symbol => Of(symbol.Value),
            Apply { Call: { } call } => Of(call),
            _ => new Place(Top, Early),
        };
        foreach (var child in expr.Parts)
            place = Inner(place, Of(child));
        exprs.Add(expr, place);
        return place;
    }

    /// <summary>Whether each turn of a loop fills the array anew.</summary>
    public bool IsScratch(Region body, Value array) => scratch.Contains((body, array));

    /// <summary>How many elements an array was made with; null where that is not known.</summary>
    public Value? SizeOf(Value array) => sizes.TryGetValue(array, out var size) ? size : null;

    /// <summary>Whether the method has made an array with so many elements, whatever it was called with.</summary>
    public bool IsSize(Value value) => sizes.Any(pair => pair.Value == value && Of(pair.Key).Region == Top && !conditional.Contains(pair.Key));

    /// <summary>Whether other code sees the array.</summary>
    public bool Escapes(Value array) => all.Any(value => value.Kind != ValueKind.Element && value.Operands.Contains(array));

    /// <summary>The region whose own an array is, as seen from another: where it is made, or where each turn of a loop fills it anew.</summary>
    public Region HomeOf(Value array, Region seenFrom)
    {
        for (var region = seenFrom; region.Outer is not null; region = region.Outer)
        {
            if (scratch.Contains((region, array)))
                return region;
        }

        return Of(array).Region;
    }

    // The innermost region in which all arrays that are joined are made.
    private Region HomeOf(JoinedArrays joined)
    {
        Region? home = null;
        foreach (var region in joined.Arrays.Select(array => Of(array).Region))
        {
            home ??= region;
            while (!region.IsWithin(home))
                home = home.Outer!;
        }

        return home ?? Top;
    }

    public bool IsOutside(Expr expr, Region region) => Of(expr).Region.Depth < region.Depth;

    public bool IsOutside(Value value, Region region) => Of(value).Region.Depth < region.Depth;

    /// <summary>When it is known, as seen from a region: before everything where it comes from outside.</summary>
    public int TimeIn(Expr expr, Region region) => Of(expr) is var place && place.Region == region ? place.Time : Early - 1;

    private static Place Inner(Place a, Place b) =>
        a.Region == b.Region ? new Place(a.Region, Math.Max(a.Time, b.Time)) : a.Region.Depth > b.Region.Depth ? a : b;

    private void Walk(Region region)
    {
        for (var i = 0; i < region.Steps.Count; i++)
        {
            foreach (var overwrite in region.Steps[i].Overwrites)
            {
                overwritten.Add((overwrite.Array, overwrite.Before));
                versions[(overwrite.Array, overwrite.After)] = new Place(region, i);
                overwriting.Add(overwrite.Array, region, i, null);
            }

            switch (region.Steps[i])
            {
                case DefineStep define:
                    if (define.Definition is { Kind: ValueKind.Verbatim, Type.Kind: Model.NumberKind.Array, Operands: [var size], Pieces: [var before, "]"] } && before.EndsWith("[", StringComparison.Ordinal))
                        sizes[define.Cell] = size;
                    if (define.Guard is not null)
                        conditional.Add(define.Cell);
                    cells[define.Cell] = new Place(region, i);
                    break;
                case EffectStep effect:
                    foreach (var written in effect.Cells)
                        cells[written.Cell] = new Place(region, i);
                    break;
                case StoreStep store:
                    overwritten.Add((store.Array, store.Before));
                    versions[(store.Array, store.After)] = new Place(region, i);
                    overwriting.Add(store.Array, region, i, store);
                    break;
                case LoopStep loop:
                    Walk(loop, region, i);
                    break;
            }
        }
    }

    private void Walk(LoopStep loop, Region region, int time)
    {
        var body = new Region(region, loop, loop.Body, time);
        regions.Add(loop, body);
        foreach (var carried in loop.Carried)
        {
            cells[carried.Current] = new Place(body, Early);
            cells[carried.Final] = new Place(region, time);
        }

        foreach (var stored in loop.Stored)
        {
            versions[(stored.Array, stored.Current)] = new Place(body, Early);
            versions[(stored.Array, stored.After)] = new Place(region, time);
            overwritten.Add((stored.Array, stored.Before));
            if (Scratch.Is(loop, stored, all, array => sizes.TryGetValue(array, out var size) ? size : null))
                scratch.Add((body, stored.Array));
            else
                overwritten.Add((stored.Array, stored.Current));
        }

        Walk(body);
        // What a turn leaves in an array is another turn's to overwrite.
        foreach (var stored in loop.Stored.Where(stored => !scratch.Contains((body, stored.Array))))
        {
            foreach (var version in versions.Keys.Where(key => key.Array == stored.Array && versions[key].Region.Depth > region.Depth && versions[key].Region.IsWithin(body)).ToList())
                overwritten.Add(version);
        }
    }
}
