using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Forms;

/// <summary>The forms of a closed form: a line for each flag of <c>Derivatives</c>, in the order in which they are written.</summary>
internal static class ClosedForms
{
    private static readonly (int Flag, bool OfTuples, Func<Subject, List<Problem>, Form?> Make)[] Makers =
    [
        (Flags.Gradient, false, GradientWriter.Make),
        (Flags.Hessian, false, Hessian.Make),
        (Flags.Jacobian, true, Jacobian.Make),
        (Flags.JacobianVectorProduct, true, JacobianVectorProduct.Make),
        (Flags.VectorJacobianProduct, true, VectorJacobianProduct.Make),
        (Flags.HessianVectorProduct, false, HessianVectorProduct.Make),
    ];

    /// <summary>Why what is asked cannot be made of the method; null where it can.</summary>
    public static Problem? Fault(Subject subject)
    {
        var asked = subject.Method.Derivatives;
        if (asked == 0 || (asked & ~Makers.Aggregate(Flags.GaussNewton, (all, maker) => all | maker.Flag)) != 0)
            return Unsupported("A form that does not exist", "ask for one or several of those in Derivatives");
        if (!subject.IsTuple && (asked & (Flags.Jacobian | Flags.GaussNewton)) != 0)
            return Unsupported("The Jacobian of a method with one output", "ask for Derivatives.Gradient, which is its only row, or return a tuple");
        return null;
    }

    /// <summary>The forms that the method asks for; the last one is null where a function has no known derivative, and problems say so.</summary>
    public static IEnumerable<Form?> Of(Subject subject, List<Problem> problems) =>
        Makers.Where(maker => (subject.Method.Derivatives & maker.Flag) != 0).Select(maker => maker.Make(subject, problems));

    /// <summary>The problem of a function without a known derivative.</summary>
    public static Problem NotKnown(Apply unknown, Subject subject) => RuleWords.OfOrder(unknown) ?? new Problem("SYMDIFF003", subject.Closed.Result!.Site, [unknown.Function.ToString()]);

    private static Problem Unsupported(string what, string advice) => new("SYMDIFF002", -1, [what, advice]);
}
