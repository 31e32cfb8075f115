using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Loops, read into their parts and carried along as they are written.</content>
internal sealed partial class BodyReader
{
    private void LoopStatement(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation counted when Unrolled(counted):
                break;
            case IForLoopOperation counted:
                ReadLoop(loop, counted.Before, counted.Condition, counted.Body, counted.AtLoopBottom, testsFirst: true);
                break;
            case IWhileLoopOperation { ConditionIsUntil: false } repeated:
                ReadLoop(loop, [], repeated.Condition, repeated.Body, [], repeated.ConditionIsTop);
                break;
            case IForEachLoopOperation each when ArrayOf(each) is { } array:
                ReadForEach(each, array);
                break;
            default:
                CarryStatement(loop.Syntax, loop);
                break;
        }
    }

    private void ReadLoop(
        ILoopOperation loop,
        IReadOnlyList<IOperation> initializers,
        IOperation? condition,
        IOperation repeated,
        IReadOnlyList<IOperation> steps,
        bool testsFirst)
    {
        var site = session.Site(PlaceOf(loop.Syntax));
        var before = Apart(() => ReadStatements(initializers));
        var (test, read) = Apart<Expression>(() =>
            condition is null ? new Literal(ValueType.Boolean, "true", 1, site) : Operand(condition));
        var body = Apart(() => Statement(repeated));
        var step = Apart(() => ReadStatements(steps));
        if (AsWritten(loop) is { } asWritten)
            Emit(new Loop(before, test, read, body, step, testsFirst, asWritten, site));
    }

    private static IOperation? ArrayOf(IForEachLoopOperation each) =>
        each.LoopControlVariable is IVariableDeclaratorOperation && Unconverted(each.Collection) is { Type: IArrayTypeSymbol { Rank: 1 } } array
            ? array
            : null;

    private void ReadForEach(IForEachLoopOperation each, IOperation array)
    {
        var site = session.Site(PlaceOf(each.Syntax));
        var local = ((IVariableDeclaratorOperation)each.LoopControlVariable).Symbol;
        if (array is IParameterReferenceOperation { Parameter: var listed } && IsTupled(listed) && !IsLeft(each))
        {
            var values = ReadOf(listed, site);
            for (var i = 0; i < values.Type.Elements.Length; i++)
            {
                Store(VariableOf(local), ElementOf(values, i, site), site);
                Statement(each.Body);
            }

            return;
        }

        var element = TypeOf(((IArrayTypeSymbol)array.Type!).ElementType);
        if (element != TypeOf(local.Type))
        {
            CarryStatement(each.Syntax, each);
            return;
        }

        var counter = Temporary(ValueType.Int);
        var items = -1;
        var before = Apart(() =>
        {
            items = SetAside(Value(array)).Variable;
            Store(counter, new Literal(ValueType.Int, "0", 0, site), site);
        });
        var length = Code(ValueType.Int, ["", ".Length"], [ReadOf(items, site)], Purity.Reads, site);
        var condition = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(counter, site), length, site);
        var body = Apart(() =>
        {
            var item = new Verbatim(element, ["", "[", "]"], [ReadOf(items, site), ReadOf(counter, site)], Purity.Reads, local.Name, site);
            Store(VariableOf(local), item, site);
            Statement(each.Body);
        });
        var next = new Binary(
            ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), new Literal(ValueType.Int, "1", 1, site), site);
        var step = new Block([new Assign(counter, next, site)]);
        if (AsWritten(each) is { } asWritten)
            Emit(new Loop(before, Block.Empty, condition, body, step, true, asWritten, site));
    }

    // Whether the loop may end before its end.
    private static bool IsLeft(ILoopOperation loop) =>
        loop.Body.Descendants().Any(operation => operation is IBranchOperation or IReturnOperation { IsImplicit: false });
}
