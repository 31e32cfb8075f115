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
}
