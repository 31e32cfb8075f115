using SymDiff.Generator.Algebra;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>
/// Choices of the greater or the lesser of two, a − b &gt; 0 ? b : a, written as min(a, b). Only what is not differentiated any more may be written so: at a tie a choice passes on all to one side.
/// </summary>
internal static class Extremes
{
    public static Expr In(ExprGraph graph, Expr expr) => new Rewriter(graph, each => each is Choice
    {
        Condition: Comparison { Relation: ValueKind.Greater, Left: var difference, Right.IsZero: true }, WhenTrue: var whenTrue, WhenFalse: var whenFalse,
    } && (graph.Subtract(whenTrue, whenFalse) is var step && (step == difference || step == graph.Negate(difference)))
        ? graph.Call(step == difference ? Primitive.Max : Primitive.Min, whenTrue, whenFalse)
        : each).Rewrite(expr);
}
