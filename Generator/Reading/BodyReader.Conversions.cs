using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Conversions.</content>
internal sealed partial class BodyReader
{
    private Expression ConversionOf(IConversionOperation conversion)
    {
        if (!conversion.Conversion.Exists)
            throw new BrokenCodeException();
        if (conversion.Operand is IThrowOperation thrown)
            return ThrowExpression(thrown);
        if (IsView(conversion) && ArrayAt(conversion.Operand) is { } array)
            return array;
        if (IsView(conversion) && conversion.Operand is IArrayCreationOperation creation && NewArray(creation) is { } made)
            return made;
        if (conversion.Operand is IInvocationOperation { TargetMethod.Name: "Clone" } call && CopyOf(call) is { } copy)
            return copy;
        if (conversion.Syntax is CollectionExpressionSyntax)
            return CollectionOf(conversion) ?? Carry(conversion);
        if (OnStack(conversion) is { } memory)
            return memory;
        if (conversion.OperatorMethod is { } method)
            return OperatorCall(method, conversion, conversion.Operand) ?? Carry(conversion);
        if (conversion.Operand.Type is not { } source || conversion.Type is not { } target || source.TypeKind == TypeKind.Dynamic)
            return Carry(conversion);
        if (conversion.Conversion.IsIdentity)
            return Value(conversion.Operand);

        var from = TypeOf(source);
        var to = TypeOf(target);
        if (IsNumber(from.Kind) && IsNumber(to.Kind))
            return Numeric(conversion, from, to);
        if (from is { Kind: NumberKind.Tuple, IsOfStructs: false } && to is { Kind: NumberKind.Tuple, IsOfStructs: false })
            return TupleConversion(conversion, to);
        if (conversion.Operand is ILiteralOperation or IDefaultValueOperation || to.Kind != NumberKind.None)
            return Carry(conversion);
        if (conversion.Conversion is { IsReference: true, IsImplicit: true })
            return Value(conversion.Operand);

        // A number put where an object or a nullable is wanted: whether that may be is seen when it is known what is differentiated.
        return conversion.IsImplicit && (IsNumber(from.Kind) || from is { Kind: NumberKind.Tuple, IsOfStructs: false })
            ? Code(to, ["(" + to.Text + ")", ""], [Operand(conversion.Operand)], Purity.Pure, Site(conversion))
            : Carry(conversion);
    }

    private Expression Numeric(IConversionOperation conversion, ValueType from, ValueType to)
    {
        var operand = Value(conversion.Operand);
        if (from == to || ReferenceEquals(operand, Nothing))
            return operand;
        var site = Site(conversion);
        if (operand is Verbatim { Purity: Purity.Effectful })
            operand = SetAside(operand);
        if (to.Kind == NumberKind.Integer && !conversion.IsImplicit && !conversion.Operand.ConstantValue.HasValue
            && conversion.IsChecked != session.Compilation.Options.CheckOverflow() && !from.Text.Equals(to.Text, StringComparison.Ordinal))
        {
            var word = CheckedWord(conversion.IsChecked);
            return Code(to, [word + "((" + to.Text + ")", ")"], [operand], Purity.Reads, site);
        }

        return new Conversion(to, operand, !conversion.IsImplicit, site);
    }

    private Expression TupleConversion(IConversionOperation conversion, ValueType to)
    {
        var operand = Value(conversion.Operand);
        if (operand.Type.Elements.Length != to.Elements.Length)
            return Carry(conversion);
        var site = Site(conversion);
        if (operand is not (TupleOf or Read))
            operand = SetAside(operand);
        var elements = new Expression[to.Elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            var element = ElementOf(operand, i, site);
            elements[i] = element.Type == to.Elements[i] || !IsNumber(element.Type.Kind)
                ? element
                : new Conversion(to.Elements[i], element, !conversion.IsImplicit, site);
        }

        return new TupleOf(to, elements.ToEquatableArray(), site);
    }
}
