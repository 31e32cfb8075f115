using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Forms;

/// <summary>The forms of a program with draws from the standard normal distribution, in the order in which they are written.</summary>
internal static class ProgramDrawForms
{
    private static readonly Func<ProgramSubject, List<Problem>, ProgramForm?>[] Makers = [ProgramExpectationWriter.Make, ProgramExpectedGradientWriter.Make, ProgramMonteCarlo.Make];

    /// <summary>What makes the forms that there are.</summary>
    public static IEnumerable<Func<ProgramSubject, List<Problem>, ProgramForm?>> Of(DifferentiableMethod method) =>
        method.Declaration.Parameters.Any(parameter => parameter.IsStandardNormal) && method.Outputs.Length == 0 && method.Declaration.Return.IsReal ? Makers : [];
}
