using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>What a generated method computes: arithmetic operations and function calls, shared ones once.</summary>
internal readonly record struct OperationCount(int Operations, int Calls)
{
    /// <summary>Counts what the values need.</summary>
    public static OperationCount Of(IEnumerable<Value> results)
    {
        var (operations, calls) = (0, 0);
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(results);
        while (open.Count > 0)
        {
            var value = open.Pop();
            // What numbers make together the compiler computes.
            if (!seen.Add(value) || value.IsConstant)
                continue;
            if (value.Type.IsReal && value.Kind is >= ValueKind.Add and <= ValueKind.Negate)
                operations++;
            if (value.Kind == ValueKind.Call)
                calls++;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }

        return new(operations, calls);
    }

    public override string ToString() =>
        $"{Operations} {(Operations == 1 ? "operation" : "operations")}, {Calls} {(Calls == 1 ? "call" : "calls")}.";
}
