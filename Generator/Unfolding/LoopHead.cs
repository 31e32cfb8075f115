using SymDiff.Generator.Model;

namespace SymDiff.Generator.Unfolding;

/// <summary>Reads the condition of a loop from its first statements: <c>for (;;) { if (i >= n) break; …</c> goes on while <c>i &lt; n</c>.</summary>
internal static class LoopHead
{
    public static Loop Of(Loop loop)
    {
        while (loop is { TestsFirst: true, Test.Statements.Length: 0, Body.Statements: { Length: > 0 } statements } && statements[0] is If first)
        {
            Expression goesOn;
            Block others;
            if (IsBreak(first.WhenTrue))
                (goesOn, others) = (new Unary(ValueType.Boolean, UnaryOperator.Not, first.Condition, first.Condition.Site), first.WhenFalse);
            else if (IsBreak(first.WhenFalse))
                (goesOn, others) = (first.Condition, first.WhenTrue);
            else
                return loop;
            loop = loop with
            {
                Condition = loop.Condition is Literal { Value: 1 } ? goesOn : new Binary(ValueType.Boolean, BinaryOperator.And, loop.Condition, goesOn, loop.Site),
                Body = new Block([.. others.Statements, .. statements.Skip(1)]),
            };
        }

        return loop;
    }

    private static bool IsBreak(Block block) => block.Statements is { Length: 1 } statements && statements[0] is Break;
}
