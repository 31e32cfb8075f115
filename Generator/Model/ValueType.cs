namespace SymDiff.Generator.Model;

/// <summary>What kind of number, if any, a C# expression has as its value.</summary>
internal enum NumberKind
{
    /// <summary>Not a number: a string, an object, a struct.</summary>
    None,
    Boolean,

    /// <summary>Any integer type, <c>char</c> and enumerations: values through which no derivative passes.</summary>
    Integer,
    Float,
    Double,

    /// <summary>A value tuple or a struct of the author's, held element by element.</summary>
    Tuple,

    /// <summary>An array, span or list of numbers, held by reference: elements are read and written in place.</summary>
    Array,
}

/// <summary>The type of a value: its number kind, and the text that names it in generated code.</summary>
/// <param name="Kind">The kind of number.</param>
/// <param name="Text">C# text of the type, fully qualified where it needs to be (<c>double</c>, <c>global::System.DateTime</c>).</param>
/// <param name="Elements">The elements of a tuple, or the type of an array's elements; empty otherwise.</param>
internal sealed record ValueType(NumberKind Kind, string Text, EquatableArray<ValueType> Elements)
{
    public static readonly ValueType Double = new(NumberKind.Double, "double", default);
    public static readonly ValueType Float = new(NumberKind.Float, "float", default);
    public static readonly ValueType Int = new(NumberKind.Integer, "int", default);
    public static readonly ValueType Boolean = new(NumberKind.Boolean, "bool", default);

    /// <summary>For a tuple or struct how C# reads its elements, one name for each. <c>?name</c> is one that the generated code cannot read.</summary>
    public EquatableArray<string> Members { get; init; }

    /// <summary>For a struct that is held member by member, how one is made; null for anything else.</summary>
    public Making? Making { get; init; }

    /// <summary>
    /// For an array, span or list of structs, which is held as a tuple of arrays, one for each member, the type of the elements; so too for what these hold of a member that
    /// is a struct itself. Null for anything else.
    /// </summary>
    public ValueType? Item { get; init; }

    /// <summary>For one of these arrays, where it lies among the elements; null for any other.</summary>
    public ArrayPart? Part { get; init; }

    /// <summary>Whether it is an array, span or list of structs or tuples.</summary>
    public bool IsOfStructs => Item is not null;

    /// <summary>Whether it is an array, span or list of numbers or structs.</summary>
    public bool IsSequence => IsArray || IsOfStructs;

    /// <summary>Whether a member of an element can be written by itself: an element of a list is no variable.</summary>
    public bool IsWrittenInPlace => Part is null || (Part.IsAssignable && !IsList);

    /// <summary>The type of the elements of an array, span or list.</summary>
    public ValueType ItemType => Row ?? Item ?? Elements[0];

    /// <summary>For an array or list of arrays of numbers, which has an index for the row and one for the element in it, the type of the rows; null for anything else.</summary>
    public ValueType? Row { get; init; }

    /// <summary>An array of arrays of numbers.</summary>
    public static ValueType ArrayOfRows(ValueType element) =>
        new(NumberKind.Array, element.Text + "[][]", [element]) { Row = new ValueType(NumberKind.Array, element.Text + "[]", [element]) };

    /// <summary>Whether it is a struct that is held member by member.</summary>
    public bool IsStruct => Making is not null;

    /// <summary>Whether it has members, each with a name.</summary>
    public bool HasMembers => Kind == NumberKind.Tuple && Members.Length > 0;

    /// <summary>Whether there are real numbers in it.</summary>
    public bool HasReal => IsReal || Elements.Any(element => element.HasReal);

    /// <summary>Whether there are arrays, spans or lists among its members.</summary>
    public bool HasArrays => Kind == NumberKind.Tuple && !IsOfStructs && Elements.Any(element => element.IsSequence || element.HasArrays);

    /// <summary>Whether values of this type carry a derivative.</summary>
    public bool IsReal => Kind is NumberKind.Double or NumberKind.Float;

    /// <summary>Whether it is a type parameter that stands for a floating-point number: <c>T : IFloatingPointIeee754&lt;T&gt;</c>.</summary>
    public bool IsGeneric => Kind == NumberKind.Double && Text != "double";

    /// <summary>Whether it is an array, span or list of real numbers.</summary>
    public bool IsRealArray => Kind == NumberKind.Array && Elements[0].IsReal;

    /// <summary>Whether it is an array, span or list of any numbers.</summary>
    public bool IsArray => Kind == NumberKind.Array;

    /// <summary>Whether a value of it is no number: an object, or an array as a whole.</summary>
    public bool IsObject => Kind is NumberKind.None or NumberKind.Array;

    /// <summary>Whether it fits among the numbers of a tape.</summary>
    public bool IsNumber => Kind is >= NumberKind.Boolean and <= NumberKind.Double;

    /// <summary>Whether it is a span that can be written to, which memory on the stack is given to.</summary>
    public bool IsSpan => Text.StartsWith("global::System.Span<", StringComparison.Ordinal);

    /// <summary>Whether it is a span of either kind, which lives on the stack: nothing can keep it.</summary>
    public bool IsOnStack => Text.EndsWith(">", StringComparison.Ordinal) && Text.IndexOf("Span<", StringComparison.Ordinal) >= 0;

    /// <summary>Whether it is a span that can only be read.</summary>
    public bool IsReadOnly => Text.IndexOf("ReadOnlySpan<", StringComparison.Ordinal) >= 0;

    /// <summary>Whether it is a list, which has a <c>Count</c> where an array has a <c>Length</c>.</summary>
    public bool IsList => IsSequence && Text.IndexOf("List<", StringComparison.Ordinal) >= 0;

    /// <summary>The number of indices of an array's element.</summary>
    public int Rank => Row is not null || Text.EndsWith("[,]", StringComparison.Ordinal) || Text.EndsWith("[,]?", StringComparison.Ordinal) ? 2 : 1;
}

/// <summary>What an array of one member of structs is in the array of these.</summary>
/// <param name="Path">What follows the index: <c>.Position.X</c>.</param>
/// <param name="Item">The type of the structs.</param>
/// <param name="IsAssignable">Whether C# can assign the member by itself where an element is a variable.</param>
internal sealed record ArrayPart(string Path, ValueType Item, bool IsAssignable);

/// <summary>How a struct is made of its members.</summary>
/// <param name="Way">By what.</param>
/// <param name="Order">Which member stands where: the arguments of the constructor, or the members that are assigned.</param>
/// <param name="Required">Those that must be assigned, even where nothing is known of them.</param>
internal sealed record Making(MakingWay Way, EquatableArray<int> Order, EquatableArray<int> Required)
{
    public static readonly Making Impossible = new(MakingWay.None, default, default);
}

/// <summary>By what a struct is made.</summary>
internal enum MakingWay
{
    /// <summary>No constructor takes all members as they are, and not all of them can be assigned.</summary>
    None,

    /// <summary><c>new Gaussian(mean, deviation)</c>.</summary>
    Constructor,

    /// <summary><c>new Gaussian { Mean = mean, Deviation = deviation }</c>.</summary>
    Initializer,
}
