using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// Multiplies what is the same in all turns of a loop by one another first, so that it can be computed before the loop: (2·a)·(d·b), of which only d changes, is (2·a·b)·d. The program's own values
/// stay what they are.
/// </summary>
internal sealed class InvariantProducts
{
    private readonly ProgramAdjoint program;
    private readonly Region region;
    private readonly Dictionary<Value, Value> rewritten = [];
    private readonly Dictionary<Value, int> uses = [];

    /// <param name="program">The program.</param>
    /// <param name="region">The body of the loop.</param>
    /// <param name="all">What is computed in it.</param>
    public InvariantProducts(ProgramAdjoint program, Region region, IReadOnlyCollection<Value> all)
    {
        (this.program, this.region) = (program, region);
        var open = new Stack<Value>(all);
        while (open.Count > 0)
        {
            var value = open.Pop();
            uses[value] = uses.TryGetValue(value, out var known) ? known + 1 : 1;
            if (known > 0 || IsKept(value))
                continue;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }

    public Value Rewrite(Value value)
    {
        if (IsKept(value))
            return value;
        if (rewritten.TryGetValue(value, out var known))
            return known;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var made = Grouped(value) ?? (Array.ConvertAll(value.Operands, Rewrite) is var operands && operands.SequenceEqual(value.Operands) ? value : program.Values.Remake(value, operands));
        if (made != value)
        {
            (made.Name, made.Site, made.ReadDepth) = (made.Name ?? value.Name, value.Site, Math.Min(made.ReadDepth, value.ReadDepth));
            made.ReadWithin.AddRange(value.ReadWithin.Except(made.ReadWithin).ToList());
        }

        rewritten.Add(value, made);
        return made;
    }

    private bool IsKept(Value value) => program.IsWritten(value) || value.IsLeaf || program.Places.IsOutside(value, region);

    // Null where it is no product of several things that are the same in all turns, or they stand together as it is.
    private Value? Grouped(Value value)
    {
        if (!IsProduct(value))
            return null;
        var factors = new List<Value>();
        Collect(value, factors, isWhole: true);
        var (same, own) = (factors.FindAll(IsSame), factors.FindAll(factor => !IsSame(factor)));
        if (same.Count < 2 || own.Count == 0 || same.TrueForAll(IsLiteral))
            return null;
        var inverses = same.FindAll(IsInverse);
        var others = same.Count > inverses.Count ? same.FindAll(factor => !IsInverse(factor)).Aggregate(Times) : inverses[0].Operands[0];
        var divided = inverses.Aggregate(others, (product, inverse) => program.Values.Binary(ValueKind.Divide, ValueType.Double, product, inverse.Operands[1]));
        return own.Select(Rewrite).Aggregate(divided, Times);
    }

    // p·(1/d) is p/d.
    private static bool IsInverse(Value value) => value is { Kind: ValueKind.Divide, Operands: [{ Kind: ValueKind.Literal, Number: 1 }, _] };

    // The factors of a product, and of those within it that nothing else asks for.
    private void Collect(Value value, List<Value> factors, bool isWhole)
    {
        if (IsProduct(value) && !IsKept(value) && (isWhole || (uses[value] == 1 && !value.IsNamedByAuthor)))
        {
            foreach (var operand in value.Operands)
                Collect(operand, factors, isWhole: false);
        }
        else
        {
            factors.Add(value);
        }
    }

    // Among themselves integers would be multiplied as such, and floats with fewer digits.
    private bool IsSame(Value value) => IsLiteral(value) || (value.Type.Text == ValueType.Double.Text && program.Places.IsOutside(value, region) && !IsReadInside(value));

    private static bool IsLiteral(Value value) => value.Kind == ValueKind.Literal;

    // Whether it reads an element that is not read before the loop, and may not be there.
    private bool IsReadInside(Value value) => !value.IsLeaf && ((value.Kind == ValueKind.Element && value.ReadDepth >= region.Depth) || value.Operands.Any(IsReadInside));

    private static bool IsProduct(Value value) => value is { Kind: ValueKind.Multiply, Type.Text: "double" };

    private Value Times(Value a, Value b) => program.Values.Binary(ValueKind.Multiply, ValueType.Double, a, b);
}
