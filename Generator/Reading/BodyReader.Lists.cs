using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>List patterns: <c>[var first, .., 3]</c> asks for a length, and for a pattern of each element.</content>
internal sealed partial class BodyReader
{
    private Expression? Listed(IListPatternOperation list, Expression input, int site)
    {
        if (list.LengthSymbol is not { } length)
            throw new BrokenCodeException();
        if (IsOfNumbers(input))
            return ListedNumbers(list, input, site);
        var type = TypeOf(list.NarrowedType.WithNullableAnnotation(NullableAnnotation.None));
        Expression? condition = list.NarrowedType.IsValueType && type == input.Type ? null : TypeTest(input, type, site);
        var value = Cast(input, type, site);
        Designate(list.DeclaredSymbol, value, list.Syntax);

        var slice = -1;
        for (var i = 0; i < list.Patterns.Length; i++)
        {
            if (list.Patterns[i] is ISlicePatternOperation)
                slice = i;
        }

        var count = Followed(value, "." + length.Name, ValueType.Int, Purity.Reads, string.Empty, site);
        var least = CountOf(list.Patterns.Length - (slice < 0 ? 0 : 1), site);
        condition = Joined(
            isAnd: true,
            condition,
            new Binary(ValueType.Boolean, slice < 0 ? BinaryOperator.Equal : BinaryOperator.GreaterOrEqual, count, least, site),
            site);
        for (var i = 0; i < list.Patterns.Length; i++)
        {
            // After a slice, elements are counted from the end.
            var after = list.Patterns.Length - 1 - i;
            var (pattern, index) = list.Patterns[i] switch
            {
                ISlicePatternOperation { Pattern: var inner } => (inner, after == 0 ? $"{i}.." : $"{i}..^{after}"),
                var element => (element, slice >= 0 && i > slice ? $"^{after + 1}" : $"{i}"),
            };
            if (pattern is null)
                continue;
            var part = Followed(value, "[" + index + "]", TypeOf(pattern.InputType), Purity.Reads, string.Empty, session.Site(pattern.Syntax));
            condition = Joined(isAnd: true, condition, Test(pattern, part), site);
        }

        return condition;
    }

    // Whether it is an array, span or list of what can be differentiated, as a whole or in part.
    private static bool IsOfNumbers(Expression input) => input is Read or ArraySlice && input.Type is { IsSequence: true, Rank: 1, HasReal: true };

    // Of a span a part is the same memory, of an array it is a copy.
    private static bool IsCopied(ITypeSymbol type) => type is not INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" };

    // Whether what a pattern is held against may be null: what is declared not to be is no matter.
    private static bool MayBeNull(IOperation pattern)
    {
        while (pattern is IPatternOperation { Parent: { } parent })
            pattern = parent;
        var tested = pattern switch
        {
            IIsPatternOperation test => test.Value,
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
            ICaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
            _ => null,
        };
        return tested switch
        {
            IParameterReferenceOperation { Parameter.Type: var type } => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            ILocalReferenceOperation { Local.Type: var type } => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            _ => tested?.Type is { IsReferenceType: true },
        };
    }

    // The elements are those of the array, and what lies between two of them is a part of it.
    private Expression? ListedNumbers(IListPatternOperation list, Expression input, int site)
    {
        Designate(list.DeclaredSymbol, input, list.Syntax);
        var slice = list.Patterns.IndexOf(list.Patterns.FirstOrDefault(pattern => pattern is ISlicePatternOperation)!);
        var least = CountOf(list.Patterns.Length - (slice < 0 ? 0 : 1), site);
        Expression? condition = MayBeNull(list) && input.Type.IsArray ? Code(ValueType.Boolean, ["", " is not null"], [input], Purity.Pure, site) : null;
        if (slice < 0 || least.Value > 0)
            condition = Joined(isAnd: true, condition, new Binary(ValueType.Boolean, slice < 0 ? BinaryOperator.Equal : BinaryOperator.GreaterOrEqual, ExtentOf(input, site), least, site), site);
        for (var i = 0; i < list.Patterns.Length; i++)
        {
            var after = list.Patterns.Length - 1 - i;
            var own = session.Site(list.Patterns[i].Syntax);
            Expression FromEnd(int count) => count == 0 ? ExtentOf(input, own) : Less(ExtentOf(input, own), CountOf(count, own), own);
            switch (list.Patterns[i])
            {
                case ISlicePatternOperation { Pattern: { } inner } when IsCopied(inner.InputType) && MayWriteElements:
                    session.Unsupported(inner.Syntax, "A copy of a part of an array, in a method that may write to the array,", "hold the pattern against a span, AsSpan()");
                    return new Literal(ValueType.Boolean, "false", 0, own);
                case ISlicePatternOperation { Pattern: { } inner }:
                    condition = Joined(isAnd: true, condition, Test(inner, Slice(input, TypeOf(inner.InputType), CountOf(i, own), Less(FromEnd(after), CountOf(i, own), own), own)), site);
                    break;
                case ISlicePatternOperation:
                    break;
                case var element:
                    condition = Joined(isAnd: true, condition, Test(element, ItemOf(input, [slice >= 0 && i > slice ? FromEnd(after + 1) : CountOf(i, own)], own)), site);
                    break;
            }
        }

        return condition;
    }
}
