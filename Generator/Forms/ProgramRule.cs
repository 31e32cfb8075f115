using SymDiff.Generator.Expectations;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>
/// The rule for draws of a program that are single numbers: all of the program is done once for each node, whatever it does with the draw, and what comes out is added up with the weights.
/// </summary>
/// <param name="subject">The program.</param>
/// <param name="draws">The draws that ask for a rule.</param>
/// <param name="nodesOf">How many nodes each asks for.</param>
/// <param name="tables">The nodes and weights.</param>
internal sealed class ProgramRule(ProgramSubject subject, IReadOnlyList<Value> draws, Func<Value, int> nodesOf, NodeTables tables)
{
    private Value? weight;

    public IReadOnlyList<Value> Draws => draws;

    /// <summary>The program of which a gradient is derived: arrays receive each node's part, which has its weight then.</summary>
    public ClosedForm Weighted(ClosedForm closed)
    {
        if (draws.Count == 0 || !subject.Arrays.Any())
            return closed;
        var result = closed.Result!;
        weight ??= Copying.Cell(subject.Values, result.Type, "weight");
        weight.IsActive = false;
        var product = subject.Values.Arithmetic(ValueKind.Multiply, weight, result);
        product.IsActive = result.IsActive;
        return closed with { Result = product };
    }

    /// <summary>Refuses what is not the same for each node, or has no expectation.</summary>
    /// <exception cref="NoClosedFormException">There is something like that.</exception>
    public void Test(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<Value> all, ProgramAdjoint program)
    {
        var random = new RandomValues(steps, draws);
        if (Step.All(steps).OfType<ThrowStep>().SelectMany(Needs.Guards).FirstOrDefault(random.IsRandom) is { } thrown)
            throw new NoClosedFormException(program.Graph.Symbol(thrown));
        try
        {
            new ProgramExpectation(program, all, new NodeSums(program, tables, _ => 0)).Of(results);
        }
        catch (NoClosedFormException none) when (none.DoesNotExist is null)
        {
            // That is why there are rules.
        }
    }

    /// <summary>The steps and results, once for each node.</summary>
    public (IReadOnlyList<Step> Steps, Value[] Results) Of(IReadOnlyList<Step> steps, Value[] results)
    {
        if (draws.Count == 0)
            return (steps, results);
        var values = subject.Values;
        var loop = new NodeLoop(values, draws.Select(draw => ((string?)draw.Text, draw.Type, nodesOf(draw))), tables);
        var others = draws.Zip(loop.Nodes, (draw, node) => (draw, node)).ToDictionary(pair => pair.draw, pair => pair.node);
        if (weight is not null)
            others[weight] = weight.Type.Kind == NumberKind.Float ? values.Convert(ValueType.Float, loop.Weight, isExplicit: true) : loop.Weight;
        var substitution = new Substitution(values, others);
        // What is tested, and what is made for all nodes.
        var before = steps.TakeWhile(step => step is ThrowStep or ClearStep).ToList();
        Value[] sums = [.. results.Select((_, i) => loop.Sum((results.Length == 1 ? "total" : subject.Scalars.ElementAt(i).Text) + (results.Length == 1 ? "" : "Sum")))];
        Value[] terms = [.. results.Select(result => weight is null ? values.Arithmetic(ValueKind.Multiply, loop.Weight, substitution.Of(result)) : substitution.Of(result))];
        return ([.. before, loop.Of(terms, sums, substitution.Of(steps.Skip(before.Count)))], sums);
    }
}
