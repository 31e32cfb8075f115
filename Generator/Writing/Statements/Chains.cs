namespace SymDiff.Generator.Writing.Statements;

/// <summary>
/// Branches within branches as a person writes them: <c>&amp;&amp;</c> where one test stands alone within another. What a branch hands on to the one around it,
/// <c>double t2; if (…) { t2 = x; } else { t2 = y; } t1 = t2;</c>, is <c>t1</c> from the beginning.
/// </summary>
internal static class Chains
{
    /// <summary>Joins what stands in a body.</summary>
    public static void Join(WrittenBlock body)
    {
        foreach (var block in body.Statements.SelectMany(statement => statement.Blocks))
        {
            Join(block);
            HandOn(block);
        }

        foreach (var outer in body.Statements.OfType<WrittenIf>())
            Conjoin(outer);
    }

    // if (a) { if (b) … } is if (a && b) …, where neither has another side.
    private static void Conjoin(WrittenIf outer)
    {
        if (outer is not { Else: null, Then.Statements: [WrittenIf { Else: null } inner] })
            return;
        (outer.Condition, outer.Then) = ($"{Operand(outer.Condition)} && {Operand(inner.Condition)}", inner.Then);
    }

    private static string Operand(string condition) => condition.IndexOf("||", StringComparison.Ordinal) >= 0 || condition.IndexOf('?') >= 0 ? $"({condition})" : condition;

    // At the end of a block: what is declared, computed and then assigned to another variable is assigned to that one at once.
    private static void HandOn(WrittenBlock block)
    {
        var statements = block.Statements;
        if (statements.Count < 2 || statements[statements.Count - 1] is not WrittenAssignment { IsPlain: true, Target: var target, Value: var name } || target.IndexOf(' ') >= 0)
            return;
        if (statements[statements.Count - 2] is WrittenDeclaration { Names: [var only], Value: { } value } && only == name)
        {
            statements.RemoveRange(statements.Count - 2, 2);
            statements.Add(new WrittenAssignment(target, "=", value));
        }
        else if (statements.Count > 2 && statements[statements.Count - 3] is WrittenDeclaration { Names: [var declared], Value: null } && declared == name
            && statements[statements.Count - 2] is WrittenIf choice && IsTakenLast(choice, name, target))
        {
            statements.RemoveAt(statements.Count - 1);
            statements.RemoveAt(statements.Count - 2);
            Rename(choice, name, target);
        }
    }

    // Whether each side assigns the variable at its end and nothing else mentions it. What goes on as it is would be assigned to itself.
    private static bool IsTakenLast(WrittenIf choice, string name, string target) => choice.Blocks.All(side =>
        side.Statements.Take(side.Statements.Count - 1).All(statement => !statement.Mentions(name)) && side.Statements.LastOrDefault() switch
        {
            WrittenAssignment { IsPlain: true, Value: var value } last when last.Target == name => value != target && !new WrittenText(value).Mentions(name),
            WrittenIf inner => IsTakenLast(inner, name, target),
            _ => false,
        });

    private static void Rename(WrittenIf choice, string name, string target)
    {
        foreach (var statements in choice.Blocks.Select(side => side.Statements))
        {
            if (statements[statements.Count - 1] is WrittenIf inner)
                Rename(inner, name, target);
            else
                statements[statements.Count - 1] = ((WrittenAssignment)statements[statements.Count - 1]).To(target);
        }
    }
}
