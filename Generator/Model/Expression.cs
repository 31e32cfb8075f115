using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Model;

/// <summary>
/// A C# expression as it was read: the author's operations in the author's order. An expression has no effect of its own;
/// whatever has one stands as a <see cref="Statement"/> before it.
/// </summary>
/// <param name="Type">The type of the value.</param>
/// <param name="Site">
/// Which syntax it came from: an index into the list of locations that is read along with the model but is no part of it, so
/// that an edit which only moves code leaves the model equal. −1 where no diagnostic can point.
/// </param>
internal abstract record Expression(ValueType Type, int Site);

/// <summary>A number, spelled as the author spelled it (<c>0.1</c>, <c>1e-3f</c>, <c>Math.PI</c>, the name of a constant).</summary>
/// <param name="Text">C# text that compiles wherever the generated code stands.</param>
/// <param name="Value">The value; for a boolean 0 or 1.</param>
internal sealed record Literal(ValueType Type, string Text, double Value, int Site) : Expression(Type, Site);

/// <summary>The value that a variable has at this point.</summary>
/// <param name="Variable">Index into <see cref="Function.Variables"/>.</param>
internal sealed record Read(ValueType Type, int Variable, int Site) : Expression(Type, Site);

/// <summary>An operation of C# on one operand.</summary>
internal sealed record Unary(ValueType Type, UnaryOperator Operator, Expression Operand, int Site) : Expression(Type, Site);

/// <summary>An operation of C# on two operands: arithmetic, a comparison, or logic.</summary>
internal sealed record Binary(ValueType Type, BinaryOperator Operator, Expression Left, Expression Right, int Site)
    : Expression(Type, Site);

/// <summary>A numeric conversion, explicit or implicit. Identity conversions are not kept.</summary>
/// <param name="IsExplicit">Whether the author wrote a cast.</param>
internal sealed record Conversion(ValueType Type, Expression Operand, bool IsExplicit, int Site) : Expression(Type, Site);

/// <summary>A call of a function known by name, to be found in the derivative table.</summary>
/// <param name="Function">
/// Documentation-style name without parameters: <c>System.Math.Exp</c>, <c>System.Double.Hypot</c>, <c>SymDiff.Calculus.Softplus</c>.
/// </param>
/// <param name="Text">The name as generated code calls it: <c>Math.Exp</c>, <c>double.Hypot</c>.</param>
/// <param name="Derivative">The author's own rule, where there is one.</param>
internal sealed record Application(
    ValueType Type, string Function, string Text, EquatableArray<Expression> Arguments, DerivativeRule? Derivative, int Site)
    : Expression(Type, Site);

/// <summary>A derivative that the author states by <c>[DerivativeOf]</c>.</summary>
/// <param name="Text">How generated code calls the rule.</param>
/// <param name="TakesResult">Whether its last parameter receives the function's value.</param>
/// <param name="ReturnsTuple">Whether it returns a tuple of partials in the order of the floating-point parameters.</param>
/// <param name="Type">The type of what the rule returns.</param>
internal sealed record DerivativeRule(string Text, bool TakesResult, bool ReturnsTuple, ValueType Type)
{
    /// <summary>Whether it is the gradient of a function that calls itself, which must not be called where the function does not.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>What gives the function's value and its gradient at once; null where there is nothing like it.</summary>
    public string? Both { get; init; }

    /// <summary>The marked method whose derivative it is, in an assembly that is referenced; null for what an author has written.</summary>
    public string? Library { get; init; }

    /// <summary>What gives the function's second derivatives; null where there is nothing like it.</summary>
    public SecondRule? Second { get; init; }
}

/// <summary>What a rule computes, which is differentiated for a second derivative.</summary>
/// <param name="Text">How generated code calls the rule.</param>
/// <param name="Function">Its code, or a call of it where that has a rule of its own.</param>
internal sealed record RuleBody(string Text, Function Function);

/// <summary>The second derivatives of a marked method of a referenced assembly.</summary>
/// <param name="Text">How generated code calls what gives them.</param>
/// <param name="Type">The type of what it returns: a number, or a tuple.</param>
/// <param name="Inputs">With respect to how many numbers they are.</param>
/// <param name="IsProduct">Whether it multiplies by a vector, which it takes last. Otherwise it gives the upper triangle, row by row.</param>
internal sealed record SecondRule(string Text, ValueType Type, int Inputs, bool IsProduct)
{
    /// <summary>Where in the triangle an entry stands.</summary>
    public int Place(int row, int column) => (row * Inputs) - (row * (row - 1) / 2) + column - row;
}

/// <summary>Either of two expressions. Only the one chosen is evaluated.</summary>
internal sealed record Conditional(ValueType Type, Expression Condition, Expression WhenTrue, Expression WhenFalse, int Site)
    : Expression(Type, Site);

/// <summary>A value tuple.</summary>
internal sealed record TupleOf(ValueType Type, EquatableArray<Expression> Elements, int Site) : Expression(Type, Site);

/// <summary>An element of a value tuple.</summary>
internal sealed record Element(ValueType Type, Expression Tuple, int Index, int Site) : Expression(Type, Site);

/// <summary>An element of an array, span or list, as it is at this point of the program.</summary>
internal sealed record ArrayElement(ValueType Type, Expression Array, EquatableArray<Expression> Indices, int Site) : Expression(Type, Site);

/// <summary>How many elements an array, span or list has.</summary>
/// <param name="Member">How C# asks for it: <c>Length</c>, <c>Count</c>, <c>GetLength(0)</c>.</param>
internal sealed record ArrayExtent(Expression Array, string Member, int Site) : Expression(ValueType.Int, Site);

/// <summary>Whether what is written to one array or span may be seen in another one.</summary>
internal sealed record SharesMemory(Expression One, Expression Other, int Site) : Expression(ValueType.Boolean, Site);

/// <summary>A part of an array or span, over the same memory.</summary>
/// <param name="Length">Null for the rest.</param>
internal sealed record ArraySlice(ValueType Type, Expression Array, Expression Start, Expression? Length, int Site) : Expression(Type, Site);

/// <summary>
/// Any other C#, carried over as it is: <c>data.Count(d => d > 0)</c>. Between the pieces of text stand the variables and
/// subexpressions that are read in it: <c>Pieces[0] Holes[0] Pieces[1] Holes[1] … Pieces[n]</c>.
/// </summary>
/// <param name="Purity">What is known of evaluating it.</param>
/// <param name="Name">A word for the value, if the code suggests one (<c>count</c>); empty otherwise.</param>
internal sealed record Verbatim(
    ValueType Type, EquatableArray<string> Pieces, EquatableArray<Expression> Holes, Purity Purity, string Name, int Site)
    : Expression(Type, Site)
{
    /// <summary>What keeps a method that is called in it from being read, which matters only where a differentiated value goes in.</summary>
    public EquatableArray<Problem> Obstacles { get; init; }

    /// <summary>Whether it changes nothing that other code reads, though it may take long and runs once.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is seen to change something, and may be another when it is evaluated again: a random number.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>Whether it stands for an array that is rented from a pool, which may be longer.</summary>
    public bool IsRented { get; init; }

    /// <summary>Whether it stands for an array that is as long as a list becomes.</summary>
    public bool IsGrowing { get; init; }
}

/// <summary>What evaluating carried-over code may do.</summary>
internal enum Purity
{
    /// <summary>Reads what does not change while the method runs, and cannot fail: a readonly field, <c>this</c>, a parameter.</summary>
    Pure,

    /// <summary>Reads memory and may fail, but changes nothing: a field, an array's element, an automatic property.</summary>
    Reads,

    /// <summary>May do anything, so it is evaluated exactly once, in its place.</summary>
    Effectful,
}

/// <summary>Operators on one operand.</summary>
internal enum UnaryOperator
{
    Negate,
    Plus,
    Not,
    BitwiseNot,
}

/// <summary>Operators on two operands.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>Short-circuiting.</summary>
    And,

    /// <summary>Short-circuiting.</summary>
    Or,
}
