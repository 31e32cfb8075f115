using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The numbers of a vector by their places.</content>
internal sealed partial class BodyReader
{
    /// <summary>v[i], m[i, j]: a choice between the numbers, which is none where the place is known; null for any other property.</summary>
    private Expression? NumberAt(IPropertyReferenceOperation reference)
    {
        if (reference is not { Property: { IsIndexer: true } property, Instance: { } instance, Arguments.Length: 1 or 2 } || !IsVector(property.ContainingType) || TypeOf(reference) is not { IsReal: true } number
            || TypeOf(instance) is not { IsStruct: true } type || type.Elements.Any(element => !element.IsReal))
            return null;
        var site = Site(reference);
        var read = Operands([instance, .. reference.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)]);
        var vector = read[0] is TupleOf or Read ? read[0] : SetAside(read[0]);
        var columns = property.ContainingType.Name switch { "Matrix4x4" => 4, "Matrix3x2" => 2, _ => type.Elements.Length };
        var row = read.Length == 2 ? CountOf(0, site) : Within(read[1], type.Elements.Length / columns, site);
        var column = Within(read[read.Length - 1], columns, site);
        return Among(row, type.Elements.Length / columns, i => Among(column, columns, j => ElementOf(vector, (i * columns) + j, site)));

        Expression Among(Expression place, int count, Func<int, Expression> item)
        {
            if (place is Literal { Value: var known })
                return item((int)known);
            var chosen = item(count - 1);
            for (var i = count - 2; i >= 0; i--)
                chosen = new Conditional(number, new Binary(ValueType.Boolean, BinaryOperator.Equal, place, CountOf(i, site), site), item(i), chosen, site);
            return chosen;
        }
    }

    // A place, once, with the exception where there is none such.
    private Expression Within(Expression place, int count, int site)
    {
        if (place is Literal { Value: >= 0 and var known } && known < count)
            return place;
        place = Once(place);
        Emit(new If(
            new Binary(ValueType.Boolean, BinaryOperator.Or, Less(place, CountOf(0, site)), Less(CountOf(count - 1, site), place), site),
            Thrown("System.ArgumentOutOfRangeException", "index", site),
            Block.Empty,
            site));
        return place;

        Binary Less(Expression left, Expression right) => new(ValueType.Boolean, BinaryOperator.Less, left, right, site);
    }
}
