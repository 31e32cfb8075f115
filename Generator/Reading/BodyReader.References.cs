using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Arguments passed by reference, and ref locals. What is one variable to the caller is one variable to the callee too, whatever names it has there: a callee is
/// read anew for each way in which its parameters coincide.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The variable that an argument is a reference to: −1 for one that is thrown away, null for anything else.</summary>
    private int? ReferenceAt(IOperation argument) => argument switch
    {
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => VariableAt(local),
        IDiscardOperation => -1,
        _ => VariableAt(argument) is >= 0 and var variable ? variable : null,
    };

    // A member of a struct is copied, and put back when the callee has returned: nothing else that is passed may be it, or have it as a part, or be a part of it.
    private Place? MemberAt(IOperation argument, IReadOnlyList<IArgumentOperation> all) =>
        PlaceAt(argument) is { Path.Length: > 0 } place && all.Count(other => IsWritable(other.Parameter!) && PlaceAt(other.Value) is { } passed && Overlap(passed, place)) == 1 ? place : null;

    private static bool Overlap(Place one, Place other) => one.Variable == other.Variable && one.Path.Zip(other.Path, (left, right) => left == right).All(isSame => isSame);

    private static bool IsWritable(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static bool IsReadOnly(IParameterSymbol parameter) => IsReadOnly(parameter.RefKind);

    private static bool IsReadOnly(RefKind kind) => kind is not (RefKind.None or RefKind.Ref or RefKind.Out);

    /// <summary>
    /// For each parameter of a method the first that is given the same variable, if one of them may write it; for one of a nested function
    /// the variable of the enclosing function, which it may know by that name as well. −1 for all others, and nothing where there are only those.
    /// </summary>
    private EquatableArray<int> SharedVariables(IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments, BodyReader? enclosing)
    {
        var given = Enumerable.Repeat(-1, target.Parameters.Length).ToArray();
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: not RefKind.None } parameter && ReferenceAt(argument.Value) is >= 0 and var variable)
                given[parameter.Ordinal] = variable;
        }

        if (enclosing is not null)
        {
            given = [.. given.Select(variable => IndexIn(enclosing, variable))];
        }
        else
        {
            var written = new HashSet<int>(target.Parameters.Where(IsWritable).Select(parameter => given[parameter.Ordinal]));
            given = [.. given.Select(variable => variable >= 0 && written.Contains(variable) && given.Count(other => other == variable) > 1
                ? Array.IndexOf(given, variable)
                : -1)];
        }

        return given.All(index => index < 0) ? default : given.ToEquatableArray();
    }

    // What a variable of this body is in a body around it; −1 for one that is not captured.
    private int IndexIn(BodyReader enclosing, int variable)
    {
        var reader = this;
        while (variable >= 0 && reader != enclosing)
        {
            var captured = reader.captures.FirstOrDefault(symbol => symbol is not IMethodSymbol && reader.indices[symbol] == variable);
            reader = reader.outer!;
            variable = captured is null ? -1 : reader.VariableOf(captured);
        }

        return variable;
    }

    /// <summary>The locals that refer to a member of a struct, or to an element of a tuple, in a variable.</summary>
    private readonly Dictionary<ISymbol, Place> placed = new(SymbolEqualityComparer.Default);

    // ref double a = ref x, ref double b = ref pair.B: another name for what stays where it is, as long as it is made to refer to nothing else.
    private bool IsOtherNameOf(IVariableDeclaratorOperation declarator)
    {
        if (declarator.GetVariableInitializer()?.Value is not { } target || PlaceAt(target) is not { } place || IsMadeToReferElsewhere(declarator.Symbol))
            return false;
        if (place.Path.Length == 0 && !IsOnlyRead(declarator.Symbol))
            indices[declarator.Symbol] = place.Variable;
        else
            placed[declarator.Symbol] = place;
        return true;
    }

    // ref readonly: a method that is called on a struct under that name is given a copy.
    private bool IsOnlyRead(ILocalSymbol local) => local.RefKind != RefKind.Ref && IsStruct(local.Type);

    private bool IsMadeToReferElsewhere(ILocalSymbol local) => BodySyntax(method) is { } body && body.DescendantNodes().Any(node =>
        node is AssignmentExpressionSyntax { Right: RefExpressionSyntax, Left: IdentifierNameSyntax name } && name.Identifier.ValueText == local.Name);

    // The first of the parameters that are one variable declares it.
    private void NameShared(IParameterSymbol parameter, int first)
    {
        if (first == parameter.Ordinal)
        {
            var index = Declare(parameter);
            variables[index] = variables[index] with { Role = VariableRole.Reference };
            assigned.Add(index);
        }
        else
        {
            indices[parameter] = indices[method.Parameters[first]];
        }
    }

    private ISymbol SymbolOf(int variable) => indices.First(pair => pair.Value == variable).Key;

    // A variable that was captured under another name is the same variable.
    private int CaptureOf(ISymbol symbol)
    {
        var outside = outer!.VariableOf(symbol);
        var known = captures.FirstOrDefault(other => other is not IMethodSymbol && outer.indices.TryGetValue(other, out var index) && index == outside);
        return known is null ? Capture(symbol, outer.variables[outside].Type) : indices[known];
    }

    /// <summary>The argument for a parameter passed by reference; null where another argument is the same variable.</summary>
    private Argument? ReferenceArgument(IMethodSymbol target, IArgumentOperation argument, WayOfCalling way, int site)
    {
        var parameter = argument.Parameter!;
        var shared = way.Shared;

        if (IsWritable(parameter) && PlaceAt(argument.Value) is { Path.Length: > 0 } place)
        {
            var copy = SetAside(ReadOf(place, site)).Variable;
            returning.Add((place, null, copy));
            return new Argument(parameter.RefKind == RefKind.Out ? null : ReadOf(copy, site), copy);
        }

        var variable = ReferenceAt(argument.Value) is >= 0 and var known ? known : Temporary(TypeOf(parameter.Type));
        if (shared.Length == 0 || shared[parameter.Ordinal] < 0)
        {
            return new Argument(
                parameter.RefKind == RefKind.Out ? null : ReadOf(variable, site), IsWritable(parameter) ? variable : -1);
        }

        if (EnclosingOf(target, way) is not null || shared[parameter.Ordinal] != parameter.Ordinal)
            return null;
        var isRead = target.Parameters.Any(other => shared[other.Ordinal] == parameter.Ordinal && other.RefKind != RefKind.Out);
        return new Argument(isRead ? ReadOf(variable, site) : null, variable);
    }

    /// <summary>
    /// Whether a callee may write to a place in memory that it is also given to read: it would have to see the new value, where it is read
    /// with a copy.
    /// </summary>
    private bool WritesWhatItIsGiven(IMethodSymbol target, IReadOnlyList<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!IsReadOnly(argument.Parameter!) || !IsPlace(argument.Value))
                continue;
            if (RootOf(argument.Value) is var root and >= 0)
            {
                if (target.MethodKind == MethodKind.LocalFunction || arguments.Any(other => IsWritable(other.Parameter!) && ReferenceAt(other.Value) == root))
                    return true;
            }
            else if (CalleeOf(target, argument.Parent!.Syntax, WayOf(target, arguments)) is { DisturbsMemory: true })
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPlace(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local: var local } => placed.ContainsKey(local),
        IFieldReferenceOperation { Field: var field } => field is { IsConst: false, IsReadOnly: false },
        IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation { Property: var property } => property.ReturnsByRef || property.ReturnsByRefReadonly,
        IInvocationOperation { TargetMethod: var called } => called.ReturnsByRef || called.ReturnsByRefReadonly,
        _ => false,
    };

    // The variable of which a place is a part; −1 where it is none.
    private int RootOf(IOperation place) => place switch
    {
        ILocalReferenceOperation { Local: var local } when placed.TryGetValue(local, out var referred) => referred.Variable,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => VariableAt(instance) is >= 0 and var variable ? variable : RootOf(instance),
        _ => -1,
    };
}
