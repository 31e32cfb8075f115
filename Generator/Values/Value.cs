using SymDiff.Generator.Model;

namespace SymDiff.Generator.Values;

/// <summary>What a <see cref="Value"/> is.</summary>
internal enum ValueKind
{
    /// <summary>A number or other constant, by its text.</summary>
    Literal,

    /// <summary>A parameter, or <c>this</c>.</summary>
    Input,

    /// <summary>A variable that carried-over code gives its value.</summary>
    Cell,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Not,
    Convert,

    /// <summary>A function of the derivative table, or a rule of the author's.</summary>
    Call,

    /// <summary>The second operand if the first is true, else the third; only that one is evaluated.</summary>
    Select,

    /// <summary>A tuple of the operands.</summary>
    Tuple,

    /// <summary>An element of a tuple that a call returns.</summary>
    Item,

    /// <summary>The operand, held fixed by <c>StopGradient</c>.</summary>
    Stop,

    /// <summary>
    /// An element of an array, the first operand, at the indices that follow. Its text is the version of the array's contents that it belongs to.
    /// </summary>
    Element,

    /// <summary>How many elements the operand has; the text is the member that says so.</summary>
    Extent,

    /// <summary>A part of an array, over the same memory: the array, the first index, the number of elements.</summary>
    View,

    /// <summary>The first rows and columns of an array with two indices: the array, how many rows, how many columns.</summary>
    Corner,

    /// <summary>What an array of structs, the operand, has of one of their members.</summary>
    Component,

    /// <summary>An array in an array of arrays: the first operand, at the second.</summary>
    Row,

    /// <summary>C# carried over, with the operands in its holes.</summary>
    Verbatim,
}

/// <summary>
/// An operation of the program, as it will be carried out: operands, order and type are those of the C# that computes it, so a value has one bit
/// pattern. Equal operations on equal operands are one object (value numbering).
/// </summary>
internal sealed class Value : IEquatable<Value>
{
    internal Value(int id, ValueKind kind, ValueType type, string text, Value[] operands)
    {
        Id = id;
        Kind = kind;
        Type = type;
        Text = text;
        Operands = operands;
        foreach (var operand in operands)
        {
            IsActive |= operand.IsActive;
        }

        if (type.Kind is NumberKind.Boolean or NumberKind.Integer)
            IsActive = false;
        IsConstant = !type.IsGeneric && (kind == ValueKind.Literal
            || (kind is >= ValueKind.Add and <= ValueKind.Divide or ValueKind.Negate or ValueKind.Convert && Array.TrueForAll(operands, static operand => operand.IsConstant)));
    }

    /// <summary>Its number: operands have smaller ones.</summary>
    public int Id { get; }

    public ValueKind Kind { get; }

    public ValueType Type { get; }

    /// <summary>The literal, the parameter's name, the function called, the pieces of carried-over code.</summary>
    public string Text { get; }

    public Value[] Operands { get; }

    /// <summary>Whether a derivative with respect to a chosen parameter may pass through it.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether it is arithmetic on numbers alone, which the compiler does.</summary>
    public bool IsConstant { get; }

    /// <summary>The name it should have if it needs one.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the author gave it that name.</summary>
    public bool IsNamedByAuthor { get; set; }

    /// <summary>For a tuple that is a struct of the author's, member by member, that struct.</summary>
    public Value? Whole { get; set; }

    /// <summary>For what stands for several arrays, between which variables change, these.</summary>
    public JoinedArrays? Joined { get; set; }

    /// <summary>For one of several arrays between which variables change, what stands for all of them.</summary>
    public Value? JoinedIn { get; set; }

    /// <summary>For a variable that a call of the framework's gives its value: what that amounts to, over the reals.</summary>
    public Value? Model { get; set; }

    /// <summary>For carried-over code: whether it is a call of the framework's that is content with spans.</summary>
    public bool TakesSpans { get; set; }

    /// <summary>The variable that has this value as a call of the framework's gives it.</summary>
    public Value? Given { get; set; }

    /// <summary>For an array of adjoints or tangents, whose elements they are, and what its name ends in.</summary>
    public (Value Array, string Suffix)? Beside { get; set; }

    /// <summary>Whether it is written as a number, rather than by a name.</summary>
    public bool IsNumeral => Kind == ValueKind.Literal && Definition is null && Text.Length > 0 && (char.IsDigit(Text[0]) || Text[0] is '.' or '-');

    /// <summary>For a number that the author has given a name, what that was declared to be.</summary>
    public Value? Definition { get; init; }

    /// <summary>For a literal its value; NaN if not known.</summary>
    public double Number { get; set; } = double.NaN;

    /// <summary>For carried-over code: the text around the holes.</summary>
    public EquatableArray<string> Pieces { get; set; }

    /// <summary>For a call: the function of the derivative table (<c>Exp</c>), the author's rule, or null.</summary>
    public string? Function { get; set; }

    public DerivativeRule? Rule { get; set; }

    /// <summary>For a call of a function that stands beside the derivative with its pullback, what is called.</summary>
    public Programs.PullbackCall? Called { get; set; }

    /// <summary>Where a diagnostic about it points.</summary>
    public int Site { get; set; } = -1;

    /// <summary>For an element: in how many loops it is read without a condition. Further out, or where it is read under conditions only, there may be no such element.</summary>
    public int ReadDepth { get; set; } = int.MaxValue;

    /// <summary>For an element that is read under conditions: under which, each with the number of loops around it.</summary>
    public List<(Unfolding.Guard Guard, int Depth)> ReadWithin { get; } = [];

    /// <summary>For an element: the turns in which it is read without a condition. Of two that are read in the same ones, and nowhere else, both are there or neither is read.</summary>
    public HashSet<object> ReadIn { get; } = [];

    /// <summary>Whether evaluating it may fail, so that it must stay inside its guard.</summary>
    public bool MayFail { get; set; }

    /// <summary>The array of structs of which this holds one member, by its name; null where it is no such thing, or one of the method's own.</summary>
    public string? ArrayOfStructs => Kind == ValueKind.Input && Type.Part is { } part ? Text.Substring(0, Text.Length - part.Path.Length) : null;

    /// <summary>Whether two arrays have the same elements, of which they may hold different members.</summary>
    public bool IsAsLongAs(Value other) => this == other || (Kind == ValueKind.Component && Operands[0] == other) || IsBeside(other);

    /// <summary>Whether two arrays hold members of the same structs, which are in memory together.</summary>
    public bool IsBeside(Value other) => ArrayOfStructs is { } array ? array == other.ArrayOfStructs : Kind == ValueKind.Component && other.Kind == ValueKind.Component && Operands[0] == other.Operands[0];

    /// <summary>What holds where it does: the sides of a conjunction, at any depth; itself where it is none.</summary>
    public IEnumerable<Value> Conjuncts => Kind == ValueKind.And ? Operands.SelectMany(static operand => operand.Conjuncts) : [this];

    public bool IsLeaf => Kind is ValueKind.Literal or ValueKind.Input or ValueKind.Cell || (Kind is ValueKind.Stop && Operands[0].IsLeaf);

    // Equal values are one object; its number is at hand, which the runtime's hash of an object is not.
    public override int GetHashCode() => Id;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public bool Equals(Value? other) => ReferenceEquals(this, other);

    public override string ToString() => Kind is ValueKind.Literal or ValueKind.Input or ValueKind.Cell
        ? Text
        : $"{Kind} {Text}({string.Join(", ", Operands.Select(operand => operand.ToString()))})";
}
