using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Assignments to variables.</content>
internal sealed partial class BodyReader
{
    /// <summary>What an assignment or increment is to; null where that is neither a variable nor an element of a tuple in one.</summary>
    private Place? PlaceWritten(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment => PlaceAt(assignment.Target),
        ICompoundAssignmentOperation assignment when IsRead(assignment) => PlaceAt(assignment.Target),
        IIncrementOrDecrementOperation { IsLifted: false } step when step.OperatorMethod is not { } method || IsBuiltIn(method, step.Target) => PlaceAt(step.Target),
        _ => null,
    };

    private bool IsRead(ICompoundAssignmentOperation assignment) => assignment is { IsLifted: false }
        && (assignment.OperatorMethod is not { } method || IsBuiltIn(method, assignment.Target))
        && assignment.Target.Type is { } target && IsNumber(TypeTexts.KindOf(Actual(target)))
        && assignment.Value.Type is { } value && IsNumber(TypeTexts.KindOf(Actual(value)));

    private int VariableAt(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } when !designated.ContainsKey(local) && !referred.ContainsKey(local) && !placed.ContainsKey(local) => VariableOf(local),
        IParameterReferenceOperation { Parameter: var parameter } when !IsCaptured(parameter) && !designated.ContainsKey(parameter) && !referred.ContainsKey(parameter) => VariableOf(parameter),
        // The marked method's own object is the caller's.
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when HasForeignThis && IsStruct(method.ContainingType) =>
            This(Site(target)).Variable,
        _ => -1,
    };

    private Expression Assignment(ISimpleAssignmentOperation assignment)
    {
        if (PlaceWritten(assignment) is not { } place)
            return SetProperty(assignment) ?? Carry(assignment);
        var site = Site(assignment);
        Store(place, place.Path.Length == 0 ? Value(assignment.Value) : Operand(assignment.Value), site);
        return ReadOf(place, site);
    }

    private Expression CompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        if (PlaceWritten(assignment) is not { } place)
            return CompoundOperator(assignment) ?? CompoundElement(assignment) ?? SetProperty(assignment) ?? Carry(assignment);
        var site = Site(assignment);
        var left = ReadOf(place, session.Site(assignment.Target.Syntax));
        var type = left.Type;
        var mark = statements.Count;
        var right = Operand(assignment.Value);
        left = Kept(left, ref mark);
        var shifts = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift;
        var operation = shifts || (type.Kind == NumberKind.Boolean && right.Type.Kind == NumberKind.Boolean) ? Promoted(type) : right.Type;
        var value = Operation(
            assignment.OperatorKind, operation, Converted(left, operation), right, assignment.IsChecked, assignment.Syntax, site);
        Store(place, Converted(value, type), site);
        return ReadOf(place, site);
    }

    private Expression Increment(IIncrementOrDecrementOperation step)
    {
        var site = Site(step);
        if (PlaceWritten(step) is not { } place || ReadOf(place, site) is not { Type: var type } before || !IsNumber(type.Kind))
            return SetProperty(step) ?? IncrementOperator(step) ?? Carry(step);
        if (IsAskedForBefore(step))
            before = SetAside(before);
        var operation = Promoted(type);
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var one = new Literal(operation.IsReal ? ValueType.Int : operation, "1", 1, site);
        var value = Operation(
            kind, operation, Converted(ReadOf(place, site), operation), Converted(one, operation), step.IsChecked, step.Syntax, site);
        Store(place, Converted(value, type), site);
        return step.IsPostfix ? before : ReadOf(place, site);
    }

    // x++, of which the value is what x was.
    private static bool IsAskedForBefore(IOperation operation) =>
        operation is IIncrementOrDecrementOperation { IsPostfix: true, Parent: not (IExpressionStatementOperation or IForLoopOperation) };

    // Arithmetic on small integers is arithmetic on int.
    private static ValueType Promoted(ValueType type) =>
        type.Kind == NumberKind.Integer && type.Text is "byte" or "sbyte" or "short" or "ushort" or "char" ? ValueType.Int : type;

    private static Expression Converted(Expression value, ValueType type) =>
        value.Type == type ? value : new Conversion(type, value, IsExplicit: false, value.Site);

    private static bool IsNumber(NumberKind kind) =>
        kind is NumberKind.Boolean or NumberKind.Integer or NumberKind.Float or NumberKind.Double;
}
