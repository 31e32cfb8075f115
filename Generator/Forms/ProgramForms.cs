using SymDiff.Generator.Algebra;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Forms;

/// <summary>The forms of a program: a line for each flag of <c>Derivatives</c>, in the order in which they are written.</summary>
internal static class ProgramForms
{
    private static readonly (int Flag, Func<ProgramSubject, List<Problem>, ProgramForm?> Make)[] Makers =
    [
        (Flags.Gradient, ProgramWriter.Make),
        (Flags.JacobianVectorProduct, ProgramTangents.Make),
    ];

    /// <summary>Why what is asked cannot be made of the method; null where it can.</summary>
    public static Problem? Fault(DifferentiableMethod method) => (method.Derivatives & ~Makers.Aggregate(0, (all, maker) => all | maker.Flag)) == 0 ? null
        : new Problem("SYMDIFF002", -1, ["A form other than the gradient of a method with loops or arrays", "ask for Derivatives.Gradient, the only one that is generated for such methods yet"]);

    /// <summary>What makes the forms that the method asks for.</summary>
    public static IEnumerable<Func<ProgramSubject, List<Problem>, ProgramForm?>> Of(DifferentiableMethod method) =>
        Makers.Where(maker => (method.Derivatives & maker.Flag) != 0).Select(maker => maker.Make);

    /// <summary>The problem of a function without a known derivative.</summary>
    public static Problem NotKnown(Expr unknown, ProgramSubject subject) => new(
        "SYMDIFF003", subject.Closed.Result!.Site, [unknown is Apply apply ? apply.Function.ToString() : "what is computed here"]);
}
