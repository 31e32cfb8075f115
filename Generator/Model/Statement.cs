namespace SymDiff.Generator.Model;

/// <summary>A statement as it was read.</summary>
/// <param name="Site">Which syntax it came from, as for <see cref="Expression"/>.</param>
internal abstract record Statement(int Site);

/// <summary>Statements in order.</summary>
internal sealed record Block(EquatableArray<Statement> Statements)
{
    public static readonly Block Empty = new(default(EquatableArray<Statement>));
}

/// <summary>Gives a variable a value: a declaration, an assignment, a compound assignment or an increment.</summary>
internal sealed record Assign(int Variable, Expression Value, int Site) : Statement(Site);

/// <summary>The last use of a variable that the reader has introduced: what it holds has one name less.</summary>
internal sealed record Forget(int Variable, int Site) : Statement(Site);

/// <summary>Writes an element of an array, span or list.</summary>
internal sealed record ElementStore(Expression Array, EquatableArray<Expression> Indices, Expression Value, int Site) : Statement(Site);

/// <summary>Calls a function whose source is known.</summary>
/// <param name="Target">The variable that receives the result, or −1.</param>
/// <param name="Callee">Index into <see cref="DifferentiableMethod.Callees"/>.</param>
/// <param name="Arguments">
/// One for each of the callee's parameters, in their order. The receiver of an instance method is the first (its parameter is called <c>this</c>).
/// </param>
internal sealed record Call(int Target, int Callee, EquatableArray<Argument> Arguments, int Site) : Statement(Site)
{
    /// <summary>The call as it is written, with the arguments in its holes, for where no differentiated value goes in; null where it cannot stand so.</summary>
    public Verbatim? AsWritten { get; init; }

    /// <summary>How generated code calls the method, with arguments for all of its parameters; null where it cannot.</summary>
    public string? CalledAs { get; init; }

    /// <summary>For a call of a function that calls itself the same with the derivative by its numbers, for where arrays are passive; null for any other.</summary>
    public Application? Repeated { get; init; }

    /// <summary>A name for what is generated for the method, where it is not entered.</summary>
    public string Beside { get; init; } = "";
}

/// <summary>An argument of a call.</summary>
/// <param name="Value">What goes in; null for <c>out</c>.</param>
/// <param name="Reference">For <c>ref</c> and <c>out</c> the variable that is written on return; −1 otherwise.</param>
internal sealed record Argument(Expression? Value, int Reference);

/// <summary>One of two blocks.</summary>
internal sealed record If(Expression Condition, Block WhenTrue, Block WhenFalse, int Site) : Statement(Site);

/// <summary>Leaves the function.</summary>
internal sealed record Return(Expression? Value, int Site) : Statement(Site);

/// <summary>Throws: <paramref name="Exception"/> is carried over, and is what stands after <c>throw</c> (null where it is rethrown).</summary>
internal sealed record Throw(Expression Exception, int Site) : Statement(Site);

/// <summary>
/// Code carried over as it is, for its effect: <c>Debug.Assert(x > 0);</c>, a <c>foreach</c> over passive data, a <c>using</c> block.
/// </summary>
/// <param name="Code">The text, with its final semicolon or brace; type <see cref="NumberKind.None"/>.</param>
/// <param name="Writes">The variables of the function, declared outside or inside, that it may write.</param>
/// <param name="Declares">Those of <paramref name="Writes"/> that the text itself declares (<c>out var n</c>).</param>
/// <param name="IsHarmless">
/// Whether nothing numerical can be lost in it even when it reads a differentiated value: an assertion, a guard of the framework that
/// throws, writing to the console, a trace or a string builder.
/// </param>
/// <param name="Construct">What it is in the author's words, for a diagnostic: <c>a foreach loop</c>, <c>a call of List.Add</c>.</param>
internal sealed record Effect(
    Verbatim Code, EquatableArray<int> Writes, EquatableArray<int> Declares, bool IsHarmless, string Construct, int Site)
    : Statement(Site)
{
    /// <summary>What holds after it, where it is a guard or an assertion that says so plainly; null where nothing is known.</summary>
    public Expression? Condition { get; init; }

    /// <summary>What to do where a differentiated value goes into it; null where that depends on the value.</summary>
    public string? Advice { get; init; }

    /// <summary>Whether it changes nothing but arrays that the method makes, and may be run as often as they are made.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it changes nothing but the variables that it writes, and only computes these: a search in a table.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is seen to change something else than variables and arrays, and so may not be run more often than the author runs it.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether all that follows stands in its scope: <c>using var file = …;</c>.</summary>
    public bool IsUntilTheEnd { get; init; }
}

/// <summary>
/// A loop, <c>while (condition) { body; step; }</c>, read into its parts. Where all of it is passive the code <paramref name="AsWritten"/> is
/// carried over instead; null where it is left by a return.
/// </summary>
/// <param name="Before">What runs once, before: the initialisers of a <c>for</c>.</param>
/// <param name="Test">What must run before each test of the condition; usually empty.</param>
/// <param name="Condition">Tested before each turn.</param>
/// <param name="Body">What is repeated.</param>
/// <param name="Step">What follows the body, also after <c>continue</c>.</param>
/// <param name="TestsFirst">False for <c>do … while</c>: the first turn is not tested.</param>
internal sealed record Loop(
    Block Before, Block Test, Expression Condition, Block Body, Block Step, bool TestsFirst, Effect? AsWritten, int Site) : Statement(Site)
{
    /// <summary>Whether it stands for a call that does the same, and so cannot be written out.</summary>
    public bool IsCall { get; init; }
}

/// <summary>
/// Code that is read into its parts, such as a query, and carried along as it is written. Where all of it is passive the code as it is written is carried over.
/// </summary>
/// <param name="Parts">What it does.</param>
/// <param name="AsWritten">The same, as the author wrote it.</param>
internal sealed record Passage(Block Parts, Block AsWritten, int Site) : Statement(Site)
{
    /// <summary>
    /// Whether the parts are equal to the code over the reals, but need not be to the bit: then values are those that the code gives, and the parts are what is differentiated.
    /// </summary>
    public bool IsModel { get; init; }

    /// <summary>For what is a model: whether the code is given arrays, and not spans.</summary>
    public bool TakesArrays { get; init; }

    /// <summary>Whether it is among the sites of code that has been carried over.</summary>
    public bool IsAmong(ISet<int> carriedOver) => AsWritten.Statements.Any(statement => statement switch
    {
        Assign { Value: Verbatim code } => carriedOver.Contains(code.Site),
        Effect effect => carriedOver.Contains(effect.Site),
        _ => false,
    });
}

/// <summary>
/// Statements with what is done at their end, whatever happens in them: <c>try … finally</c>, <c>lock</c>, <c>using</c>.
/// </summary>
/// <param name="Opening">What stands before the braces: <c>try</c>, <c>lock (gate)</c>.</param>
/// <param name="Body">What stands between them.</param>
/// <param name="Catches">What is caught, and thrown anew: none of it goes on.</param>
/// <param name="Finally">What is done at the end.</param>
internal sealed record Protected(Effect Opening, Block Body, EquatableArray<Effect> Catches, Block Finally, int Site) : Statement(Site)
{
    /// <summary>How that is done which the opening says, where it may be left out: what is done before a <c>try</c>, and what at its end; null where the opening is one.</summary>
    public (Block Before, Block After)? AsTry { get; init; }
}

/// <summary>Leaves the innermost loop.</summary>
internal sealed record Break(int Site) : Statement(Site);

/// <summary>Goes on with the innermost loop's next turn.</summary>
internal sealed record Continue(int Site) : Statement(Site);
