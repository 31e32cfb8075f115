using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>A weighted sum over the nodes of a rule for each draw, one loop within another.</summary>
internal sealed class NodeLoop
{
    private readonly ValueGraph values;
    private readonly List<(Value Index, DefineStep Node, Value Nodes)> loops = [];

    /// <param name="values">The values.</param>
    /// <param name="draws">What a node is called in the loop, null where that does not matter; its type, and how many there are.</param>
    /// <param name="tables">The nodes and weights.</param>
    public NodeLoop(ValueGraph values, IEnumerable<(string? Name, ValueType Type, int Count)> draws, NodeTables tables)
    {
        this.values = values;
        foreach (var (name, type, count) in draws)
        {
            var (nodes, weights) = tables.Of(count);
            var index = Cell(ValueType.Int, "i");
            var node = Element(nodes, index);
            var weight = Element(weights, index);
            weight.Name = "weight";
            loops.Add((index, new DefineStep(null, name is null ? Cell(type, "node") : values.Cell(type, name), type.Kind == NumberKind.Float ? values.Convert(ValueType.Float, node, isExplicit: true) : node), nodes));
            Weight = Weight is null ? weight : values.Arithmetic(ValueKind.Multiply, Weight, weight);
        }
    }

    /// <summary>The nodes of a turn, which stand where the draws stood.</summary>
    public IReadOnlyList<Value> Nodes => [.. loops.Select(loop => loop.Node.Cell)];

    /// <summary>The weight of a turn.</summary>
    public Value Weight { get; } = null!;

    /// <summary>The loop.</summary>
    /// <param name="terms">What is added to each sum, its weight included.</param>
    /// <param name="finals">The sums.</param>
    /// <param name="inside">What is done in each turn before.</param>
    /// <param name="guard">When it runs; where it does not the sums are zero.</param>
    public LoopStep Of(IReadOnlyList<Value> terms, IReadOnlyList<Value> finals, IReadOnlyList<Step> inside, Guard? guard = null) =>
        Nested(0, [.. finals.Select(_ => values.Number(values.Real, Constant.Zero))], terms, finals, inside) with { Guard = guard };

    private LoopStep Nested(int depth, Value[] initial, IReadOnlyList<Value> terms, IReadOnlyList<Value> finals, IReadOnlyList<Step> inside)
    {
        var (index, node, nodes) = loops[depth];
        var sums = finals.Select(final => Cell(values.Real, final.Text)).ToArray();
        var (body, next) = (inside, sums.Select((sum, i) => values.Arithmetic(ValueKind.Add, sum, terms[i])).ToArray());
        if (depth + 1 < loops.Count)
        {
            next = [.. finals.Select(final => Cell(values.Real, final.Text))];
            body = [Nested(depth + 1, sums, terms, next, inside)];
        }

        var counter = new Carried(index, values.Integer(0), values.Plus(index, values.Integer(1)), Cell(ValueType.Int, "i"));
        var carried = sums.Select((sum, i) => new Carried(sum, initial[i], next[i], finals[i]));
        return new LoopStep(null, [counter, .. carried], values.Binary(ValueKind.Less, ValueType.Boolean, index, values.Extent(nodes, "Length")), TestsFirst: true, [node, .. body], []);
    }

    /// <summary>A sum, before it is known.</summary>
    public Value Sum(string name) => Cell(values.Real, name);

    private Value Element(Value array, Value index)
    {
        var element = values.Element(ValueType.Double, array, 0, [index]);
        element.ReadDepth = 1;
        return element;
    }

    private Value Cell(ValueType type, string name)
    {
        var cell = values.Cell(type, name);
        cell.Name = name;
        return cell;
    }
}
