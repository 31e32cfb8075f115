using SymDiff.Generator.Diagnostics;

namespace SymDiff.Generator.Forms;

/// <summary>The forms of a method with draws from the standard normal distribution, in the order in which they are written.</summary>
internal static class DrawForms
{
    private static readonly Func<Subject, List<Problem>, Form?>[] Makers = [ExpectationWriter.Make, ExpectedGradientWriter.Make, MonteCarloGradient.Make];

    /// <summary>The forms that there are; problems say why there are no others.</summary>
    public static IEnumerable<Form> Of(Subject subject, List<Problem> problems)
    {
        if (subject.Draws.Count == 0 || subject.IsTuple || subject.HasDrawsOfProgram)
            yield break;
        foreach (var make in Makers)
        {
            if (make(subject, problems) is { } form)
                yield return form;
        }
    }
}
