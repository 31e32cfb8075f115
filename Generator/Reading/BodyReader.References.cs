using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Arguments passed by reference. What is one variable to the caller is one variable to the callee too, whatever names it has there: a callee is
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

    // A member of a struct is copied, and put back when the callee has returned: of all that is passed it must be the only one that is a part of its variable.
    private Place? MemberAt(IOperation argument, IReadOnlyList<IArgumentOperation> all) =>
        PlaceAt(argument) is { Path.Length: > 0 } place && all.Count(other => IsWritable(other.Parameter!) && PlaceAt(other.Value)?.Variable == place.Variable) == 1 ? place : null;

    private static bool IsWritable(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static bool IsReadOnly(IParameterSymbol parameter) => parameter.RefKind != RefKind.None && !IsWritable(parameter);

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

    private static bool IsPlace(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: var field } => field is { IsConst: false, IsReadOnly: false },
        IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation { Property: var property } => property.ReturnsByRef || property.ReturnsByRefReadonly,
        IInvocationOperation { TargetMethod: var called } => called.ReturnsByRef || called.ReturnsByRefReadonly,
        _ => false,
    };

    // The variable of which a place is a part; −1 where it is none.
    private int RootOf(IOperation place) => place is IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance }
        ? VariableAt(instance) is >= 0 and var variable ? variable : RootOf(instance)
        : -1;
}
