using System.Globalization;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The draws of a method, and expectations over them.</summary>
/// <param name="subject">The method.</param>
/// <param name="algebra">Its algebra.</param>
/// <param name="draws">The draws over which expectations are taken.</param>
internal sealed class Randomness(Subject subject, ClosedAlgebra algebra, IReadOnlyList<Value> draws)
{
    private readonly Expectation expectation = new(algebra.Graph, draws, value => Simplifier.Release(algebra.Graph, [algebra.Of(value)])[0]);

    /// <summary>The draws as mathematics writes them: <c>ε</c>, <c>ε₁, ε₂</c>.</summary>
    public string Draws => string.Join(", ", draws.Select(draw => Notation.Unicode.Name(draw.Text)));

    /// <summary>A line for each expectation, and what was used of the moments of a draw: E[ε] = 0, E[ε²] = 1.</summary>
    public IReadOnlyList<DerivationLine> Lines(IEnumerable<DerivationLine> lines) => DerivationWriter.LinesOf(lines.Concat(expectation.Moments.OrderBy(moment => moment).Select(moment =>
    {
        var name = draws[moment.Draw].Text;
        string Left(Notation notation) => notation.Expectation(moment.Power == 1 ? notation.Name(name) : notation.Power(notation.Name(name), moment.Power.ToString(CultureInfo.InvariantCulture)));
        return new DerivationLine(Left, algebra.Graph.Number(ExpectationTable.Moment(moment.Power)));
    })));

    /// <summary>The expectations; null where one has no closed form, and then a problem says which part of the method has none.</summary>
    public Expr[]? Of(Expr[] exprs, string method, List<Problem> problems)
    {
        try
        {
            if (Reads(subject.Closed.Steps) is { } read)
                throw new NoClosedFormException(algebra.Graph.Symbol(read));
            return [.. Simplifier.Release(algebra.Graph, exprs).Select(expectation.Of)];
        }
        catch (NoClosedFormException none)
        {
            Report(none, method, problems);
            return null;
        }
    }

    /// <summary>Whether it is known that there are no such expectations, however they are computed; a problem says why.</summary>
    public bool IsNone(Expr[] exprs, List<Problem> problems)
    {
        try
        {
            if (Reads(subject.Closed.Steps) is { } read)
                throw new NoClosedFormException(algebra.Graph.Symbol(read));
            foreach (var expr in Simplifier.Release(algebra.Graph, exprs))
                expectation.Of(expr);
            return false;
        }
        catch (NoClosedFormException none)
        {
            var isNone = none.DoesNotExist is not null || none.Expr is Symbol { Value.Type.IsReal: false };
            if (isNone)
                Report(none, subject.Declaration.Name + "Expectation", problems);
            return isNone;
        }
    }

    private Value? Reads(IReadOnlyList<Step> steps) => steps.SelectMany(Needs.Direct).FirstOrDefault(expectation.IsRandom);

    // Once for both forms.
    private void Report(NoClosedFormException none, string method, List<Problem> problems)
    {
        if (problems.Exists(problem => problem.Rule is "SYMDIFF020" or "SYMDIFF021"))
            return;
        problems.Add(none.DoesNotExist is { } reason
            ? new Problem("SYMDIFF021", SiteOf(none.Expr), [subject.Declaration.Name, reason])
            : new Problem("SYMDIFF020", SiteOf(none.Expr), [method, none.Expr is Symbol { Value.Type.IsReal: false }
                ? "what happens depends on the draw here; leave it out, or take the mean over draws, by the Monte Carlo gradient"
                : "this has no expectation in closed form; ask for [StandardNormal(Quadrature = 32)], or take the mean over draws, by the Monte Carlo gradient"]));
    }

    // The author's smallest expression that is this one or a power of it; else the smallest that it is a part of.
    private int SiteOf(Expr expr)
    {
        if (expr is Symbol { Value.Site: >= 0 and var own })
            return own;
        // A function among the factors is to blame.
        if (expr is Product product && product.Factors.Select(factor => factor.Base).FirstOrDefault(factor => factor is Apply && expectation.IsRandom(factor)) is { } function)
            expr = function;
        var (core, power) = Base(expr);
        var values = Needs.Of(subject.Closed.Steps, [subject.Closed.Result!]).Where(value => value is { Site: >= 0, IsLeaf: false, Type.IsReal: true } && expectation.IsRandom(value)).OrderBy(value => value.Id);
        var known = values.Select(value => (value.Site, Expr: Simplifier.Release(algebra.Graph, [algebra.Of(value)])[0])).ToList();
        foreach (var (site, other) in known)
        {
            if (Base(other) is var (otherCore, otherPower) && otherCore == core && otherPower.Abs == power.Abs)
                return site;
        }

        return known.Find(each => Contains(each.Expr, expr, core)) is { Expr: not null } found ? found.Site : subject.Closed.Result!.Site;
    }

    private static (Expr Core, Constant Power) Base(Expr expr) =>
        ExprGraph.Split(expr).Factor is Product { Factors: [var factor] } ? (factor.Base, factor.Exponent) : (ExprGraph.Split(expr).Factor, Constant.One);

    private static bool Contains(Expr expr, Expr part, Expr core)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == part || next == core)
                return true;
            if (seen.Add(next))
                Cost.Push(open, next);
        }

        return false;
    }
}
