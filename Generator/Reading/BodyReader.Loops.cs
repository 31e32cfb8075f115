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
            case IForEachLoopOperation each when ReadDelegates(each):
                break;
            case IForEachLoopOperation each when RangeOf(each) is var (first, count):
                ReadRange(each, first, count);
                break;
            case IForEachLoopOperation each when ArrayOf(each) is { } array && (each.LoopControlVariable is IVariableDeclaratorOperation || IsTakenApart(each, array)):
                ReadForEach(each, array);
                break;
            case IForEachLoopOperation each when ReadGrid(each) || ReadQuery(each) || ReadItems(each):
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
        if (test.Statements.Length > 0 || (!testsFirst && Reads(read)))
        {
            // A test that does something runs before the first turn and at the end of each.
            var holds = Temporary(ValueType.Boolean);
            assigned.Add(holds);
            Statement[] again = [.. test.Statements, new Assign(holds, read, site)];
            before = new Block([.. before.Statements, .. testsFirst ? again : [new Assign(holds, new Literal(ValueType.Boolean, "true", 1, site), site)]]);
            step = new Block([.. step.Statements, .. again]);
            (test, read, testsFirst) = (Block.Empty, ReadOf(holds, site), true);
        }

        Emit(new Loop(before, test, read, body, step, testsFirst, AsWritten(loop), site));
    }

    // Whether an expression reads what is no variable.
    private static bool Reads(Expression expression) => expression switch
    {
        Verbatim verbatim => verbatim.Purity != Purity.Pure || verbatim.Holes.Any(Reads),
        Unary unary => Reads(unary.Operand),
        Binary binary => Reads(binary.Left) || Reads(binary.Right),
        Conversion conversion => Reads(conversion.Operand),
        Application application => application.Arguments.Any(Reads),
        Conditional choice => Reads(choice.Condition) || Reads(choice.WhenTrue) || Reads(choice.WhenFalse),
        ArrayElement element => element.Indices.Any(Reads),
        Element element => Reads(element.Tuple),
        TupleOf tuple => tuple.Elements.Any(Reads),
        _ => false,
    };

    private IOperation? ArrayOf(IForEachLoopOperation each) =>
        Unconverted(each.Collection) is { Type: { } type } collection
            && (IsTakenAsArray(SymbolAt(collection)) || type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "List" or "IReadOnlyList", TypeArguments.Length: 1 })
            ? collection
            : null;

    private void ReadForEach(IForEachLoopOperation each, IOperation array)
    {
        var site = session.Site(PlaceOf(each.Syntax));
        var local = (each.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol;
        if (local is not null && array is IParameterReferenceOperation { Parameter: var listed } && IsTupled(listed) && !IsLeft(each))
        {
            var values = ReadOf(listed, site);
            for (var i = 0; i < values.Type.Elements.Length; i++)
            {
                Store(VariableOf(local), ElementOf(values, i, site), site);
                Statement(each.Body);
            }

            return;
        }

        var element = TypeOf((array.Type is INamedTypeSymbol { TypeArguments: [var kind] } ? kind : ((IArrayTypeSymbol)array.Type!).ElementType).WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        var isCounted = array.Type is INamedTypeSymbol { Name: "List" or "IReadOnlyList" };
        if (local is not null && (!IsGiven(element, TypeOf(local.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))) || (local.IsRef && ArrayAt(array) is not Read)))
        {
            CarryStatement(each.Syntax, each);
            return;
        }

        var counter = Temporary(ValueType.Int);
        var known = ArrayAt(array) ?? MadeHere(array);
        var items = -1;
        Expression? length = null;
        var before = Apart(() =>
        {
            if (known is null)
            {
                // What is gone through has as many items to its end, whatever else runs in between.
                items = SetAside(Value(array)).Variable;
                length = SetAside(Code(ValueType.Int, ["", isCounted ? ".Count" : ".Length"], [ReadOf(items, site)], Purity.Reads, site) with { Name = isCounted ? "count" : "length" });
            }

            Store(counter, new Literal(ValueType.Int, "0", 0, site), site);
        });
        var condition = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(counter, site), length ?? ExtentOf(known!, site), site);
        var body = Apart(() =>
        {
            Expression item = known is null
                ? new Verbatim(element, ["", "[", "]"], [ReadOf(items, site), ReadOf(counter, site)], Purity.Reads, local!.Name, site)
                : ItemOf(known, [ReadOf(counter, site)], site);
            if (local is { IsRef: true })
                referred[local] = new Spot(known!, [ReadOf(counter, site)]);
            else if (local is not null)
                Store(VariableOf(local), Given(item, TypeOf(local.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))), site);
            else
                TakeApart(each, item, site);
            Statement(each.Body);
        });
        var next = new Binary(
            ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), new Literal(ValueType.Int, "1", 1, site), site);
        var step = new Block([new Assign(counter, next, site)]);
        Emit(new Loop(before, Block.Empty, condition, body, step, true, AsWritten(each), site));
    }

    // foreach (double v in grid): row by row. Where the loop may be left, it is one loop.
    private bool ReadGrid(IForEachLoopOperation each)
    {
        if (each.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { IsRef: false } local } || Unconverted(each.Collection) is not { Type: IArrayTypeSymbol { Rank: 2 } } collection
            || ArrayAt(collection) is not { Type: { Row: null, IsOfStructs: false } type } grid || !IsGiven(type.ItemType, TypeOf(local.Type)))
            return false;
        var site = session.Site(PlaceOf(each.Syntax));
        var parts = Apart(() =>
        {
            var rows = SetAside(new ArrayExtent(grid, "GetLength(0)", site));
            var columns = SetAside(new ArrayExtent(grid, "GetLength(1)", site));
            if (IsLeft(each))
            {
                EmitLoop(new Binary(ValueType.Int, BinaryOperator.Multiply, rows, columns, site), place => Turn(
                    new Binary(ValueType.Int, BinaryOperator.Divide, place, columns, site), new Binary(ValueType.Int, BinaryOperator.Remainder, place, columns, site)), site);
            }
            else
            {
                EmitLoop(rows, row => [LoopOver(columns, column => Turn(row, column), site, name: "j")], site);
            }

            IEnumerable<Statement> Turn(Expression row, Expression column) => Apart(() =>
            {
                Store(VariableOf(local), Given(new ArrayElement(type.ItemType, grid, [row, column], site), TypeOf(local.Type)), site);
                Statement(each.Body);
            }).Statements;
        });
        EmitPassage(parts, Leaving(each.Syntax) is null ? -1 : NotCarried, each, site);
        return true;
    }

    // foreach (var v in x.Where(v => v > 0))
    private bool ReadQuery(IForEachLoopOperation each)
    {
        if (Unconverted(each.Collection) is not (IInvocationOperation or ITranslatedQueryOperation or ILocalReferenceOperation) || !MentionsReal(each))
            return false;
        var site = session.Site(PlaceOf(each.Syntax));
        var isRead = false;
        var parts = Apart(() =>
        {
            if (SequenceOf(each.Collection) is not { } items)
                return;
            isRead = true;
            // Where it is several loops, one within another or after it, or something follows in each turn, there is more to leave than a loop.
            if (!items.IsOneLoop && IsLeft(each))
                ReadRegion(each.ExitLabel, () => items.ForEach(item => ReadRegion(each.ContinueLabel, () => Turn(item), site)), site);
            else
                items.ForEach(Turn);

            void Turn(Expression item)
            {
                if (each.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var local })
                    Store(VariableOf(local), item, site);
                else
                    isRead &= Taken(each.LoopControlVariable, item, site);
                Statement(each.Body);
            }
        });
        if (!isRead)
            return false;
        EmitPassage(parts, Leaving(each.Syntax) is null ? -1 : NotCarried, each, site);
        return true;
    }

    // foreach (var (mean, deviation) in distributions)
    private bool IsTakenApart(IForEachLoopOperation each, IOperation array) => TypeOf(array) is { IsOfStructs: true, Rank: 1 } type && (IsMadeHere(array) || ArrayAt(array) is not null) && CanTake(each.LoopControlVariable)
        && (!type.ItemType.IsStruct || (DeconstructorOf(each) is { IsStatic: false } method && (method.IsImplicitlyDeclared || CanInline(method, []))));

    private void TakeApart(IForEachLoopOperation each, Expression item, int site)
    {
        var targets = new List<Target>();
        Collect(each.LoopControlVariable, [], targets);
        if (item is not Read)
            item = SetAside(item);
        Take(targets, item.Type.IsStruct ? Deconstructed(DeconstructorOf(each)!, each.Syntax, item, site) : item, site);
    }

    // foreach (var (a, b) in …)
    private bool Taken(IOperation target, Expression item, int site)
    {
        if (!CanTake(target) || item.Type.Kind != NumberKind.Tuple)
            return false;
        var targets = new List<Target>();
        Collect(target, [], targets);
        Take(targets, item, site);
        return true;
    }

    // foreach (var i in Enumerable.Range(first, count))
    private static (IOperation First, IOperation Count)? RangeOf(IForEachLoopOperation each) =>
        each.LoopControlVariable is IVariableDeclaratorOperation { Symbol.Type.SpecialType: SpecialType.System_Int32 }
        && Unconverted(each.Collection) is IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var first }, { Value: var count }] }
            ? (first, count)
            : null;

    private void ReadRange(IForEachLoopOperation each, IOperation first, IOperation count)
    {
        var site = Site(each);
        var local = ((IVariableDeclaratorOperation)each.LoopControlVariable).Symbol;
        var (counter, end) = (Temporary(ValueType.Int), Temporary(ValueType.Int));
        var before = Apart(() =>
        {
            var bounds = Operands(first, count);
            Store(counter, bounds[0], site);
            Store(end, new Binary(ValueType.Int, BinaryOperator.Add, bounds[0], bounds[1], site), site);
        });
        var body = Apart(() =>
        {
            Store(VariableOf(local), ReadOf(counter, site), site);
            Statement(each.Body);
        });
        var next = new Binary(ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), CountOf(1, site), site);
        var condition = new Binary(ValueType.Boolean, BinaryOperator.Less, ReadOf(counter, site), ReadOf(end, site), site);
        Emit(new Loop(before, Block.Empty, condition, body, new Block([new Assign(counter, next, site)]), true, AsWritten(each), site));
    }

    // Whether the loop may end before its end.
    private static bool IsLeft(ILoopOperation loop) =>
        loop.Body.Descendants().Any(operation => operation is IBranchOperation or IReturnOperation { IsImplicit: false });
}
