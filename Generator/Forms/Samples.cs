using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A loop over samples of the draws of a program, which are given as spans: of a single draw one for each sample, of an array of draws row after row.</summary>
internal sealed class Samples
{
    private readonly ProgramSubject subject;
    private readonly ProgramRandomness randomness;
    private readonly ValueGraph values;
    private readonly Dictionary<Value, Value> sizes = [];

    public Samples(ProgramSubject subject, ProgramRandomness randomness)
    {
        (this.subject, this.randomness, values) = (subject, randomness, subject.Values);
        foreach (var draw in randomness.Draws)
        {
            var element = draw.Type.Kind == NumberKind.Array ? draw.Type.Elements[0] : draw.Type;
            Value[] dimensions = draw.Type.Kind == NumberKind.Array ? [.. Enumerable.Range(0, draw.Type.Rank).Select(dimension => randomness.LengthOf(draw, dimension))] : [];
            Spans.Add(new MoreParameter(values.Input(new ValueType(NumberKind.Array, $"ReadOnlySpan<{element.Text}>", [element]), draw.Text), ShapeKind.Samples, draw) { Dimensions = dimensions });
            if (dimensions.Length > 0)
                sizes[draw] = dimensions.Aggregate((rows, columns) => values.Binary(ValueKind.Multiply, ValueType.Int, rows, columns));
        }

        Count = Copying.Cell(values, ValueType.Int, "samples");
    }

    /// <summary>The spans that hold the draws.</summary>
    public List<MoreParameter> Spans { get; } = [];

    private Value Count { get; }

    /// <summary>The means: of arrays in their destinations, which are overwritten.</summary>
    public (List<Step> Steps, Value[] Means)? Mean(IReadOnlyList<MoreParameter> destinations, List<Problem> problems)
    {
        if (ProgramGradient.Of(subject, randomness.Closed, destinations.ToDictionary(each => each.Like!, each => each.Value), problems) is not { } gradient)
            return null;
        var sample = Copying.Cell(values, ValueType.Int, "sample");
        var (body, partials) = At(sample, gradient);
        var sums = partials.Select((partial, i) => Carried(NameOf(i) + "Sum", current => values.Arithmetic(ValueKind.Add, current, partial))).ToList();
        var real = values.Convert(values.Real, Count, isExplicit: false);
        List<Step> steps =
        [
            .. Tests(),
            .. destinations.Select(destination => new ClearStep(null, destination.Value)),
            Loop(sample, sums, body),
            .. destinations.Select(destination => Copying.ForEach(values, destination.Value, indices =>
                [new StoreStep(null, destination.Value, indices, values.Arithmetic(ValueKind.Divide, ElementOf(destination.Value, indices), real), -1, -1)])),
        ];
        return (steps, [.. sums.Select((sum, i) => Typed(i, values.Arithmetic(ValueKind.Divide, sum.Final, real)))]);
    }

    /// <summary>The means and their standard errors (the recurrence of Welford, 1962, which does not cancel).</summary>
    public (List<Step> Steps, Value[] Means, Value[] Errors)? MeanAndError(IReadOnlyList<MoreParameter> destinations, IReadOnlyList<MoreParameter> errors, List<Problem> problems)
    {
        var own = destinations.ToDictionary(each => each.Like!, each => Copying.Cell(
            values, each.Like!.Type.Rank == 2 ? each.Like.Type : new(NumberKind.Array, each.Like.Type.Elements[0].Text + "[]", each.Like.Type.Elements), each.Like.Text + "Sample"));
        if (ProgramGradient.Of(subject, randomness.Closed, own, problems) is not { } gradient)
            return null;
        var sample = Copying.Cell(values, ValueType.Int, "sample");
        var (body, partials) = At(sample, gradient);
        var one = values.Number(values.Real, Constant.One);
        var share = Copying.Cell(values, values.Real, "share");
        body.Add(new DefineStep(null, share, values.Arithmetic(ValueKind.Divide, one, values.Convert(values.Real, values.Plus(sample, values.Integer(1)), isExplicit: false))));
        // With the next mean m′ of a value x: (x − m)·(x − m′) = (x − m)²·(1 − 1/n).
        Value Square(Value difference) => values.Arithmetic(ValueKind.Multiply, values.Arithmetic(ValueKind.Multiply, difference, difference), values.Arithmetic(ValueKind.Subtract, one, share));
        for (var i = 0; i < destinations.Count; i++)
        {
            var (mean, squares, array) = (destinations[i].Value, errors[i].Value, own[destinations[i].Like!]);
            body.Add(Copying.ForEach(values, mean, indices =>
            {
                var difference = Copying.Cell(values, values.Real, "difference");
                return
                [
                    new DefineStep(null, difference, values.Arithmetic(ValueKind.Subtract, ElementOf(array, indices), ElementOf(mean, indices))),
                    Added(mean, indices, values.Arithmetic(ValueKind.Multiply, difference, share)),
                    Added(squares, indices, Square(difference)),
                    // For the next sample.
                    new StoreStep(null, array, indices, values.Number(array.Type.Elements[0], Constant.Zero), -1, -1),
                ];
            }));
        }

        var (means, spreads) = (new List<Carried>(), new List<Carried>());
        for (var i = 0; i < partials.Length; i++)
        {
            var mean = Carried(NameOf(i) + "Mean", current => current);
            var difference = values.Arithmetic(ValueKind.Subtract, partials[i], mean.Current);
            difference.Name = NameOf(i) + "Difference";
            means.Add(mean with { Next = values.Arithmetic(ValueKind.Add, mean.Current, values.Arithmetic(ValueKind.Multiply, difference, share)) });
            spreads.Add(Carried(NameOf(i) + "Squares", current => values.Arithmetic(ValueKind.Add, current, Square(difference))));
        }

        var real = values.Convert(values.Real, Count, isExplicit: false);
        var degrees = values.Arithmetic(ValueKind.Multiply, real, values.Arithmetic(ValueKind.Subtract, real, one));
        Value Error(Value squares) => subject.Dialect.Call(values, "Sqrt", values.Arithmetic(ValueKind.Divide, squares, degrees));
        List<Step> steps =
        [
            .. Tests(),
            .. destinations.Concat(errors).Select(destination => new ClearStep(null, destination.Value)),
            .. own.Select(pair => new DefineStep(null, pair.Value, ProgramAdjoint.ZerosLike(values, pair.Key, pair.Value.Type, null))),
            Loop(sample, [.. means, .. spreads], body),
            .. errors.Select(destination => Copying.ForEach(values, destination.Value, indices => [new StoreStep(null, destination.Value, indices, Fitted(destination.Value.Type.Elements[0], Error(ElementOf(destination.Value, indices))), -1, -1)])),
        ];
        return (steps, [.. means.Select((mean, i) => Typed(i, mean.Final))], [.. spreads.Select((spread, i) => Typed(i, Error(spread.Final)))]);
    }

    // What is done for one sample.
    private (List<Step> Steps, Value[] Partials) At(Value sample, ProgramGradient gradient)
    {
        var others = new Dictionary<Value, Value>();
        var all = Needs.Of(gradient.Steps, gradient.Partials);
        foreach (var (draw, span) in Spans.Select(span => (span.Like!, span.Value)))
        {
            if (!sizes.TryGetValue(draw, out var size))
            {
                others[draw] = Read(draw.Type, span, sample, 1);
                continue;
            }

            foreach (var element in all.Where(value => value.Kind == ValueKind.Element && value.Operands[0] == draw).ToList())
            {
                var place = draw.Type.Rank == 1 ? element.Operands[1]
                    : values.Plus(values.Binary(ValueKind.Multiply, ValueType.Int, element.Operands[1], randomness.LengthOf(draw, 1)), element.Operands[2]);
                others[element] = Read(element.Type, span, values.Plus(values.Binary(ValueKind.Multiply, ValueType.Int, sample, size), place), element.ReadDepth == int.MaxValue ? int.MaxValue : element.ReadDepth + 1);
            }
        }

        var substitution = new Substitution(values, others);
        return ([.. substitution.Of(gradient.Steps)], [.. gradient.Partials.Select(substitution.Of)]);
    }

    private Value Read(ValueType type, Value span, Value place, int depth)
    {
        var element = values.Element(type, span, 0, [place]);
        element.ReadDepth = Math.Min(element.ReadDepth, depth);
        return element;
    }

    // What is wrong with the draws is said before anything is computed.
    private IEnumerable<Step> Tests()
    {
        var first = Spans[0];
        yield return Throw(values.Binary(ValueKind.Equal, ValueType.Boolean, Length(first), values.Integer(0)), "There must be at least one draw.", first);
        foreach (var span in Spans.Where(span => sizes.ContainsKey(span.Like!)))
        {
            yield return Throw(values.Binary(ValueKind.LessOrEqual, ValueType.Boolean, sizes[span.Like!], values.Integer(0)), "A sample has no draws in it.", span);
            yield return Throw(
                values.Binary(ValueKind.NotEqual, ValueType.Boolean, values.Binary(ValueKind.Remainder, ValueType.Int, Length(span), sizes[span.Like!]), values.Integer(0)), "It must hold whole samples.", span);
        }

        yield return new DefineStep(null, Count, sizes.TryGetValue(first.Like!, out var size) ? values.Binary(ValueKind.Divide, ValueType.Int, Length(first), size) : Length(first));
        foreach (var span in Spans.Skip(1))
        {
            var all = sizes.TryGetValue(span.Like!, out var each) ? values.Binary(ValueKind.Multiply, ValueType.Int, Count, each) : Count;
            yield return Throw(values.Binary(ValueKind.NotEqual, ValueType.Boolean, Length(span), all), $"There must be as many samples as in {ExpressionWriter.Identifier(first.Value.Text)}.", span);
        }
    }

    private ThrowStep Throw(Value condition, string message, MoreParameter span) => new(
        new Guard(condition, true, null),
        values.Verbatim(new ValueType(NumberKind.None, "ArgumentException", default), [$"new ArgumentException(\"{message}\", nameof({ExpressionWriter.Identifier(span.Value.Text)}))"]));

    private Value Length(MoreParameter span) => values.Extent(span.Value, "Length");

    private LoopStep Loop(Value sample, IEnumerable<Carried> carried, List<Step> body)
    {
        var counter = new Carried(sample, values.Integer(0), values.Plus(sample, values.Integer(1)), Copying.Cell(values, ValueType.Int, sample.Text));
        return new LoopStep(null, [counter, .. carried], values.Binary(ValueKind.Less, ValueType.Boolean, sample, Count), TestsFirst: true, body, []);
    }

    private Carried Carried(string name, Func<Value, Value> next)
    {
        var current = Copying.Cell(values, values.Real, name);
        return new Carried(current, values.Number(values.Real, Constant.Zero), next(current), Copying.Cell(values, values.Real, name));
    }

    private Value ElementOf(Value array, Value[] indices) => Copying.ElementOf(values, array.Type.Elements[0], array, Copying.Latest, indices);

    private AccumulateStep Added(Value array, Value[] indices, Value amount) => new(null, array, indices, Fitted(array.Type.Elements[0], amount), null);

    private string NameOf(int i) => Subject.Written(subject.Scalars.ElementAt(i).Text);

    private Value Typed(int i, Value value) => Fitted(subject.Scalars.ElementAt(i).Type, value);

    private Value Fitted(ValueType type, Value value) => type.Kind == NumberKind.Float && value.Type.Kind == NumberKind.Double ? values.Convert(type, value, isExplicit: true) : value;
}
