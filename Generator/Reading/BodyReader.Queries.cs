using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Queries, of <c>System.Linq</c>, that come to a number: read as the loops that they run, with their order of operations. Where all of it is passive the
/// query is carried over.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>Sum, Average, Min, Max, Aggregate, Count, Any, All, First, Last, ElementAt; null for any other call.</summary>
    private Read? QueryOf(IInvocationOperation call)
    {
        if (!IsOfQueries(call) || !(IsNumber(TypeOf(call).Kind) || IsOfMembers(TypeOf(call))) || !MentionsReal(call))
            return null;
        var (parts, value) = Apart(() => Concluded(call, call.Arguments[0].Value, [.. call.Arguments.Skip(1).Select(argument => argument.Value)]));
        if (value is null)
            return null;
        EmitPassage(parts, value.Variable, call, Site(call));
        return value;
    }

    // A struct or tuple with numbers in it, which is carried along member by member.
    private static bool IsOfMembers(ValueType type) => type is { Kind: NumberKind.Tuple, IsOfStructs: false, HasReal: true };

    private static bool IsOfQueries(IInvocationOperation call) => call.TargetMethod is { IsStatic: true, ContainingType: { Name: "Enumerable", ContainingType: null } type }
        && Names.Namespace(type.ContainingNamespace) == "System.Linq" && call.Arguments.Length > 0;

    // A query over data only is not looked into.
    private bool MentionsReal(IOperation query) => query.Descendants().Any(inner =>
        inner is ILocalReferenceOperation or IParameterReferenceOperation && inner.Type is { } type && (HasReal(TypeOf(type)) || QueryAt(SymbolAt(inner)) is not null || IsTakenAsArray(SymbolAt(inner)))
        || inner is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } });

    private static ISymbol? SymbolAt(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    private Read? Concluded(IInvocationOperation call, IOperation source, IOperation[] arguments)
    {
        var type = TypeOf(call);
        var site = Site(call);
        switch (call.TargetMethod.Name, arguments.Length)
        {
            case ("Sum", <= 1) when type.IsReal && Selected(source, arguments) is { } items:
                return Cast(Sum(items, site), type, site);
            case ("Average", <= 1) when type.IsReal && Selected(source, arguments) is { } items:
                return Average(items, type, site);
            case ("Max" or "Min", <= 1) when type.IsReal && Selected(source, arguments) is { } items:
                return Extreme(items, call.TargetMethod.Name == "Max", type, site);
            case ("MaxBy" or "MinBy", 1) when (type.IsReal || IsOfMembers(type)) && CanApply(arguments[0], 1) && FunctionOf(arguments[0])?.ReturnType is { } key && TypeOf(key) is { IsReal: true } or { Kind: NumberKind.Integer } && SequenceOf(source) is { Item: not null, Bound: not null } items:
                return ExtremeBy(items, arguments[0], call.TargetMethod.Name == "MaxBy", type, site);
            case ("Aggregate", 1 or 2 or 3) when (type.IsReal || IsOfMembers(type)) && SequenceOf(source) is { } items:
                return Aggregate(items, arguments, site);
            case ("Count", <= 1) when Filtered(source, arguments) is { } items:
                return Count(items, site);
            case ("Any" or "All", 1) when SequenceOf(source) is { } items && CanApply(arguments[0], 1):
                return Exists(items, arguments[0], call.TargetMethod.Name == "Any", site);
            case ("First" or "Last", 0) when SequenceOf(source) is { Item: { } item, Bound: { } bound }:
                ThrowIfEmpty(bound, site);
                return SetAside(item(call.TargetMethod.Name == "First" ? CountOf(0, site) : Less(bound, CountOf(1, site), site)));
            case ("ElementAt", 1) when TypeOf(arguments[0]) == ValueType.Int && SequenceOf(source) is { Item: { } item, Bound: { } bound }:
                var place = SetAside(Operand(arguments[0]));
                ThrowIfOutside(place, bound, site);
                return SetAside(item(place));
            default:
                return null;
        }
    }

    private Sequence? Selected(IOperation source, IOperation[] selector) =>
        SequenceOf(source) is not { } items ? null : selector.Length == 0 ? items : CanApply(selector[0], 1) ? Select(items, selector[0]) : null;

    private Sequence? Filtered(IOperation source, IOperation[] predicate) =>
        SequenceOf(source) is not { } items ? null : predicate.Length == 0 ? items : CanApply(predicate[0], 1) ? Where(items, predicate[0]) : null;

    // Sums of float are added up in double.
    private int Sum(Sequence items, int site)
    {
        var sum = Add(new Variable("sum", ValueType.Double, VariableRole.Local));
        Store(sum, Zero(site), site);
        items.ForEach(item => Store(sum, new Binary(ValueType.Double, BinaryOperator.Add, ReadOf(sum, site), Converted(item, ValueType.Double), site), site));
        return sum;
    }

    private Read Average(Sequence items, ValueType type, int site)
    {
        Expression count;
        int sum;
        if (items is not { Item: not null, Bound: { } bound })
        {
            var counter = Counter("count", site);
            sum = Sum(items with { ForEach = body => items.ForEach(item => { Increase(counter, site); body(item); }) }, site);
            count = ReadOf(counter, site);
        }
        else
        {
            (sum, count) = (Sum(items, site), bound);
        }

        ThrowIfEmpty(count, site);
        var average = SetAside(new Binary(ValueType.Double, BinaryOperator.Divide, ReadOf(sum, site), Converted(count, ValueType.Double), site));
        return Cast(average.Variable, type, site);
    }

    // A number is more than NaN, and NaN is less than any number.
    private Read Extreme(Sequence items, bool isMax, ValueType type, int site)
    {
        var extreme = Add(new Variable(isMax ? "max" : "min", type, VariableRole.Local));
        Follow(items, extreme, next =>
        {
            var better = new Binary(ValueType.Boolean, isMax ? BinaryOperator.Greater : BinaryOperator.Less, next, ReadOf(extreme, site), site);
            var isNaN = new Application(ValueType.Boolean, "System.Double.IsNaN", type.Text + ".IsNaN", [isMax ? ReadOf(extreme, site) : next], null, site);
            Emit(new If(new Binary(ValueType.Boolean, BinaryOperator.Or, better, isNaN, site), new Block([new Assign(extreme, next, site)]), Block.Empty, site));
        }, site);
        return ReadOf(extreme, site);
    }

    // The first of those whose key is the greatest: it decides, and passes no derivative on.
    private Read ExtremeBy(Sequence items, IOperation keyOf, bool isMax, ValueType type, int site)
    {
        ThrowIfEmpty(items.Bound!, site);
        var extreme = Add(new Variable(isMax ? "max" : "min", type, VariableRole.Local));
        Store(extreme, items.Item!(CountOf(0, site)), site);
        var first = Fixed(Applied(keyOf, [ReadOf(extreme, site)]), site);
        var key = Add(new Variable("key", first.Type, VariableRole.Local));
        Store(key, first, site);
        Repeat(CountOf(1, site), items.Bound!, counter =>
        {
            var next = SetAside(items.Item!(counter));
            var other = SetAside(Fixed(Applied(keyOf, [next]), site));
            Expression better = new Binary(ValueType.Boolean, isMax ? BinaryOperator.Greater : BinaryOperator.Less, other, ReadOf(key, site), site);
            if (first.Type.IsReal)
            {
                Application IsNaN(Expression number) => new(ValueType.Boolean, "System.Double.IsNaN", first.Type.Text + ".IsNaN", [number], null, site);
                var (least, number) = isMax ? (ReadOf(key, site), other) : (other, ReadOf(key, site));
                var isLess = new Binary(ValueType.Boolean, BinaryOperator.And, IsNaN(least), new Unary(ValueType.Boolean, UnaryOperator.Not, IsNaN(number), site), site);
                better = new Binary(ValueType.Boolean, BinaryOperator.Or, better, isLess, site);
            }

            Emit(new If(better, new Block([new Assign(extreme, next, site), new Assign(key, other, site)]), Block.Empty, site));
        }, site);
        return ReadOf(extreme, site);
    }

    private Read? Aggregate(Sequence items, IOperation[] arguments, int site)
    {
        var step = arguments[arguments.Length == 1 ? 0 : 1];
        if (!CanApply(step, 2) || (arguments.Length == 3 && !CanApply(arguments[2], 1)) || FunctionOf(step)?.ReturnType is not { } type)
            return null;
        var name = FunctionOf(step)!.Parameters[0].Name;
        var total = Add(new Variable(name is "_" ? "total" : name, TypeOf(type), VariableRole.Local));
        void Next(Expression item) => Store(total, Applied(step, [ReadOf(total, site), item]), site);
        if (arguments.Length == 1)
        {
            Follow(items, total, Next, site);
        }
        else
        {
            Store(total, Operand(arguments[0]), site);
            items.ForEach(Next);
        }

        return arguments.Length == 3 ? SetAside(Applied(arguments[2], [ReadOf(total, site)])) : ReadOf(total, site);
    }

    // Begins with the first item, and goes on with the others; there must be a first.
    private void Follow(Sequence items, int first, Action<Expression> next, int site)
    {
        if (items is { Item: { } item, Bound: { } bound })
        {
            ThrowIfEmpty(bound, site);
            Store(first, item(CountOf(0, site)), site);
            Repeat(CountOf(1, site), bound, counter => next(item(counter)), site);
            return;
        }

        var count = Counter("count", site);
        Store(first, Converted(Zero(site), variables[first].Type), site);
        items.ForEach(one =>
        {
            var value = one is Read or Literal ? one : SetAside(one);
            var rest = Apart(() => next(value));
            var isFirst = new Binary(ValueType.Boolean, BinaryOperator.Equal, ReadOf(count, site), CountOf(0, site), site);
            Emit(new If(isFirst, new Block([new Assign(first, value, site)]), rest, site));
            Increase(count, site);
        });
        ThrowIfEmpty(ReadOf(count, site), site);
    }

    private Read Count(Sequence items, int site)
    {
        if (items is { Item: not null, Bound: { } bound })
            return SetAside(bound);
        var count = Counter("count", site);
        items.ForEach(_ => Increase(count, site));
        return ReadOf(count, site);
    }

    private Read Exists(Sequence items, IOperation predicate, bool any, int site)
    {
        var found = Add(new Variable(any ? "any" : "all", ValueType.Boolean, VariableRole.Local));
        Store(found, Truth(!any, site), site);
        items.ForEach(item =>
        {
            var holds = Applied(predicate, [item]);
            var leave = new Block([new Assign(found, Truth(any, site), site), new Break(site)]);
            Emit(any ? new If(holds, leave, Block.Empty, site) : new If(holds, Block.Empty, leave, site));
        });
        return ReadOf(found, site);
    }

    private void ThrowIfEmpty(Expression count, int site)
    {
        if (count is Literal { Value: > 0 })
            return;
        var empty = new Binary(ValueType.Boolean, BinaryOperator.Equal, count, CountOf(0, site), site);
        Emit(new If(empty, Thrown("System.InvalidOperationException", "Sequence contains no elements", site), Block.Empty, site));
    }

    private void ThrowIfOutside(Expression place, Expression count, int site)
    {
        var isOutside = new Binary(
            ValueType.Boolean,
            BinaryOperator.Or,
            new Binary(ValueType.Boolean, BinaryOperator.Less, place, CountOf(0, site), site),
            new Binary(ValueType.Boolean, BinaryOperator.LessOrEqual, count, place, site),
            site);
        Emit(new If(isOutside, Thrown("System.ArgumentOutOfRangeException", "index", site), Block.Empty, site));
    }

    private Block Thrown(string exception, string message, int site)
    {
        var type = session.Knowledge.Find(exception) is { } known ? session.Types.ValueTypeOf(known) : throw new BrokenCodeException();
        return new([new Throw(Code(type, [$"new {type.Text}(\"{message}\")"], default, Purity.Pure, site), site)]);
    }

    private Read Cast(int variable, ValueType type, int site) =>
        variables[variable].Type == type ? ReadOf(variable, site) : SetAside(new Conversion(type, ReadOf(variable, site), IsExplicit: true, site));

    private static Literal Zero(int site) => new(ValueType.Double, "0.0", 0, site);

    private int Counter(string name, int site)
    {
        var counter = Add(new Variable(name, ValueType.Int, VariableRole.Local));
        Store(counter, CountOf(0, site), site);
        return counter;
    }

    private void Increase(int counter, int site) =>
        Store(counter, new Binary(ValueType.Int, BinaryOperator.Add, ReadOf(counter, site), CountOf(1, site), site), site);

    private static Binary Less(Expression count, Expression by, int site) => new(ValueType.Int, BinaryOperator.Subtract, count, by, site);
}
