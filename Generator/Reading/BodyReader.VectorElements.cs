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
        if (!IsNumberAt(reference))
            return null;
        var (instance, type, number, site) = (reference.Instance!, TypeOf(reference.Instance!), TypeOf(reference), Site(reference));
        var read = Operands([instance, .. reference.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)]);
        var vector = read[0] is TupleOf or Read ? read[0] : SetAside(read[0]);
        var columns = ColumnsOf(reference);
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

    private bool IsNumberAt(IPropertyReferenceOperation reference) => reference is { Property: { IsIndexer: true } property, Instance: { } instance, Arguments.Length: 1 or 2 } && IsVector(property.ContainingType)
        && TypeOf(reference).IsReal && TypeOf(instance) is { IsStruct: true } type && type.Elements.All(element => element.IsReal);

    private int ColumnsOf(IPropertyReferenceOperation reference) => reference.Property.ContainingType.Name switch { "Matrix4x4" => 4, "Matrix3x2" => 2, _ => TypeOf(reference.Instance!).Elements.Length };

    /// <summary>Which number of a vector it is where its place is a constant: a member like any other. −1 where it is not.</summary>
    private int NumberIndex(IPropertyReferenceOperation reference)
    {
        if (!IsNumberAt(reference))
            return -1;
        var (columns, count) = (ColumnsOf(reference), TypeOf(reference.Instance!).Elements.Length);
        var places = reference.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value.ConstantValue.Value as int? ?? -1).ToList();
        var row = places.Count == 2 ? places[0] : 0;
        var column = places[places.Count - 1];
        return row >= 0 && row < count / columns && column >= 0 && column < columns ? (row * columns) + column : -1;
    }

    // v[i] = value: each number is what it was or the new one.
    private void StoreNumber(IPropertyReferenceOperation reference, Expression[] places, Expression value, bool isChecked, int site)
    {
        var (columns, whole) = (ColumnsOf(reference), PlaceAt(reference.Instance!)!.Value);
        var vector = ReadOf(whole, site);
        var rows = vector.Type.Elements.Length / columns;
        Expression At(Expression place, int count) => isChecked ? Within(place, count, site) : Once(place);
        var row = places.Length == 1 ? null : At(places[0], rows);
        var column = At(places[places.Length - 1], columns);
        Expression Is(Expression place, int known) => new Binary(ValueType.Boolean, BinaryOperator.Equal, place, CountOf(known, site), site);
        Store(
            whole,
            new TupleOf(
                vector.Type,
                vector.Type.Elements.Select((number, i) =>
                {
                    var before = ElementOf(vector, i, site);
                    Expression after = new Conditional(number, Is(column, i % columns), value, before, site);
                    return row is null ? after : new Conditional(number, Is(row, i / columns), after, before, site);
                }).ToEquatableArray(),
                site),
            site);
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
