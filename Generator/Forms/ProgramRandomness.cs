using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>The draws of a program, which its expectations do without, and what must be known of them all the same: how many there are.</summary>
internal sealed class ProgramRandomness
{
    // What has a closed form in some expectation, and does not jump.
    private static readonly HashSet<Primitive> Continuous =
    [
        Primitive.Exp, Primitive.Log, Primitive.Sin, Primitive.Cos, Primitive.Sinh, Primitive.Cosh, Primitive.Abs, Primitive.Max, Primitive.Min,
        Primitive.NormalCdf, Primitive.NormalPdf, Primitive.Erf, Primitive.Erfc, Primitive.Widen,
    ];

    private readonly ProgramSubject subject;
    private readonly ProgramRule rule;

    public ProgramRandomness(ProgramSubject subject)
    {
        this.subject = subject;
        var values = subject.Closed.Values;
        Draws = [.. subject.Closed.Inputs.Where((_, i) => i < subject.Declaration.Parameters.Length && subject.Declaration.Parameters[i].IsStandardNormal)];
        var closed = DrawViews.Without(subject.Closed, Draws);
        var lengths = new DrawLengths(values, closed.Steps, [closed.Result!], Draws);
        foreach (var array in Draws.Where(draw => draw.Type.Kind == NumberKind.Array))
        {
            for (var dimension = 0; dimension < array.Type.Rank; dimension++)
            {
                if (lengths.Of(array, dimension) is { } length)
                    known.Add((array, dimension), length);
            }
        }

        var others = new Dictionary<Value, Value>();
        foreach (var extent in lengths.Asked)
            others.Add(extent, LengthOf(extent.Operands[0], DrawLengths.DimensionOf(extent)));
        var substitution = new Substitution(values, others);
        closed = closed with { Steps = [.. substitution.Of(closed.Steps).SelectMany(Kept).Select(Unnamed)], Result = substitution.Of(closed.Result!) };
        var forwarded = StoredDraws.Forwarded(closed, new RandomValues(closed.Steps, Draws));
        Closed = forwarded == closed ? closed : forwarded with { Steps = Liveness.Keep(forwarded.Steps, [forwarded.Result!]) };
        Tables = new NodeTables(values, subject.Declaration);
        rule = new ProgramRule(subject, [.. Draws.Where(draw => draw.Type.Kind != NumberKind.Array && NodesOf(draw) > 0)], NodesOf, Tables);
    }

    private readonly Dictionary<(Value Array, int Dimension), Value> known = [];

    /// <summary>The draws, and the arrays of draws.</summary>
    public IReadOnlyList<Value> Draws { get; }

    /// <summary>The program that does not ask for the lengths of its arrays of draws.</summary>
    public ClosedForm Closed { get; private set; }

    /// <summary>The nodes and weights of rules that are used.</summary>
    public NodeTables Tables { get; }

    /// <summary>The program of which the expected gradient is derived: where the parts with respect to arrays are added up node by node, its result times the node's weight.</summary>
    public ClosedForm Derived => rule.Weighted(Closed);

    /// <summary>Whether all is done once for each node.</summary>
    public bool IsRepeated => rule.Draws.Count > 0;

    /// <summary>Whether what depends on a draw is continuous, and nothing is held fixed: the gradient and the expectation may then change places.</summary>
    public bool IsContinuous
    {
        get
        {
            var program = Adjoint(Closed.Steps);
            var random = new RandomValues(Closed.Steps, Draws);
            return Needs.Of(Closed.Steps, [Closed.Result!]).Where(value => value.Kind == ValueKind.Stop || (random.IsRandom(value) && value.Type.Kind != NumberKind.Array))
                .All(value => value.Type.IsReal && value.Kind != ValueKind.Stop && program.Of(value).All.All(IsContinuousAt));

            bool IsContinuousAt(Expr expr) => expr switch
            {
                Choice choice => !choice.Condition.All.Any(part => part is Symbol { Value: var value } && random.IsRandom(value)),
                Apply apply => Continuous.Contains(apply.Function),
                _ => true,
            };
        }
    }

    /// <summary>Lengths that follow from nothing, and must be given.</summary>
    public List<MoreParameter> More { get; } = [];

    /// <summary>The draws as mathematics writes them: <c>ε</c>.</summary>
    public string Names => string.Join(", ", Draws.Select(draw => Writing.Notation.Unicode.Name(draw.Text)));

    /// <summary>How many draws an array has along a dimension; where that follows from nothing it is a parameter.</summary>
    public Value LengthOf(Value array, int dimension)
    {
        if (known.TryGetValue((array, dimension), out var length))
            return length;
        var suffix = array.Type.Rank == 1 ? "Length" : dimension == 0 ? "Rows" : "Columns";
        length = subject.Values.Input(ValueType.Int, subject.Names.Take(array.Text + suffix));
        known.Add((array, dimension), length);
        More.Add(new MoreParameter(length, ShapeKind.Length, array) { Declared = $"int {Writing.ExpressionWriter.Identifier(length.Text)}" });
        return length;
    }

    /// <summary>Takes the program in other words, of which more may be known; false where there are none.</summary>
    public bool Rephrase()
    {
        var program = new ProgramAdjoint(Closed, new Dictionary<Value, Value>(), subject.Dialect, subject.Cancellation);
        Value Call(string function, Value argument)
        {
            var call = subject.Dialect.Call(subject.Values, function, argument);
            call.IsActive = argument.IsActive;
            return call;
        }

        var random = new RandomValues(Closed.Steps, Draws);
        var others = Rephrasing.WithLogarithms(Closed, random, value => program.Graph.IsPositive(program.Of(value)), value => Call("Log", value), value => Call("Exp", value)) ?? DrawCoefficients.Of(Closed, random, Draws, value => program.Lower([program.Of(value)], [])[0]);
        if (others is not { } other)
            return false;
        Closed = other;
        return true;
    }

    /// <summary>Steps and results in expectation; null where there is no closed form, and then a problem says which part of the method has none.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="results">The results.</param>
    /// <param name="types">Their types.</param>
    /// <param name="method">What is generated.</param>
    /// <param name="problems">Receives the problem.</param>
    /// <param name="lefts">How each result is written in mathematics.</param>
    /// <param name="arrays">The arrays that receive partial derivatives, with those that they are with respect to.</param>
    public (IReadOnlyList<Step> Steps, Value[] Results, IReadOnlyList<Writing.DerivationLine> Derivation)? Expected(
        IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<ValueType> types, string method, List<Problem> problems, IReadOnlyList<Func<Writing.Notation, string>> lefts, IReadOnlyDictionary<Value, Value>? arrays = null)
    {
        var others = Draws.Except(rule.Draws).ToList();
        (steps, results) = DrawViews.Without(subject.Values, Liveness.Keep(steps, results), results, Draws);
        (steps, results) = RandomDefinitions.Inlined(subject.Values, steps, results, new RandomValues(steps, Draws));
        steps = LoopCells.Distinct(subject.Values, steps);
        (steps, results) = RandomBeginnings.Apart(subject.Values, steps, results, new RandomValues(steps, Draws));
        var program = Adjoint(Choices(Draws));
        try
        {
            if (IsRepeated)
            {
                rule.Test(steps, results, Draws, program);
                program = Adjoint(Choices(others));
            }

            var expectation = new ProgramExpectation(program, others, new NodeSums(program, Tables, NodesOf));
            var (expected, means) = expectation.Of(results);
            // What is the mean over nodes is no formula.
            IReadOnlyList<Writing.DerivationLine> derivation = IsRepeated ? [] : ExpectationDerivation.Of(expectation, program, subject.Declaration.Name, arrays ?? new Dictionary<Value, Value>(), lefts.Zip(results, (left, result) => (left, result)));
            (expected, means) = rule.Of(StoredAgain.Read(subject.Values, expected), means);
            return (expected, [.. means.Select((mean, i) => types[i].Kind == NumberKind.Float && mean.Type.Kind == NumberKind.Double ? subject.Values.Convert(types[i], mean, isExplicit: true) : mean)], derivation);
        }
        catch (NoClosedFormException none)
        {
            if (!problems.Exists(problem => problem.Rule is "SYMDIFF020" or "SYMDIFF021"))
                problems.Add(none.DoesNotExist is { } reason ? new Problem("SYMDIFF021", SiteOf(none.Expr, program), [subject.Declaration.Name, reason]) : new Problem("SYMDIFF020", SiteOf(none.Expr, program), [method, Reason(none.Expr)]));
            return null;
        }

        IReadOnlyList<Step> Choices(IEnumerable<Value> draws) => new RandomGuards(subject.Values, steps, draws).AsChoices();
    }

    /// <summary>What is said of the rules that are used.</summary>
    public EquatableArray<string> Remarks() => Tables.All.Count == 0
        ? default
        : Draws.Where(draw => NodesOf(draw) > 0).Select(draw => $"<para>{RuleWords.Of(Writing.Notation.Unicode.Name(draw.Text), NodesOf(draw))}.</para>").ToEquatableArray();

    private int NodesOf(Value draw) => draw.Kind == ValueKind.Input && subject.Declaration.Parameters.FirstOrDefault(parameter => parameter.Name == draw.Text) is { } parameter ? parameter.Quadrature : 0;

    private ProgramAdjoint Adjoint(IReadOnlyList<Step> steps) => new(Closed with { Steps = steps }, new Dictionary<Value, Value>(), subject.Dialect, subject.Cancellation);

    private string Reason(Expr expr) => expr is Symbol { Value.Type.IsReal: false }
        ? "what happens depends on the draw here; leave it out, or take the mean over draws, by the Monte Carlo gradient"
        : Draws.All(draw => NodesOf(draw) > 0)
        ? "this has no expectation in closed form, and a rule takes one draw after the other, where this depends on those of several turns; take the mean over draws, by the Monte Carlo gradient"
        : Draws.Any(draw => NodesOf(draw) > 0)
        ? "this has no expectation in closed form over the draws that ask for no rule; ask for [StandardNormal(Quadrature = 32)] for all of them, or take the mean over draws, by the Monte Carlo gradient"
        : "this has no expectation in closed form; ask for [StandardNormal(Quadrature = 32)], or take the mean over draws, by the Monte Carlo gradient";

    // What a guard says of the draws themselves concerns nobody who has none.
    private IEnumerable<Step> Kept(Step step)
    {
        if (step is not ThrowStep { Guard: { Outer: null } guard })
            return [step];
        var condition = Folded(guard.Condition);
        return condition == (guard.Holds ? subject.Values.False : subject.Values.True) ? [] : [step with { Guard = new Guard(condition, guard.Holds, null) }];
    }

    private Value Folded(Value condition) => condition.Kind switch
    {
        ValueKind.Not => subject.Values.Not(Folded(condition.Operands[0])),
        ValueKind.Or => subject.Values.Or(Folded(condition.Operands[0]), Folded(condition.Operands[1])),
        ValueKind.And => subject.Values.And(Folded(condition.Operands[0]), Folded(condition.Operands[1])),
        ValueKind.NotEqual or ValueKind.Less or ValueKind.Greater when IsSame(condition) => subject.Values.False,
        ValueKind.Equal or ValueKind.LessOrEqual or ValueKind.GreaterOrEqual when IsSame(condition) => subject.Values.True,
        _ => condition,
    };

    private static bool IsSame(Value comparison) => comparison.Operands[0] == comparison.Operands[1] && !comparison.Operands[0].Type.IsReal;

    // An exception names a parameter that is not there.
    private Step Unnamed(Step step) => step is ThrowStep { Exception: { Kind: ValueKind.Verbatim } exception } exit && exception.Pieces.Any(piece => piece.Contains("nameof("))
        ? exit with
        {
            Exception = subject.Values.Verbatim(exception.Type, exception.Pieces.Select(piece => Draws.Aggregate(piece, (text, draw) =>
                text.Replace($"nameof({Writing.ExpressionWriter.Identifier(draw.Text)})", $"\"{draw.Text}\""))).ToEquatableArray(), exception.Operands),
        }
        : step;

    // The author's smallest expression that is this one; else the smallest that it is a part of.
    private int SiteOf(Expr expr, ProgramAdjoint program)
    {
        if (expr is Symbol { Value.Site: >= 0 and var own })
            return own;
        var random = new RandomValues(Closed.Steps, Draws);
        var core = ExprGraph.Split(expr).Factor;
        // A function among the factors is to blame.
        if (core is Product product && product.Factors.Select(factor => factor.Base).FirstOrDefault(factor => factor is Apply && IsRandom(factor)) is { } function)
            core = function;
        var candidates = Needs.Of(Closed.Steps, [Closed.Result!]).Where(value => value is { Site: >= 0, IsLeaf: false, Type.IsReal: true } && random.IsRandom(value)).OrderBy(value => value.Id)
            .Select(value => (value.Site, Expr: Simplification.Simplifier.Release(program.Graph, [program.Of(value)])[0])).ToList();
        foreach (var (site, other) in candidates)
        {
            if (ExprGraph.Split(other).Factor == core)
                return site;
        }

        return candidates.Find(each => Contains(each.Expr, core)) is { Expr: not null } found ? found.Site : Closed.Result!.Site;
    }

    private bool IsRandom(Expr expr)
    {
        var random = new RandomValues(Closed.Steps, Draws);
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is Symbol symbol && random.IsRandom(symbol.Value))
                return true;
            Simplification.Cost.Push(open, next);
        }

        return false;
    }

    private static bool Contains(Expr expr, Expr part)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == part)
                return true;
            if (seen.Add(next))
                Simplification.Cost.Push(open, next);
        }

        return false;
    }
}
