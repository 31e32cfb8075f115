using System.Globalization;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>The nodes and weights of rules, as arrays that stand beside the generated methods.</summary>
internal sealed class NodeTables(ValueGraph values, Declaration declaration)
{
    private readonly Dictionary<int, (Value Nodes, Value Weights)> known = [];

    /// <summary>The numbers in the arrays.</summary>
    public Dictionary<Value, double[]> All { get; } = [];

    /// <summary>The arrays for the rule with so many nodes.</summary>
    public (Value Nodes, Value Weights) Of(int count)
    {
        if (!known.TryGetValue(count, out var tables))
        {
            known.Add(count, tables = (Array("Nodes", count), Array("Weights", count)));
            var rule = GaussHermite.Of(count);
            (All[tables.Nodes], All[tables.Weights]) = (rule.Nodes, rule.Weights);
        }

        return tables;
    }

    /// <summary>The arrays as members of the type.</summary>
    public EquatableArray<string> Members() => All.SelectMany(table => Table(table.Key.Text, table.Value)).ToEquatableArray();

    private static IEnumerable<string> Table(string name, double[] numbers)
    {
        const int InALine = 4;

        yield return $"private static readonly double[] {name} =";
        yield return "{";
        for (var i = 0; i < numbers.Length; i += InALine)
            yield return "    " + string.Join(", ", numbers.Skip(i).Take(InALine).Select(number => number.ToString("R", CultureInfo.InvariantCulture))) + ",";
        yield return "};";
    }

    // Named after the generated file, which differs for each overload.
    private Value Array(string what, int count)
    {
        var file = declaration.HintName;
        var own = new string([.. file.Substring(file.LastIndexOf('.') + 1).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        return values.Input(new ValueType(NumberKind.Array, "double[]", [ValueType.Double]), $"{own}{what}{count.ToString(CultureInfo.InvariantCulture)}");
    }
}
