using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Generic code that is called with numbers: what it asks of its type parameter is then known.</content>
internal sealed partial class BodyReader
{
    // double implements One and the like explicitly, so they cannot be named through it.
    private Literal? GenericConstant(IPropertyReferenceOperation reference)
    {
        if (reference.ConstrainedToType is not { } constrained)
            return null;
        var type = TypeOf(constrained);
        if (type.Kind is not (NumberKind.Double or NumberKind.Float or NumberKind.Integer))
            return null;
        if (type.IsGeneric && Named(reference.Property.Name) is { } named)
            return new Literal(type, type.Text + "." + reference.Property.Name, named, Site(reference));
        if (Actual(constrained).GetMembers(reference.Property.Name) is [IFieldSymbol { HasConstantValue: true, ConstantValue: { } number }])
            return new Literal(type, type.Text + "." + reference.Property.Name, Names.Value(number), Site(reference));
        double? value = reference.Property.Name switch
        {
            "One" or "MultiplicativeIdentity" => 1,
            "Zero" or "AdditiveIdentity" => 0,
            _ => null,
        };
        if (value is not { } known)
            return null;
        var suffix = type.Kind switch { _ when type.IsGeneric => string.Empty, NumberKind.Double => ".0", NumberKind.Float => "f", _ => string.Empty };
        return new Literal(type, (known == 1 ? "1" : "0") + suffix, known, Site(reference));
    }

    // A member of an interface that is called on what a type parameter stands for is that type's own: kernel.Of(r), where T is a Gaussian kernel.
    private IMethodSymbol TargetOf(IInvocationOperation call)
    {
        var declared = call.TargetMethod;
        if (declared.ContainingType.TypeKind != TypeKind.Interface || (call.ConstrainedToType ?? call.Instance?.Type) is not ITypeParameterSymbol parameter
            || Actual(parameter) is not INamedTypeSymbol type || !(type.IsValueType || type.IsSealed || call.Instance is null))
            return declared;
        return Implementation(type, declared) ?? declared;
    }

    // The same of a property: layer.Width, where the interface says only that there is one.
    private IPropertySymbol TargetOf(IPropertyReferenceOperation reference)
    {
        var declared = reference.Property;
        if (declared.ContainingType.TypeKind != TypeKind.Interface || declared.GetMethod is not { } getter || (reference.ConstrainedToType ?? reference.Instance?.Type) is not ITypeParameterSymbol parameter
            || Actual(parameter) is not INamedTypeSymbol type || !(type.IsValueType || type.IsSealed || reference.Instance is null))
            return declared;
        return Implementation(type, getter)?.AssociatedSymbol as IPropertySymbol ?? declared;
    }

    private IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol declared)
    {
        var home = (INamedTypeSymbol)Actual(declared.ContainingType);
        var member = SymbolEqualityComparer.Default.Equals(home, declared.ContainingType)
            ? declared
            : home.GetMembers(declared.Name).OfType<IMethodSymbol>().FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, declared.OriginalDefinition));
        if (member is not { IsGenericMethod: false })
            return null;
        // What the interface itself has a body for is called on an object, unless it is static.
        return type.FindImplementationForInterfaceMember(member) is IMethodSymbol { ContainingType.TypeKind: not TypeKind.Interface } found ? found : member is { IsStatic: true, IsVirtual: true } ? member : null;
    }

    // Those that are the same number in every type.
    private static double? Named(string constant) => constant switch
    {
        "Pi" => Math.PI,
        "E" => Math.E,
        "Tau" => 2 * Math.PI,
        "NegativeOne" => -1,
        "PositiveInfinity" => double.PositiveInfinity,
        "NegativeInfinity" => double.NegativeInfinity,
        _ => null,
    };

    // T.CreateChecked(2) is the conversion (double)2, and double.CreateChecked(x) one from T.
    private Expression? GenericConversion(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", IsStatic: true } method, Arguments: [{ Value: var argument }] }
            || argument.Type is not { } source || !IsNumber(TypeOf(source).Kind) || TypeOf(source).Kind == NumberKind.Boolean)
            return null;
        var type = TypeOf(call.ConstrainedToType ?? method.ContainingType);
        if (!type.IsReal || (call.ConstrainedToType is null && !TypeOf(source).IsGeneric))
            return null;
        var operand = Operand(argument);
        return operand.Type == type ? operand : new Conversion(type, operand, IsExplicit: true, Site(call));
    }
}
