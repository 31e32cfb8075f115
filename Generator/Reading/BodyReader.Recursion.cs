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

    // A function of arrays that calls itself with parts of them, or at other places in them: its derivative is a call of its own pullback.
    private bool GoesDownArrays(IMethodSymbol function) => function is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false, ContainingType.IsGenericType: false }
        && TypeOf(function.ReturnType) is { IsReal: true, IsGeneric: false } && function.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.IsParams)
        && function.Parameters.Any(parameter => TypeOf(parameter.Type).IsRealArray) && session.Scope.CanAccess(function) && BodySyntax(function) is not null;

    // Its parameters, while the rest of it is being read.
    private Function Declared(IMethodSymbol function) => new(
        function.Name,
        Enumerable.Range(0, function.Parameters.Length).ToEquatableArray(),
        function.Parameters.Select(parameter => new Variable(parameter.Name, TypeOf(parameter.Type), VariableRole.Parameter)).ToEquatableArray(),
        Block.Empty,
        TypeOf(function.ReturnType));

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
