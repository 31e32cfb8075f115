using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>
/// Branches. What one of them has computed is there again in a later branch on the same condition: its variable is then declared before the first of them.
/// </content>
internal sealed partial class BodyWriter
{
    // Marks what is settled when all is written: the place of declarations, and a definition that may turn out to be an assignment.
    private const char Mark = '\u0001';

    private readonly List<BranchLocal> locals = [];
    private int places;

    /// <summary>A variable of a branch.</summary>
    private sealed record BranchLocal(Value Value, string Name, IReadOnlyList<(Value Condition, bool Holds)> Path, int Place, int Number)
    {
        public bool IsOpen { get; set; } = true;

        /// <summary>Whether the braces in which it was are closed.</summary>
        public bool IsGone { get; set; }

        /// <summary>Whether another branch reads it.</summary>
        public bool IsShared { get; set; }
    }

    // Before an if that is not itself in a branch there is a place for declarations.
    private void OpenBranches()
    {
        if (path.Count == 0 && open.Count == 0)
            Line($"{Mark}{(++places).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    // A definition has two marks.
    private static bool IsPlace(string line) => line.IndexOf(Mark) is >= 0 and var mark && line.IndexOf(Mark, mark + 1) < 0;

    private Dictionary<Value, string> EnterBranch(Value condition, bool holds)
    {
        var scope = Enter();
        path.Add((condition, holds));
        foreach (var local in locals)
        {
            if (!local.IsGone && !names.ContainsKey(local.Value) && local.Path.All(path.Contains))
                names[local.Value] = local.Name;
        }

        return scope;
    }

    private void LeaveBranch(Dictionary<Value, string> scope)
    {
        foreach (var local in locals.Where(local => local.Path.Count == path.Count && local.Path.SequenceEqual(path)))
            local.IsOpen = false;
        path.RemoveAt(path.Count - 1);
        Leave(scope);
    }

    // What stands in a loop, or in other braces, is not there after them.
    private void LeaveBlock(int before)
    {
        foreach (var local in locals.Skip(before))
            local.IsGone = true;
    }

    // What a branch declares: the type, unless it turns out that a later branch reads it too.
    private string Declaration(Value value, string name, string type)
    {
        if (path.Count == 0 || places == 0 || !value.Type.IsReal)
            return type + " ";
        locals.Add(new BranchLocal(value, name, [.. path], places, locals.Count));
        return $"{Mark}{(locals.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}{Mark}{type} ";
    }

    private string? NameOf(Value value)
    {
        if (value.Definition is not null)
            return NameOfConstant(value);
        if (!names.TryGetValue(value, out var name))
            return null;
        if (name == Passed)
            throw new InvalidOperationException("A variable holds another value already.");
        if (locals.Count > 0 && locals.Find(local => !local.IsGone && local.Value == value && local.Name == name) is { IsOpen: false } local)
            local.IsShared = true;
        return name;
    }

    // The value where the condition is settled.
    private Scheduling.Restriction Where(Value condition, bool holds) => new(values, condition, holds, names.ContainsKey);

    private List<string> Settled()
    {
        var settled = Chains.Of(DeclaredBefore(SettledBranches(), braces));
        settled.InsertRange(0, DeclaredConstants());
        return settled;
    }

    private IEnumerable<string> SettledBranches()
    {
        foreach (var line in lines)
        {
            var mark = line.IndexOf(Mark);
            if (mark < 0)
            {
                yield return line;
                continue;
            }

            var (before, parts) = (line.Substring(0, mark), line.Substring(mark + 1).Split(Mark));
            var number = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            if (parts.Length == 1)
            {
                foreach (var type in locals.Where(local => local.Place == number && local.IsShared).GroupBy(local => local.Value.Type.Text))
                    yield return $"{before}{type.Key} {string.Join(", ", type.Select(local => local.Name + " = " + Zero(local.Value.Type)))};";
            }
            else
            {
                yield return before + (locals[number].IsShared ? parts[1].Substring(parts[1].IndexOf(' ') + 1) : parts[1]);
            }
        }
    }
}
