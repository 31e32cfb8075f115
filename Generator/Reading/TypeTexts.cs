using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>Types as the generated code names them, and as the model knows them.</summary>
/// <param name="scope">Where the text will stand.</param>
/// <param name="hasNullable">Whether <c>string?</c> may be written.</param>
/// <param name="objects">The classes whose objects are held as structs are.</param>
internal sealed class TypeTexts(Scope scope, bool hasNullable, ValueObjects objects)
{
    private static readonly ValueType Void = new(NumberKind.None, "void", default);
    private static readonly ValueType Anonymous = new(NumberKind.None, "var", default);

    private readonly ConcurrentDictionary<ITypeSymbol, ValueType> read = new(SymbolEqualityComparer.IncludeNullability);
    private readonly ConcurrentDictionary<ITypeSymbol, string> texts = new(SymbolEqualityComparer.IncludeNullability);

    public ValueType ValueTypeOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => ValueType.Double,
        SpecialType.System_Single => ValueType.Float,
        SpecialType.System_Int32 => ValueType.Int,
        SpecialType.System_Boolean => ValueType.Boolean,
        SpecialType.System_Void => Void,
        _ => read.GetOrAdd(objects.AreValues(type) ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type, Read),
    };

    // A struct may have an array of its own kind: the text of a type does not ask what it consists of.
    public string TextOf(ITypeSymbol type) => type is INamedTypeSymbol { IsAnonymousType: true } ? Anonymous.Text : texts.GetOrAdd(type, Write);

    /// <summary>A static member: by its simple name where that means it, after its type otherwise.</summary>
    public string MemberOf(ITypeSymbol type, string name) => TextOf(type) + "." + Names.Identifier(name);

    public static NumberKind KindOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => NumberKind.Double,
        { SpecialType: SpecialType.System_Single } => NumberKind.Float,
        { SpecialType: SpecialType.System_Boolean } => NumberKind.Boolean,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Char } => NumberKind.Integer,
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => NumberKind.Integer,
        { TypeKind: TypeKind.Enum } => NumberKind.Integer,
        ITypeParameterSymbol parameter when IsFloatingPoint(parameter) => NumberKind.Double,
        INamedTypeSymbol { IsTupleType: true } => NumberKind.Tuple,
        _ => NumberKind.None,
    };

    /// <summary>The type of the elements of an array, span or list of real numbers; null for any other type.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) =>
        NumberOf(type) is { } element && KindOf(element) is NumberKind.Double or NumberKind.Float ? NumberOf(type) : null;

    /// <summary>The interfaces of generic math that the constraints of a type parameter promise.</summary>
    public static IEnumerable<string> InterfacesOf(ITypeParameterSymbol parameter) => parameter.ConstraintTypes.OfType<INamedTypeSymbol>()
        .SelectMany(constraint => constraint.AllInterfaces.Prepend(constraint))
        .Where(type => type is { TypeKind: TypeKind.Interface, TypeArguments.Length: > 0 } && Names.Namespace(type.ContainingNamespace) == "System.Numerics" && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], parameter))
        .Select(type => type.Name).Distinct();

    // Only what has fractions has π, and so has everything with roots, exponentials or angles. INumber<T> may be an integer.
    private static bool IsFloatingPoint(ITypeParameterSymbol parameter) => InterfacesOf(parameter).Contains("IFloatingPointConstants");

    /// <summary>The type of the rows of an array or list of arrays of real numbers; null for any other type.</summary>
    public static IArrayTypeSymbol? RowOf(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" } && ItemOf(type) is IArrayTypeSymbol { Rank: 1 } row
            && KindOf(row.ElementType) is NumberKind.Double or NumberKind.Float ? row : null;

    // The type of the numbers in an array, span or list.
    private static ITypeSymbol? NumberOf(ITypeSymbol type) =>
        (RowOf(type)?.ElementType ?? ItemOf(type)) is { } element && KindOf(element) is NumberKind.Double or NumberKind.Float or NumberKind.Integer or NumberKind.Boolean ? element : null;

    /// <summary>The type of the elements of an array, span or list; null for any other type.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        return type switch
        {
            IArrayTypeSymbol { Rank: <= 2 } array => array.ElementType,
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var item] } span when Names.Namespace(span.ContainingNamespace) == "System" => item,
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList", TypeArguments: [var item] } list
                when Names.Namespace(list.ContainingNamespace) == "System.Collections.Generic" => item,
            _ => null,
        };
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_Void => "void",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_String => "string",
        _ => null,
    };

    private ValueType Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsAnonymousType: true })
            return Anonymous;
        if (NumberOf(type) is { } element)
            return new ValueType(NumberKind.Array, TextOf(type), [ValueTypeOf(element)]) { Row = RowOf(type) is { } row ? ValueTypeOf(row) : null };
        // An array of structs that have arrays of their own is carried as it is.
        if (ItemOf(type) is { } structure && ValueTypeOf(structure) is { HasMembers: true, HasReal: true, IsOfStructs: false, HasArrays: false } item)
            return new ArrayTypes(scope, TextOf(type), item).Of(structure);
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return new ValueType(NumberKind.Tuple, TextOf(type), tuple.TupleElements.Select(element => MemberTypeOf(element.Type)).ToEquatableArray())
            {
                Members = tuple.TupleElements.Select(element => Names.Identifier(element.Name)).ToEquatableArray(),
            };
        }

        return StructOf(type) ?? new ValueType(KindOf(type), TextOf(type), default);
    }

    // A struct without a real number in it is carried as it is.
    private ValueType? StructOf(ITypeSymbol type)
    {
        if (!type.IsValueType && !objects.AreValues(type))
            return null;
        var fields = StructMembers.Of(type);
        if (fields.Count == 0)
            return null;
        var elements = fields.Select(field => MemberTypeOf(StructMembers.TypeOf(field))).ToEquatableArray();
        return !elements.Any(element => element.HasReal)
            ? null
            : new ValueType(NumberKind.Tuple, TextOf(type), elements)
            {
                Members = fields.Select(MemberText).ToEquatableArray(),
                Making = Makings.Of((INamedTypeSymbol)type, fields, scope.CanAccess),
            };
    }

    // An array of structs within a struct, which may be of its own kind, is carried as it is.
    private ValueType MemberTypeOf(ITypeSymbol type) =>
        ItemOf(type) is not null && (NumberOf(type) is null || RowOf(type) is not null) ? new ValueType(NumberKind.None, TextOf(type), default) : ValueTypeOf(type);

    /// <summary>A span of structs or tuples with numbers in them; null for any other elements.</summary>
    public ValueType? SpanOf(ITypeSymbol structure) => ValueTypeOf(structure) is { HasMembers: true, HasReal: true, IsOfStructs: false, HasArrays: false } item
        ? new ArrayTypes(scope, "global::System.Span<" + item.Text + ">", item).Of(structure)
        : null;

    private string MemberText(ISymbol field)
    {
        var visible = StructMembers.Visible(field);
        // What a struct keeps of its primary constructor has no name outside.
        if (visible is not IParameterSymbol && scope.CanAccess(visible))
            return Names.Identifier(visible.Name);
        return StructMembers.ReaderOf(field) is { } reader && scope.CanAccess(reader) ? Names.Identifier(reader.Name) : "?" + visible.Name;
    }

    private string Write(ITypeSymbol type)
    {
        if (Keyword(type.SpecialType) is { } keyword)
            return keyword + Question(type);
        switch (type)
        {
            case IArrayTypeSymbol array:
                return WriteArray(array);
            case IPointerTypeSymbol pointer:
                return TextOf(pointer.PointedAtType) + "*";
            case ITypeParameterSymbol parameter:
                // A variable of a number's type holds one, although the compiler allows for null in it.
                return Names.Identifier(type.Name) + (IsFloatingPoint(parameter) ? string.Empty : Question(type));
            case IDynamicTypeSymbol:
                return "dynamic";
            case IErrorTypeSymbol:
                throw new BrokenCodeException();
            case INamedTypeSymbol { IsNativeIntegerType: true }:
                return type.SpecialType == SpecialType.System_IntPtr ? "nint" : "nuint";
            case INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple:
                var items = tuple.TupleElements.Select(item =>
                    TextOf(item.Type) + (item.IsExplicitlyNamedTupleElement ? " " + Names.Identifier(item.Name) : string.Empty));
                return "(" + string.Join(", ", items) + ")";
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, IsUnboundGenericType: false } nullable:
                return TextOf(nullable.TypeArguments[0]) + "?";
            case INamedTypeSymbol named:
                return WriteNamed(named) + Question(type);
            default:
                return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        }
    }

    private string Question(ITypeSymbol type) =>
        hasNullable && type is { NullableAnnotation: NullableAnnotation.Annotated, IsValueType: false } ? "?" : string.Empty;

    private string WriteNamed(INamedTypeSymbol type)
    {
        var text = new StringBuilder();
        if (!scope.Finds(type))
        {
            if (type.ContainingType is { } outer)
                text.Append(WriteNamed(outer)).Append('.');
            else if (type.ContainingNamespace is { IsGlobalNamespace: false } space)
                text.Append("global::").Append(Names.Namespace(space)).Append('.');
            else
                text.Append("global::");
        }

        text.Append(Names.Identifier(type.Name));
        if (type.IsUnboundGenericType)
            text.Append('<').Append(',', type.Arity - 1).Append('>');
        else if (type.Arity > 0)
            text.Append('<').Append(string.Join(", ", type.TypeArguments.Select(TextOf))).Append('>');
        return text.ToString();
    }

    // int[][,] is an array of two-dimensional arrays: the outermost rank is written first.
    private string WriteArray(IArrayTypeSymbol array)
    {
        var ranks = new StringBuilder();
        ITypeSymbol element = array;
        while (element is IArrayTypeSymbol inner)
        {
            ranks.Append('[').Append(',', inner.Rank - 1).Append(']');
            if (inner.NullableAnnotation == NullableAnnotation.Annotated && hasNullable && !ReferenceEquals(inner, array))
                break;
            element = inner.ElementType;
        }

        return element is IArrayTypeSymbol ? array.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : TextOf(element) + ranks + Question(array);
    }
}
