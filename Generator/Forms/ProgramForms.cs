using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Forms;

/// <summary>The forms of a program: a line for each flag of <c>Derivatives</c>, in the order in which they are written.</summary>
internal static class ProgramForms
{
    private static readonly (int Flag, Func<ProgramSubject, List<Problem>, ProgramForm?> Make)[] Makers =
    [
        (Flags.Gradient, ProgramWriter.Make),
        (Flags.Hessian, ProgramHessian.Make),
        (Flags.Jacobian, ProgramJacobian.Make),
        (Flags.JacobianVectorProduct, ProgramTangents.Make),
        (Flags.VectorJacobianProduct, ProgramCotangents.Make),
        (Flags.HessianVectorProduct, ProgramHessianProduct.Make),
        (Flags.GaussNewton, ProgramGaussNewton.Make),
    ];

    /// <summary>Why what is asked cannot be made of the method; null where it can.</summary>
    public static Problem? Fault(ProgramSubject subject)
    {
        var asked = subject.Method.Derivatives;
        if (asked == 0 || (asked & ~Makers.Aggregate(0, (all, maker) => all | maker.Flag)) != 0)
            return new Problem("SYMDIFF002", -1, ["A form that does not exist", "ask for one or several of those in Derivatives"]);
        if (subject.Arrays.FirstOrDefault(array => array.Type.Row is not null) is { } rows && (asked & (Flags.Hessian | Flags.Jacobian | Flags.GaussNewton)) != 0)
            return new Problem("SYMDIFF002", -1, [$"A matrix of derivatives with respect to '{rows.Text}', whose rows may be of any length", "use an array with two indices, or ask for the product with a vector"]);
        if (subject.ReturnsArray && subject.Outputs.FirstOrDefault(output => !LoopSearch.Defines(subject.Closed.Steps, output)) is { } array)
            return new Problem("SYMDIFF002", array.Site < 0 ? subject.Closed.Result!.Site : array.Site, ["An array that is returned and is not the method's own", "make an array, fill it and return it"]);
        return null;
    }

    /// <summary>Where the method reads what is in an array before it fills it; null where it does not.</summary>
    public static Problem? ReadBefore(ProgramSubject subject) =>
        Needs.Of(subject.Closed.Steps, []).Where(value => value.Kind == ValueKind.Element && subject.Filled.Contains(value.Operands[0]) && Places.VersionOf(value) == 0)
            .OrderBy(value => value.Site).FirstOrDefault() is { } element
            ? new Problem("SYMDIFF002", element.Site, [$"What is in '{element.Operands[0].Text}' before the method fills it", "it is an output: set its elements first, or add up in an array of the method's own"])
            : null;

    /// <summary>What makes the forms that the method asks for.</summary>
    public static IEnumerable<Func<ProgramSubject, List<Problem>, ProgramForm?>> Of(DifferentiableMethod method) =>
        Makers.Where(maker => (method.Derivatives & maker.Flag) != 0).Select(maker => maker.Make);

    /// <summary>What a form calls beside functions, instead of copying them; null where it copies them: where residuals are summed up one by one.</summary>
    public static FunctionUse? UseOf(Func<ProgramSubject, List<Problem>, ProgramForm?> make) =>
        make == ProgramWriter.Make || make == ProgramCotangents.Make ? FunctionUse.Pullbacks
            : make == ProgramTangents.Make || make == ProgramJacobian.Make ? FunctionUse.Tangents
            : make == ProgramHessianProduct.Make || make == ProgramHessian.Make ? FunctionUse.TangentsOfPullbacks
            : null;

    /// <summary>The first of these that the method asks for.</summary>
    public static FunctionUse FirstUse(DifferentiableMethod method) => Of(method).Select(UseOf).FirstOrDefault(use => use is not null) ?? FunctionUse.Pullbacks;

    /// <summary>Whether a form copies functions where that lets it see which elements the terms of a sum depend on, so that it need not run the program along each input.</summary>
    public static bool PrefersCopies(ProgramSubject subject, Func<ProgramSubject, List<Problem>, ProgramForm?> make) => subject.Arrays.Any() && (make == ProgramHessian.Make || make == ProgramJacobian.Make);

    /// <summary>The problem of a function without a known derivative.</summary>
    public static Problem NotKnown(Expr unknown, ProgramSubject subject) => RuleWords.OfOrder(unknown) ?? new Problem(
        "SYMDIFF003", subject.Closed.Result!.Site, [unknown is Apply apply ? apply.Function.ToString() : "what is computed here"]);
}
