using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>
/// Branches. What one of them has computed is there again in a later branch on the same condition: its variable is then declared before the first of them.
/// </content>
internal sealed partial class BodyWriter
{
    private readonly List<BranchLocal> locals = [];

    // Where is declared what the branches share that are being written.
    private DeclarationPlace? place;

    /// <summary>A variable of a branch.</summary>
    private sealed record BranchLocal(Value Value, string Name, IReadOnlyList<(Value Condition, bool Holds)> Path, DeclarationPlace Place, WrittenDeclaration Declaration)
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
            Add(place = new DeclarationPlace());
    }

    private string Tested(Guard guard) => expressions.Write(guard.Holds ? guard.Condition : values.Not(guard.Condition));

    // What is written next stands under the condition, until its block is left.
    private void OpenIf(Guard guard)
    {
        var opened = new WrittenIf(Tested(guard));
        Add(opened);
        blocks.Push(opened.Then);
    }

    // Whether a value has a name in the branch, from here or from an earlier branch on the same condition.
    private bool IsKnownIn(Value value, Value condition, bool holds) => names.ContainsKey(value)
        || locals.Exists(local => local.Value == value && !local.IsGone && local.Path.All(step => step == (condition, holds) || path.Contains(step)));

    private Dictionary<Value, string> EnterBranch(Value condition, bool holds)
    {
        var scope = Enter();
        path.Add((condition, holds));
        foreach (var local in locals)
        {
            if (!local.IsGone && !names.ContainsKey(local.Value) && local.Path.All(path.Contains))
                names[local.Value] = local.Name;
        }

        NameChosen(scope, condition, holds);
        return scope;
    }

    // What was chosen on the condition is here what it was chosen for.
    private void NameChosen(Dictionary<Value, string> scope, Value condition, bool holds)
    {
        foreach (var (choice, name) in scope.Where(pair => pair.Key is { Kind: ValueKind.Select, Type.IsReal: true } && pair.Key.Operands[0] == condition).Select(pair => (pair.Key, pair.Value)).ToList())
        {
            if (choice.Operands[holds ? 1 : 2] is { IsLeaf: false } chosen && chosen.Type.Equals(choice.Type) && name != Passed && !names.ContainsKey(chosen))
                names[chosen] = name;
        }
    }

    private void LeaveBranch(Dictionary<Value, string> scope)
    {
        foreach (var local in locals.Where(local => local.Path.Count == path.Count && local.Path.SequenceEqual(path)))
            local.IsOpen = false;
        path.RemoveAt(path.Count - 1);
        Leave(scope);
    }

    // What stands in a loop, or in other braces, is not there after them.
    private void LeaveBlock(int before, DeclarationPlace? outside)
    {
        place = outside;
        foreach (var local in locals.Skip(before))
            local.IsGone = true;
    }

    // What a branch declares is declared there, unless it turns out that a later branch reads it too.
    private void Declare(Value value, WrittenDeclaration declaration)
    {
        Add(declaration);
        if (path.Count > 0 && place is not null && value.Type.IsReal)
            locals.Add(new BranchLocal(value, declaration.Names[0], [.. path], place, declaration));
    }

    private string? NameOf(Value value)
    {
        if (value.Definition is not null)
            return NameOfConstant(value);
        if (!names.TryGetValue(value, out var name))
            return null;
        if (name == Passed)
            throw new InvalidOperationException("A variable holds another value already.");
        if (locals.Count > 0 && locals.Find(local => !local.IsGone && local.Name == name && MayBe(local.Value, value)) is { IsOpen: false } local)
            local.IsShared = true;
        return name;
    }

    // Whether what has a name is another value where its conditions are settled.
    private static bool MayBe(Value named, Value value) => named == value || (named.Kind == ValueKind.Select && named.Operands.Skip(1).Any(chosen => MayBe(chosen, value)));

    // The value where the condition is settled.
    private Scheduling.Restriction Where(Value condition, bool holds) => new(values, condition, holds, names.ContainsKey);

    private List<string> Settled()
    {
        foreach (var local in locals.Where(local => local.IsShared))
        {
            local.Place.Declare(local.Value.Type.Text, local.Name, Zero(local.Value.Type));
            local.Declaration.IsElsewhere = true;
        }

        var body = blocks.Peek();
        Settling.Settle(body);
        Chains.Join(body);
        Neighbours.Join(body);
        return [.. DeclaredConstants(), .. body.Lines];
    }
}
