using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Switch statements become a chain of conditions.</content>
internal sealed partial class BodyReader
{
    private void SwitchStatement(ISwitchOperation choice)
    {
        var jumps = JumpsIn(choice);
        if (jumps.Count == 0 && choice.Cases.All(EndsProperly))
            ReadSwitch(choice);
        else if ((!MentionsReal(choice) && Leaving(choice.Syntax) is null) || !CanFollow(jumps))
            CarryStatement(choice.Syntax, choice);
        else
            ReadRegion(choice.ExitLabel, () => Following(jumps, () => ReadSwitch(choice)), Site(choice));
    }

    private void ReadSwitch(ISwitchOperation choice)
    {
        var site = Site(choice);
        var input = Tested(Value(choice.Value));
        var other = choice.Cases.FirstOrDefault(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));

        // The default section is taken last wherever it stands, unless it has labels of its own besides.
        var sections = choice.Cases.Where(section => section != other || section.Clauses.Length > 1).ToList();
        ReadSections(0);

        void ReadSections(int index)
        {
            Guard();
            if (index == sections.Count)
            {
                if (other is not null)
                    ReadSection(other);
                return;
            }

            Expression? condition = null;
            foreach (var clause in sections[index].Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                    continue;
                var one = Label(clause, input) ?? new Literal(ValueType.Boolean, "true", 1, site);
                condition = condition is null ? one : Joined(isAnd: false, condition, one, site);
            }

            var whenTrue = Apart(() => ReadSection(sections[index]));
            var whenFalse = Apart(() => ReadSections(index + 1));
            Emit(new If(condition!, whenTrue, whenFalse, site));
        }
    }

    private Expression? Label(ICaseClauseOperation clause, Expression input) => clause switch
    {
        IPatternCaseClauseOperation pattern => Matched(pattern.Pattern, input, pattern.Guard),
        ISingleValueCaseClauseOperation { Value: var value } when IsNumber(input.Type.Kind) => EqualTo(Operand(value), input, Site(clause)),
        ISingleValueCaseClauseOperation { Value: var value } => Code(
            ValueType.Boolean,
            ["", " is " + CarriedText.Of(this, value.Syntax, keepsLines: false).Pieces[0]],
            [input],
            Purity.Reads,
            Site(clause)),
        _ => throw new BrokenCodeException(),
    };

    private void ReadSection(ISwitchCaseOperation section) =>
        ReadStatements([.. Flat(section).Where(operation => operation is not IBranchOperation { BranchKind: BranchKind.Break })]);

    private static ImmutableArray<IOperation> Flat(ISwitchCaseOperation section) =>
        section.Body is [IBlockOperation block] ? block.Operations : section.Body;

    // Its only break is its last statement.
    private static bool EndsProperly(ISwitchCaseOperation section)
    {
        var last = Flat(section).LastOrDefault()?.Syntax;
        return section.Syntax.DescendantNodes().All(node => node switch
        {
            BreakStatementSyntax => node == last || node.Ancestors().First(IsBreakable) != section.Syntax.Parent,
            _ => true,
        });
    }
}
