using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content><c>goto case</c> and <c>goto default</c>: the section that is gone to is read where that is said, and the switch is left after it.</content>
internal sealed partial class BodyReader
{
    // So many sections are read for one switch, however they go to one another.
    private const int MostSections = 64;

    /// <summary>A section that another one goes to, and where the switch ends.</summary>
    private sealed record Jump(IBranchOperation From, ISwitchCaseOperation Section, ISwitchCaseOperation To, ISwitchOperation Switch);

    /// <summary>The sections of the switches that are being read to which others go, by their labels.</summary>
    private readonly Dictionary<ILabelSymbol, Jump> jumpTargets = new(SymbolEqualityComparer.Default);

    private static List<Jump> JumpsIn(ISwitchOperation choice) =>
    [
        .. from section in choice.Cases
           from branch in section.Descendants().OfType<IBranchOperation>()
           where branch.BranchKind == BranchKind.GoTo
           from to in choice.Cases
           where to.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, branch.Target))
           select new Jump(branch, section, to, choice),
    ];

    // Not where sections go round in a circle, nor out of a loop or a try that is not finished by then.
    private static bool CanFollow(List<Jump> jumps)
    {
        if (jumps.Any(jump => jump.From.Syntax.Ancestors().TakeWhile(node => node != jump.Switch.Syntax).Any(node => node is TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax
            || (IsBreakable(node) && node is not SwitchStatementSyntax))))
            return false;
        var counts = new Dictionary<ISwitchCaseOperation, int>();
        return jumps.All(jump => CountFrom(jump.Section) <= MostSections);

        int CountFrom(ISwitchCaseOperation section)
        {
            if (counts.TryGetValue(section, out var known))
                return known;
            // What leads back to itself has no end.
            counts[section] = MostSections + 1;
            return counts[section] = Math.Min(MostSections + 1, 1 + jumps.Where(jump => jump.Section == section).Sum(jump => CountFrom(jump.To)));
        }
    }

    private void Following(List<Jump> jumps, Action read)
    {
        foreach (var jump in jumps)
            jumpTargets[jump.From.Target] = jump;
        read();
        foreach (var jump in jumps)
            jumpTargets.Remove(jump.From.Target);
    }

    private bool GoesToSection(IBranchOperation branch)
    {
        if (!jumpTargets.TryGetValue(branch.Target, out var jump))
            return false;
        ReadSection(jump.To);
        if (statements.LastOrDefault() is not (Return or Throw or Break or Continue or Leave))
            Emit(new Leave(regions[jump.Switch.ExitLabel], Site(branch)));
        return true;
    }
}
