using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Loops over the values that a call lists for a <c>params</c> array. There is no array in the model, only as many values as the author
/// wrote at the call, so such a loop is written out.
/// </content>
internal sealed partial class BodyReader
{
    private bool Unrolled(IForLoopOperation loop)
    {
        if (!MentionsTupled(loop) || IsLeft(loop) || loop.Before is not [IVariableDeclarationGroupOperation
            {
                Declarations: [{ Declarators: [{ Symbol: var counter } declarator] }],
            }]
            || declarator.GetVariableInitializer() is not { Value: var start }
            || loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: var tested } } condition
            || !SymbolEqualityComparer.Default.Equals(tested, counter)
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation step }]
            || step.Target is not ILocalReferenceOperation { Local: var stepped }
            || !SymbolEqualityComparer.Default.Equals(stepped, counter)
            || WritesOf(loop.Body.Syntax).Contains(counter.Name)
            || WholeNumber(Operand(start)) is not { } first
            || WholeNumber(Operand(condition.RightOperand)) is not { } bound)
            return false;

        var by = step.Kind == OperationKind.Increment ? 1 : -1;
        for (var i = first; Holds(condition.OperatorKind, i, bound); i += by)
        {
            Guard();
            designated[counter] = CountOf(i, Site(declarator));
            Statement(loop.Body);
        }

        designated.Remove(counter);
        return true;
    }

    private bool MentionsTupled(ILoopOperation loop) =>
        loop.Descendants().Any(operation => operation is IParameterReferenceOperation { Parameter: var parameter } && IsTupled(parameter));

    private static bool Holds(BinaryOperatorKind comparison, int left, int right) => comparison switch
    {
        BinaryOperatorKind.LessThan => left < right,
        BinaryOperatorKind.LessThanOrEqual => left <= right,
        BinaryOperatorKind.GreaterThan => left > right,
        BinaryOperatorKind.GreaterThanOrEqual => left >= right,
        _ => false,
    };

    /// <summary>The value of an integer expression that is known here; null where it is not.</summary>
    private static int? WholeNumber(Expression expression) => expression switch
    {
        Literal { Type.Text: "int", Value: var value } => (int)value,
        Unary { Operator: UnaryOperator.Negate, Operand: var operand } => -WholeNumber(operand),
        Binary { Operator: BinaryOperator.Add, Left: var left, Right: var right } => WholeNumber(left) + WholeNumber(right),
        Binary { Operator: BinaryOperator.Subtract, Left: var left, Right: var right } => WholeNumber(left) - WholeNumber(right),
        _ => null,
    };
}
