using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Programs;

/// <content>
/// Calls of functions that write arrays, or return several numbers. What their pullbacks read and do not find any more in the arguments the functions keep on the tape: so the arguments may be overwritten, by the
/// function itself too.
/// </content>
internal sealed partial class AdjointRegion
{
    private void Reverse(EffectStep call, PullbackCall called, int time)
    {
        var arguments = called.Arguments(call.Code);
        var isOverwritten = arguments.Select((argument, i) => argument.Type.IsArray && IsOverwritten(argument, Left(call, called, argument, i), time)).ToEquatableArray();
        var isLeft = arguments.Select((argument, i) => called.Of.Written.Contains(i) && program.Usefulness.Contains(OverwriteOf(call, argument))).ToEquatableArray();
        if (called.Of.Split(isOverwritten, isLeft) is not { } split)
        {
            Overwritten ??= call.Code.Site;
            return;
        }

        var operands = call.Code.Operands;
        Value[] kept = split.Kept is null ? [] : [new Transplant(program.Values, split.Inputs, arguments, SizeOf).Of(split.Kept)];
        if (kept.Length > 0 && !kept[0].IsLeaf)
            kept[0].Name ??= "kept";
        if (kept.Length > 0)
            Replace(time, _ => [call with { Code = program.Values.CallOf(call.Code.Type, split.Name + "Forward", called with { Part = PullbackPart.Forward, Split = split }, [.. operands, .. kept]) }]);
        var results = split.Results.Select(result => call.Cells[result.Result].Cell).ToList();
        var seeds = split.Cotangents.Select(cotangent => call.Cells[cotangent.Result].Cell).Select(cell => Root(AdjointOf(cell), cell.Type)).ToList();
        var bars = split.Bars.Select(bar => BarOf(arguments[bar.Argument])).ToList();
        var cells = new List<Value>();
        foreach (var (i, partial) in split.Partials)
        {
            var cell = program.Cell(partial.Type, Forms.Subject.Written(called.Of.Method.Declaration.Parameters[i].Name) + "Bar", region, Late);
            cells.Add(cell);
            Seed(program.Of(arguments[i]), Within(call.Guard, Graph.Symbol(cell)));
        }

        AddReverse(values =>
        {
            Value[] given = [.. split.Given.Select(i => operands[i]), .. results, .. seeds.Select(seed => values[seed]), .. bars, .. kept];
            var code = program.Values.CallOf(Tuple, split.Name + "Pullback", called with { Part = PullbackPart.Pullback, Split = split }, given);
            (code.IsActive, code.Site) = (false, call.Code.Site);
            return [new EffectStep(call.Guard, code, [.. cells.Select(cell => new WrittenCell(cell, null, true))])];
        });
    }

    // The version of the contents of an array that the function leaves in it.
    private static int Left(EffectStep call, PullbackCall called, Value argument, int index) =>
        called.Of.Written.Contains(index) ? OverwriteOf(call, argument).After : Math.Max(called.Versions[index], 0);

    private static Overwrite OverwriteOf(EffectStep call, Value argument) => call.Overwrites.First(overwrite => overwrite.Array == WholeOf(argument));

    // How many elements an array of the method's own has, along an index.
    private Value? SizeOf(Value array, int dimension) => Transplant.SizeIn(program.Closed.Steps, array, dimension);
}
