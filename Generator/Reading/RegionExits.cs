using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Writes out what it means to leave a region of statements: what follows in the region stands under a condition, and loops in it are left one after the other.
/// </summary>
/// <param name="region">The region.</param>
/// <param name="flag">The variable that says whether it has been left; −1 where nobody asks.</param>
internal sealed class RegionExits(int region, int flag)
{
    /// <summary>Whether it must be known afterwards that the region has been left.</summary>
    public bool AsksWhetherItIsLeft { get; private set; }

    /// <summary>The region without statements that leave it.</summary>
    public Block Of(Block block) => Of([.. block.Statements], isInLoop: false).Block;

    private (Block Block, bool MayLeave) Of(IReadOnlyList<Statement> statements, bool isInLoop)
    {
        var resolved = new List<Statement>();
        var mayLeave = false;
        for (var i = 0; i < statements.Count; i++)
        {
            var (now, isLeft) = Of(statements[i], isInLoop);
            resolved.AddRange(now);
            mayLeave |= isLeft;
            if (statements[i] is Leave leave && leave.Region == region)
                break;
            // A loop ends here for either reason; a choice in a loop has left it by now.
            if (!isLeft || (isInLoop && statements[i] is If) || (!isInLoop && i == statements.Count - 1))
                continue;
            if (isInLoop)
            {
                resolved.Add(new If(IsLeft(statements[i].Site), new Block([new Break(statements[i].Site)]), Block.Empty, statements[i].Site));
                continue;
            }

            var (rest, _) = Of([.. statements.Skip(i + 1)], isInLoop);
            resolved.Add(new If(IsLeft(statements[i].Site), Block.Empty, rest, statements[i].Site));
            break;
        }

        return (new Block(resolved.ToEquatableArray()), mayLeave);
    }

    private (IReadOnlyList<Statement> Statements, bool MayLeave) Of(Statement statement, bool isInLoop)
    {
        switch (statement)
        {
            case Leave leave when leave.Region == region:
                List<Statement> exit = [];
                if (flag >= 0)
                    exit.Add(new Assign(flag, new Literal(ValueType.Boolean, "true", 1, leave.Site), leave.Site));
                if (isInLoop)
                    exit.Add(new Break(leave.Site));
                return (exit, true);
            case If choice:
                var (whenTrue, trueLeaves) = Of([.. choice.WhenTrue.Statements], isInLoop);
                var (whenFalse, falseLeaves) = Of([.. choice.WhenFalse.Statements], isInLoop);
                return trueLeaves || falseLeaves ? ([choice with { WhenTrue = whenTrue, WhenFalse = whenFalse }], true) : ([choice], false);
            case Loop loop:
                var (body, bodyLeaves) = Of([.. loop.Body.Statements], isInLoop: true);
                return bodyLeaves ? ([loop with { Body = body, AsWritten = null }], true) : ([loop], false);
            case Protected scope:
                var (held, heldLeaves) = Of([.. scope.Body.Statements], isInLoop);
                return heldLeaves ? ([scope with { Body = held }], true) : ([scope], false);
            case Passage passage:
                var (parts, partsLeave) = Of([.. passage.Parts.Statements], isInLoop);
                return partsLeave ? (parts.Statements.ToList(), true) : ([passage], false);
            default:
                return ([statement], false);
        }
    }

    private Read IsLeft(int site)
    {
        AsksWhetherItIsLeft = true;
        return new Read(ValueType.Boolean, Math.Max(flag, 0), site);
    }
}
