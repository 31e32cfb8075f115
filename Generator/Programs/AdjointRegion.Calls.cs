using SymDiff.Generator.Algebra;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>
/// Calls of functions that stand beside the derivative: in reverse their pullbacks are called, which read the arguments again. Where the sensitivity to the result is known when the function is
/// called, both are one call.
/// </content>
internal sealed partial class AdjointRegion
{
    /// <summary>A call the arguments of which are overwritten before it is reversed: by the place at which it stands.</summary>
    public int? Overwritten { get; private set; }

    private void Reverse(DefineStep call, PullbackCall called, int time)
    {
        var adjoint = AdjointOf(call.Cell);
        if (adjoint.IsZero)
            return;
        var arguments = called.Arguments(call.Definition);
        if (arguments.Where((argument, i) => argument.Type.IsArray && IsOverwritten(argument, called.Versions[i], time)).Any())
            Overwritten ??= call.Cell.Site;

        var parameters = called.Of.Method.Declaration.Parameters;
        var active = called.Of.Method.WithRespectTo.ToList();
        string NameOf(int index) => Subject.Written(parameters[index].Name);
        var arrays = active.Where(i => parameters[i].Type.IsArray).Select(i => BarOf(arguments[i])).ToList();
        var isKnown = !program.IsTaped(region) && IsKnownBefore(adjoint, time) && active.Where(i => parameters[i].Type.IsArray).All(i => !program.IsTaped(Places.Of(arguments[i]).Region));
        var guard = call.Guard;
        var (amount, conditions) = (adjoint, (List<(int Condition, bool Holds)>)[]);
        // Where only numbers go in, the call may give its partials along with its value, rather than be carried out once more when the sensitivity is known.
        var givesPartials = !isKnown && arrays.Count == 0 && !program.IsTaped(region);
        if (givesPartials)
        {
            amount = Graph.One;
        }
        else if (Guarded(adjoint) is [{ Guards.Count: > 0 } part])
        {
            var known = new HashSet<(Expr, bool)>((guard?.Path ?? []).Select(one => (program.Of(one.Condition), one.Holds)));
            (amount, conditions) = (part.Amount, part.Guards.Where(one => !known.Contains((one.Condition, one.Holds))).Select(one => (Root(one.Condition, ValueType.Boolean), one.Holds)).ToList());
        }

        var seed = Root(amount, call.Cell.Type);
        var cells = new List<Value>();
        foreach (var i in active.Where(i => !parameters[i].Type.IsArray))
        {
            var cell = program.Cell(parameters[i].Type, givesPartials ? PartialOf(call.Cell, NameOf(i)) : NameOf(i) + "Bar", region, isKnown || givesPartials ? time : Late);
            cells.Add(cell);
            Seed(program.Of(arguments[i]), Within(guard, givesPartials ? Graph.Multiply(adjoint, Graph.Symbol(cell)) : Graph.Symbol(cell)));
        }

        IEnumerable<Step> Pulled(Value[] values)
        {
            var due = conditions.Aggregate(guard, (outer, one) => new Guard(values[one.Condition], one.Holds, outer));
            var code = program.Values.CallOf(Tuple, called.Of.Name + "Pullback", called with { Part = PullbackPart.Pullback }, [.. call.Definition.Operands, values[seed], .. arrays]);
            (code.IsActive, code.Site) = (false, call.Cell.Site);
            return [new EffectStep(due, code, [.. cells.Select(cell => new WrittenCell(cell, null, true))])];
        }

        if ((isKnown || givesPartials) && conditions.Count == 0)
            Replace(time, values => [call, .. Pulled(values)]);
        else
            AddReverse(Pulled);
    }

    private static string PartialOf(Value result, string input) => $"{result.Name}By{char.ToUpperInvariant(input[0])}{input.Substring(1)}";

    private static readonly ValueType Tuple = new(NumberKind.Tuple, "", default);

    // What receives the adjoints of an array's elements, or of those of a part of it.
    private Value BarOf(Value array) => array.Kind switch
    {
        ValueKind.View => program.Values.View(SpanOf(array), BarOf(array.Operands[0]), array.Operands[1], array.Operands[2]),
        ValueKind.Row => program.Values.Row(program.AdjointOf(array.Operands[0]), array.Operands[1]),
        _ => program.AdjointOf(array),
    };

    private static ValueType SpanOf(Value array) => new(NumberKind.Array, $"Span<{array.Type.Elements[0].Text}>", array.Type.Elements);

    // Whether any element of it may be another one by the time that the call is reversed.
    private bool IsOverwritten(Value array, int version, int time) => program.IsStale(ElementOf(array, version, region, time));

    // An element of the array or part that may be any.
    private Value ElementOf(Value array, int version, Region where, int time)
    {
        var whole = WholeOf(array);
        var any = program.Cell(ValueType.Int, "any", where, time);
        return program.Values.Element(whole.Type.Elements[0], whole, version, whole.Type.Rank == 2 ? [any, any] : [any]);
    }

    private static Value WholeOf(Value array)
    {
        while (array.Kind is ValueKind.View or ValueKind.Row)
            array = array.Operands[0];
        return array;
    }
}

/// <summary>A call must be entered, since its arguments are overwritten before it is reversed.</summary>
internal sealed class OverwrittenException(int site) : Exception
{
    public int Site { get; } = site;
}
