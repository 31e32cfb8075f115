using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Choices on one condition are one <c>if</c>: what belongs to a branch is computed there once, for all of them.</content>
internal sealed partial class BodyWriter
{
    // Choices of no more operations than this read well in one line each.
    private const int LargestPlain = 4;

    // The conditions that are settled where the writer stands, outermost first.
    private readonly List<(Value Condition, bool Holds)> path = [];

    // How often values are used in the region as a whole, where the writer stands within one of its branches.
    private Dictionary<Value, int>? around;

    // What the branches in which the writer stands are still to assign, as it is where their conditions are settled.
    private readonly List<Value> assigned = [];

    /// <summary>Whether values that are chosen on one condition want statements of their own, or are too much to be chosen one by one.</summary>
    private bool WantBranches(List<Value> choices)
    {
        foreach (var side in new[] { 1, 2 })
        {
            var outside = new ValueSet();
            foreach (var choice in choices)
                outside.UnionWith(usage.Certain(choice));
            var branches = choices.Select(choice => choice.Operands[side]).ToList();
            var uses = Usage.Count(branches, value => names.ContainsKey(value) || outside.Contains(value));
            if (uses.Any(use => WantsName(use.Key, use.Value) && !branches.Contains(use.Key)))
                return true;
        }

        return choices.Count > 1 && choices.Any(choice => !IsShort(choice, LargestPlain));
    }

    /// <summary>The choices on the condition of one of them that can be made together with it.</summary>
    private List<Value> Together(Value first, IEnumerable<Value> candidates)
    {
        var group = new List<Value> { first };
        foreach (var candidate in candidates)
        {
            if (candidate != first && candidate.Kind == ValueKind.Select && candidate.Operands[0] == first.Operands[0] && candidate.Type.Kind != Model.NumberKind.Tuple
                && !names.ContainsKey(candidate) && !DependsOn(candidate, group))
            {
                group.Add(candidate);
            }
        }

        return group;
    }

    // What variables take on the condition when the turn ends, or what is added to them, as far as it can be told by now.
    private IEnumerable<Value> TakenOnSameCondition(Value choice) => remainder is null || depth == 0 || path.Count > 0 ? [] : remainder.Results.Select(next => next.Kind == ValueKind.Add && !values.IsWritten(next) ? next.Operands[1] : next).Where(next =>
        next.Kind == ValueKind.Select && next.Operands[0] == choice.Operands[0] && next.Type.IsReal && IsReachable(next) && !IsPast(next) && !MayFail(next) && !Uncertain(next, path).Any()
        && Unnamed(next).All(part => part.Kind != ValueKind.Element || !contents.TryGetValue(WholeOf(part.Operands[0]), out var version) || version == Places.VersionOf(part)));

    private bool DependsOn(Value value, List<Value> group)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(value.Operands);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next.Id < group[0].Id || names.ContainsKey(next) || !seen.Add(next))
                continue;
            // What cannot be told yet is told by later steps.
            if (group.Contains(next))
                return true;
            foreach (var operand in next.Operands)
                open.Push(operand);
        }

        return false;
    }

    private void WriteChoices(List<Value> choices)
    {
        var condition = choices[0].Operands[0];
        var taking = choices.ToDictionary(choice => choice, Taking);
        var targets = choices.ConvertAll(choice => (Choice: choice, Name: taking[choice]?.Name ?? ExpressionWriter.Identifier(NextOf(choice) is { } next ? pool.Take(next) : Names.For(choice, Known, pool)), taking[choice]?.Held));
        var first = Statements.Count;
        foreach (var type in targets.Where(target => taking[target.Choice] is null).GroupBy(target => target.Choice.Type.Text))
            Add(new WrittenDeclaration(type.Key, [.. type.Select(target => target.Name)], null));
        var written = WriteBranches(condition, targets);
        if (targets.Count == 1 && taking[choices[0]] is null)
            Shorten(first, written);
        foreach (var (choice, name, _) in targets)
        {
            names[choice] = name;
            if (taking[choice] is { } variable)
                Hold(variable, choice);
        }
    }

    // What a variable takes when the turn ends is named after it.
    private string? NextOf(Value choice) => choice.IsNamedByAuthor ? null : variables.FindLast(variable => variable.Next == choice && variable.Scope == names) is { Word.Length: > 0 } variable ? variable.Word + "Next" : null;

    // On a side on which all variables stay what they are, there is nothing to do.
    private WrittenIf WriteBranches(Value condition, List<(Value Choice, string Name, Value? Held)> targets)
    {
        bool Changes(int side) => targets.Exists(target => target.Held != target.Choice.Operands[side]);
        var choice = new WrittenIf(expressions.Write(Changes(1) ? condition : values.Not(condition)));
        OpenBranches();
        Add(choice);
        if (Changes(1))
            WriteBranch(choice.Then, condition, true, targets);
        if (Changes(2))
            WriteBranch(Changes(1) ? choice.Else = new WrittenBlock() : choice.Then, condition, false, targets);
        return choice;
    }

    // Where it turns out that each branch knows its value already, one line does: double b; if (c) { b = x; } else { b = y; }
    private void Shorten(int first, WrittenIf choice)
    {
        if (choice is not { Then.Statements: [WrittenAssignment then], Else.Statements: [WrittenAssignment otherwise] } || new[] { choice.Condition, then.Value, otherwise.Value }.Any(text => text.IndexOf('?') >= 0))
            return;
        var declared = (WrittenDeclaration)Statements[first];
        Statements.RemoveRange(first, Statements.Count - first);
        Add(new WrittenDeclaration(declared.Type, declared.Names[0], $"{choice.Condition} ? {then.Value} : {otherwise.Value}"));
    }

    private void WriteBranch(WrittenBlock block, Value condition, bool holds, List<(Value Choice, string Name, Value? Held)> targets)
    {
        var scope = EnterBranch(condition, holds);
        blocks.Push(block);
        var restriction = Where(condition, holds);
        var open = targets.Select(target => (Value: restriction.Of(target.Choice), target.Name, target.Held, target.Choice.Type)).ToList();
        var outer = around;
        var assignedAround = assigned.Count;
        assigned.AddRange(open.Select(target => target.Value));
        around ??= isProgram ? uses : null;
        var own = Usage.Count([.. open.Select(target => target.Value)], names.ContainsKey);
        foreach (var value in usage.In(usage.Certain(open.Select(target => target.Value))).ToList())
        {
            if (names.ContainsKey(value))
                continue;
            if (value.Kind == ValueKind.Select && open.FindAll(target => target.Held is null && target.Value.Type.Equals(target.Type)) is { Count: > 1 } chosen && Together(value, chosen.Select(target => target.Value)) is { Count: > 1 } group
                && group.TrueForAll(choice => chosen.Exists(target => target.Value == choice)) && WantBranches(group))
            {
                // What is chosen on one condition within the branch is one if there, too.
                Define([.. usage.In(usage.Certain(group))], needed => !group.Contains(needed) && !names.ContainsKey(needed) && own.TryGetValue(needed, out var count) && IsWanted(needed, count));
                var inner = open.FindAll(target => group.Contains(target.Value));
                WriteBranches(value.Operands[0], inner.ConvertAll(target => (target.Value, target.Name, target.Held)));
                open.RemoveAll(target => group.Contains(target.Value));
                foreach (var target in inner)
                    names[target.Value] = target.Name;
            }
            else if (open.FindIndex(target => target.Value == value) is >= 0 and var i && !HasStatements(value))
            {
                Assign(open[i].Value, open[i].Name, open[i].Held, open[i].Type);
                open.RemoveAt(i);
            }
            else if (own.TryGetValue(value, out var count) && !names.ContainsKey(value) && (IsWanted(value, count) || HasStatements(value)))
            {
                WriteDefinition(value);
            }
        }

        foreach (var (value, name, held, type) in open)
            Assign(value, name, held, type);
        assigned.RemoveRange(assignedAround, assigned.Count - assignedAround);
        around = outer;
        blocks.Pop();
        LeaveBranch(scope);
    }

    // What costs a call or a division is kept under a name where the same branch wants it again later.
    private bool IsWanted(Value value, int count) => (WantsName(value, count) && !(isProgram && IsIndex(value)))
        || (value.Kind is ValueKind.Call or ValueKind.Divide && value.Type.IsReal && around is not null && around.TryGetValue(value, out var all) && all > count);

    private void Assign(Value value, string name, Value? held, Model.ValueType type)
    {
        if (Known(value) == name)
            return;
        Add(held is null ? new WrittenAssignment(name, "=", isProgram ? Guarded(value) : expressions.Write(value)) : Taken(value, held, name, Guarded));
        if (!value.IsLeaf && value.Type.Equals(type) && !names.ContainsKey(value))
            names[value] = name;
    }
}
