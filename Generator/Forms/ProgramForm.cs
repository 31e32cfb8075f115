using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>A form of a program, derived.</summary>
/// <param name="Claims">Its numbers, which the check holds against the method.</param>
/// <param name="Methods">The generated methods.</param>
/// <param name="Independent">The names of the inputs on which nothing depends.</param>
internal sealed record ProgramForm(IReadOnlyList<ProgramClaim> Claims, IReadOnlyList<WrittenMethod> Methods, IReadOnlyList<string> Independent)
{
    public ProgramForm(ProgramClaim claim, IReadOnlyList<WrittenMethod> methods, IReadOnlyList<string> independent)
        : this([claim], methods, independent)
    {
    }

    /// <summary>Whether it runs the program once along each input, where nothing of it knows the elements that it depends on.</summary>
    public bool IsDirectional { get; init; }
}

/// <summary>What the numbers of a form of a program are.</summary>
/// <param name="Kind">Which derivative.</param>
/// <param name="Closed">The program.</param>
/// <param name="Steps">What is done.</param>
/// <param name="Written">The numbers, and the arrays that hold them, in their order.</param>
/// <param name="More">The parameters beside the method's own.</param>
internal sealed record ProgramClaim(ClaimKind Kind, ClosedForm Closed, IReadOnlyList<Step> Steps, IReadOnlyList<Value> Written, IReadOnlyList<MoreParameter> More)
{
    /// <summary>For a mean by rules: their nodes and weights.</summary>
    public IReadOnlyDictionary<Value, double[]> Rules { get; init; } = new Dictionary<Value, double[]>();
}

/// <summary>A parameter of a generated method beside the method's own.</summary>
/// <param name="Value">The parameter.</param>
/// <param name="Shape">How many elements it has, if it is an array.</param>
/// <param name="Like">For <see cref="ShapeKind.Like"/>, the array that has as many.</param>
internal sealed record MoreParameter(Value Value, ShapeKind Shape, Value? Like)
{
    /// <summary>Whether it is a tangent or cotangent that the caller gives.</summary>
    public bool IsWeight { get; init; }

    /// <summary>For <see cref="ShapeKind.Samples"/>: how many draws a sample takes, along each index.</summary>
    public IReadOnlyList<Value> Dimensions { get; init; } = [];

    /// <summary>How it is declared, where that is otherwise than by its type and name: a struct stands with the first of its numbers.</summary>
    public string? Declared { get; init; }
}

/// <summary>How many elements a parameter has.</summary>
internal enum ShapeKind
{
    Number,

    /// <summary>As many as another array.</summary>
    Like,

    /// <summary>For each of several samples as many as a parameter that is a draw, or an array of draws.</summary>
    Samples,

    /// <summary>None: it is the number of elements of another array.</summary>
    Length,

    /// <summary>One for each input.</summary>
    Inputs,

    /// <summary>One for each output.</summary>
    Outputs,

    /// <summary>A row for each output, a column for each input.</summary>
    OutputsByInputs,

    /// <summary>A row and a column for each input.</summary>
    InputsByInputs,
}
