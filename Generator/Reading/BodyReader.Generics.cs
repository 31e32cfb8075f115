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
        var suffix = type.Kind switch { NumberKind.Double => ".0", NumberKind.Float => "f", _ => string.Empty };
        return new Literal(type, (known == 1 ? "1" : "0") + suffix, known, Site(reference));
    }

    // T.CreateChecked(2) is the conversion (double)2.
    private Expression? GenericConversion(IInvocationOperation call)
    {
        if (call is not { ConstrainedToType: { } constrained, Arguments: [{ Value: var argument }] }
            || call.TargetMethod.Name is not ("CreateChecked" or "CreateSaturating" or "CreateTruncating")
            || !TypeOf(constrained).IsReal || argument.Type is not { } source || !IsNumber(TypeOf(source).Kind))
            return null;
        var operand = Operand(argument);
        return operand.Type == TypeOf(constrained) ? operand : new Conversion(TypeOf(constrained), operand, IsExplicit: true, Site(call));
    }
}
