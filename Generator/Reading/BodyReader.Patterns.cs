using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Patterns become conditions. A name that a pattern gives becomes the value that it stands for.</content>
internal sealed partial class BodyReader
{
    private Expression IsPattern(IIsPatternOperation test)
    {
        var site = Site(test);
        if (!HasDesignation(test.Pattern) && !IsStructural(test.Value))
            return Carry(test);
        return Bound(Test(test.Pattern, Tested(Value(test.Value))), site) ?? new Literal(ValueType.Boolean, "true", 1, site);
    }

    private bool IsStructural(IOperation value) => !TypeOf(value).IsObject;

    private static bool HasDesignation(IPatternOperation pattern) =>
        pattern.Syntax.DescendantNodesAndSelf().Any(node => node is SingleVariableDesignationSyntax);

    /// <summary>The condition for a value to match a pattern; null where it always does.</summary>
    private Expression? Test(IPatternOperation pattern, Expression input)
    {
        Guard();
        var site = session.Site(pattern.Syntax);
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return null;
            case IDeclarationPatternOperation declaration:
                return Declared(declaration, input, site);
            case INegatedPatternOperation negated:
                return Bound(Test(negated.Pattern, input), site) is { } inner
                    ? new Unary(ValueType.Boolean, UnaryOperator.Not, inner, site)
                    : new Literal(ValueType.Boolean, "false", 0, site);
            case IBinaryPatternOperation binary:
                return Joined(
                    binary.OperatorKind == BinaryOperatorKind.And, Test(binary.LeftPattern, input), Test(binary.RightPattern, input), site);
            case IConstantPatternOperation constant
                when IsNumber(input.Type.Kind) && constant.Value.ConstantValue is { HasValue: true, Value: not null }:
                return EqualTo(Operand(constant.Value), input, site);
            case IRelationalPatternOperation relational when IsNumber(input.Type.Kind):
                return Operation(
                    relational.OperatorKind, ValueType.Boolean, input, Operand(relational.Value), false, relational.Syntax, site);
            case ITypePatternOperation type when input.Type.IsObject:
                return TypeTest(input, TypeOf(type.MatchedType), site);
            case IRecursivePatternOperation recursive:
                return Recursive(recursive, input, site);
            case IListPatternOperation list when input.Type.IsObject || IsOfNumbers(input):
                return Listed(list, input, site);
            default:
                return Untaken(pattern, input, site);
        }
    }

    private static Expression? Joined(bool isAnd, Expression? left, Expression? right, int site) => (left, right) switch
    {
        (null, _) => isAnd ? right : null,
        (_, null) => isAnd ? left : null,
        _ => new Binary(ValueType.Boolean, isAnd ? BinaryOperator.And : BinaryOperator.Or, left, right, site),
    };

    // A pattern of NaN matches NaN, which equals nothing.
    private static Expression EqualTo(Expression constant, Expression input, int site) => constant is Literal { Value: double.NaN }
        ? new Application(
            ValueType.Boolean,
            input.Type.Kind == NumberKind.Float ? "System.Single.IsNaN" : "System.Double.IsNaN",
            input.Type.Text + ".IsNaN",
            [input],
            null,
            site)
        : input.Type.Kind == NumberKind.Boolean && constant is Literal { Value: var truth }
            ? truth != 0 ? input : new Unary(ValueType.Boolean, UnaryOperator.Not, input, site)
            : new Binary(ValueType.Boolean, BinaryOperator.Equal, input, constant, site);

    private Verbatim? Declared(IDeclarationPatternOperation declaration, Expression input, int site)
    {
        var type = declaration.MatchedType is { } matched ? TypeOf(matched) : input.Type;
        var isAlways = declaration.MatchesNull || type == input.Type && !input.Type.IsObject;
        Designate(declaration.DeclaredSymbol, isAlways ? input : Cast(input, type, site), declaration.Syntax);
        return isAlways ? null : TypeTest(input, type, site);
    }

    private static Verbatim TypeTest(Expression input, ValueType type, int site) =>
        Code(ValueType.Boolean, ["", " is " + type.Text], [input], Purity.Pure, site);

    private static Expression Cast(Expression input, ValueType type, int site) =>
        input.Type == type ? input : Code(type, ["(" + type.Text + ")", ""], [input], Purity.Reads, site);

    private Expression? Recursive(IRecursivePatternOperation pattern, Expression input, int site)
    {
        Expression? condition = null;
        var value = input;
        var type = TypeOf(pattern.MatchedType);
        if (input.Type.IsObject)
        {
            // Also tells null from an object, and an empty nullable from one with a value.
            if (pattern.InputType is not { IsValueType: true } || type != input.Type)
                condition = TypeTest(input, type, site);
            value = Cast(input, type, site);
        }

        Designate(pattern.DeclaredSymbol, value, pattern.Syntax);
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
            {
                var element = value.Type is { Kind: NumberKind.Tuple, IsStruct: false } ? ElementOf(value, i, site) : Deconstructed(pattern, value, i);
                if (element is null)
                    return Untaken(pattern, input, site);
                condition = Joined(isAnd: true, condition, Test(pattern.DeconstructionSubpatterns[i], element), site);
            }
        }

        foreach (var subpattern in pattern.PropertySubpatterns)
        {
            if (subpattern.Member is not IMemberReferenceOperation { Member: var member, Type: { } memberType })
                throw new BrokenCodeException();
            var inner = value.Type.IsStruct && StructMembers.IndexOf(member) is >= 0 and var place ? ElementOf(value, place, site)
                : member is IFieldSymbol field && value.Type is { Kind: NumberKind.Tuple, IsStruct: false } ? ElementOf(value, TupleIndex(field), site)
                : MemberOf(value, member, memberType, subpattern.Syntax);
            condition = Joined(isAnd: true, condition, Test(subpattern.Pattern, inner), site);
        }

        return condition;
    }

    private Verbatim MemberOf(Expression value, ISymbol member, ITypeSymbol type, SyntaxNode syntax)
    {
        CheckAccess(member, syntax.GetLocation());
        return Followed(value, "." + Names.Identifier(member.Name), TypeOf(type), Purities.OfMember(member), NameFor(member.Name), session.Site(syntax));
    }

    /// <summary>Code for a value, with a member's name or an index after it.</summary>
    private static Verbatim Followed(Expression value, string suffix, ValueType type, Purity purity, string name, int site)
    {
        if (value is not Verbatim { Holes.Length: 1 } code)
            return new Verbatim(type, ["", suffix], [value], purity, name, site);
        var isCast = code.Pieces[0].StartsWith("(", StringComparison.Ordinal) && code.Pieces[1].Length == 0;
        return new Verbatim(
            type,
            isCast ? ["(" + code.Pieces[0], ")" + suffix] : [code.Pieces[0], code.Pieces[1] + suffix],
            code.Holes,
            Purities.Worst(code.Purity, purity),
            name,
            site);
    }

    // A record's positions are its properties.
    private Expression? Deconstructed(IRecursivePatternOperation pattern, Expression value, int index) =>
        pattern.DeconstructSymbol is IMethodSymbol { IsImplicitlyDeclared: true, Parameters: var parameters }
        && pattern.MatchedType.GetMembers(parameters[index].Name) is [IPropertySymbol property]
            ? value.Type.IsStruct ? ElementOf(value, StructMembers.IndexOf(property), session.Site(pattern.Syntax)) : MemberOf(value, property, property.Type, pattern.Syntax)
            : null;

    private Expression Untaken(IPatternOperation pattern, Expression input, int site)
    {
        if (input.Type.IsObject && !HasDesignation(pattern))
        {
            var text = CarriedText.Of(this, pattern.Syntax, keepsLines: false);
            if (text.Holes.Length == 0)
                return Code(ValueType.Boolean, ["", " is " + text.Pieces[0]], [input], Purity.Reads, site);
        }

        session.Unsupported(pattern.Syntax, "This pattern", "compare the values instead");
        return new Literal(ValueType.Boolean, "false", 0, site);
    }
}
