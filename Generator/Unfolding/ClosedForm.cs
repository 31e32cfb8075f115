using System.Text.RegularExpressions;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <summary>A method as one value, and what must happen on the way to it.</summary>
/// <param name="Values">The values.</param>
/// <param name="Inputs">The value of each parameter of the method, in order.</param>
/// <param name="Steps">Guards, assertions, carried-over code, in the author's order.</param>
/// <param name="Result">What the method returns.</param>
/// <param name="Assumptions">Between which numbers inputs and other values lie, or the method throws.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record ClosedForm(
    ValueGraph Values,
    IReadOnlyList<Value> Inputs,
    IReadOnlyList<Step> Steps,
    Value? Result,
    IReadOnlyList<Assumption> Assumptions,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether it has loops or writes elements: a list of statements over closed forms, rather than one.</summary>
    public bool IsProgram => Steps.Any(step => step is LoopStep or StoreStep or DefineStep { Definition.Called: not null }) || Inputs.Any(input => input is { IsActive: true, Type.Kind: Model.NumberKind.Array }) || OverwritesWhatIsRead;

    /// <summary>Whether the result is not the method's own, but the sum of what it returns and fills, each times its cotangent: these may be zero.</summary>
    public bool IsContracted { get; init; }

    // Whether carried-over code overwrites elements that have been read: what they held is then to be known before it.
    private bool OverwritesWhatIsRead => Steps.SelectMany(step => step.Overwrites).ToList() is { Count: > 0 } overwrites
        && Programs.Needs.Of(Steps, Result is null ? [] : [Result]).Any(value => value.Kind == ValueKind.Element
            && overwrites.Exists(overwrite => overwrite.Array == value.Operands[0] && Programs.Places.VersionOf(value) < overwrite.After));

    /// <summary>Between which numbers each input lies.</summary>
    public IReadOnlyList<Interval> Domains =>
        [.. Inputs.Select(input => Assumptions.Where(assumption => assumption.Value == input && assumption.Less is null).Aggregate(Interval.All, (domain, assumption) => domain.And(assumption.Range)))];

    /// <summary>The method with all that is known of its parameters declared, what its guards say included.</summary>
    public DifferentiableMethod WithDomains(DifferentiableMethod method)
    {
        var domains = Domains;
        Interval Of(DeclaredParameter parameter) => Inputs.TakeWhile(input => input.Text != parameter.Name).Count() is var index && index < domains.Count ? domains[index].And(parameter.Domain) : parameter.Domain;
        return method with { Declaration = method.Declaration with { Parameters = method.Declaration.Parameters.Select(parameter => parameter with { Domain = Of(parameter) }).ToEquatableArray() } };
    }

    /// <summary>Whether code is carried over for its effect, or to run once and in its place.</summary>
    public bool CarriesCode => Sites(Steps).Any() || HasCalls;

    /// <summary>Whether functions are called in it that stand beside the derivative with their pullbacks.</summary>
    public bool HasCalls => Programs.Needs.Of(Steps, []).Any(value => value.Called is not null);

    /// <summary>The words of the code that is carried over: names that it declares are among them.</summary>
    public ISet<string> CarriedWords => new HashSet<string>(Programs.Needs.Of(Steps, Result is null ? [] : [Result]).Where(value => value.Kind == ValueKind.Verbatim || value.Called is not null)
        .SelectMany(value => value.Called is null ? value.Pieces : (IEnumerable<string>)[value.Text]).SelectMany(piece => Regex.Split(piece, @"\W+")));

    /// <summary>Where it was read.</summary>
    public ISet<int> CarriedSites => new HashSet<int>(Sites(Steps).Concat(CarriedCalls));

    /// <summary>The elements that are reached through a part of their array.</summary>
    public IReadOnlyDictionary<(Value Array, Value Index), PartElement> Parts { get; init; } = new Dictionary<(Value, Value), PartElement>();

    /// <summary>For elements of arrays in which rows lie one behind the other, in which row they are, and where in it.</summary>
    public IReadOnlyDictionary<(Value Array, Value Index), (Value Row, Value Column)?> RowElements { get; init; } = new Dictionary<(Value, Value), (Value, Value)?>();

    /// <summary>Whether rows of an array of arrays that the method is given change places.</summary>
    public bool ExchangesRows { get; init; }

    /// <summary>The sites of calls that are carried over, although their source is known: nothing that goes in is differentiated.</summary>
    public IReadOnlyCollection<int> CarriedCalls { get; init; } = [];

    /// <summary>The calls that have been entered.</summary>
    public IReadOnlyList<EnteredCall> Entered { get; init; } = [];

    private static IEnumerable<int> Sites(IReadOnlyList<Step> steps) => steps.SelectMany(step => step switch
    {
        EffectStep effect => [effect.Code.Site],
        DefineStep { Definition: { Kind: ValueKind.Verbatim, Type.Kind: not Model.NumberKind.Array } } define => [define.Cell.Site],
        LoopStep loop => Sites(loop.Body),
        _ => Enumerable.Empty<int>(),
    });
}

/// <summary>An element as it is reached through a part of its array.</summary>
/// <param name="View">The part.</param>
/// <param name="Index">Where in it.</param>
/// <param name="Depth">In how many loops the part is taken, under no condition.</param>
internal sealed record PartElement(Value View, Value Index, int Depth);
