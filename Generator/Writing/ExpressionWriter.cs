using System.Text;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Writes values as C#, with the fewest brackets that keep each operation as it is: operands, order and type. Values that have a name are written by it.
/// </summary>
internal sealed class ExpressionWriter(Func<Value, string?> nameOf)
{
    private readonly WrittenTypes types = new(nameOf);

    // Up to here each integer is a float.
    private const int MostExact = 1 << 24;

    // Functions that exist for integers too, and would be taken for those if every argument looked like one.
    private static readonly HashSet<string> IntegerFunctions = ["Abs", "Max", "Min", "Clamp", "Sign"];

    /// <summary>The arrays that are there as spans.</summary>
    public HashSet<Value> Spans { get; } = [];

    /// <summary>Whether a value is the method's own, which is written operation by operation.</summary>
    public Func<Value, bool> IsWritten { get; set; } = _ => true;

    /// <summary>Whether the tape is a span rather than an array.</summary>
    public bool HasTapeAsSpan { get; set; }

    /// <summary>The value as C#.</summary>
    public string Write(Value value) => Write(value, Precedence.Lowest);

    /// <summary>The value as C#, of which an element or a member is asked.</summary>
    public string WriteOperand(Value value) => Write(value, Precedence.Primary);

    /// <summary>The value as the condition of a choice.</summary>
    public string WriteCondition(Value value) => Write(value, Precedence.Conditional + 1);

    /// <summary>The value as one side of a comparison.</summary>
    public string WriteCompared(Value value) => Write(value, Precedence.Relational + 1);

    /// <summary>Whether what is written for the value has its type as it stands.</summary>
    public bool HasItsType(Value value) => types.Of(value) == value.Type.Text;

    private string Write(Value value, Precedence context)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (nameOf(value) is { } name)
            return name;
        return value.Kind switch
        {
            ValueKind.Literal when value.Type.IsGeneric => WriteGenericNumber(value, context),
            ValueKind.Literal => Bracket(value.Text, value.Text[0] == '-' ? Precedence.Unary : Precedence.Primary, context),
            ValueKind.Input or ValueKind.Cell => Identifier(value.ArrayOfStructs ?? value.Text),
            ValueKind.Component => Write(value.Operands[0], context),
            ValueKind.Stop => Write(value.Operands[0], context),
            // An index into the first row of a table: 0 + i.
            ValueKind.Add when value is { Type.Text: "int", Operands: [{ Kind: ValueKind.Literal, Number: 0 } zero, var rest] } && nameOf(zero) is null && types.Of(rest) == "int" => Write(rest, context),
            ValueKind.Add => Binary(value, " + ", Precedence.Additive, context),
            ValueKind.Subtract => Binary(value, " - ", Precedence.Additive, context),
            ValueKind.Multiply => Binary(value, " * ", Precedence.Multiplicative, context),
            ValueKind.Divide => Binary(value, " / ", Precedence.Multiplicative, context),
            ValueKind.Remainder => Binary(value, " % ", Precedence.Multiplicative, context),
            ValueKind.Less => Binary(value, " < ", Precedence.Relational, context),
            ValueKind.LessOrEqual => Binary(value, " <= ", Precedence.Relational, context),
            ValueKind.Greater => Binary(value, " > ", Precedence.Relational, context),
            ValueKind.GreaterOrEqual => Binary(value, " >= ", Precedence.Relational, context),
            ValueKind.Equal => Binary(value, " == ", Precedence.Equality, context),
            ValueKind.NotEqual => Binary(value, " != ", Precedence.Equality, context),
            ValueKind.And => Binary(value, " && ", Precedence.And, context),
            ValueKind.Or => Binary(value, " || ", Precedence.Or, context),
            ValueKind.Not => WriteOpposite(value.Operands[0], context),
            ValueKind.Negate => WriteNegation(value, context),
            ValueKind.Convert => WriteConversion(value, context),
            ValueKind.Call when value.Text is "+" or "-" or "*" or "/" => WriteOperator(value, context),
            ValueKind.Call when value.Text[0] == '.' => $"{Write(value.Operands[0], Precedence.Primary)}{value.Text}({string.Join(", ", value.Operands.Skip(1).Select(Write))})",
            ValueKind.Call => WriteCall(value),
            ValueKind.Item => $"{Write(value.Operands[0], Precedence.Primary)}.{value.Text}",
            ValueKind.Tuple when value.Whole is { } whole => Write(whole, context),
            ValueKind.Tuple when ElementAt(value) is { } element => element,
            ValueKind.Tuple when value.Type.Making is { } making => WriteStruct(value, making),
            ValueKind.Tuple => $"({string.Join(", ", value.Operands.Select(Write))})",
            ValueKind.Select => WriteSelect(value, context),
            ValueKind.Row => $"{Write(value.Operands[0], Precedence.Primary)}[{Write(value.Operands[1])}]",
            ValueKind.Element => At(value.Operands[0], value.Operands.Skip(1)),
            ValueKind.Extent => $"{Write(value.Operands[0], Precedence.Primary)}.{value.Text}",
            ValueKind.View => WriteView(value),
            _ => WriteVerbatim(value, context),
        };
    }

    /// <summary>An element of an array; of one that holds a member of structs, that member of the struct.</summary>
    public string At(Value array, IEnumerable<Value> indices) => At(array, indices, array.Type.Part is { } part && array.Kind != ValueKind.Cell ? part.Path : "");

    /// <summary>An element of an array, or what a path leads to in it.</summary>
    public string At(Value array, IEnumerable<Value> indices, string path) => $"{Write(array, Precedence.Primary)}[{Place(array, [.. indices])}]{path}";

    // An array may be indexed by any integer; what stands in for one may be a span, which is indexed by int alone.
    private string Index(Value array, Value index) => index.Type.Text is "uint" or "long" or "ulong" && !(array.Kind == ValueKind.Input && array.Type.Text.EndsWith("]", StringComparison.Ordinal))
        ? $"(int){Write(index, Precedence.Unary)}"
        : Write(index);

    private string Place(Value array, Value[] indices) =>
        indices is not [var row, var column] || ColumnsOf(array) is not { } columns ? string.Join(", ", indices.Select(index => Index(array, index)))
        : row is { Kind: ValueKind.Literal, Number: 0 } ? Write(column)
        : IsNumber(row) && IsNumber(columns) && IsNumber(column) ? ((row.Number * columns.Number) + column.Number).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : (row is { Kind: ValueKind.Literal, Number: 1 } ? Write(columns, Precedence.Additive) : $"{Write(row, Precedence.Multiplicative)} * {Write(columns, Precedence.Multiplicative + 1)}")
            + (column is { Kind: ValueKind.Literal, Number: 0 } ? "" : " + " + Write(column, Precedence.Additive));

    private bool IsNumber(Value value) => value.Kind == ValueKind.Literal && !double.IsNaN(value.Number) && nameOf(value) is null;

    /// <summary>For an array with two indices whose rows lie one behind the other in memory that is borrowed, how many columns it has.</summary>
    public Func<Value, Value?> ColumnsOf { get; set; } = _ => null;

    // A struct all of whose members are read where it lies in an array.
    private string? ElementAt(Value tuple)
    {
        var leaves = Leaves.Of("", tuple.Type).Select(leaf => "." + leaf.Name).ToList();
        var parts = Parts(tuple).ToList();
        if (parts.Count != leaves.Count || parts[0] is not { Kind: ValueKind.Element, Operands: [{ Type.Part: { } first } array, ..] } one || array.Kind == ValueKind.Cell || !first.Path.EndsWith(leaves[0], StringComparison.Ordinal))
            return null;
        var path = first.Path.Substring(0, first.Path.Length - leaves[0].Length);
        var areTogether = parts.Select((part, i) => part is { Kind: ValueKind.Element, Operands: [{ Type.Part: { } member } other, ..] } && (nameOf(part) is null || IsThere(part))
            && member.Path == path + leaves[i] && array.IsAsLongAs(other) && part.Operands.Skip(1).SequenceEqual(one.Operands.Skip(1))).All(isThere => isThere);
        return areTogether && TypeAt(first.Item, path) == tuple.Type.Text ? At(array, one.Operands.Skip(1), path) : null;
    }

    // The type of the member that a path leads to.
    private static string? TypeAt(ValueType item, string path)
    {
        foreach (var name in path.Split('.').Skip(1))
        {
            var index = item.Members.ToList().IndexOf(name);
            if (index < 0)
                return null;
            item = item.Elements[index];
        }

        return item.Text;
    }

    private static IEnumerable<Value> Parts(Value value) => value.Kind == ValueKind.Tuple ? value.Operands.SelectMany(Parts) : [value];

    /// <summary>Whether an element still is in its array.</summary>
    public Func<Value, bool> IsThere { get; set; } = _ => false;

    /// <summary>The name as C# has it: keywords with <c>@</c>. Of a member, as <c>q.Mean</c>, that is the first word; the others are as C# reads them.</summary>
    public static string Identifier(string name) => name.IndexOf('.') is > 0 and var dot ? Identifier(name.Substring(0, dot)) + name.Substring(dot) :
        name != "this" && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + name : name;

    private string Binary(Value value, string symbol, Precedence own, Precedence context)
    {
        var (left, right) = (value.Operands[0], value.Operands[1]);
        // C# chooses the arithmetic by what the operands look like.
        var first = MustSayType(value, left, right, out var type) ? Forced(left, type, own) : Write(left, own);
        var second = Write(right, own + 1);
        // x + -1 is x - 1, and x + -2 * y is x - 2 * y.
        if (own == Precedence.Additive && second.Length > 0 && second[0] == '-' && nameOf(right) is null && types.Of(left) is "int" or "float" or "double"
            && (right is { IsNumeral: true, Type.IsGeneric: false, Number: < 0 and > int.MinValue } || (right.Kind is ValueKind.Multiply or ValueKind.Divide or ValueKind.Negate && !IsWritten(value) && right.Type.Kind is NumberKind.Float or NumberKind.Double && !right.Type.IsGeneric)))
            (symbol, second) = (symbol == " + " ? " - " : " + ", second.Substring(1));
        return Bracket(first + symbol + second, own, context);
    }

    private bool MustSayType(Value value, Value left, Value right, out ValueType type)
    {
        type = value.Type;
        if (value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide or ValueKind.Remainder)
            return types.OfArithmetic(left, right) is { } written && written != type.Text;
        // An integer that is compared as it is may differ from what it would be as a real number.
        type = left.Type.Kind > right.Type.Kind ? left.Type : right.Type;
        return type.Kind is NumberKind.Float or NumberKind.Double && types.OfArithmetic(left, right) is { } compared && compared != type.Text
            && (type.Kind == NumberKind.Float ? compared is not "double" : compared is "long" or "ulong");
    }

    // The operand such that it has this type as it stands.
    private string Forced(Value value, ValueType type, Precedence context)
    {
        if (value.Kind == ValueKind.Literal && types.Of(value) == "int" && WrittenTypes.IsNumeral(value.Text)
            && !value.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !value.Text.StartsWith("0b", StringComparison.OrdinalIgnoreCase)
            && type.Text switch { "double" => ".0", "float" => "f", "long" => "L", _ => null } is { } suffix)
            return Bracket(value.Text + suffix, value.Text[0] == '-' ? Precedence.Unary : Precedence.Primary, context);
        if (value is { Kind: ValueKind.Convert, Text.Length: 0 } && nameOf(value) is null)
            return Forced(value.Operands[0], type, context);
        var text = Write(value, Precedence.Unary);
        return Bracket(text[0] == '-' ? $"({type.Text})({text})" : $"({type.Text}){text}", Precedence.Unary, context);
    }

    // Where an overload or a conversion to object may ask, the type must be said.
    private string WriteTyped(Value value, Precedence context) =>
        value is { Kind: ValueKind.Tuple, Type: { IsStruct: false, IsOfStructs: false } } && nameOf(value) is null && value.Type.Text.Length > 0
            ? Bracket($"({value.Type.Text}){Write(value, Precedence.Unary)}", Precedence.Unary, context)
        : value.Type.Kind is NumberKind.Integer or NumberKind.Float or NumberKind.Double && !HasItsType(value)
            ? Forced(value, value.Type, context)
            : Write(value, context);

    // An operator of a vector's: the operands are no numbers, so nothing else can be meant.
    private string WriteOperator(Value value, Precedence context)
    {
        if (value.Operands.Length == 1)
            return Bracket("-" + Write(value.Operands[0], Precedence.Primary), Precedence.Unary, context);
        var own = value.Text is "+" or "-" ? Precedence.Additive : Precedence.Multiplicative;
        string Operand(int index, Precedence inner) => value.Operands[index].Type.IsStruct ? Write(value.Operands[index], inner) : WriteTyped(value.Operands[index], inner);
        return Bracket($"{Operand(0, own)} {value.Text} {Operand(1, own + 1)}", own, context);
    }

    // new Gaussian(mean, deviation), new Gaussian { Mean = mean, Deviation = deviation }. What is not known has its default value.
    private string WriteStruct(Value value, Making making)
    {
        if (making.Way == MakingWay.Constructor)
            return $"new {value.Type.Text}({string.Join(", ", making.Order.Select(i => Write(value.Operands[i])))})";
        var assigned = making.Order.Where(i => !IsDefault(value.Operands[i]) || making.Required.Contains(i)).Select(i => $"{value.Type.Members[i]} = {Write(value.Operands[i])}");
        return $"new {value.Type.Text} {{ {string.Join(", ", assigned)} }}";
    }

    private static bool IsDefault(Value value) => value is { Kind: ValueKind.Verbatim, Operands.Length: 0 } && value.Text.StartsWith("default(", StringComparison.Ordinal);

    // −(a·b) and −(a/b) are −a·b and −a/b, to the bit.
    private string WriteNegation(Value value, Precedence context)
    {
        var operand = value.Operands[0];
        var isProduct = nameOf(operand) is null && operand.Kind is ValueKind.Multiply or ValueKind.Divide;
        var text = isProduct ? Write(operand, Precedence.Multiplicative) : Write(operand, Precedence.Unary);
        if (text[0] == '-')
            text = $"({text})";
        return isProduct ? Bracket("-" + text, Precedence.Multiplicative, context) : Bracket("-" + text, Precedence.Unary, context);
    }

    // A part of an array where carried-over code wants all of it.
    private string WriteView(Value value)
    {
        var array = Write(value.Operands[0], Precedence.Primary);
        var isArray = value.Operands[0].Type.Text.EndsWith("]", StringComparison.Ordinal) && !Spans.Contains(value.Operands[0]);
        return $"{array}.{(isArray ? "AsSpan" : "Slice")}({Write(value.Operands[1])}, {Write(value.Operands[2])})";
    }

    // Zero and one have names; other numbers are made of a constant, which the compiler just in time computes once.
    private static string WriteGenericNumber(Value value, Precedence context)
    {
        var type = value.Type.Text;
        if (!WrittenTypes.IsNumeral(value.Text))
            return value.Text;
        return value.Number switch
        {
            0 => type + ".Zero",
            1 => type + ".One",
            -1 => Bracket($"-{type}.One", Precedence.Unary, context),
            _ => $"{type}.CreateChecked({value.Text})",
        };
    }

    private string WriteConversion(Value value, Precedence context)
    {
        var operand = value.Operands[0];
        if (value.Type.IsGeneric || operand.Type.IsGeneric)
            return $"{value.Type.Text}.CreateChecked({WriteTyped(operand, Precedence.Lowest)})";
        if (value.Text.Length == 0)
            return Write(operand, context);
        // (float)1 is 1f.
        if (value.Type.Text == "float" && operand is { IsNumeral: true, Number: > -MostExact and < MostExact } && nameOf(operand) is null && operand.Text.Skip(operand.Text[0] == '-' ? 1 : 0).All(char.IsDigit))
            return Bracket(operand.Text + "f", operand.Text[0] == '-' ? Precedence.Unary : Precedence.Primary, context);
        var text = Write(operand, Precedence.Unary);
        // A constant that does not fit is an error unless the author's wrapping is said to be meant.
        if (operand.Kind == ValueKind.Literal && value.Type.Kind == NumberKind.Integer)
            return $"unchecked(({value.Type.Text})({text}))";
        // (int)-x would be read as a subtraction where the type is not a keyword.
        return Bracket(text[0] == '-' ? $"({value.Type.Text})({text})" : $"({value.Type.Text}){text}", Precedence.Unary, context);
    }

    private string WriteCall(Value value)
    {
        // What the derivative table does not hold may have overloads for any type.
        var arguments = value.Operands.Select(operand => value.Function is null && !IsMeant(operand) ? WriteTyped(operand, Precedence.Lowest) : Write(operand)).ToArray();
        if (value.Function is not null && value.Function != "Sign" && (IntegerFunctions.Contains(value.Function) || IsOfIntegers(value))
            && value.Operands.Skip(1).Aggregate((string?)types.Of(value.Operands[0]), (known, operand) =>
                known is null ? null : WrittenTypes.Promoted(known, types.Of(operand))) is { } written && written != value.Type.Text)
        {
            arguments[0] = Forced(value.Operands[0], value.Type, Precedence.Lowest);
        }

        if (value.Called is { UsesTape: true })
            arguments[arguments.Length - 1] = $"tape.{(HasTapeAsSpan ? "Slice" : "AsSpan")}(top, {arguments[arguments.Length - 1]})";
        return $"{value.Text}({string.Join(", ", arguments)})";

        // Of a whole number Calculus makes a double.
        static bool IsOfIntegers(Value value) => value.Type.Kind == NumberKind.Float && value.Text.EndsWith("Calculus." + value.Function, StringComparison.Ordinal);

        // A function that stays a call is declared with the type of its tuple.
        bool IsMeant(Value operand) => value.Called is { } called && operand.Kind == ValueKind.Tuple && (value.Text != called.Of.CalledAs || Array.TrueForAll(operand.Operands, HasItsType));
    }

    // No number is neither less than another nor as great, but one that is not a number.
    private string WriteOpposite(Value condition, Precedence context)
    {
        var areWhole = condition.Operands.All(operand => operand.Type.Kind == NumberKind.Integer);
        var (symbol, own) = nameOf(condition) is null ? condition.Kind switch
        {
            ValueKind.Equal => (" != ", Precedence.Equality),
            ValueKind.NotEqual => (" == ", Precedence.Equality),
            ValueKind.Less when areWhole => (" >= ", Precedence.Relational),
            ValueKind.LessOrEqual when areWhole => (" > ", Precedence.Relational),
            ValueKind.Greater when areWhole => (" <= ", Precedence.Relational),
            ValueKind.GreaterOrEqual when areWhole => (" < ", Precedence.Relational),
            _ => default,
        } : default;
        return symbol is null ? Bracket("!" + Write(condition, Precedence.Unary), Precedence.Unary, context) : Binary(condition, symbol, own, context);
    }

    private string WriteSelect(Value value, Precedence context)
    {
        var condition = WriteCondition(value.Operands[0]);
        var whenTrue = Write(value.Operands[1], Precedence.Conditional);
        return Bracket($"{condition} ? {whenTrue} : {Write(value.Operands[2], Precedence.Conditional)}", Precedence.Conditional, context);
    }

    private string WriteVerbatim(Value value, Precedence context)
    {
        var text = new StringBuilder(value.Pieces[0]);
        for (var i = 0; i < value.Operands.Length; i++)
        {
            // A hole that is all between two brackets or commas needs none of its own.
            var isWhole = value.Pieces[i].TrimEnd() is { Length: > 0 } before && before[before.Length - 1] is '(' or ',' or '['
                && value.Pieces[i + 1].TrimStart() is { Length: > 0 } after && after[0] is ')' or ',' or ']';
            text.Append(WriteTyped(value.Operands[i], isWhole ? Precedence.Lowest : Precedence.Primary));
            text.Append(value.Pieces[i + 1]);
        }

        var result = text.ToString();
        return context > Precedence.Lowest && !IsPrimary(result) ? $"({result})" : result;
    }

    // A name, a call or an element: nothing that an operator beside it could tear apart.
    private static bool IsPrimary(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (depth == 0 && !(char.IsLetterOrDigit(c) || c is '_' or '.' or ':' or '@' or ')' or ']' or '"' or '!' or '<' or '>' or ','))
                return false;
        }

        return !(text.Length > 0 && text[0] == '(' && text.IndexOf(')') < text.Length - 1);
    }

    private static string Bracket(string text, Precedence own, Precedence context) => own < context ? $"({text})" : text;
}

/// <summary>How tightly C# binds, loosest first.</summary>
internal enum Precedence
{
    Lowest,
    Conditional,
    Or,
    And,
    Equality,
    Relational,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}
