using SymDiff.Generator.Algebra;
using SymDiff.Generator.Expectations;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Simplification;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The derivation of the expectation of a program as a person would write it down: what each loop adds up is in expectation, and then the results.</summary>
internal sealed class ExpectationDerivation
{
    private readonly ProgramExpectation expectation;
    private readonly ProgramAdjoint program;
    private readonly string method;
    private readonly IReadOnlyDictionary<Value, Value> arrays;
    private readonly Dictionary<Value, RunningMoment> moments = [];
    private readonly List<DerivationLine> lines = [];

    // Of more rules than these nobody reads the last.
    private const int MostRules = 12;

    private ExpectationDerivation(ProgramExpectation expectation, ProgramAdjoint program, string method, IReadOnlyDictionary<Value, Value> arrays)
    {
        (this.expectation, this.program, this.method, this.arrays) = (expectation, program, method, arrays);
        foreach (var moment in expectation.Running.Select(running => running.Moment))
            moments[moment.Current] = moments[moment.Final] = moment;
    }

    /// <summary>The lines.</summary>
    /// <param name="expectation">The expectation, made.</param>
    /// <param name="program">The program that it is the expectation of.</param>
    /// <param name="method">The author's method.</param>
    /// <param name="arrays">The arrays that receive partial derivatives, with those that they are with respect to.</param>
    /// <param name="results">What the expectation is of, and how it is written.</param>
    public static IReadOnlyList<DerivationLine> Of(ProgramExpectation expectation, ProgramAdjoint program, string method, IReadOnlyDictionary<Value, Value> arrays, IEnumerable<(Func<Notation, string> Left, Value Value)> results)
    {
        var derivation = new ExpectationDerivation(expectation, program, method, arrays);
        derivation.Walk(program.Places.Top);
        if (derivation.lines.Count > MostRules)
            return [];
        foreach (var (left, value) in results)
            derivation.Add(new DerivationLine(notation => notation.Expectation(left(notation)), expectation.FormulaOf(value)) { Mean = derivation.Released(value) });
        return DerivationWriter.LinesOf(derivation.lines, derivation.IndicesOf);
    }

    private void Walk(Region region)
    {
        foreach (var step in region.Steps)
        {
            if (step is AccumulateStep sum && arrays.TryGetValue(sum.Array, out var array))
                Add(sum, array);
            else if (step is LoopStep loop)
                Walk(loop);
        }
    }

    private void Walk(LoopStep loop)
    {
        var body = program.Places.RegionOf(loop);
        Walk(body);
        foreach (var (moment, initial, next, isAdded) in expectation.Running.Where(running => running.Moment.Loop == loop))
        {
            var counters = AdjointRow.IndicesOf(body, program.Places);
            // What is added may be made of what has been added before.
            var isSum = isAdded && initial.IsZero && !next.Values.Any(value => moments.TryGetValue(value, out var other) && other.Loop == loop && other.Current == value);
            if (next is Symbol { Value: var same } && TextOf(same, Notation.Unicode) == TextOf(moment, Notation.Unicode))
                continue;
            Add(new DerivationLine(notation => TextOf(moment, notation), next)
            {
                Relation = isSum ? LineRelation.Equals : isAdded ? LineRelation.Grows : LineRelation.Becomes,
                SummedOver = isSum ? counters[counters.Count - 1] : null,
            });
        }
    }

    private void Add(AccumulateStep sum, Value array)
    {
        var element = sum.Element ?? program.Values.Element(array.Type.Elements[0], array, 0, sum.Indices);
        if (new Conditions(Notation.Unicode).AdjointOf(element, method) is null || expectation.FormulaOf(sum.Amount) is not { IsZero: false } formula)
            return;
        Add(new DerivationLine(notation => notation.Expectation(new Conditions(notation).AdjointOf(element, notation.Name(method))!), formula)
        {
            Relation = LineRelation.Grows,
            Mean = expectation.IsRandom(sum.Amount) ? Released(sum.Amount) : null,
        });
    }

    private void Add(DerivationLine line) => lines.Add(line with
    {
        IndicesOf = IndicesOf,
        TextOf = TextOf,
        Mentioned = [.. expectation.Integrals.Where(integral => line.Formula.Values.Contains(integral.Sum)).Select(integral => integral.Integrand)],
    });

    private Expr Released(Value value) => Simplifier.Release(program.Graph, [program.Of(value)])[0];

    private IReadOnlyList<string> IndicesOf(Expr expr) => AdjointRow.IndicesOf(program.Places.Of(expr).Region, program.Places);

    // A moment, or what a sum over nodes is the expectation of.
    private string? TextOf(Value value, Notation notation) => moments.TryGetValue(value, out var moment) ? TextOf(moment, notation)
        : expectation.Integrals.FirstOrDefault(integral => integral.Sum == value) is { Sum: not null, Integrand: var integrand }
            ? notation.Expectation(Written(integrand, notation))
            : null;

    private string Written(Expr formula, Notation notation) => new FormulaWriter(notation, expr => expr is Symbol symbol
        ? TextOf(symbol.Value, notation) ?? notation.Name(symbol.Value.Name ?? symbol.Value.Text)
        : DerivationWriter.Indexed(notation, notation.Name(expr.Name!), IndicesOf(expr))).Write(formula);

    private string TextOf(RunningMoment moment, Notation notation)
    {
        if (moment.Rate is { } rate)
        {
            var variable = moment.Density?.Current ?? moment.Powers[0].Variable;
            var name = program.Values.Cell(variable.Type, NameOf(variable));
            var exponential = Written(program.Graph.Exp(program.Graph.Multiply(rate, program.Graph.Symbol(name))), notation);
            return moment.Density is null ? notation.Expectation(exponential)
                : notation.Fraction(notation.Expectation(notation.Product([notation.Name(NameOf(moment.Powers[0].Variable)), exponential])), [notation.Expectation(exponential)]);
        }

        var names = moment.Powers.Select(power => notation.Name(NameOf(power.Variable))).ToList();
        if (moment.IsCentral)
            return names.Count == 1 ? notation.Variance(names[0]) : notation.Covariance(names[0], names[1]);
        return notation.Expectation(notation.Product([.. moment.Powers.Select((power, i) => power.Power == 1 ? names[i] : notation.Power(names[i], power.Power.ToString(System.Globalization.CultureInfo.InvariantCulture)))]));
    }

    private static string NameOf(Value variable) => variable.Kind == ValueKind.Element ? variable.Operands[0].Text : variable.Name ?? variable.Text;
}
