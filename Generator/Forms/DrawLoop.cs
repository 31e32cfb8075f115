using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>A loop over draws that are given as arrays, one for each parameter; a turn computes the same numbers of one draw each.</summary>
internal sealed class DrawLoop
{
    private readonly Subject subject;
    private readonly ValueGraph values;
    private readonly Value[] turn;
    private readonly List<Step> before;
    private readonly List<Step> inside;
    private readonly Value index;

    public DrawLoop(Subject subject, IReadOnlyList<Value> numbers)
    {
        this.subject = subject;
        values = subject.Closed.Values;
        Turn = numbers;
        index = Cell(ValueType.Int, "i");
        Arrays = [.. subject.Draws.Select(draw => values.Input(new ValueType(NumberKind.Array, $"ReadOnlySpan<{draw.Type.Text}>", [draw.Type]), draw.Text))];
        var elements = new Dictionary<Value, Value>();
        for (var i = 0; i < Arrays.Count; i++)
        {
            var element = values.Element(subject.Draws[i].Type, Arrays[i], 0, [index]);
            element.ReadDepth = 1;
            if (Arrays[i].Text.Length > 1)
                element.Name = Arrays[i].Text + "I";
            elements.Add(subject.Draws[i], element);
        }

        var replacement = new Replacement(values, elements);
        turn = [.. numbers.Select(replacement.Of)];
        // From the first statement on that reads a draw, all is done for each.
        var steps = subject.Closed.Steps;
        var first = steps.TakeWhile(step => !Needs.Of([step], []).Overlaps(elements.Keys)).Count();
        before = [.. steps.Take(first)];
        inside = [.. steps.Skip(first).Select(replacement.Of)];
    }

    /// <summary>The arrays of draws.</summary>
    public IReadOnlyList<Value> Arrays { get; }

    /// <summary>What is computed of a draw, as of the method's own parameters.</summary>
    public IReadOnlyList<Value> Turn { get; }

    /// <summary>The means: sums, divided in the end.</summary>
    public (IReadOnlyList<Step> Steps, Value[] Results) Mean()
    {
        var sums = turn.Select((number, i) => IsFree(number) ? null : Carried(NameOf(i) + "Sum", current => values.Arithmetic(ValueKind.Add, current, number))).ToList();
        var loop = Loop(sums.OfType<Carried>());
        return ([.. before, loop], [.. sums.Select((sum, i) => Typed(i, sum is null ? turn[i] : values.Arithmetic(ValueKind.Divide, sum.Final, Real(Count))))]);
    }

    /// <summary>The means, and their standard errors.</summary>
    public (IReadOnlyList<Step> Steps, Value[] Means, Value[] Errors) MeanAndError()
    {
        var share = values.Arithmetic(ValueKind.Divide, values.Number(values.Real, Constant.One), Real(values.Plus(index, values.Integer(1))));
        share.Name = "share";
        var (means, squares) = (new List<Carried?>(), new List<Carried?>());
        for (var i = 0; i < turn.Length; i++)
        {
            if (IsFree(turn[i]))
            {
                means.Add(null);
                squares.Add(null);
                continue;
            }

            var mean = Carried(NameOf(i) + "Mean", _ => values.Number(values.Real, Constant.Zero));
            var difference = values.Arithmetic(ValueKind.Subtract, turn[i], mean.Current);
            difference.Name = NameOf(i) + "Difference";
            mean = mean with { Next = values.Arithmetic(ValueKind.Add, mean.Current, values.Arithmetic(ValueKind.Multiply, difference, share)) };
            // With the next mean m′ of a value x: (x − m)·(x − m′) = (x − m)²·(1 − 1/n).
            var rest = values.Arithmetic(ValueKind.Subtract, values.Number(values.Real, Constant.One), share);
            var square = values.Arithmetic(ValueKind.Multiply, values.Arithmetic(ValueKind.Multiply, difference, difference), rest);
            means.Add(mean);
            squares.Add(Carried(NameOf(i) + "Squares", current => values.Arithmetic(ValueKind.Add, current, square)));
        }

        var loop = Loop(means.Concat(squares).OfType<Carried>());
        var count = Real(Count);
        var degrees = values.Arithmetic(ValueKind.Multiply, count, values.Arithmetic(ValueKind.Subtract, count, values.Number(values.Real, Constant.One)));
        return (
            [.. before, loop],
            [.. means.Select((mean, i) => Typed(i, mean?.Final ?? turn[i]))],
            // Of what is the same for all draws it is zero, and as little known for a single one.
            [.. squares.Select((square, i) => Typed(i, square is null ? values.Arithmetic(ValueKind.Divide, values.Number(values.Real, Constant.Zero), degrees) : subject.Call("Sqrt", values.Arithmetic(ValueKind.Divide, square.Final, degrees))))]);
    }

    // Whether it is the same for all draws.
    private bool IsFree(Value number)
    {
        var needs = Needs.Of([], [number]);
        return !needs.Contains(index) && !inside.OfType<DefineStep>().Any(step => needs.Contains(step.Cell));
    }

    private Value Count => values.Extent(Arrays[0], "Length");

    private string NameOf(int i) => subject.ParameterNames[i];

    private LoopStep Loop(IEnumerable<Carried> carried)
    {
        var counter = new Carried(index, values.Integer(0), values.Plus(index, values.Integer(1)), Cell(ValueType.Int, "i"));
        return new LoopStep(null, [counter, .. carried], values.Binary(ValueKind.Less, ValueType.Boolean, index, Count), TestsFirst: true, inside, []);
    }

    private Carried Carried(string name, Func<Value, Value> next)
    {
        var current = Cell(values.Real, name);
        return new Carried(current, values.Number(values.Real, Constant.Zero), next(current), Cell(values.Real, name));
    }

    private Value Cell(ValueType type, string name)
    {
        var cell = values.Cell(type, name);
        cell.Name = name;
        return cell;
    }

    private Value Real(Value integer)
    {
        var real = values.Convert(values.Real, integer, isExplicit: false);
        if (integer == Count)
            real.Name = "count";
        return real;
    }

    private Value Typed(int i, Value value) => subject.InputTypes[i].Kind == NumberKind.Float ? values.Convert(ValueType.Float, value, isExplicit: true) : value;
}
