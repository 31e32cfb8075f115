using System.Text.RegularExpressions;

namespace SymDiff.Generator.Writing.Statements;

/// <summary>
/// Statements one after another as a person writes them: under one condition once, and what is taken from a tape or an array of adjoints only to be used by the next statement stands in that one.
/// </summary>
internal static class Neighbours
{
    private const string Bar = "Bar";

    private static readonly Regex Variable = new(@"(?<![\w.])[\p{L}_@]\w*", RegexOptions.CultureInvariant);

    /// <summary>Joins what stands side by side in a body.</summary>
    public static void Join(WrittenBlock body)
    {
        foreach (var block in body.Statements.SelectMany(statement => statement.Blocks))
            Join(block);
        var statements = body.Statements;
        for (var i = statements.Count - 2; i >= 0; i--)
        {
            if (statements[i] is WrittenIf { Else: null } one && statements[i + 1] is WrittenIf { Else: null } next && one.Condition == next.Condition && IsSameAfter(one.Then, one.Condition) && !MeansTwo(one.Then, next.Then))
            {
                one.Then.Statements.AddRange(next.Then.Statements);
                statements.RemoveAt(i + 1);
            }

            if (statements[i] is WrittenDeclaration { Names: [var name], Value: { } value, IsElsewhere: false } && InPlace(statements[i + 1], name, value) is { } joined && Uses(statements, i + 1, name) == 1)
            {
                statements[i + 1] = joined;
                statements.RemoveAt(i);
            }
        }
    }

    // Whether together a name would be declared twice: what one declares for all of itself the other must not mention, at any depth.
    private static bool MeansTwo(WrittenBlock one, WrittenBlock other) => Declared(one).Any(name => Mentions(other, name)) || Declared(other).Any(name => Mentions(one, name));

    private static bool Mentions(WrittenBlock block, string name) => block.Statements.Any(statement => statement.Mentions(name));

    private static IEnumerable<string> Declared(WrittenBlock block) => block.Statements.OfType<WrittenDeclaration>().SelectMany(declaration => declaration.Names);

    private static bool IsVariable(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@');

    // A condition that calls nothing, and of whose variables and arrays the block writes to none.
    private static bool IsSameAfter(WrittenBlock block, string condition) => condition.IndexOf('(') < 0 && condition.IndexOf("--", StringComparison.Ordinal) < 0
        && Variable.Matches(condition).Cast<Match>().All(variable => !Assigns(block, variable.Value));

    private static bool Assigns(WrittenBlock block, string name) => block.Statements.Any(statement =>
        statement is WrittenAssignment assignment && Variable.Match(assignment.Target).Value == name || statement is not (WrittenAssignment or WrittenIf) && statement.Mentions(name) || statement.Blocks.Any(inner => Assigns(inner, name)));

    // How often it is mentioned from a statement on.
    private static int Uses(List<WrittenStatement> statements, int from, string name) => statements.Skip(from).Sum(statement => statement.Count(name));

    // The statement with the value in the place of the variable; null where it does not stand there as well.
    private static WrittenStatement? InPlace(WrittenStatement next, string name, string value) => next switch
    {
        WrittenIf choice when choice.Condition == name && value.StartsWith("tape[--top]", StringComparison.Ordinal) => new WrittenIf(value) { Then = choice.Then, Else = choice.Else },
        WrittenAssignment assignment when name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').EndsWith(Bar, StringComparison.Ordinal) && IsElement(value) => assignment.Reading(name, value),
        _ => null,
    };

    // One element, as it stands: yBar[i].
    private static bool IsElement(string text) => text.IndexOf('[') is > 0 and var open && text.IndexOf('[', open + 1) < 0 && text[text.Length - 1] == ']' && IsVariable(text.Substring(0, open));
}
