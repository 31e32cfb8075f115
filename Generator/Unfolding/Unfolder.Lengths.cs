using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>How long arrays are that are made as long as they may become.</content>
internal sealed partial class Unfolder
{
    private Value New(ValueType type, Value[] extents) => values.Verbatim(
        type, extents.Length == 2 ? [$"new {type.Elements[0].Text}[", ", ", "]"] : [$"new {type.Elements[0].Text}[", "]"], extents);

    private bool IsNatural(Value value) => value.Kind == ValueKind.Extent || value is { Kind: ValueKind.Literal, Number: >= 0 }
        || (IsGreater(value) && value.Operands is [_, { Kind: ValueKind.Literal, Number: 0 }]) || (value.Kind == ValueKind.Multiply && Array.TrueForAll(value.Operands, IsNatural));

    // The greater of two lengths; of three the one is left out that is never the greatest.
    private Value Greater(Value left, Value right)
    {
        while (true)
        {
            if (IsNoLess(right, left))
                return right;
            if (IsNoLess(left, right))
                return left;
            if (!IsGreater(left) || left.Operands.FirstOrDefault(one => IsNoLess(right, one)) is not { } less)
                return values.Verbatim(ValueType.Int, [method.Declaration.MathText + GreaterOf, ", ", ")"], left, right);
            left = left.Operands[less == left.Operands[0] ? 1 : 0];
        }
    }

    private const string GreaterOf = ".Max(";

    private bool IsGreater(Value value) => value.Kind == ValueKind.Verbatim && value.Operands.Length == 2 && value.Pieces[0] == method.Declaration.MathText + GreaterOf;

    // Whether what one sum has more than another is not negative.
    private bool IsNoLess(Value more, Value less)
    {
        var difference = new Dictionary<Value, double>();
        double offset = 0;
        return Add(more, 1) && Add(less, -1) && offset >= 0 && difference.All(term => term.Value == 0 || (term.Value > 0 && IsNatural(term.Key)));

        bool Add(Value sum, double sign)
        {
            var open = new Stack<(Value Part, double Factor)>([(sum, sign)]);
            for (var parts = 0; open.Count > 0; parts++)
            {
                if (parts == MostParts)
                    return false;
                switch (open.Pop())
                {
                    case ({ Kind: ValueKind.Literal, Number: var number }, var factor):
                        offset += factor * number;
                        break;
                    case ({ Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var left, var right] } part, var factor):
                        open.Push((left, factor));
                        open.Push((right, part.Kind == ValueKind.Add ? factor : -factor));
                        break;
                    case ({ Kind: ValueKind.Multiply, Operands: [{ Kind: ValueKind.Literal, Number: var times }, var rest] }, var factor):
                        open.Push((rest, factor * times));
                        break;
                    case (var term, var factor):
                        difference[term] = (difference.TryGetValue(term, out var known) ? known : 0) + factor;
                        break;
                }
            }

            return true;
        }
    }

    private const int MostParts = 64;
}
