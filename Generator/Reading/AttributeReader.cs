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

    public static Choice Read(ReadingSession session, MethodDeclarationSyntax declaration, EquatableArray<int> outputs)
    {
        var method = session.Method;
        var attribute = AttributeOf(method);
        var derivatives = DerivativesOf(attribute);
        var names = NamesOf(attribute);
        var chosen = new List<Chosen>();
        var hasReceiver = false;
        if (names.Length > 0)
        {
            for (var i = 0; i < names.Length; i++)
            {
                var location = ArgumentAt(attribute, i) ?? declaration.Identifier.GetLocation();
                hasReceiver |= names[i].StartsWith("this.", StringComparison.Ordinal);
                if (ChosenByName.Of(session, names[i], location) is { } one)
                {
                    if (outputs.Any(index => method.Parameters[index].Name == one.Name))
                        session.Report("SYMDIFF004", location, names[i], "the method fills it, so it is an output");
                    else
                        chosen.Add(one);
                }
            }
        }
        else
        {
            // Numbers first: beside them a struct, and still more an array, is more often data than not. Where there are none they are meant.
            var possible = method.Parameters.Where(parameter => Fault(session, parameter) is null && !outputs.Contains(parameter.Ordinal))
                .Select(parameter => new Chosen(parameter.Name, session.Types.ValueTypeOf(parameter.Type))).ToList();
            var first = possible.Exists(one => one.Type.IsReal) ? possible.Where(one => one.Type.IsReal)
                : possible.Exists(one => one.Type is { HasMembers: true, IsOfStructs: false }) ? possible.Where(one => one.Type is { HasMembers: true, IsOfStructs: false })
                : possible;
            chosen.AddRange(first);
            if (chosen.Count == 0)
                session.Report("SYMDIFF005", declaration.Identifier.GetLocation(), method.Name, Advice(session));
        }

        if (chosen.Exists(one => one.Type.IsSequence) && session.Knowledge.Find("System.Span`1") is null)
        {
            session.Report("SYMDIFF002", declaration.Identifier.GetLocation(), "The gradient with respect to an array",
                "reference the package System.Memory, whose Span receives it");
        }

        // What adjoints are computed in is one type.
        var numbers = chosen.SelectMany(one => Leaves.Of(one.Type)).Select(type => type.IsArray ? type.Elements[0] : type).Where(type => type.IsReal).ToList();
        if (numbers.Find(type => type.IsGeneric) is { } generic && numbers.Exists(type => type.Text != generic.Text))
            session.Report("SYMDIFF002", declaration.Identifier.GetLocation(), $"A method of {generic.Text} and other numbers", $"name the parameters of one type in the attribute, or make all of them {generic.Text}");
        return new Choice(chosen.ToEquatableArray(), names.Length > 0, hasReceiver, derivatives);
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

    /// <summary>Why a parameter is not differentiable; null where it is.</summary>
    public static string? Fault(ReadingSession session, IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref or RefKind.Out } => "it is passed by reference",
        { Type: { TypeKind: TypeKind.Class } type } when session.Objects.AreValues(type) => TypeFault(type),
        { Type: var type } when TypeTexts.ElementOf(type) is not null => Draw(parameter),
        { Type: var type } when session.Types.ValueTypeOf(type) is { HasMembers: true } members => StructFault(members) ?? Draw(parameter),
        { Type: var type } when TypeTexts.KindOf(type) is not (NumberKind.Double or NumberKind.Float) => TypeFault(type),
        _ => Draw(parameter),
    };

    /// <summary>Why a struct or tuple cannot be differentiated with respect to; null where it can.</summary>
    public static string? StructFault(ValueType type)
    {
        if (type.Item is { } item)
            return StructFault(item)?.Replace(", or choose members by name", string.Empty);
        if (!Leaves.Of(type).Any(leaf => leaf.IsReal))
            return "it has no member of type double or float";
        if (Leaves.Of("", type).FirstOrDefault(leaf => leaf.Type.IsReal && Leaves.IsHidden(leaf.Name)) is { Name: { } hidden })
            return $"the generated code cannot read its member '{hidden.Replace("?", "")}'; make it internal, or give it a property";
        return Unmade(type) is { } unmade
            ? $"a gradient of type '{unmade.Text}' cannot be made; give it a constructor that does nothing but assign all of its members, or choose members by name"
            : null;
    }

    private static ValueType? Unmade(ValueType type) => type.Making?.Way == MakingWay.None ? type
        : type.HasMembers ? type.Elements.Select(Unmade).FirstOrDefault(unmade => unmade is not null)
        : null;

    private static string? Draw(IParameterSymbol parameter) =>
        Of(parameter, StandardNormal) is null ? null : "it is a draw from the standard normal distribution";

    /// <summary>Why a type that is neither a number nor made of numbers cannot be differentiated with respect to.</summary>
    public static string TypeFault(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => $"'{parameter.Name}' may be anything; add a constraint that says that it is a floating-point number, such as IFloatingPointIeee754<{parameter.Name}>",
        { SpecialType: SpecialType.System_Decimal } or { Name: "Half" } => "it is not double or float",
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "it may be null",
        { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct } => "it is a struct without a double or float that is known to the generated code",
        { IsReferenceType: true, TypeKind: TypeKind.Class, SpecialType: SpecialType.None } => "it is an object, whose fields are held fixed; make it a struct, or pass the numbers themselves",
        IArrayTypeSymbol array when Innermost(array) is { SpecialType: SpecialType.System_Double or SpecialType.System_Single } number => string.Format(System.Globalization.CultureInfo.InvariantCulture, "it is no {0}[], {0}[,] or {0}[][]; copy its numbers into one of these", number),
        _ => "it is not a floating-point number",
    };

    private static ITypeSymbol Innermost(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType: var element } ? Innermost(element) : type;

    private static string Advice(ReadingSession session) => session.Method.Parameters.FirstOrDefault(parameter => Fault(session, parameter) is { } fault
            && fault.IndexOf(';') >= 0) is { } parameter
        ? $"of '{parameter.Name}': {Fault(session, parameter)}"
        : "it has no parameter of type double or float that is not a draw";
}
