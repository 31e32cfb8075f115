using System.Globalization;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>A weighted sum over the nodes of a rule for each draw, one loop within another.</summary>
internal sealed class RuleLoop
{
    private readonly Subject subject;
    private readonly ValueGraph values;
    private readonly IReadOnlyList<Value> draws;
    private readonly List<(Value Index, DefineStep Node, Value Weight, Value Nodes)> loops = [];

    public RuleLoop(Subject subject, IReadOnlyList<Value> draws)
    {
        (this.subject, this.draws, values) = (subject, draws, subject.Closed.Values);
        foreach (var draw in draws)
        {
            var count = QuadratureWriter.NodesOf(subject, draw);
            var (nodes, weights) = (Array("Nodes", count), Array("Weights", count));
            var rule = GaussHermite.Of(count);
            (Tables[nodes], Tables[weights]) = (rule.Nodes, rule.Weights);
            var index = Cell(ValueType.Int, "i");
            var node = Element(nodes, index);
            var weight = Element(weights, index);
            weight.Name = "weight";
            // It is called what the draw was, which is no parameter here.
            var cell = values.Cell(draw.Type, draw.Text);
            loops.Add((index, new DefineStep(null, cell, draw.Type.Kind == NumberKind.Float ? values.Convert(ValueType.Float, node, isExplicit: true) : node), weight, nodes));
        }
    }

    /// <summary>The numbers that the loops read.</summary>
    public Dictionary<Value, double[]> Tables { get; } = [];

    /// <summary>The sums of numbers that are made of the draws.</summary>
    public (IReadOnlyList<Step> Steps, Value[] Results) Of(IReadOnlyList<Value> numbers, IReadOnlyList<string> names, IReadOnlyList<ValueType> types)
    {
        var replacement = new Replacement(values, draws.Select((draw, i) => (draw, loops[i].Node.Cell)).ToDictionary(pair => pair.draw, pair => pair.Cell));
        var weight = loops.Select(loop => loop.Weight).Aggregate((a, b) => values.Arithmetic(ValueKind.Multiply, a, b));
        Value[] terms = [.. numbers.Select(number => values.Arithmetic(ValueKind.Multiply, weight, replacement.Of(number)))];
        var (loop, finals) = Nested(0, [.. numbers.Select(_ => values.Number(values.Real, Constant.Zero))], terms, names);
        return (
            [.. subject.Closed.Steps, loop],
            [.. finals.Select((final, i) => types[i].Kind == NumberKind.Float ? values.Convert(ValueType.Float, final, isExplicit: true) : final)]);
    }

    private (LoopStep Loop, Value[] Finals) Nested(int depth, Value[] initial, Value[] terms, IReadOnlyList<string> names)
    {
        var (index, node, _, nodes) = loops[depth];
        var sums = initial.Select((_, i) => Cell(values.Real, names[i] + "Sum")).ToArray();
        var inner = depth + 1 < loops.Count ? Nested(depth + 1, sums, terms, names) : default;
        var next = inner.Finals ?? [.. sums.Select((sum, i) => values.Arithmetic(ValueKind.Add, sum, terms[i]))];
        var counter = new Carried(index, values.Integer(0), values.Plus(index, values.Integer(1)), Cell(ValueType.Int, "i"));
        var carried = sums.Select((sum, i) => new Carried(sum, initial[i], next[i], Cell(values.Real, names[i] + "Sum"))).ToList();
        var loop = new LoopStep(null, [counter, .. carried], values.Binary(ValueKind.Less, ValueType.Boolean, index, values.Extent(nodes, "Length")), TestsFirst: true, inner.Loop is null ? [node] : [node, inner.Loop], []);
        return (loop, [.. carried.Select(each => each.Final)]);
    }

    // Named after the generated file, which differs for each overload.
    private Value Array(string what, int count)
    {
        var file = subject.Declaration.HintName;
        var own = new string([.. file.Substring(file.LastIndexOf('.') + 1).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        var name = $"{own}{what}{count.ToString(CultureInfo.InvariantCulture)}";
        return values.Input(new ValueType(NumberKind.Array, "double[]", [ValueType.Double]), name);
    }

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
