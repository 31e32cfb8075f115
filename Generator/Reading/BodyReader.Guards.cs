using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>What the framework's guards and assertions say of the values that pass them.</content>
internal sealed partial class BodyReader
{
    // What holds of the arguments after each guard.
    private static readonly Dictionary<string, BinaryOperator> Guards = new(StringComparer.Ordinal)
    {
        ["ThrowIfNegative"] = BinaryOperator.GreaterOrEqual,
        ["ThrowIfNegativeOrZero"] = BinaryOperator.Greater,
        ["ThrowIfLessThan"] = BinaryOperator.GreaterOrEqual,
        ["ThrowIfLessThanOrEqual"] = BinaryOperator.Greater,
        ["ThrowIfGreaterThan"] = BinaryOperator.LessOrEqual,
        ["ThrowIfGreaterThanOrEqual"] = BinaryOperator.Less,
    };

    private Expression? ConditionAfter(IOperation operation)
    {
        if (operation is IExpressionStatementOperation { Operation: var inner })
            operation = inner;
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: { } type } method, Arguments: [{ Value: var first }, ..] } call || !IsHarmless(operation))
            return null;
        if (method.Name == "Assert" && type.Name is "Debug" or "Trace")
            return IsPlain(first) ? Plainly(first) : null;
        if (!Guards.TryGetValue(method.Name, out var relation) || !IsPlain(first) || Plainly(first) is not { Type.IsReal: true } left)
            return null;
        var right = method.Name.StartsWith("ThrowIfNegative", StringComparison.Ordinal) ? new Literal(left.Type, "0", 0, -1)
            : call.Arguments is [_, { Value: var second }, ..] && IsPlain(second) ? Plainly(second) : null;
        return right is null ? null : new Binary(ValueType.Boolean, relation, left, right, -1);
    }

    // The expression where reading it does nothing before.
    private Expression? Plainly(IOperation operation)
    {
        var (block, value) = Apart(() => Operand(operation));
        return block.Statements.Length == 0 ? value : null;
    }

    // Arithmetic, comparisons and logic on parameters, locals and constants.
    private static bool IsPlain(IOperation operation) => operation.ConstantValue.HasValue || operation switch
    {
        IParameterReferenceOperation or ILocalReferenceOperation => operation.Type is { } type && (type.SpecialType is SpecialType.System_Int32 || TypeTexts.KindOf(type) is NumberKind.Double or NumberKind.Float),
        IParenthesizedOperation parenthesized => IsPlain(parenthesized.Operand),
        IUnaryOperation { OperatorMethod: null } unary => IsPlain(unary.Operand),
        IBinaryOperation { OperatorMethod: null } binary => IsPlain(binary.LeftOperand) && IsPlain(binary.RightOperand),
        IConversionOperation { OperatorMethod: null } conversion => IsPlain(conversion.Operand),
        _ => false,
    };
}
