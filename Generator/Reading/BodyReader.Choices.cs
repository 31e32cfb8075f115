using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Expressions that evaluate one of several others.</content>
internal sealed partial class BodyReader
{
    private Expression ShortCircuit(IBinaryOperation binary)
    {
        var site = Site(binary);
        var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        var left = Operand(binary.LeftOperand);
        var (block, right) = Apart(() => Operand(binary.RightOperand));
        return Both(isAnd, left, block, right, site);
    }

    // The right side, and what must run before it, is evaluated only where the left one does not decide.
    private Expression Both(bool isAnd, Expression left, Block before, Expression right, int site)
    {
        if (before.Statements.Length == 0)
            return new Binary(ValueType.Boolean, isAnd ? BinaryOperator.And : BinaryOperator.Or, left, right, site);
        var result = SetAside(left).Variable;
        var then = With(before, new Assign(result, right, site));
        Emit(isAnd
            ? new If(ReadOf(result, site), then, Block.Empty, site)
            : new If(ReadOf(result, site), Block.Empty, then, site));
        return ReadOf(result, site);
    }

    private Expression Choice(IConditionalOperation choice, IOperation whenFalse)
    {
        if (choice.IsRef)
            return Carry(choice);
        var site = Site(choice);
        var condition = Operand(choice.Condition);
        return Choose(condition, Apart(() => Operand(choice.WhenTrue)), Apart(() => Operand(whenFalse)), TypeOf(choice), site);
    }

    private Expression Choose(
        Expression condition,
        (Block Block, Expression Value) whenTrue,
        (Block Block, Expression Value) whenFalse,
        ValueType type,
        int site)
    {
        if (whenTrue.Block.Statements.Length == 0 && whenFalse.Block.Statements.Length == 0)
        {
            // Choices nest to the right without passing through an operand.
            tallest++;
            return new Conditional(type, condition, whenTrue.Value, whenFalse.Value, site);
        }

        var result = Temporary(type);
        Emit(new If(condition, Ending(whenTrue, result), Ending(whenFalse, result), site));
        assigned.Add(result);
        return ReadOf(result, site);
    }

    private static Block Ending((Block Block, Expression Value) branch, int result) => ReferenceEquals(branch.Value, Nothing)
        ? branch.Block
        : With(branch.Block, new Assign(result, branch.Value, branch.Value.Site));

    private static Block With(Block block, Statement last) => new(block.Statements.Append(last).ToEquatableArray());

    private Expression SwitchExpression(ISwitchExpressionOperation choice)
    {
        var site = Site(choice);
        var input = Tested(Value(choice.Value));
        return ReadArms(0).Value;

        (Block Block, Expression Value) ReadArms(int index)
        {
            Guard();
            if (index == choice.Arms.Length)
                return Apart<Expression>(() => Unmatched(site));
            var arm = choice.Arms[index];
            var isLast = index == choice.Arms.Length - 1 && arm.Guard is null && choice.IsExhaustive;
            (Block, Expression) ReadArm() => Apart(() =>
            {
                var condition = Matched(arm.Pattern, input, arm.Guard);
                if (isLast || condition is null)
                    return Operand(arm.Value);
                return Choose(condition, Apart(() => Operand(arm.Value)), ReadArms(index + 1), TypeOf(choice), site);
            });
            if (index > 0)
                return ReadArm();

            // The first arm's statements belong where the switch stands.
            var (block, value) = ReadArm();
            statements.AddRange(block.Statements);
            return (Block.Empty, value);
        }
    }

    private Literal Unmatched(int site)
    {
        var exception = session.Compilation.GetTypesByMetadataName("System.Runtime.CompilerServices.SwitchExpressionException") is [var type, ..]
            ? session.Types.TextOf(type)
            : "global::System.InvalidOperationException";
        var created = new ValueType(NumberKind.None, exception, default);
        Emit(new Throw(Code(created, ["new " + exception + "()"], default, Purity.Pure, site), site));
        return Nothing;
    }

    /// <summary>The condition under which an arm is taken; null where it always is.</summary>
    private Expression? Matched(IPatternOperation pattern, Expression input, IOperation? guard)
    {
        var condition = Bound(Test(pattern, input), session.Site(pattern.Syntax));
        if (guard is null)
            return condition;
        if (condition is null)
            return Operand(guard);
        var (block, read) = Apart(() => Operand(guard));
        return Both(isAnd: true, condition, block, read, session.Site(guard.Syntax));
    }

    /// <summary>An expression that can be tested again and again: its value cannot have changed in between.</summary>
    private Expression Tested(Expression input)
    {
        if (input is TupleOf tuple)
            return new TupleOf(tuple.Type, tuple.Elements.Select(Tested).ToEquatableArray(), tuple.Site);
        return input is Literal || (input is Read read && !MayChange(read.Variable)) ? input : SetAside(input);
    }

    private bool MayChange(int variable) =>
        variables[variable] is not { Name: "", Role: VariableRole.Local } and not { Role: VariableRole.This or VariableRole.Constant }
        && WrittenNames.Contains(variables[variable].Name);
}
