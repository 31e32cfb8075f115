using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Reads <c>[Differentiable]</c>: which parameters, which derivatives.</summary>
internal static class AttributeReader
{
    private const string Space = "SymDiff";

    public const string Differentiable = "SymDiff.DifferentiableAttribute";
    public const string StandardNormal = "SymDiff.StandardNormalAttribute";
    public const string Positive = "SymDiff.PositiveAttribute";

    public static (EquatableArray<int> WithRespectTo, bool IsExplicit, int Derivatives) Read(
        ReadingSession session, MethodDeclarationSyntax declaration)
    {
        var method = session.Method;
        var attribute = AttributeOf(method);
        var derivatives = DerivativesOf(attribute);
        var names = NamesOf(attribute);
        var chosen = new SortedSet<int>();
        if (names.Length > 0)
        {
            for (var i = 0; i < names.Length; i++)
            {
                var location = ArgumentAt(attribute, i) ?? declaration.Identifier.GetLocation();
                if (ParameterNamed(session, names[i], location) is >= 0 and var index)
                    chosen.Add(index);
            }
        }
        else
        {
            // Numbers first: beside them an array is more often data than not. Where there are none the arrays are meant.
            var possible = method.Parameters.Where(parameter => Fault(parameter) is null).ToList();
            var numbers = possible.Where(parameter => TypeTexts.ElementOf(parameter.Type) is null).ToList();
            chosen.UnionWith((numbers.Count > 0 ? numbers : possible).Select(parameter => parameter.Ordinal));
            if (chosen.Count == 0)
                session.Report("SYMDIFF005", declaration.Identifier.GetLocation(), method.Name, Advice(method));
        }

        if (chosen.Any(index => TypeTexts.ElementOf(method.Parameters[index].Type) is not null) && session.Knowledge.Find("System.Span`1") is null)
        {
            session.Report("SYMDIFF002", declaration.Identifier.GetLocation(), "The gradient with respect to an array",
                "reference the package System.Memory, whose Span receives it");
        }

        return (chosen.ToEquatableArray(), names.Length > 0, derivatives);
    }

    /// <summary>The derivatives that a marked method asks for.</summary>
    public static int DerivativesOf(IMethodSymbol method) => DerivativesOf(AttributeOf(method));

    private static int DerivativesOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Derivatives").Value.Value is int flags ? flags : Flags.Gradient;

    /// <summary>Whether a method is marked and asks for its derivation.</summary>
    public static bool WantsDerivation(IMethodSymbol method) => (Of(method, Differentiable) ?? (method.PartialDefinitionPart is { } definition ? Of(definition, Differentiable) : null))
        ?.NamedArguments.FirstOrDefault(argument => argument.Key == "Derivation").Value.Value is true;

    private static AttributeData AttributeOf(IMethodSymbol method) => Of(method, Differentiable)
        ?? (method.PartialDefinitionPart is { } definition ? Of(definition, Differentiable) : null)
        ?? throw new BrokenCodeException();

    public static AttributeData? Of(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            // All of them stand in one namespace.
            if (attribute.AttributeClass is { ContainingType: null, Arity: 0, ContainingNamespace: { Name: Space, ContainingNamespace.IsGlobalNamespace: true } } type
                && name.Length == Space.Length + 1 + type.Name.Length && name.EndsWith(type.Name, StringComparison.Ordinal))
                return attribute;
        }

        return null;
    }

    private static string[] NamesOf(AttributeData attribute) =>
        [.. attribute.ConstructorArguments.SelectMany(argument => argument.Kind == TypedConstantKind.Array
            ? argument.IsNull ? [] : argument.Values.Select(value => value.Value as string ?? string.Empty)
            : [argument.Value as string ?? string.Empty])];

    private static Location? ArgumentAt(AttributeData attribute, int index)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return null;
        var positional = arguments.Where(argument => argument.NameEquals is null).ToList();
        if (positional.Count == 1 && ElementsOf(positional[0].Expression) is { } elements)
            return index < elements.Count ? elements[index].GetLocation() : positional[0].GetLocation();
        return index < positional.Count ? positional[index].GetLocation() : null;
    }

    // Names may also stand in an array.
    private static IReadOnlyList<SyntaxNode>? ElementsOf(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        CollectionExpressionSyntax { Elements: var elements } => elements,
        _ => null,
    };

    private static int ParameterNamed(ReadingSession session, string name, Location location)
    {
        var root = name.Split('.')[0];
        var parameter = session.Method.Parameters.FirstOrDefault(parameter => parameter.Name == root);
        var fault = parameter is null ? "the method has no parameter of that name"
            : root != name ? "a member of a parameter cannot be chosen yet"
            : Fault(parameter);
        if (fault is null)
            return parameter!.Ordinal;
        session.Report("SYMDIFF004", location, name, fault);
        return -1;
    }

    // Why a parameter is not differentiable; null where it is.
    private static string? Fault(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref or RefKind.Out } => "it is passed by reference",
        { Type: var type } when TypeTexts.ElementOf(type) is not null => Draw(parameter),
        { Type.SpecialType: not (SpecialType.System_Double or SpecialType.System_Single) } => TypeFault(parameter.Type),
        _ => Draw(parameter),
    };

    private static string? Draw(IParameterSymbol parameter) =>
        Of(parameter, StandardNormal) is null ? null : "it is a draw from the standard normal distribution";

    private static string TypeFault(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => "generic numbers cannot be differentiated yet",
        { SpecialType: SpecialType.System_Decimal } or { Name: "Half" } => "it is not double or float",
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "it may be null",
        { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct } => "structs cannot be differentiated yet",
        _ => "it is not a floating-point number",
    };

    private static string Advice(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => Fault(parameter) is { } fault
            && fault.EndsWith("yet", StringComparison.Ordinal)) is { } parameter
        ? $"of '{parameter.Name}': {Fault(parameter)}"
        : "it has no parameter of type double or float that is not a draw";
}
