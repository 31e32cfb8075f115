using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Expressions: one line for each kind that is read into its parts; all others are carried over.</content>
internal sealed partial class BodyReader
{
    /// <summary>Reads an expression whose value is assigned, returned or tested at once.</summary>
    private Expression Value(IOperation operation)
    {
        Guard();
        return operation switch
        {
            IInvalidOperation => throw new BrokenCodeException(),
            ILiteralOperation literal => LiteralOf(literal),
            IParenthesizedOperation parenthesized => Value(parenthesized.Operand),
            ILocalReferenceOperation { Local: var local } => ReadOf(local, Site(operation)),
            IParameterReferenceOperation { Parameter: var captured } when IsCaptured(captured) => CapturedOf(captured, operation),
            IParameterReferenceOperation { Parameter: var parameter } => ReadOf(parameter, Site(operation)),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => This(Site(operation)),
            IInstanceReferenceOperation when PlaceAt(operation) is { } place => ReadOf(place, Site(operation)),
            IFieldReferenceOperation field => FieldOf(field),
            IPropertyReferenceOperation property => CountOfListed(property) ?? PropertyOf(property),
            IArrayElementReferenceOperation element => ArrayElementOf(element),
            IConversionOperation conversion => ConversionOf(conversion),
            IUnaryOperation unary => UnaryOf(unary),
            IBinaryOperation binary => BinaryOf(binary),
            ITupleOperation tuple => TupleFrom(tuple),
            ITupleBinaryOperation comparison => TupleComparison(comparison),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => Choice(choice, whenFalse),
            ISwitchExpressionOperation choice => SwitchExpression(choice),
            IIsPatternOperation test => NullTest(test) ?? IsPattern(test),
            IInvocationOperation call => ExtentAt(call) ?? SliceOf(call) ?? CopyOf(call) ?? TensorSum(call) ?? QueryOf(call) ?? CallOf(call, wantsValue: true) ?? Carry(call),
            ITranslatedQueryOperation { Operation: IInvocationOperation query } when QueryOf(query) is { } value => value,
            IAnonymousObjectCreationOperation creation => AnonymousOf(creation) ?? Carry(creation),
            IArrayCreationOperation creation => NewArray(creation) ?? Carry(creation),
            IObjectCreationOperation creation => StructFrom(creation) ?? Carry(creation),
            IWithOperation with => With(with) ?? Carry(with),
            IDefaultValueOperation when IsStruct(operation.Type) => Default(TypeOf(operation), Site(operation)),
            ITypeParameterObjectCreationOperation { Initializer: null } made when IsZero(made) => Default(TypeOf(operation), Site(operation)),
            IImplicitIndexerReferenceOperation place => SliceOf(place) ?? ElementAt(place) ?? Carry(place),
            _ when WritesElement(operation) => StoreElement(operation),
            ISimpleAssignmentOperation assignment => Assignment(assignment),
            ICompoundAssignmentOperation assignment => CompoundAssignment(assignment),
            IIncrementOrDecrementOperation step => Increment(step),
            IDeconstructionAssignmentOperation deconstruction when CanDeconstruct(deconstruction) => Deconstruct(deconstruction),
            IThrowOperation thrown => ThrowExpression(thrown),
            IDefaultValueOperation { ConstantValue: { HasValue: true, Value: { } value } } => ConstantOf(operation, value),
            ICoalesceOperation choice when AccessOrElse(choice) is { } value => value,
            IConditionalAccessInstanceOperation when accessed.Count > 0 => accessed.Peek(),
            ISizeOfOperation { ConstantValue: { HasValue: true, Value: { } value } } => ConstantOf(operation, value),
            _ => OnStack(operation) ?? CollectionOf(operation) ?? Carry(operation),
        };
    }

    private bool IsCarried(IOperation operation) => Unconverted(operation) is not (
        ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IUnaryOperation or IBinaryOperation
        or IInvocationOperation or IConditionalOperation or ITupleOperation or IObjectCreationOperation or IWithOperation)
        || (operation is IInvocationOperation call && !IsRead(call));

    private Expression LiteralOf(ILiteralOperation literal)
    {
        if (literal.ConstantValue is not { HasValue: true, Value: { } value } || literal.Type is not { } type || !IsNumber(TypeTexts.KindOf(type)))
            return Carry(literal);
        return literal.Syntax is LiteralExpressionSyntax { Token.Text: var text }
            ? new Literal(TypeOf(type), text, Names.Value(value), Site(literal))
            : ConstantOf(literal, value);
    }

    /// <summary>A number known by its value only.</summary>
    private Expression ConstantOf(IOperation operation, object value)
    {
        if (operation.Type is not { } type || !IsNumber(TypeTexts.KindOf(type)))
            return new Verbatim(TypeOf(operation), [ConstantText(value)], default, Purity.Pure, string.Empty, Site(operation));
        return ConstantOf(TypeOf(type), type.TypeKind == TypeKind.Enum, value, Site(operation));
    }

    private static Expression ConstantOf(ValueType type, bool isEnum, object value, int site)
    {
        var number = Names.Value(value);
        if (isEnum)
            return new Literal(type, "(" + type.Text + ")(" + Names.Number(value) + ")", number, site);
        if (number < 0 && !double.IsInfinity(number) && value is not (int.MinValue or long.MinValue))
            return new Unary(type, UnaryOperator.Negate, new Literal(type, Names.Number(value).TrimStart('-'), -number, site), site);
        return value is int.MinValue or long.MinValue
            ? new Literal(type, (value is int ? "int" : "long") + ".MinValue", number, site)
            : new Literal(type, Names.Number(value), number, site);
    }

    private static string ConstantText(object? value) => value switch
    {
        null => "null",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture) + "m",
        _ => Names.Number(value),
    };

    private Expression FieldOf(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.ContainingType.IsTupleType && reference.Instance is { } tuple)
            return ElementOf(Value(tuple), TupleIndex(field), Site(reference));
        if (StructMemberOf(reference) is { } member)
            return member;
        if (field is { IsConst: true } && reference.ConstantValue is { HasValue: true, Value: { } value }
            && IsNumber(TypeTexts.KindOf(field.Type)))
        {
            var site = Site(reference);
            return session.Scope.CanAccess(field)
                ? new Literal(TypeOf(field.Type), StaticMember(field), Names.Value(value), site)
                : ConstantOf(TypeOf(field.Type), field.Type.TypeKind == TypeKind.Enum, value, site);
        }

        return Carry(reference);
    }

    private Expression PropertyOf(IPropertyReferenceOperation reference)
    {
        if ((TupledLength(reference) ?? GenericConstant(reference)) is { } constant)
            return constant;
        return AnonymousMember(reference) ?? TranslationOf(reference) ?? NumberAt(reference) ?? StructMemberOf(reference) ?? ExtentAt(reference) ?? ElementAt(reference) ?? PropertyCall(reference) ?? Carry(reference);
    }

    private Expression ArrayElementOf(IArrayElementReferenceOperation reference)
    {
        if (reference.ArrayReference is IParameterReferenceOperation { Parameter: var parameter } && IsTupled(parameter)
            && reference.Indices is [var position] && WholeNumber(Operand(position)) is { } index
            && ReadOf(parameter, Site(reference)) is { Type.Elements: var elements } tuple && index >= 0 && index < elements.Length)
            return new Element(elements[index], tuple, index, Site(reference));
        return RangeOf(reference) ?? ElementAt(reference) ?? Carry(reference);
    }

    private Literal ThrowExpression(IThrowOperation thrown)
    {
        ThrowStatement(thrown);
        return Nothing;
    }

    // A member of the object itself.
    private string OwnMember(ISymbol member)
    {
        if (!session.Scope.FindsMember(member) || session.ParameterNames.Contains(member.Name))
            return "this." + Names.Identifier(member.Name);
        session.ReservedNames.Add(member.Name);
        return Names.Identifier(member.Name);
    }

    /// <summary>A static member by its simple name where generated code may use it, after its type otherwise.</summary>
    public string StaticMember(ISymbol member)
    {
        if (member.ContainingType.SpecialType == SpecialType.None && session.Scope.FindsMember(member)
            && !session.ParameterNames.Contains(member.Name))
        {
            session.ReservedNames.Add(member.Name);
            return Names.Identifier(member.Name);
        }

        return session.Types.MemberOf(Actual(member.ContainingType), member.Name);
    }
}
