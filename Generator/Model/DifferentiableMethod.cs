using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Model;

/// <summary>
/// All that is known of a marked method: what is derived, and where the result goes. It holds no object of the compiler's, is linear in the
/// size of the source, and is the key under which the generated file is cached.
/// </summary>
/// <param name="Declaration">What is needed to declare methods beside it.</param>
/// <param name="Function">Its code.</param>
/// <param name="Callees">The code of each method it calls, directly or not, once.</param>
/// <param name="WithRespectTo">What is differentiated, as indices into <see cref="Declaration.Parameters"/>, ascending.</param>
/// <param name="IsExplicit">Whether the attribute names them.</param>
/// <param name="Derivatives">The value of the attribute's <c>Derivatives</c> property.</param>
internal sealed record DifferentiableMethod(
    Declaration Declaration,
    Function Function,
    EquatableArray<Function> Callees,
    EquatableArray<int> WithRespectTo,
    bool IsExplicit,
    int Derivatives)
{
    /// <summary>Functions that it calls and that call themselves: for each a method that gives its gradient is generated too.</summary>
    public EquatableArray<DifferentiableMethod> Companions { get; init; }

    /// <summary>What the rules compute by which it knows derivatives, where second derivatives are asked for.</summary>
    public EquatableArray<RuleBody> RuleBodies { get; init; }

    /// <summary>The parameters that a method without a result fills, as indices.</summary>
    public EquatableArray<int> Outputs { get; init; }

    /// <summary>The type in which derivatives are computed: that of the numbers that are differentiated where they are generic, <c>double</c> otherwise.</summary>
    public ValueType Real => WithRespectTo.Select(index => Declaration.Parameters[index].Type).Select(type => type.IsArray ? type.Elements[0] : type).FirstOrDefault(type => type.IsGeneric) ?? ValueType.Double;

    /// <summary>The same as the author sees it, a struct as one: what the elements of the gradient are.</summary>
    public EquatableArray<Chosen> Chosen { get; init; }

    /// <summary>Of what is chosen that of which nothing depends on any number in it, given the numbers on which nothing depends.</summary>
    public IEnumerable<string> Independent(IReadOnlyCollection<string> numbers) =>
        Chosen.Where(chosen => Leaves.Of(chosen.Name, chosen.Type).Where(leaf => leaf.Type.IsReal || leaf.Type.Kind == NumberKind.Array).All(leaf => numbers.Contains(leaf.Name))).Select(chosen => chosen.Name);
}

/// <summary>A parameter, or a member of a struct, that is differentiated with respect to.</summary>
/// <param name="Name">Its name: <c>mu</c>, <c>q.Mean</c>; that of a member of the object itself stands alone.</param>
/// <param name="Type">Its type. Of a struct, the real numbers in it are meant.</param>
internal sealed record Chosen(string Name, ValueType Type);

/// <summary>How the marked method is declared, and in what types.</summary>
/// <param name="HintName">The generated file's name without <c>.g.cs</c>, distinct for each overload.</param>
/// <param name="Namespace">The containing namespace, empty for the global one.</param>
/// <param name="ContainingTypes">From the outermost to the innermost.</param>
/// <param name="Name">The method's name, without <c>@</c>.</param>
/// <param name="Modifiers">Accessibility, then <c>static</c> and <c>unsafe</c> where the method has them: <c>public static</c>.</param>
/// <param name="TypeParameters">With angle brackets: <c>&lt;T&gt;</c>; empty where there are none.</param>
/// <param name="Constraints">The <c>where</c> clauses, one an element.</param>
/// <param name="Parameters">
/// In order. One that is a struct or tuple is here member by member, under names such as <c>q.Mean</c>; after all of them come the members of the object itself, where it is a
/// struct. How the parameters are declared says <see cref="Signature"/>.
/// </param>
/// <param name="Return">The type returned.</param>
/// <param name="Cref">The method as a <c>cref</c> names it: <c>Term(double, double)</c>, <c>F{T}(T)</c>.</param>
/// <param name="ReservedNames">Names that a generated local must not take: the members of the type that the body could mean.</param>
/// <param name="LoopNames">Further ones, where a loop is carried over as it is written.</param>
/// <param name="Usings">Namespaces that carried-over code needs in scope, for its extension methods and queries.</param>
/// <param name="MathText">How the generated code names <c>System.Math</c>: <c>Math</c>, or in full where <c>Math</c> means something else.</param>
/// <param name="MathFText">The same for <c>System.MathF</c>.</param>
/// <param name="CalculusText">The same for <c>SymDiff.Calculus</c>.</param>
/// <param name="HasMathF">Whether the consumer's framework has <c>System.MathF</c>.</param>
/// <param name="HasArrayPool">Whether it has <c>System.Buffers.ArrayPool</c>.</param>
/// <param name="LanguageVersion">The consumer's C# version as the compiler numbers it: 703 for 7.3, 800 for 8, 1400 for 14.</param>
/// <param name="Documentation">The first sentence of the method's own summary, as XML text; empty where it has none.</param>
internal sealed record Declaration(
    string HintName,
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Name,
    string Modifiers,
    string TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<DeclaredParameter> Parameters,
    ValueType Return,
    string Cref,
    EquatableArray<string> ReservedNames,
    EquatableArray<string> LoopNames,
    EquatableArray<string> Usings,
    string MathText,
    string MathFText,
    string CalculusText,
    bool HasMathF,
    bool HasArrayPool,
    int LanguageVersion,
    string Documentation)
{
    /// <summary>For a method that returns a tuple: the names that the author gave its elements, empty where none.</summary>
    public EquatableArray<string> ResultNames { get; init; }

    /// <summary>Further <see cref="Usings"/>, where code is carried over that may also be read into its parts.</summary>
    public EquatableArray<string> LoopUsings { get; init; }

    /// <summary>The parameters as they are declared: those in <see cref="Parameters"/>, where it is not said otherwise.</summary>
    public EquatableArray<DeclaredParameter> Signature
    {
        get => field.Length > 0 ? field : Parameters;
        init;
    }

    /// <summary>The type of the object itself, where it is a struct that is held member by member; null otherwise.</summary>
    public ValueType? Receiver { get; init; }

    /// <summary>For a method with several results, how the generated code names the span that takes a Jacobian; empty where the consumer's framework has none.</summary>
    public string SpanText { get; init; } = "";

    /// <summary>The interfaces of generic math that the type parameter in which derivatives are computed is known to have: <c>IRootFunctions</c>.</summary>
    public EquatableArray<string> NumberInterfaces { get; init; }

    /// <summary>Whether the attribute asks for the derivation in LaTeX.</summary>
    public bool HasDerivation { get; init; }

    /// <summary>Whether the consumer's framework has <c>System.Span</c>.</summary>
    public bool HasSpan { get; init; }

    /// <summary>Whether it has <c>Math.SinCos</c>.</summary>
    public bool HasSinCos { get; init; }

    /// <summary>Whether memory on the stack is not cleared, by <c>[SkipLocalsInit]</c>.</summary>
    public bool SkipsZeroing { get; init; }

    /// <summary>Whether what is generated will be read, to be differentiated once more: it then makes the memory that it needs.</summary>
    public bool IsReadAgain { get; init; }

    /// <summary>Methods by which carried-over code reaches fields of other classes.</summary>
    public EquatableArray<Accessor> Accessors { get; init; }
}

/// <summary>A method that the runtime binds to a field that generated code cannot name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">How it is declared, with its attribute.</param>
internal sealed record Accessor(string Name, string Text);

/// <summary>A type that must be opened again to hold the generated methods.</summary>
/// <param name="Header">What stands before the brace: <c>static partial class Elbo</c>, <c>partial record struct Pair&lt;T&gt;</c>.</param>
internal sealed record ContainingType(string Header);

/// <summary>A parameter of the marked method, or a member of one.</summary>
/// <param name="Name">The name, without <c>@</c>.</param>
/// <param name="Text">The declaration to repeat: <c>double mu</c>, <c>in global::Data.Table table</c>, <c>double @class = 1</c>; empty for a member.</param>
/// <param name="Type">The type.</param>
/// <param name="IsPositive">Whether <c>[Positive]</c> says that it is.</param>
/// <param name="IsStandardNormal">Whether <c>[StandardNormal]</c> says that it is a draw.</param>
internal sealed record DeclaredParameter(string Name, string Text, ValueType Type, bool IsPositive, bool IsStandardNormal)
{
    /// <summary>Between which numbers <c>[Positive]</c> and <c>[Range]</c> say that it lies.</summary>
    public Interval Domain { get; init; } = IsPositive ? Interval.Positive : Interval.All;

    /// <summary>How many nodes the expectation over it is to be taken with; 0 for a closed form.</summary>
    public int Quadrature { get; init; }

    /// <summary>Whether it is one draw.</summary>
    public bool IsDraw => IsStandardNormal && Type.IsReal;
}
