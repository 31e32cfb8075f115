using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Recursion. A function that calls itself has no end when it is inlined, so the inner call stays a call, and its derivative is a call of the method that is
/// being generated: the gradient of the marked method, or a companion generated for a function that it calls.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>A call of a function that is just being read; null for any other, and for one whose gradient no generated method could give.</summary>
    private Application? RecursiveCall(IInvocationOperation call) =>
        session.Callees.IsBeingRead(call.TargetMethod.OriginalDefinition) || IsMarked(call.TargetMethod) ? Recursive(call) : null;

    /// <summary>The same, for a function that has turned out to call itself while it was read.</summary>
    private Application? KnownToRecur(IInvocationOperation call) =>
        session.Root.Companions.ContainsKey(call.TargetMethod.OriginalDefinition) ? Recursive(call) : null;

    private Application? Recursive(IInvocationOperation call)
    {
        var definition = call.TargetMethod.OriginalDefinition;
        return (call.TargetMethod.IsStatic || IsOnThis(call)) && RuleOfRecursion(definition) is { } rule ? Apply(call.TargetMethod, call.Arguments, rule, Site(call)) : null;
    }

    // An instance method is called on the object that the generated method has for its own, whose fields are data.
    private bool IsOnThis(IInvocationOperation call) => IsOnThis(call.TargetMethod, call.Instance);

    private bool IsOnThis(IMethodSymbol target, IOperation? instance) => (isMarked || hasOwnThis) && instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
        && target is { IsVirtual: false, IsAbstract: false, IsOverride: false, ContainingType: { TypeKind: TypeKind.Class, IsGenericType: false } type } && SymbolEqualityComparer.Default.Equals(type, session.Root.Method.ContainingType);

    private bool IsMarked(IMethodSymbol function) => SymbolEqualityComparer.Default.Equals(function.OriginalDefinition, session.Method.OriginalDefinition);

    private DerivativeRule? RuleOfRecursion(IMethodSymbol function)
    {
        if (!CanRecur(function))
            return null;
        var reals = function.Parameters.Where(parameter => TypeOf(parameter.Type).IsReal).ToList();
        if (IsMarked(function) && session.Differentiated.SequenceEqual(reals.Select(parameter => parameter.Ordinal)))
            return RuleNamed(session.GradientName, reals);
        if (session.Root.Companions.TryGetValue(function, out var known))
            return RuleNamed(known.Name + "Gradient", reals);
        var companion = new Companion(session.Root.CompanionName(function));
        session.Root.Companions.Add(function, companion);
        companion.Method = MethodReader.ReadCompanion(session, function, companion.Name, [.. reals.Select(parameter => parameter.Ordinal)]);
        return RuleNamed(companion.Name + "Gradient", reals);
    }

    private DerivativeRule RuleNamed(string name, List<IParameterSymbol> reals)
    {
        var both = name.Substring(0, name.Length - "Gradient".Length) + "ValueAndGradient";
        session.ReservedNames.Add(both);
        var types = reals.Select(parameter => TypeOf(parameter.Type)).ToEquatableArray();
        session.ReservedNames.Add(name);
        var type = types.Length == 1 ? types[0] : new ValueType(NumberKind.Tuple, "(" + string.Join(", ", types.Select(one => one.Text)) + ")", types);
        return new DerivativeRule(name, TakesResult: false, types.Length > 1, type) { IsRecursive = true, Both = both };
    }

    // A function that calls itself, and whose derivative is then a call of its own pullback: one of arrays, with parts of them or at other places in them; and one that no other method could call, since it
    // uses variables of another, is made for types that only its caller knows, is differentiated twice, or is called on a struct or another object, such as the nodes of a tree.
    private bool HasOwnPullback(IMethodSymbol target, bool isOnThis)
    {
        var function = target.OriginalDefinition;
        if (function is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } || (HasReceiver(function) && !IsStruct(function.ContainingType) && (isOnThis || function.ContainingType.TypeKind != TypeKind.Class)) || BodySyntax(function) is null || !session.Scope.CanAccess(function))
            return false;
        ValueType Taken(ITypeSymbol type) => session.Types.ValueTypeOf(Substitution.Of(target, substitution, session.Compilation)?.Apply(type) ?? type);
        return Taken(function.ReturnType) is { IsReal: true, IsGeneric: false } && function.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.IsParams)
            && (HasReceiver(function) || function.Parameters.Any(parameter => Taken(parameter.Type) is { IsRealArray: true } or { HasMembers: true, IsOfStructs: false, HasReal: true }) || (session.AsksForSecondDerivatives && function.IsStatic) || function.MethodKind == MethodKind.LocalFunction || function.IsGenericMethod || function.ContainingType.IsGenericType);
    }

    // Its parameters, while the rest of it is being read.
    private Function Declared() => new(method.Name, parameters.ToEquatableArray(), variables.ToEquatableArray(), Block.Empty, TypeOf(method.ReturnType));

    // A function that calls itself is called before all of it has been read: which variables of another it uses, and those that it calls, is found beforehand.
    private void CaptureBeforehand(SyntaxNode body)
    {
        if (outer is null || method.MethodKind != MethodKind.LocalFunction)
            return;
        var (used, called) = (new List<ISymbol>(), new List<IMethodSymbol>());
        var open = new Queue<(IMethodSymbol Function, SyntaxNode Body)>([(method, body)]);
        while (open.Count > 0)
        {
            foreach (var name in open.Dequeue().Body.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name, session.Cancellation).Symbol;
                if (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction, OriginalDefinition: var function } && !called.Contains(function, SymbolEqualityComparer.Default))
                {
                    called.Add(function);
                    if (BodySyntax(function) is { } further && !body.Contains(further))
                        open.Enqueue((function, further));
                }
                else if (symbol is ILocalSymbol { IsConst: false, RefKind: RefKind.None } or IParameterSymbol && !used.Contains(symbol, SymbolEqualityComparer.Default))
                {
                    used.Add(symbol);
                }
            }
        }

        if (!called.Contains(method.OriginalDefinition, SymbolEqualityComparer.Default))
            return;
        foreach (var symbol in used.Where(symbol => !IsOwn(symbol) && outer.IsVariable(symbol)))
            VariableOf(symbol);
    }

    private bool IsVariable(ISymbol symbol) => indices.ContainsKey(symbol) || (!IsOwn(symbol) && (outer?.IsVariable(symbol) ?? false));

    // It is called for its value and again for its gradient, so it must do nothing but compute.
    private bool CanRecur(IMethodSymbol function) => function is { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, ContainingType.IsGenericType: false }
        && TypeOf(function.ReturnType).IsReal && function.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.IsParams && TypeOf(parameter.Type) is { IsStruct: false, Kind: not NumberKind.Tuple })
        && function.Parameters.Any(parameter => TypeOf(parameter.Type).IsReal) && session.Scope.CanAccess(function)
        && BodySyntax(function) is { } body && WritesOnlyItsOwn(function, body);

    private static bool WritesOnlyItsOwn(IMethodSymbol function, SyntaxNode body)
    {
        var own = new HashSet<string>(function.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        foreach (var node in body.DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Identifier.ValueText: var local })
                own.Add(local);
            if (node is SingleVariableDesignationSyntax { Identifier.ValueText: var designated })
                own.Add(designated);
        }

        return Writes.In(body).All(write => write.IsWhole && own.Contains(write.Name));
    }
}
