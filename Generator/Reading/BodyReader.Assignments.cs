using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Assignments to variables.</content>
internal sealed partial class BodyReader
{
    /// <summary>The variable that an assignment or increment is to; −1 where it is to something else.</summary>
    private int VariableWritten(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment => VariableAt(assignment.Target),
        ICompoundAssignmentOperation assignment when IsRead(assignment) => VariableAt(assignment.Target),
        IIncrementOrDecrementOperation { OperatorMethod: null, IsLifted: false } step => VariableAt(step.Target),
        _ => -1,
    };

    private static bool IsRead(ICompoundAssignmentOperation assignment) => assignment is { IsLifted: false, OperatorMethod: null }
        && assignment.Target.Type is { } target && IsNumber(TypeTexts.KindOf(target))
        && assignment.Value.Type is { } value && IsNumber(TypeTexts.KindOf(value));

    private int VariableAt(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } when !designated.ContainsKey(local) => VariableOf(local),
        IParameterReferenceOperation { Parameter: var parameter } when !IsOfPrimaryConstructor(parameter) => VariableOf(parameter),
        _ => -1,
    };

    private Expression Assignment(ISimpleAssignmentOperation assignment)
    {
        if (TupleElementAt(assignment.Target) is { } place)
            return AssignElement(place.Variable, place.Index, assignment);
        var variable = VariableAt(assignment.Target);
        if (variable < 0 || assignment.IsRef)
            return Carry(assignment);
        var site = Site(assignment);
        Store(variable, Value(assignment.Value), site);
        return ReadOf(variable, site);
    }

    private Expression CompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        var variable = VariableWritten(assignment);
        if (variable < 0)
            return Carry(assignment);
        var site = Site(assignment);
        var type = variables[variable].Type;
        Expression left = ReadOf(variable, session.Site(assignment.Target.Syntax));
        var mark = statements.Count;
        var right = Operand(assignment.Value);
        left = Kept(left, ref mark);
        var shifts = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift;
        var operation = shifts || (type.Kind == NumberKind.Boolean && right.Type.Kind == NumberKind.Boolean) ? Promoted(type) : right.Type;
        var value = Operation(
            assignment.OperatorKind, operation, Converted(left, operation), right, assignment.IsChecked, assignment.Syntax, site);
        Store(variable, Converted(value, type), site);
        return ReadOf(variable, site);
    }

    private Expression Increment(IIncrementOrDecrementOperation step)
    {
        var variable = VariableWritten(step);
        if (variable < 0 || !IsNumber(variables[variable].Type.Kind))
            return Carry(step);
        var site = Site(step);
        var type = variables[variable].Type;
        Expression before = ReadOf(variable, site);
        if (step.IsPostfix && step.Parent is not (IExpressionStatementOperation or IForLoopOperation))
            before = SetAside(before);
        var operation = Promoted(type);
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var one = new Literal(operation.IsReal ? ValueType.Int : operation, "1", 1, site);
        var value = Operation(
            kind, operation, Converted(ReadOf(variable, site), operation), Converted(one, operation), step.IsChecked, step.Syntax, site);
        Store(variable, Converted(value, type), site);
        return step.IsPostfix ? before : ReadOf(variable, site);
    }

    // Arithmetic on small integers is arithmetic on int.
    private static ValueType Promoted(ValueType type) =>
        type.Kind == NumberKind.Integer && type.Text is "byte" or "sbyte" or "short" or "ushort" or "char" ? ValueType.Int : type;

    private static Expression Converted(Expression value, ValueType type) =>
        value.Type == type ? value : new Conversion(type, value, IsExplicit: false, value.Site);

    private static bool IsNumber(NumberKind kind) =>
        kind is NumberKind.Boolean or NumberKind.Integer or NumberKind.Float or NumberKind.Double;
}
