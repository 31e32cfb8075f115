using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Scheduling;

/// <summary>Names for values that nobody named: they say what the value is.</summary>
internal static partial class Names
{
    private const int Longest = 20;

    // What is said of an element for whose place there is no word.
    private const string SomeElement = "Here";

    /// <summary>A word for the value: <c>expX</c>, <c>sigmaSquared</c>, <c>xMinusMu</c>; <c>t</c> and a number where that would be long.</summary>
    public static string For(Value value, Func<Value, string?> nameOf, NamePool pool)
    {
        return string.IsNullOrEmpty(value.Name) ? Describing(value, nameOf, pool) : pool.Take(value.Name!);
    }

    /// <summary>The same where the author's name for it is another's.</summary>
    public static string Describing(Value value, Func<Value, string?> nameOf, NamePool pool)
    {
        var word = Word(value, nameOf);
        return word is null || word.Length > Longest ? pool.TakeNumbered("t") : pool.Take(word);
    }

    /// <summary>A word for the value, whatever else is called so; null where there is none.</summary>
    public static string? Of(Value value) => value.Name is { Length: > 0 } name ? name : Word(value, _ => null);

    private static string? Word(Value value, Func<Value, string?> nameOf)
    {
        string? Simple(Value operand) => nameOf(operand)?.TrimStart('@') ?? operand.Kind switch
        {
            // What counts in a loop that a query runs has no name.
            ValueKind.Input or ValueKind.Cell => (operand.Name ?? operand.Text) is { Length: > 0 } word ? word : operand.Type.Kind == Model.NumberKind.Integer ? "i" : null,
            ValueKind.Stop => Simple(operand.Operands[0]),
            ValueKind.Literal => Literal(operand.Text),
            ValueKind.Convert => Simple(operand.Operands[0]),
            _ => null,
        };

        switch (value.Kind)
        {
            case ValueKind.Multiply when value.Operands[0] == value.Operands[1]:
                return Simple(value.Operands[0]) is not { } root ? "square"
                    : root.EndsWith("Squared", StringComparison.Ordinal) ? root.Substring(0, root.Length - "Squared".Length) + "4"
                    : root.EndsWith("Cubed", StringComparison.Ordinal) ? root.Substring(0, root.Length - "Cubed".Length) + "6"
                    : root + "Squared";
            case ValueKind.Multiply when Simple(value.Operands[0]) is { } power && Simple(value.Operands[1]) is { } factor && power == factor + "Squared":
                return factor + "Cubed";
            case ValueKind.Multiply when value.Operands[0] is { Kind: ValueKind.Multiply } square && square.Operands[0] == square.Operands[1]
                && square.Operands[0] == value.Operands[1] && Simple(value.Operands[1]) is { } cube:
                return cube + "Cubed";
            case ValueKind.Multiply or ValueKind.Add or ValueKind.Subtract or ValueKind.Divide:
                if (Simple(value.Operands[0]) is not { } left || Simple(value.Operands[1]) is not { } right)
                    return Kind(value);
                // i * 3 is threeI.
                if (value.Kind == ValueKind.Multiply && value.Operands[1].Kind == ValueKind.Literal && value.Operands[0].Kind != ValueKind.Literal)
                    (left, right) = (right, left);
                if (value.Kind == ValueKind.Divide && left.EndsWith("Over" + Capital(right), StringComparison.Ordinal))
                    return left + "Squared";
                var between = value.Kind switch { ValueKind.Add => "Plus", ValueKind.Subtract => "Minus", ValueKind.Divide => "Over", _ => "" };
                return left + between + Capital(right);
            case ValueKind.Negate:
                return Simple(value.Operands[0]) is { } negated ? "minus" + Capital(negated) : null;
            // An operator of a vector's.
            case ValueKind.Call when value.Text[value.Text.Length - 1] is '+' or '-' or '*' or '/':
                return value.Text switch { "+" => "sum", "*" => "product", "/" => "quotient", _ => value.Operands.Length == 1 ? "negative" : "difference" };
            case ValueKind.Call:
                var name = value.Text.Substring(value.Text.LastIndexOf('.') + 1);
                if (name == "Heaviside")
                    return "step";
                name = char.ToLowerInvariant(name[0]) + name.Substring(1);
                return value.Operands.Length == 1 && Simple(value.Operands[0]) is { } argument ? name + Capital(argument) : name;
            case ValueKind.Row:
                var at = Simple(value.Operands[1]);
                return Simple(value.Operands[0]) is { } rows ? at is { Length: 1 } && !char.IsDigit(rows[rows.Length - 1]) ? rows + at : rows + "Row" : null;
            case ValueKind.Element:
                return Simple(value.Operands[0]) is { } array ? array + Place(value, Simple, index => !SaysNothing(index, nameOf), char.IsDigit(array[array.Length - 1])) : null;
            case ValueKind.Convert:
                return Word(value.Operands[0], nameOf);
            // checked(a + b)
            case ValueKind.Verbatim when value.Operands is [var one, var other] && value.Pieces is [_, [' ', var sign, ' '], ")"]:
                return Simple(one) is { } before && Simple(other) is { } after ? before + sign switch { '+' => "Plus", '-' => "Minus", '/' => "Over", _ => "" } + Capital(after) : null;
            case ValueKind.Verbatim:
                return Last(value.Pieces[0]);
            default:
                return null;
        }
    }

    // Which element it is: w0, xi, mij, xNext, xLast.
    private static string Place(Value element, Func<Value, string?> simple, Func<Value, bool> says, bool followsDigit)
    {
        if (element.Operands.Length != 2)
        {
            var places = element.Operands.Skip(1).Select(index => index.Kind == ValueKind.Literal ? index.Text : index.IsLeaf ? simple(index) : null).ToList();
            return !followsDigit && element.Operands[0].Joined is null && places.TrueForAll(place => place is { Length: 1 }) ? string.Concat(places) : SomeElement;
        }

        var index = element.Operands[1];
        return index switch
        {
            { Kind: ValueKind.Literal, Number: >= 0 } => (followsDigit ? "At" : "") + index.Text,
            { Kind: ValueKind.Add, Operands: [var from, { Kind: ValueKind.Literal, Number: 1 }] } when simple(from) is not null => "Next",
            { Kind: ValueKind.Subtract, Operands: [{ Kind: ValueKind.Extent } extent, { Kind: ValueKind.Literal, Number: 1 }] } when extent.Operands[0] == element.Operands[0] => "Last",
            { Kind: ValueKind.Subtract, Operands: [var from, { Kind: ValueKind.Literal, Number: 1 }] } when simple(from) is not null => "Previous",
            _ => !says(index) || simple(index) is not { } word ? SomeElement : char.IsDigit(word[0]) || (word.Length == 1 && !followsDigit) ? word : Capital(word),
        };
    }

    // Whether a value goes by a word that any other could have: t1, sum2.
    private static bool SaysNothing(Value value, Func<Value, string?> nameOf) =>
        !value.IsLeaf && string.IsNullOrEmpty(value.Name) && value.Kind != ValueKind.Convert && (Word(value, nameOf) is not { } word || word == Kind(value) || word.Length > Longest);

    private static string? Kind(Value value) => value.Kind switch
    {
        ValueKind.Subtract => "difference",
        ValueKind.Add => "sum",
        ValueKind.Divide => "ratio",
        _ => null,
    };

    private static string? Literal(string text) => text switch { "1" => "one", "2" => "two", "3" => "three", "4" => "four", "5" => "five", "6" => "six", "7" => "seven", "8" => "eight", "9" => "nine", "10" => "ten", "0.5" => "half", "Math.PI" => "pi", _ => null };

    // The last identifier of carried-over code: Count of data.Count.
    private static string? Last(string code)
    {
        var end = code.Length;
        while (end > 0 && !(char.IsLetterOrDigit(code[end - 1]) || code[end - 1] == '_'))
            end--;
        var start = end;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_'))
            start--;
        return end == start || !char.IsLetter(code[start]) || code.EndsWith("checked(", StringComparison.Ordinal) ? null : char.ToLowerInvariant(code[start]) + code.Substring(start + 1, end - start - 1);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
}
