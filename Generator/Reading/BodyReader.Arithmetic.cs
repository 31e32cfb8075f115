using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Arithmetic, comparisons, logic and conversions.</content>
internal sealed partial class BodyReader
{
    private Expression UnaryOf(IUnaryOperation unary)
    {
        if (unary.OperatorMethod is { } method && !IsBuiltIn(method, unary.Operand))
            return OperatorCall(method, unary, unary.Operand) ?? Carry(unary);
        if (unary.IsLifted || !IsNumber(TypeOf(unary).Kind))
            return Carry(unary);
        var site = Site(unary);
        var type = TypeOf(unary);
        var operand = Operand(unary.Operand);
        UnaryOperator? kind = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => UnaryOperator.Negate,
            UnaryOperatorKind.Plus => UnaryOperator.Plus,
            UnaryOperatorKind.Not => UnaryOperator.Not,
            UnaryOperatorKind.BitwiseNegation => UnaryOperator.BitwiseNot,
            _ => null,
        };
        if (kind is not { } known)
            return Carry(unary);
        return known == UnaryOperator.Negate && IsCheckedOtherwise(unary.IsChecked, type)
            ? Code(type, [CheckedWord(unary.IsChecked) + "(-", ")"], [operand], Purity.Reads, site)
            : new Unary(type, known, operand, site);
    }

    private Expression BinaryOf(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            return binary.OperatorMethod is null ? ShortCircuit(binary) : Carry(binary);
        if (NullTest(binary) is { } isNull)
            return isNull;
        if (!IsArithmetic(binary))
            return binary.OperatorMethod is { } method
                ? OperatorCall(method, binary, binary.LeftOperand, binary.RightOperand) ?? Carry(binary)
                : Carry(binary);

        // A long sum leans to the left: its spine is walked rather than descended.
        var spine = new Stack<IBinaryOperation>();
        IOperation innermost = binary;
        while (innermost is IBinaryOperation { LeftOperand: var next } inner && IsArithmetic(inner))
        {
            spine.Push(inner);
            innermost = next;
        }

        var left = Operand(innermost);
        while (spine.Count > 0)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            var operation = spine.Pop();
            var site = Site(operation);
            var mark = statements.Count;
            var right = Operand(operation.RightOperand);
            left = Kept(left, ref mark);
            left = Operation(operation.OperatorKind, TypeOf(operation), left, right, operation.IsChecked, operation.Syntax, site);
            if (++tallest >= GreatestHeight && spine.Count > 0)
            {
                left = SetAside(left);
                tallest = 0;
            }
        }

        return left;
    }

    private bool IsArithmetic(IBinaryOperation binary) =>
        binary is { IsLifted: false, LeftOperand.Type: { } left, RightOperand.Type: { } right, Type: { } type }
        && (binary.OperatorMethod is not { } method || IsBuiltIn(method, binary.LeftOperand))
        && IsNumber(TypeTexts.KindOf(Actual(left))) && IsNumber(TypeTexts.KindOf(Actual(right)))
        && IsNumber(TypeTexts.KindOf(Actual(type)))
        && binary.OperatorKind is not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        && (Comparison(binary.OperatorKind) is not null || (left.TypeKind != TypeKind.Enum && right.TypeKind != TypeKind.Enum));

    // An operator of a type parameter that stands for a number.
    private bool IsBuiltIn(IMethodSymbol method, IOperation operand) => method.ContainingType.TypeKind == TypeKind.Interface
        && operand.Type is ITypeParameterSymbol parameter && IsNumber(TypeTexts.KindOf(Actual(parameter)))
        && method.Parameters.All(given => SymbolEqualityComparer.Default.Equals(given.Type, parameter));

    private static BinaryOperator? Comparison(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => BinaryOperator.Equal,
        BinaryOperatorKind.NotEquals => BinaryOperator.NotEqual,
        BinaryOperatorKind.LessThan => BinaryOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private static BinaryOperator? Arithmetic(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => BinaryOperator.Add,
        BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
        BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
        BinaryOperatorKind.Divide => BinaryOperator.Divide,
        BinaryOperatorKind.Remainder => BinaryOperator.Remainder,
        _ => null,
    };

    /// <summary>An operation on two numbers that have been read.</summary>
    private Expression Operation(
        BinaryOperatorKind kind, ValueType type, Expression left, Expression right, bool isChecked, SyntaxNode syntax, int site)
    {
        if (Comparison(kind) is { } comparison)
            return new Binary(type, comparison, left, right, site);
        if (Arithmetic(kind) is { } arithmetic)
        {
            return IsCheckedOtherwise(isChecked, type) && arithmetic is not BinaryOperator.Remainder
                ? Code(type, [CheckedWord(isChecked) + "(", $" {Sign(kind)} ", ")"], [left, right], Purity.Reads, site)
                : new Binary(type, arithmetic, left, right, site);
        }

        if (type.Kind == NumberKind.Boolean)
        {
            // Both sides are evaluated, which matters only where the right one can fail.
            if (kind != BinaryOperatorKind.ExclusiveOr && CanFail(right))
                right = SetAside(right);
            var logic = kind switch
            {
                BinaryOperatorKind.And => BinaryOperator.And,
                BinaryOperatorKind.Or => BinaryOperator.Or,
                _ => BinaryOperator.NotEqual,
            };
            return new Binary(type, logic, left, right, site);
        }

        if (Sign(kind) is { } sign)
            return Code(type, ["", $" {sign} ", ""], [left, right], Purity.Pure, site);
        session.Unsupported(syntax, "The operator", "write it as arithmetic");
        return left;
    }

    private static string? Sign(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.UnsignedRightShift => ">>>",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        _ => null,
    };

    // The generated file is compiled with the same option as the author's, so only what departs from it need be said.
    private bool IsCheckedOtherwise(bool isChecked, ValueType type) =>
        type.Kind == NumberKind.Integer && isChecked != session.Compilation.Options.CheckOverflow();

    private static string CheckedWord(bool isChecked) => isChecked ? "checked" : "unchecked";

    private static bool CanFail(Expression expression) => expression switch
    {
        Verbatim verbatim => verbatim.Purity != Purity.Pure || verbatim.Holes.Any(CanFail),
        Binary binary => (binary.Type.Kind == NumberKind.Integer && binary.Operator is BinaryOperator.Divide or BinaryOperator.Remainder)
            || CanFail(binary.Left) || CanFail(binary.Right),
        Unary unary => CanFail(unary.Operand),
        Conversion conversion => CanFail(conversion.Operand),
        Read or Literal => false,
        _ => true,
    };

    private static Verbatim Code(
        ValueType type, EquatableArray<string> pieces, EquatableArray<Expression> holes, Purity purity, int site) =>
        new(type, pieces, holes, purity, string.Empty, site);
}
