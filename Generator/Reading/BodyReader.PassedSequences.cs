using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Sequences of numbers that are passed to methods, <c>Mean(IEnumerable&lt;double&gt; x)</c>: what the method is given is an array.</content>
internal sealed partial class BodyReader
{
    /// <summary>Parameters that are sequences to the author, and for which the caller passes arrays.</summary>
    private readonly HashSet<ISymbol> takenAsArrays = new(SymbolEqualityComparer.Default);

    private bool IsTakenAsArray(ISymbol? symbol) => symbol is IParameterSymbol && (takenAsArrays.Contains(symbol) || (outer?.IsTakenAsArray(symbol) ?? false));

    // An array of data is taken for what it is too: it has a Length where a collection has a Count.
    private EquatableArray<int> SequencesAmong(IReadOnlyList<IArgumentOperation> arguments) =>
        arguments.Where(argument => ItemOfSequence(argument.Parameter!) is not null && (Unconverted(argument.Value).Type is IArrayTypeSymbol || MentionsReal(argument))).Select(argument => argument.Parameter!.Ordinal).ToEquatableArray();

    // What a parameter is a sequence of, where that can be held in an array.
    private ITypeSymbol? ItemOfSequence(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, Type: INamedTypeSymbol { Name: "IEnumerable" or "IReadOnlyCollection" or "ICollection", TypeArguments: [var item] } }
        && TypeOf(session.Compilation.CreateArrayTypeSymbol(Actual(item))) is { IsSequence: true, Row: null }
        && parameter.ContainingSymbol is IMethodSymbol { OriginalDefinition: var definition } && BodySyntax(definition) is not null
            ? item
            : null;

    private void TakeAsArray(IParameterSymbol parameter, int index)
    {
        takenAsArrays.Add(parameter);
        variables[index] = variables[index] with { Type = TypeOf(session.Compilation.CreateArrayTypeSymbol(Actual(((INamedTypeSymbol)parameter.Type).TypeArguments[0]))) };
    }

    // An array as it is, and what a query gives in a new one.
    private Expression ArrayFor(IArgumentOperation argument)
    {
        var site = Site(argument);
        var value = Unconverted(argument.Value);
        var type = TypeOf(session.Compilation.CreateArrayTypeSymbol(Actual(ItemOfSequence(argument.Parameter!)!)));
        if ((ArrayAt(value) ?? MadeHere(value) ?? (value.Type is IArrayTypeSymbol ? SetAside(Value(value)) : Listed(() => SequenceOf(value), type, site))) is { } array)
            return array;
        session.Unsupported(argument.Syntax, "A sequence that is passed on", "copy it to an array before");
        return new Literal(type, "default", 0, site);
    }
}
