using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Parameters, locals, captured variables and the receiver.</content>
internal sealed partial class BodyReader
{
    /// <summary>The variable that a symbol is; one of an enclosing function becomes a parameter.</summary>
    public int VariableOf(ISymbol symbol) => indices.TryGetValue(symbol, out var index) ? index
        : IsOwn(symbol) ? Declare(symbol)
        : indices[symbol] = CaptureOf(symbol);

    /// <summary>Whether a local or parameter is one of a body that has been entered, rather than of a lambda in carried-over code.</summary>
    public bool Knows(ISymbol symbol) => indices.ContainsKey(symbol) || referred.ContainsKey(symbol) || placed.ContainsKey(symbol) || growing.ContainsKey(symbol) || designated.ContainsKey(symbol) || (outer?.Knows(symbol) ?? false);

    /// <summary>The receiver as an expression.</summary>
    public Read This(int site)
    {
        return ReadOf(ReceiverOf(OwnerOfThis(method)), site);
    }

    // What is called this in a nested function is the receiver of the member around it.
    private static IMethodSymbol OwnerOfThis(IMethodSymbol method)
    {
        while (method.ContainingSymbol is IMethodSymbol around)
            method = around;
        return method;
    }

    /// <summary>The variable that holds the receiver of a method: of this one, or of one that called it and whose delegates it calls.</summary>
    private int ReceiverOf(IMethodSymbol owner)
    {
        if (!SymbolEqualityComparer.Default.Equals(owner, method))
            return indices.TryGetValue(owner, out var captured) ? captured : Capture(owner, outer!.variables[outer.ReceiverOf(owner)].Type);
        if (thisVariable < 0)
            thisVariable = Add(new Variable("this", TypeOf(method.ContainingType), VariableRole.This));
        return thisVariable;
    }

    /// <summary>Whether instance members are reached through a variable, since <c>this</c> in the generated code is another object.</summary>
    public bool HasForeignThis => !isMarked;

    /// <summary>Whether a primary constructor's parameter is read outside the constructor, from the object that keeps it.</summary>
    public bool IsCaptured(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && !Knows(parameter);

    // A parameter of a primary constructor lives in the object, and only its own members reach it.
    private Expression CapturedOf(IParameterSymbol parameter, IOperation operation)
    {
        if (HasForeignThis && IsStruct(parameter.ContainingType) && StructMembers.IndexOf(parameter.OriginalDefinition) is >= 0 and var index)
            return ElementOf(This(Site(operation)), index, Site(operation));
        if (AccessorOf(parameter) is { } accessor)
            return Code(TypeOf(parameter.Type), [accessor + "(", ")"], [This(Site(operation))], Purity.Reads, Site(operation)) with { Name = NameFor(parameter.Name) };
        NoteCaptured(parameter, operation.Syntax);
        return Code(TypeOf(parameter.Type), [Names.Identifier(parameter.Name)], [], Purity.Reads, Site(operation));
    }

    /// <summary>The method by which generated code reaches a primary constructor's parameter of another object; null where it can name it, or where there is none.</summary>
    public string? AccessorOf(IParameterSymbol parameter) => CanName(parameter) ? null : session.Accessors.For(parameter);

    private bool CanName(IParameterSymbol parameter) => (isMarked || hasOwnThis) && !session.ParameterNames.Contains(parameter.Name);

    /// <summary>Keeps the name of a primary constructor's parameter, which means it only within the object itself.</summary>
    public void NoteCaptured(IParameterSymbol parameter, SyntaxNode syntax)
    {
        if (!CanName(parameter))
            session.Unsupported(syntax, "A primary constructor's parameter of another object", "keep it in a property");
        session.ReservedNames.Add(parameter.Name);
    }

    /// <summary>What a reference to a local or a parameter reads.</summary>
    public Expression ReadOf(ISymbol symbol, int site)
    {
        if (designated.TryGetValue(symbol, out var value))
            return value;
        if (GrownAt(symbol, site) is { } grown)
            return grown;
        if (referred.TryGetValue(symbol, out var spot))
            return ItemOf(spot.Array, spot.Indices, site);
        if (placed.TryGetValue(symbol, out var place))
            return ReadOf(place, site);
        if (!indices.ContainsKey(symbol) && !IsOwn(symbol) && outer!.DesignatedIn(symbol) is { } outside)
            return ReadOf(Capture(symbol, outside.Type), site);
        if (!indices.ContainsKey(symbol) && DelegateAt(symbol) is { } known)
            return DelegateValue(known, symbol, site);
        return ReadOf(VariableOf(symbol), site);
    }

    private int Declare(ISymbol symbol)
    {
        var (type, role) = symbol switch
        {
            IParameterSymbol { RefKind: RefKind.Ref } parameter => (parameter.Type, VariableRole.Reference),
            IParameterSymbol { RefKind: RefKind.Out } parameter => (parameter.Type, VariableRole.Output),
            IParameterSymbol parameter => (parameter.Type, VariableRole.Parameter),
            ILocalSymbol { IsConst: true } local => (local.Type, VariableRole.Constant),
            ILocalSymbol local => (local.Type, VariableRole.Local),
            _ => throw new BrokenCodeException(),
        };
        // What the generator has named is no name of the author's.
        var name = symbol is ILocalSymbol && !Compositions.IsNamedByAuthor(symbol) ? string.Empty : symbol.Name;
        var index = Add(new Variable(name, TypeOf(type), role) { IsFixed = role == VariableRole.Constant || (symbol is ILocalSymbol && !WrittenNames.Contains(symbol.Name)) });
        indices.Add(symbol, index);
        if (symbol is IParameterSymbol)
        {
            parameters.Add(index);
            if (role == VariableRole.Parameter || symbol is IParameterSymbol { RefKind: RefKind.Ref })
                assigned.Add(index);
        }

        return index;
    }

    private bool IsOwn(ISymbol symbol) => outer is null || SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, method) || entered.Contains(symbol.ContainingSymbol);

    private int Capture(ISymbol symbol, ValueType type)
    {
        var isThis = symbol is IMethodSymbol;
        var index = Add(new Variable(isThis ? "this" : symbol.Name, type, VariableRole.Parameter));
        indices[symbol] = index;
        parameters.Add(index);
        captures.Add(symbol);
        assigned.Add(index);
        return index;
    }

    // A variable that is written is the enclosing function's own where it was captured.
    private void NoteWrite(int index)
    {
        assigned.Add(index);
        if (variables[index].Role == VariableRole.Parameter
            && (captures.Any(symbol => indices[symbol] == index) || (index == thisVariable && variables[index].Type.IsStruct)))
            variables[index] = variables[index] with { Role = VariableRole.Reference };
    }

    private Expression? DesignatedIn(ISymbol symbol) =>
        designated.TryGetValue(symbol, out var value) ? value : IsOwn(symbol) ? null : outer!.DesignatedIn(symbol);

    /// <summary>The argument for a captured variable of a function that is called.</summary>
    private Argument ArgumentFor(ISymbol captured, bool isWritten, int site)
    {
        if (captured is IMethodSymbol owner)
            return new Argument(ReadOf(ReceiverOf(owner), site), -1);
        if (!isWritten)
            return new Argument(ReadOf(captured, site), -1);
        var index = VariableOf(captured);
        var value = assigned.Contains(index) ? ReadOf(index, site) : null;
        NoteWrite(index);
        return new Argument(value, index);
    }
}
