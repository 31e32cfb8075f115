namespace SymDiff.Generator.Model;

/// <summary>A body of code as it was read: the marked method, or one that it calls.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Parameters">
/// Which of <paramref name="Variables"/> are the parameters, in order. An instance method that is called has its receiver first, called
/// <c>this</c>; in the marked method itself <c>this</c>, if read, is an ordinary variable with <see cref="Variable.Role"/> This.
/// </param>
/// <param name="Variables">Every parameter, local and temporary.</param>
/// <param name="Body">The statements.</param>
/// <param name="ReturnType">The type of the result.</param>
internal sealed record Function(
    string Name, EquatableArray<int> Parameters, EquatableArray<Variable> Variables, Block Body, ValueType ReturnType)
{
    /// <summary>Whether it calls itself, so that it has no end where it is entered.</summary>
    public bool CallsItself { get; init; }
}

/// <summary>A variable of a <see cref="Function"/>.</summary>
/// <param name="Name">The author's name; empty for a temporary that the reader made. Without <c>@</c>.</param>
internal sealed record Variable(string Name, ValueType Type, VariableRole Role)
{
    /// <summary>Whether it holds one value only: a constant, or a local that nothing is assigned to after its declaration.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether what it holds at the end goes back to the caller.</summary>
    public bool IsReference => Role is VariableRole.Reference or VariableRole.Output;
}

/// <summary>Where a variable's first value comes from.</summary>
internal enum VariableRole
{
    Local,

    /// <summary>A local constant: its declaration may be repeated where it is used.</summary>
    Constant,
    Parameter,

    /// <summary>A <c>ref</c> parameter, or a captured variable that is written: what it holds at the end goes back.</summary>
    Reference,

    /// <summary>An <c>out</c> parameter, which holds nothing in the beginning.</summary>
    Output,

    /// <summary>The receiver.</summary>
    This,
}
