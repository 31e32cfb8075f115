using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// The same program in other words, of which more is known: what a loop carries and is a polynomial in draws that stand alone, up to their squares, is carried by its coefficients. From
/// <c>q += (a[i] - e) * (a[i] - e)</c> come three sums, of a², of −2a and of 1, and <c>q</c> is a function of them and of the draw.
/// </summary>
internal sealed class DrawCoefficients
{
    private const int MostPowers = 2;

    private readonly ValueGraph values;
    private readonly RandomValues random;
    private readonly List<Value> draws;
    private readonly Func<Value, Value> simplified;
    private readonly Dictionary<Value, SortedSet<string>> powers = [];
    private readonly Dictionary<(Value Cell, string Powers), Value> cells = [];
    private Dictionary<Value, SortedDictionary<string, Value>?> known = [];

    private DrawCoefficients(ValueGraph values, RandomValues random, IEnumerable<Value> draws, Func<Value, Value> simplified)
    {
        (this.values, this.random, this.simplified) = (values, random, simplified);
        // A power is a word, with a letter for each draw.
        this.draws = [.. draws.Take('z' - 'a')];
    }

    /// <summary>The program with such coefficients; null where there are none.</summary>
    /// <param name="closed">The program.</param>
    /// <param name="random">What in it depends on draws.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="simplified">Makes a value smaller.</param>
    public static ClosedForm? Of(ClosedForm closed, RandomValues random, IEnumerable<Value> draws, Func<Value, Value> simplified)
    {
        var alone = draws.Where(draw => draw.Type.Equals(closed.Values.Real)).ToList();
        return alone.Count == 0 ? null : new DrawCoefficients(closed.Values, random, alone, simplified).Rephrased(closed);
    }

    private ClosedForm? Rephrased(ClosedForm closed)
    {
        var carried = Step.All(closed.Steps).OfType<LoopStep>().SelectMany(loop => loop.Carried).Where(one => one.Onward is null && one.Current.Type.Equals(values.Real) && Depends(one.Current)).ToList();
        if (!Settle(carried))
            return null;
        var others = new Dictionary<Value, Value>();
        foreach (var one in carried)
        {
            others.Add(one.Current, Sum(one.Current));
            others.Add(one.Final, Sum(one.Final));
        }

        var substitution = new Substitution(values, others);
        return closed with { Steps = substitution.Of(Replaced(closed.Steps, [.. carried])), Result = substitution.Of(closed.Result!) };
    }

    // Which powers each variable has: more and more, until there are no others. What has too many, or is no polynomial, is left as it is.
    private bool Settle(List<Carried> carried)
    {
        foreach (var one in carried)
            powers[one.Current] = powers[one.Final] = new SortedSet<string>(StringComparer.Ordinal);
        for (var hasGrown = true; hasGrown && carried.Count > 0;)
        {
            known = [];
            hasGrown = false;
            foreach (var one in carried.ToList())
            {
                if (Of(one.Initial) is { } initial && Of(one.Next) is { } next)
                {
                    var count = powers[one.Current].Count;
                    powers[one.Current].UnionWith(initial.Keys.Concat(next.Keys));
                    hasGrown |= powers[one.Current].Count > count;
                    continue;
                }

                carried.Remove(one);
                powers.Remove(one.Current);
                powers.Remove(one.Final);
                hasGrown = true;
                break;
            }
        }

        return carried.Count > 0;
    }

    private List<Step> Replaced(IReadOnlyList<Step> steps, HashSet<Carried> carried) => [.. steps.Select(step => step is LoopStep loop
        ? loop with { Carried = [.. loop.Carried.SelectMany(one => carried.Contains(one) ? Coefficients(one) : [one])], Body = Replaced(loop.Body, carried) }
        : step)];

    private IEnumerable<Carried> Coefficients(Carried one) => powers[one.Current].Select(power =>
        new Carried(Cell(one.Current, power), At(Of(one.Initial)!, power), simplified(At(Of(one.Next)!, power)), Cell(one.Final, power)));

    private Value At(SortedDictionary<string, Value> polynomial, string power) => polynomial.TryGetValue(power, out var coefficient) ? coefficient : Number(Algebra.Constant.Zero);

    private Value Sum(Value cell) => powers[cell].Select(power => power.Aggregate(Cell(cell, power), (product, letter) => values.Arithmetic(ValueKind.Multiply, product, draws[letter - 'a'])))
        .Aggregate((sum, term) => values.Arithmetic(ValueKind.Add, sum, term));

    private Value Cell(Value variable, string power)
    {
        if (cells.TryGetValue((variable, power), out var cell))
            return cell;
        var name = (variable.Name ?? variable.Text) + string.Concat(power.GroupBy(letter => letter).Select(letters => Word(draws[letters.Key - 'a'].Text, letters.Count())));
        cell = values.Cell(variable.Type, name);
        (cell.Name, cell.IsActive) = (name, variable.IsActive);
        cells.Add((variable, power), cell);
        return cell;
    }

    private static string Word(string draw, int power) => "Of" + char.ToUpperInvariant(draw[0]) + draw.Substring(1) + (power == 2 ? "Squared" : "");

    private Value Number(Algebra.Constant constant) => values.Number(values.Real, constant);

    // Coefficients may depend on draws that are arrays.
    private bool Depends(Value value) => random.RootsOf(value).Any(draws.Contains);

    // The coefficients of a value; null where it is no such polynomial.
    private SortedDictionary<string, Value>? Of(Value value)
    {
        if (!Depends(value))
            return new(StringComparer.Ordinal) { [""] = value };
        if (known.TryGetValue(value, out var found))
            return found;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        found = Made(value);
        known.Add(value, found);
        return found;
    }

    private SortedDictionary<string, Value>? Made(Value value)
    {
        if (draws.IndexOf(value) is >= 0 and var draw)
            return new(StringComparer.Ordinal) { [((char)('a' + draw)).ToString()] = Number(Algebra.Constant.One) };
        if (powers.TryGetValue(value, out var own))
            return Combined(own, power => Cell(value, power));
        if (!value.Type.Equals(values.Real))
            return null;
        return value.Kind switch
        {
            ValueKind.Negate => Of(value.Operands[0]) is { } negated ? Combined(negated.Keys, power => values.Negate(negated[power])) : null,
            ValueKind.Add or ValueKind.Subtract => Of(value.Operands[0]) is { } left && Of(value.Operands[1]) is { } right ? Added(value.Kind, left, right) : null,
            ValueKind.Multiply => Of(value.Operands[0]) is { } left && Of(value.Operands[1]) is { } right ? Product(left, right) : null,
            ValueKind.Divide when !Depends(value.Operands[1]) => Of(value.Operands[0]) is { } divided ? Combined(divided.Keys, power => values.Arithmetic(ValueKind.Divide, divided[power], value.Operands[1])) : null,
            ValueKind.Select when !Depends(value.Operands[0]) => Of(value.Operands[1]) is { } whenTrue && Of(value.Operands[2]) is { } whenFalse
                ? Combined(whenTrue.Keys.Union(whenFalse.Keys), power => values.Select(value.Operands[0], At(whenTrue, power), At(whenFalse, power))) : null,
            _ => null,
        };
    }

    private SortedDictionary<string, Value> Added(ValueKind kind, SortedDictionary<string, Value> left, SortedDictionary<string, Value> right) => Combined(left.Keys.Union(right.Keys), power =>
        !right.TryGetValue(power, out var second) ? left[power]
        : left.TryGetValue(power, out var first) ? values.Arithmetic(kind, first, second)
        : kind == ValueKind.Add ? second : values.Negate(second));

    // Null where it has too many powers.
    private SortedDictionary<string, Value>? Product(SortedDictionary<string, Value> left, SortedDictionary<string, Value> right)
    {
        var product = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (first, a) in left.Select(pair => (pair.Key, pair.Value)))
        {
            foreach (var (second, b) in right.Select(pair => (pair.Key, pair.Value)))
            {
                if (first.Length + second.Length > MostPowers)
                    return null;
                var power = string.Concat((first + second).OrderBy(letter => letter));
                var term = IsOne(a) ? b : IsOne(b) ? a : values.Arithmetic(ValueKind.Multiply, a, b);
                product[power] = product.TryGetValue(power, out var other) ? values.Arithmetic(ValueKind.Add, other, term) : term;
            }
        }

        return product;
    }

    private static bool IsOne(Value value) => value is { Kind: ValueKind.Literal, Number: 1 };

    private static SortedDictionary<string, Value> Combined(IEnumerable<string> powers, Func<string, Value> coefficient)
    {
        var polynomial = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var power in powers)
            polynomial.Add(power, coefficient(power));
        return polynomial;
    }
}
