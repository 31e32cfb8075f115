using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <summary>
/// What it costs to compute values or to keep them, in halves of an addition of numbers. Ratios are those of the throughput of processors of the last ten years; the
/// schemes differ by more than these are wrong.
/// </summary>
internal static class ValueCost
{
    /// <summary>A number that is written to the tape once and read back once.</summary>
    public const int Kept = 7;

    /// <summary>A truth or an integer, which is turned into a number and back.</summary>
    public const int KeptConverted = 9;

    /// <summary>An object, for which there is no tape of numbers.</summary>
    public const int KeptObject = 60;

    /// <summary>What cannot be done at any price.</summary>
    public const int Never = 1 << 20;

    /// <summary>An addition to a sum over the turns.</summary>
    public const int Sum = 2;

    private const int Division = 10;
    private const int Call = 40;

    // What objects hold, or their arrays: it is read again for less than it is kept.
    private const int Read = 4;

    /// <summary>What it costs to compute a value once its operands are there.</summary>
    public static int Of(Value value) => value.Kind switch
    {
        _ when value.IsConstant => 0,
        ValueKind.Literal or ValueKind.Input or ValueKind.Cell or ValueKind.Stop or ValueKind.Tuple or ValueKind.Item or ValueKind.View or ValueKind.Component => 0,
        ValueKind.Divide or ValueKind.Remainder => Division,
        ValueKind.Call when value.Function is "Sqrt" => Division,
        ValueKind.Call when value.Function is "Abs" or "Max" or "Min" or "Sign" => 2,
        ValueKind.Call => Call,
        ValueKind.Verbatim => IsRead(value) ? Read : Division,
        _ => value.Type.Kind is NumberKind.Integer or NumberKind.Boolean ? 1 : 2,
    };

    // bond.Price, curve.Tenors[i]
    private static bool IsRead(Value value) => value.Operands.Length > 0 && value.Pieces.All(piece => piece.IndexOf('(') < 0 && !piece.StartsWith("new ", StringComparison.Ordinal));

    /// <summary>What it costs to compute values from those that are there, each shared one once.</summary>
    public static int OfAll(IEnumerable<Value> roots, HashSet<Value> there)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        var cost = 0;
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (there.Contains(value) || !seen.Add(value))
                continue;
            cost += Of(value);
            foreach (var operand in value.Operands)
                open.Push(operand);
        }

        return cost;
    }

    /// <summary>What it costs to keep a value for the reverse sweep.</summary>
    public static int OfKeeping(Value value) => value.Type.IsReal ? Kept : value.Type.IsNumber ? KeptConverted : KeptObject;
}
