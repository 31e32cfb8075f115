using System.Globalization;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Values;

/// <summary>The values of one derivation. Each is made here, once.</summary>
internal sealed class ValueGraph
{
    private readonly Dictionary<Key, Value> values = [];
    private readonly HashSet<Value> rewritten = [];
    private readonly Dictionary<string, Value> firsts = [];
    private readonly Dictionary<(string Name, Value Definition), Value> constants = [];
    private int count;

    /// <summary>How many values have been made.</summary>
    public int Count => count;

    /// <summary>How many of them are the program's; those made later are derived.</summary>
    public int WrittenCount { get; private set; } = int.MaxValue;

    /// <summary>Whether one that depends on what is differentiated is held fixed.</summary>
    public bool HoldsFixed { get; private set; }

    /// <summary>The type in which derivatives are computed: <c>double</c>, or the type parameter of a method on generic numbers.</summary>
    public ValueType Real { get; init; } = ValueType.Double;

    public Value True => field ??= Literal(ValueType.Boolean, "true", 1);

    public Value False => field ??= Literal(ValueType.Boolean, "false", 0);

    /// <summary>Whether a value is the program's, or one of those with calls joined.</summary>
    public bool IsWritten(Value value) => value.Id < WrittenCount || rewritten.Contains(value);

    /// <summary>States that a value stands for one of the program's.</summary>
    public void Rewrite(Value value) => rewritten.Add(value);

    /// <summary>States that the program is complete.</summary>
    public void Close() => WrittenCount = Math.Min(WrittenCount, count);

    public Value Literal(ValueType type, string text, double number)
    {
        var literal = Make(ValueKind.Literal, type, text);
        literal.Number = number;
        return literal;
    }

    /// <summary>A number that the author has given a name.</summary>
    public Value Constant(string name, Value definition, double number)
    {
        if (constants.TryGetValue((name, definition), out var known))
            return known;
        var constant = new Value(count++, ValueKind.Literal, definition.Type, name, []) { Number = number, Definition = definition };
        constants.Add((name, definition), constant);
        return constant;
    }

    /// <summary>A number in the shortest spelling that its type needs.</summary>
    public Value Number(ValueType type, Algebra.Constant constant)
    {
        var text = constant.ToString();
        if (double.IsNaN(constant.ToDouble()) || double.IsInfinity(constant.ToDouble()))
        {
            var name = double.IsNaN(constant.ToDouble()) ? "NaN" : constant.IsNegative ? "NegativeInfinity" : "PositiveInfinity";
            return Literal(type, $"{type.Text}.{name}", constant.ToDouble());
        }

        if (type.Kind == NumberKind.Float && text.IndexOfAny(['.', 'E']) >= 0)
            text = ((float)constant.ToDouble()).ToString("R", CultureInfo.InvariantCulture).Replace("E+", "E") + "f";
        return Literal(type, text, constant.ToDouble());
    }

    public Value Integer(long number) =>
        Literal(ValueType.Int, number.ToString(CultureInfo.InvariantCulture), number);

    public Value Input(ValueType type, string name)
    {
        var input = Make(ValueKind.Input, type, name);
        if (input.ArrayOfStructs is { } structs && !firsts.ContainsKey(structs))
            firsts.Add(structs, input);
        return input;
    }

    /// <summary>What the rules compute that stand for derivatives, by how they are called; null for what is no formula.</summary>
    public Dictionary<string, RuleFormula?> RuleFormulas { get; } = new(StringComparer.Ordinal);

    /// <summary>A new variable of the generated method.</summary>
    public Value Cell(ValueType type, string name) => new(count++, ValueKind.Cell, type, name, []);

    public Value Negate(Value operand) => Make(ValueKind.Negate, operand.Type, "", operand);

    public Value Binary(ValueKind kind, ValueType type, Value left, Value right) => Make(kind, type, "", left, right);

    /// <summary>An arithmetic operation whose type C# infers from its operands.</summary>
    public Value Arithmetic(ValueKind kind, Value left, Value right)
    {
        (left, right) = Fitted(left, right);
        return Binary(kind, Wider(left, right), left, right);
    }

    /// <summary>Both operands of an operation. C# makes no generic number of an integer by itself.</summary>
    public (Value Left, Value Right) Fitted(Value left, Value right) =>
        left.Type.IsGeneric && right.Type.Kind == NumberKind.Integer ? (left, Convert(left.Type, right, isExplicit: true))
        : right.Type.IsGeneric && left.Type.Kind == NumberKind.Integer ? (Convert(right.Type, left, isExplicit: true), right)
        : (left, right);

    public Value Not(Value operand) => operand switch
    {
        { Kind: ValueKind.Not } => operand.Operands[0],
        { Kind: ValueKind.Literal } => operand.Number == 0 ? True : False,
        _ => Make(ValueKind.Not, ValueType.Boolean, "", operand),
    };

    public Value And(Value left, Value right) =>
        left == False || right == False ? False
        : left == True ? right
        : right == True || left == right ? left
        : Binary(ValueKind.And, ValueType.Boolean, left, right);

    public Value Or(Value left, Value right) =>
        left == True || right == True ? True
        : left == False ? right
        : right == False || left == right ? left
        : Binary(ValueKind.Or, ValueType.Boolean, left, right);

    public Value Select(Value condition, Value whenTrue, Value whenFalse)
    {
        if (condition.Kind == ValueKind.Literal)
            return condition.Number != 0 ? whenTrue : whenFalse;
        if (whenTrue == whenFalse)
            return whenTrue;
        if (condition.Kind == ValueKind.Not)
            return Select(condition.Operands[0], whenFalse, whenTrue);
        // On its own sides a condition is known; and a choice between truths is logic.
        (whenTrue, whenFalse) = (Given(condition, true, whenTrue, MostChoices), Given(condition, false, whenFalse, MostChoices));
        if (whenTrue == whenFalse)
            return whenTrue;
        // p || q ? (p ? x : y) : z is p ? x : q ? y : z, as one return after another is.
        if (whenTrue is { Kind: ValueKind.Select, Operands: [var first, var one, var other] } && Without(condition, first) is { } rest)
            return Select(first, one, Select(rest, other, whenFalse));
        if (whenTrue == True)
            return Or(condition, whenFalse);
        if (whenTrue == False)
            return And(Not(condition), whenFalse);
        if (whenFalse == True)
            return Or(Not(condition), whenTrue);
        if (whenFalse == False)
            return And(condition, whenTrue);
        if (whenTrue.Kind == ValueKind.Tuple && whenFalse.Kind == ValueKind.Tuple)
            return Tuple(whenTrue.Type, [.. whenTrue.Operands.Zip(whenFalse.Operands, (a, b) => Select(condition, a, b))]);
        var type = whenTrue.Type.IsReal && whenFalse.Type.IsReal ? Wider(whenTrue, whenFalse) : whenTrue.Type;
        return Make(ValueKind.Select, type, "", condition, whenTrue, whenFalse);
    }

    // The other alternatives; null where it is none of them.
    private Value? Without(Value alternatives, Value first) => alternatives is not { Kind: ValueKind.Or, Operands: [var left, var right] } ? null
        : left == first ? right
        : Without(left, first) is { } rest ? Or(rest, right)
        : null;

    // How far a choice among choices is looked into.
    private const int MostChoices = 8;

    // What a choice or a truth is where a condition is settled. Of a long list of choices only the first few are looked at.
    private Value Given(Value condition, bool holds, Value value, int most)
    {
        if (value == condition)
            return holds ? True : False;
        if (value.Id < condition.Id || most == 0)
            return value;
        Value Of(int operand) => Given(condition, holds, value.Operands[operand], most - 1);
        switch (value.Kind)
        {
            case ValueKind.Not:
                return Not(Of(0));
            case ValueKind.And:
                return And(Of(0), Of(1));
            case ValueKind.Or:
                return Or(Of(0), Of(1));
            case ValueKind.Select:
                var (choice, whenTrue, whenFalse) = (Of(0), Of(1), Of(2));
                return (choice, whenTrue, whenFalse) == (value.Operands[0], value.Operands[1], value.Operands[2]) ? value : Select(choice, whenTrue, whenFalse);
            default:
                return value;
        }
    }

    public Value Convert(ValueType type, Value operand, bool isExplicit)
    {
        if (operand.Type.Equals(type))
            return operand;
        // A constant integer in real arithmetic is that real.
        if (type.IsReal && operand is { Kind: ValueKind.Literal, Type.Kind: NumberKind.Integer } && !double.IsNaN(operand.Number)
            && Math.Abs(operand.Number) < 1 << 24)
        {
            return Number(type, Algebra.Constant.Of(operand.Number));
        }

        // T.CreateChecked(0.5) is how a generic number is spelled.
        if (type.IsGeneric && operand is { Kind: ValueKind.Literal, Type.IsReal: true } && (char.IsDigit(operand.Text[0]) || operand.Text[0] == '.'))
            return Literal(type, operand.Text, operand.Number);
        if (type.IsGeneric && operand is { Kind: ValueKind.Negate, Operands: [{ Kind: ValueKind.Literal } number] })
            return Negate(Convert(type, number, isExplicit));
        return Make(ValueKind.Convert, type, isExplicit ? "explicit" : "", operand);
    }

    public Value Call(ValueType type, string text, string? function, DerivativeRule? rule, params Value[] arguments)
    {
        var call = Make(ValueKind.Call, type, text, arguments);
        call.Function = function;
        // A rule that has a rule of its own is a function like any other.
        if (rule?.Text != text || call.Rule is null)
            call.Rule = rule;
        call.MayFail |= rule is { IsRecursive: true };
        return call;
    }

    /// <summary>A call of a function, or of its pullback, which reads what is in arrays now.</summary>
    public Value CallOf(ValueType type, string text, Programs.PullbackCall called, Value[] arguments) =>
        new(count++, ValueKind.Call, type, text, arguments) { Called = called, MayFail = true, TakesSpans = called.Part != Programs.PullbackPart.Value || text != called.Of.CalledAs || called.Of.TakesSpans };

    public Value Tuple(ValueType type, params Value[] elements) => Make(ValueKind.Tuple, type, "", elements);

    /// <summary>One of the two things that <c>FValueAndGradient</c> returns.</summary>
    public Value Part(ValueType type, Value both, string member) => Make(ValueKind.Item, type, member, both);

    public Value Item(ValueType type, Value tuple, int index)
    {
        if (tuple.Kind == ValueKind.Tuple)
            return tuple.Operands[index];
        // The elements of a tuple that the author's code gives have the author's names.
        var hasNames = tuple.Type.IsStruct || (tuple.Kind == ValueKind.Verbatim && tuple.Type.HasMembers);
        return Make(ValueKind.Item, type, hasNames ? tuple.Type.Members[index] : "Item" + (index + 1).ToString(CultureInfo.InvariantCulture), tuple);
    }

    public Value Stop(Value operand)
    {
        HoldsFixed |= operand.IsActive;
        return operand.IsActive ? Deactivated(Make(ValueKind.Stop, operand.Type, "", operand)) : operand;
    }

    /// <summary>An element of an array that holds a version of its contents.</summary>
    public Value Element(ValueType type, Value array, int version, Value[] indices)
    {
        var element = Make(ValueKind.Element, type, version.ToString(CultureInfo.InvariantCulture), [array, .. indices]);
        element.MayFail = true;
        return element;
    }

    /// <summary>A row of an array of arrays.</summary>
    public Value Row(Value array, Value index)
    {
        var row = Make(ValueKind.Row, array.Type.Row!, "", array, index);
        row.MayFail = true;
        return row;
    }

    public Value Extent(Value array, string member)
    {
        if (array.Kind == ValueKind.View)
            return array.Operands[2];
        if (array.Kind == ValueKind.Corner)
            return array.Operands[member == "GetLength(0)" ? 1 : 2];
        // All members of structs in one array are as many.
        if (array.Kind == ValueKind.Component)
            array = array.Operands[0];
        else if (array.ArrayOfStructs is { } structs)
            array = firsts[structs];
        return Make(ValueKind.Extent, ValueType.Int, member, array);
    }

    /// <summary>What an array of structs has of one of their members.</summary>
    public Value Component(ValueType type, Value array) => Make(ValueKind.Component, type, type.Part!.Path, array);

    public Value View(ValueType type, Value array, Value start, Value length) => array.Kind == ValueKind.View
        ? View(type, array.Operands[0], Plus(array.Operands[1], start), length)
        : Make(ValueKind.View, type, "", array, start, length);

    /// <summary>The first rows and columns of an array with two indices.</summary>
    public Value Corner(Value array, Value rows, Value columns) => Make(ValueKind.Corner, array.Type, "", array, rows, columns);

    /// <summary>The sum of two integers; what is known is added up.</summary>
    public Value Plus(Value left, Value right)
    {
        if (left is { Kind: ValueKind.Literal, Number: 0 })
            return right;
        if (right is { Kind: ValueKind.Literal } && !double.IsNaN(right.Number))
        {
            if (right.Number == 0)
                return left;
            if (left is { Kind: ValueKind.Literal } && !double.IsNaN(left.Number))
                return Integer((long)(left.Number + right.Number));
            if (left is { Kind: ValueKind.Add or ValueKind.Subtract, Operands: [var rest, { Kind: ValueKind.Literal, Number: var by }] } && Math.Abs(by) < 1 << 20 && Math.Abs(right.Number) < 1 << 20)
                return Plus(rest, Integer((long)(right.Number + (left.Kind == ValueKind.Add ? by : -by))));
            if (right.Number < 0)
                return Binary(ValueKind.Subtract, ValueType.Int, left, Integer((long)-right.Number));
        }

        return Binary(ValueKind.Add, ValueType.Int, left, right);
    }

    public Value Verbatim(ValueType type, EquatableArray<string> pieces, params Value[] holes)
    {
        var value = Make(ValueKind.Verbatim, type, string.Join("\u0001", pieces), holes);
        value.Pieces = pieces;
        return value;
    }

    /// <summary>Code that is run where it stands: the same code elsewhere is another value.</summary>
    public Value Once(Value verbatim)
    {
        var value = Make(ValueKind.Verbatim, verbatim.Type, verbatim.Text + "\u0001" + count.ToString(System.Globalization.CultureInfo.InvariantCulture), verbatim.Operands);
        (value.Pieces, value.MayFail, value.Name) = (verbatim.Pieces, verbatim.MayFail, verbatim.Name);
        return value;
    }

    /// <summary>The same operation on other operands.</summary>
    public Value Remake(Value value, Value[] operands)
    {
        if (value.Called is { } called)
            return CallOf(value.Type, value.Text, called, operands);
        var made = Make(value.Kind, value.Type, value.Text, operands);
        (made.Function, made.Rule, made.Pieces, made.MayFail) = (value.Function, value.Rule, value.Pieces, value.MayFail);
        return made;
    }

    /// <summary>The type of an arithmetic operation on both: double if either is, then float. A literal takes the other's.</summary>
    public static ValueType Wider(Value left, Value right)
    {
        if (!left.Type.IsReal)
            return right.Type;
        if (!right.Type.IsReal)
            return left.Type;
        return left.Type.Kind == NumberKind.Double ? left.Type : right.Type;
    }

    private static Value Deactivated(Value value)
    {
        value.IsActive = false;
        return value;
    }

    /// <summary>The same operation once more, after all that have been made so far, on operands that stand for its own.</summary>
    public Value Anew(Value value, Value[] operands)
    {
        var other = new Value(count++, value.Kind, value.Type, value.Text, operands)
        {
            IsActive = value.IsActive,
            Name = value.Name,
            IsNamedByAuthor = value.IsNamedByAuthor,
            Whole = value.Whole,
            Number = value.Number,
            Pieces = value.Pieces,
            Function = value.Function,
            Rule = value.Rule,
            Site = value.Site,
            ReadDepth = value.ReadDepth,
            MayFail = value.MayFail,
            Called = value.Called,
            TakesSpans = value.TakesSpans,
        };
        values[new Key(value.Kind, value.Type, value.Text, operands)] = other;
        if (IsWritten(value))
            Rewrite(other);
        return other;
    }

    private Value Make(ValueKind kind, ValueType type, string text, params Value[] operands)
    {
        var key = new Key(kind, type, text, operands);
        if (!values.TryGetValue(key, out var value))
        {
            value = new Value(count++, kind, type, text, operands);
            values.Add(key, value);
        }

        return value;
    }

    private readonly struct Key(ValueKind kind, ValueType type, string text, Value[] operands) : IEquatable<Key>
    {
        private readonly ValueKind kind = kind;
        private readonly ValueType type = type;
        private readonly string text = text;
        private readonly Value[] operands = operands;

        public bool Equals(Key other)
        {
            if (kind != other.kind || text != other.text || operands.Length != other.operands.Length
                || type.Kind != other.type.Kind || type.Text != other.type.Text)
            {
                return false;
            }

            for (var i = 0; i < operands.Length; i++)
            {
                if (!ReferenceEquals(operands[i], other.operands[i]))
                    return false;
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = ((int)kind * 397) ^ text.GetHashCode() ^ ((int)type.Kind << 20);
            foreach (var operand in operands)
                hash = unchecked((hash * 31) + operand.Id);
            return hash;
        }
    }
}
