using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Copies of arrays of two dimensions, whose elements lie one behind the other.</content>
internal sealed partial class BodyReader
{
    private static bool IsPlane(Expression array) => array.Type is { Rank: 2, Row: null, IsOfStructs: false };

    // What is copied within one plane goes through an array of its own.
    private Read Between(ValueType type, Expression length, Func<Expression, Expression> item, int site)
    {
        var element = type.Elements[0];
        var between = SetAside(Creation(new ValueType(NumberKind.Array, element.Text + "[]", [element]), "new ", [length], site));
        EmitLoop(length, counter => [new ElementStore(between, [counter], item(counter), site)], site);
        return between;
    }

    // Array.Copy goes through the elements of a plane row by row, whatever the shape of the other.
    private bool CopyPlane(Expression source, Expression target, Func<Expression> count, Func<Expression>? first, Func<Expression>? start, int site)
    {
        Expression? Columns(Expression array) => IsPlane(array) ? SetAside(new ArrayExtent(array, "GetLength(1)", site)) : null;
        var (from, to) = (Columns(source), Columns(target));
        var (firstPlace, startPlace) = (first is null ? null : SetAside(first()), start is null ? null : SetAside(start()));
        var length = SetAside(count());
        Expression After(Expression? offset, Expression place) => offset is null ? place : new Binary(ValueType.Int, BinaryOperator.Add, offset, place, site);
        EquatableArray<Expression> At(Expression place, Expression? columns) => columns is null
            ? [place]
            : [new Binary(ValueType.Int, BinaryOperator.Divide, place, columns, site), new Binary(ValueType.Int, BinaryOperator.Remainder, place, columns, site)];
        Expression Source(Expression place) => ItemOf(source, At(After(firstPlace, place), from), site);
        var item = Source;
        if (RootOf(source) == RootOf(target))
        {
            var between = Between(source.Type, length, Source, site);
            item = place => ItemOf(between, [place], site);
        }

        EmitLoop(length, place => StoresOf(target, At(After(startPlace, place), to), item(place), site), site);
        return true;
    }
}
