using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Expectations;

/// <summary>A function of a linear form in the draws; of <see cref="Exp"/>, of a form of the second degree.</summary>
internal enum Shape
{
    Exp, Cos, Sin, Cosh, Sinh,

    /// <summary>Φ.</summary>
    Cdf,

    /// <summary>φ.</summary>
    Pdf,
    Erf,

    /// <summary>1 where the form is greater than zero, 0 elsewhere.</summary>
    Step,

    /// <summary>1 where it is greater than zero, −1 where it is less.</summary>
    Sign,

    /// <summary>Dirac's δ, the derivative of the step.</summary>
    Delta,
}

/// <summary>A factor that is no polynomial: a function of a form.</summary>
internal sealed record Kernel(Shape Shape, DrawPolynomial Form)
{
    /// <summary>The function of the form with the other sign.</summary>
    public Kernel Turned(ExprGraph graph) => new(Shape, Form.Times(graph.Number(Constant.MinusOne)));

    public bool Is(Kernel other) => Shape == other.Shape && Form.Is(other.Form);

    public bool Meets(Kernel other) => Form.Draws.Intersect(other.Form.Draws).Any();

    public static bool AreSame(IReadOnlyList<Kernel> one, IReadOnlyList<Kernel> other)
    {
        if (one.Count != other.Count)
            return false;
        var rest = other.ToList();
        foreach (var kernel in one)
        {
            var index = rest.FindIndex(kernel.Is);
            if (index < 0)
                return false;
            rest.RemoveAt(index);
        }

        return true;
    }
}

/// <summary>A polynomial times functions of forms.</summary>
internal sealed record Weighted(DrawPolynomial Weight, IReadOnlyList<Kernel> Kernels)
{
    public Weighted(DrawPolynomial weight)
        : this(weight, [])
    {
    }
}

/// <summary>An expectation is not known in closed form, or does not exist.</summary>
/// <param name="expr">What has none.</param>
/// <param name="doesNotExist">Why it does not exist; null where it merely has no closed form.</param>
internal class NoClosedFormException(Expr expr, string? doesNotExist = null) : Exception
{
    public Expr Expr { get; } = expr;

    public string? DoesNotExist { get; } = doesNotExist;
}

/// <summary>What the expectation is depends on the sign of something that does not depend on a draw.</summary>
/// <param name="expr">What may be greater than zero or not.</param>
internal sealed class SignNeededException(Expr expr) : NoClosedFormException(expr)
{
    /// <summary>Whether it is the coefficient of a draw: where it is zero there is no such draw.</summary>
    public bool IsSlope { get; init; }
}
