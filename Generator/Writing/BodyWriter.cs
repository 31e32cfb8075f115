using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <summary>
/// Writes a method's body. A value that is used twice, or that the author named, gets a name; each stands as deep as all its uses allow, so that nothing is
/// evaluated outside its guard and a branch computes only its own.
/// </summary>
internal sealed partial class BodyWriter
{
    // Every split writes what follows twice: beyond these, choices stay where they are.
    private const int MostSplits = 12;

    private const int LongestSplit = 300;

    // What is returned in more characters than this is written line by line.
    private const int LongestLine = 150;

    // A value of more operations than this is not written twice.
    private const int LongestTwice = 40;

    private readonly ValueGraph values;
    private NamePool pool;
    private readonly Usage usage = new();
    private readonly ExpressionWriter expressions;
    private Dictionary<Value, string> names = [];
    private string? destination;
    private CancellationToken cancellation;
    private int splits;

    private BodyWriter(ValueGraph values, NamePool pool)
    {
        this.values = values;
        this.pool = pool;
        expressions = new ExpressionWriter(NameOf) { IsThere = IsThere, IsWritten = values.IsWritten, ColumnsOf = array => ShapeOf(array) is [_, var columns] ? columns : null };
    }

    /// <summary>The body that carries out the steps and returns the result, a tuple or a single value.</summary>
    public static EquatableArray<string> Write(ValueGraph values, IReadOnlyList<Step> steps, Value result, NamePool pool)
    {
        var writer = new BodyWriter(values, pool);
        writer.NameConstants(Needs.Of(steps, [result]));
        writer.WriteTail([.. steps], result, null);
        return writer.Settled().ToEquatableArray();
    }

    /// <summary>The body that carries out the steps and writes the results into the elements of an array or span.</summary>
    public static EquatableArray<string> WriteInto(ValueGraph values, IReadOnlyList<Step> steps, IReadOnlyList<Value> results, string destination, NamePool pool)
    {
        var writer = new BodyWriter(values, pool) { destination = destination };
        writer.NameConstants(Needs.Of(steps, results));
        writer.WriteTail([.. steps], values.Tuple(Model.ValueType.Double, [.. results]), null);
        return writer.Settled().ToEquatableArray();
    }

    // The block that is being written, and those around it.
    private readonly Stack<WrittenBlock> blocks = new([new WrittenBlock()]);

    private List<WrittenStatement> Statements => blocks.Peek().Statements;

    private void Add(WrittenStatement statement) => Statements.Add(statement);

    private void Line(string text) => Add(new WrittenText(text));

    // What comes last: the remaining steps, then the result, split into branches where it is chosen.
    private void WriteTail(List<Step> steps, Value result, Guard? within)
    {
        var condition = Branch(result);
        var i = 0;
        for (; i < steps.Count; i++)
        {
            if (condition is not null && steps.Skip(i).All(step => Head(step.Guard, within)?.Condition == condition))
                break;
            WriteStep(steps[i], within);
        }

        var rest = steps.Skip(i).ToList();
        if (condition is null || (rest.Count == 0 && (splits >= MostSplits || IsTooLong(result) || IsPlain(result, condition))))
        {
            WriteNamed([result]);
            WriteExit(result);
            return;
        }

        splits++;
        WriteNamed([result], Shared(result, condition), except: condition);
        var choice = new WrittenIf(expressions.Write(condition));
        Add(choice);
        var (whenTrue, whenFalse) = (Where(condition, true).Of(result), Where(condition, false).Of(result));
        var then = rest.Where(step => Head(step.Guard, within)!.Holds).ToList();
        var scope = EnterBranch(condition, true);
        blocks.Push(choice.Then);
        // What one branch calls a value another one may. Once there is a place before them for declarations, no variable is only of one branch.
        var outer = pool;
        pool = place is null ? pool.Nested() : pool;
        WriteTail(then, whenTrue, new Guard(condition, true, within));
        if (pool != outer)
            outer.Close(pool);
        pool = outer;
        blocks.Pop();
        LeaveBranch(scope);

        Line("");
        scope = EnterBranch(condition, false);
        WriteTail([.. rest.Where(step => !Head(step.Guard, within)!.Holds)], whenFalse, new Guard(condition, false, within));
        LeaveBranch(scope);
    }

    private void WriteExit(Value result)
    {
        if (destination is null)
        {
            Line($"return {Listed(result)};");
            return;
        }

        for (var i = 0; i < result.Operands.Length; i++)
            Add(new WrittenAssignment($"{destination}[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", "=", expressions.Write(result.Operands[i])));
        // At the end of the method there is nothing to leave.
        if (blocks.Count > 1)
            Line("return;");
    }

    // A tuple that would be a long line has a line for each of its elements.
    private string Listed(Value result, string step = "    ")
    {
        var text = isProgram ? Guarded(result) : expressions.Write(result);
        if (text.Length <= LongestLine || result is not { Kind: ValueKind.Tuple, Whole: null, Type.Making: null } || text[0] != '(')
            return text;
        return $"(\n{string.Join(",\n", result.Operands.Select(element => step + Listed(element, step + "    ")))})";
    }

    // What is long is not written again for each branch.
    private static bool IsTooLong(Value result) => Usage.Count([result], _ => false).Count > LongestSplit;

    // The condition on which the result as a whole is chosen, if any of it is.
    private Value? Branch(Value result) => Parts(result).FirstOrDefault(IsChosen)?.Operands[0];

    // What has a name has been chosen already.
    private bool IsChosen(Value part) => part.Kind == ValueKind.Select && !names.ContainsKey(part);

    private static IEnumerable<Value> Parts(Value result) => result.Kind == ValueKind.Tuple ? result.Operands.SelectMany(Parts) : [result];

    // Whether the choices read well as they stand, each in its place.
    private bool IsPlain(Value result, Value condition)
    {
        var chosen = Parts(result).Where(IsChosen).ToList();
        if (chosen.Any(part => part.Operands.Skip(1).Any(branch => NeedsStatements(branch, usage.Certain(part)))))
            return false;
        // Several choices on the same condition are one choice of all.
        return chosen.Count(part => part.Operands[0] == condition) < 2 || chosen.All(part => IsShort(part, 4));
    }

    private static bool IsShort(Value value, int most)
    {
        var left = most;
        return Fits(value);

        bool Fits(Value part) => part.IsLeaf || (--left >= 0 && part.Operands.All(Fits));
    }

    // Whether a branch has values of its own that want a name.
    private bool NeedsStatements(Value branch, ValueSet outside)
    {
        var uses = Usage.Count([branch], value => names.ContainsKey(value) || outside.Contains(value));
        return uses.Any(use => WantsName(use.Key, use.Value) && use.Key != branch);
    }

    // What both sides of the choice need.
    private IEnumerable<Value> Shared(Value result, Value condition)
    {
        var shared = ValueSet.InBoth(usage.Certain(Where(condition, true).Of(result)), usage.Certain(Where(condition, false).Of(result)));
        return usage.In(shared).Where(value => value.Type.Kind != NumberKind.Tuple && !value.IsLeaf && WantsName(value, 2));
    }

    private static Guard? Head(Guard? guard, Guard? within)
    {
        if (guard is null)
            return null;
        var path = guard.Path.ToList();
        var known = within is null ? [] : within.Path.ToList();
        return path.FirstOrDefault(step => !known.Any(k => k.Condition == step.Condition && k.Holds == step.Holds));
    }

    // Gives names to what the roots need here for certain, in the order in which it was made.
    private void WriteNamed(IReadOnlyList<Value> roots, IEnumerable<Value>? shared = null, bool isAssigned = false, Value? except = null)
    {
        var needed = usage.Certain(roots);
        foreach (var value in shared ?? [])
            needed.Add(value);
        var uses = Usage.Count(roots, names.ContainsKey);
        // Written out in each branch that needs it, a long value would make the code grow beyond all measure; in one branch alone it stays.
        HashSet<Value> Side(bool holds) => [.. Usage.Count([.. roots.Select(Where(except!, holds).Of)], names.ContainsKey).Keys];
        HashSet<Value>[] sides = except is null ? [] : [Side(true), Side(false)];
        foreach (var use in uses)
        {
            if (use.Value > 1 && usage.SizeOf(use.Key) > LongestTwice && !needed.Contains(use.Key) && sides.Count(side => side.Contains(use.Key)) != 1)
                needed.UnionWith(usage.Certain(use.Key));
        }

        // What is chosen on the condition that splits the code is not chosen any more on either side.
        var split = except is null ? null : new Restriction(values, except, true);
        var sharing = Sharing([.. usage.In(needed).Where(value => value.Kind == ValueKind.Select && value.Operands[0] != except && uses.ContainsKey(value) && !names.ContainsKey(value))], needed);
        // The result itself needs no name but the author's, and none where it is assigned to one.
        Define([.. usage.In(needed)], value => value != except && uses.TryGetValue(value, out var count) && !names.ContainsKey(value) && (WantsName(value, count) || sharing.Contains(value))
            && !(count == 1 && roots.Contains(value) && (isAssigned || !value.IsNamedByAuthor)) && (split is null || split.Of(value) == value));
    }

    // The choices that have something dear in common with another on the same condition: made together, they compute it once.
    private HashSet<Value> Sharing(List<Value> choices, ValueSet outside)
    {
        var sharing = new HashSet<Value>();
        foreach (var same in choices.GroupBy(choice => choice.Operands[0]).Where(same => same.Skip(1).Any()))
        {
            foreach (var side in new[] { 1, 2 })
            {
                var parts = same.Select(choice => (Choice: choice, Needs: Usage.Count([choice.Operands[side]], value => names.ContainsKey(value) || outside.Contains(value)))).ToList();
                var dear = parts.SelectMany(part => part.Needs.Keys).Where(value => value.Kind is ValueKind.Call or ValueKind.Divide && WantsName(value, 2)).GroupBy(value => value)
                    .Where(uses => uses.Skip(1).Any()).Select(uses => uses.Key).ToList();
                sharing.UnionWith(parts.Where(part => dear.Exists(part.Needs.ContainsKey)).Select(part => part.Choice));
            }
        }

        return sharing;
    }

    // Gives names to those values that want them, operands before what uses them; choices on one condition together.
    private void Define(IReadOnlyList<Value> all, Func<Value, bool> isWanted)
    {
        foreach (var value in all)
        {
            // What is made of values that no variable holds any more has been used already.
            if (WritePair(value) || !isWanted(value) || IsPast(value))
                continue;
            if (value.Kind != ValueKind.Select || value.Type.IsArray)
            {
                WriteDefinition(value);
                continue;
            }

            var choices = Together(value, all.Where(other => isWanted(other) && !IsPast(other)));
            if (!WantBranches(choices))
            {
                WriteDefinition(value);
                continue;
            }

            choices = Together(value, choices.Concat(TakenOnSameCondition(value)).Distinct());
            if (choices.Count > 1)
                Define([.. usage.In(usage.Certain(choices))], needed => !choices.Contains(needed) && isWanted(needed));
            WriteChoices(choices);
        }
    }

    private bool WantsName(Value value, int count)
    {
        switch (value.Kind)
        {
            case ValueKind.Literal or ValueKind.Input or ValueKind.Cell or ValueKind.Stop or ValueKind.Tuple or ValueKind.View or ValueKind.Component:
            case ValueKind.Verbatim when value.Type.Kind == NumberKind.Array:
                return false;
            case ValueKind.Convert when value.Operands[0].IsLeaf || value.Operands[0].Kind == ValueKind.Extent || names.ContainsKey(value.Operands[0]):
            case ValueKind.Negate when value.Operands[0].IsLeaf || names.ContainsKey(value.Operands[0]):
                return value.IsNamedByAuthor;
            case ValueKind.Item:
                return value.IsNamedByAuthor;
            case ValueKind.Call when value.Type is { Kind: NumberKind.Tuple, IsStruct: false }:
                return true;
            case ValueKind.Verbatim when !value.MayFail:
                return false;
            case >= ValueKind.Add and <= ValueKind.Divide or ValueKind.Negate or ValueKind.Convert when value.IsConstant:
                return value.IsNamedByAuthor;
            default:
                // A comparison of what is there already is as short as a name for it.
                if (value.Type.Kind is NumberKind.Boolean && value.Operands.All(operand => operand.IsLeaf || names.ContainsKey(operand)))
                    return value.IsNamedByAuthor;
                return value.IsNamedByAuthor || count > 1;
        }
    }

    private void WriteDefinition(Value value)
    {
        if (value.Kind == ValueKind.Select && !value.Type.IsArray && WantBranches([value]))
        {
            WriteChoices([value]);
            return;
        }

        if (Taking(value) is { } variable)
        {
            Add(Taken(value, variable.Held, variable.Name, Guarded));
            Hold(variable, value);
            return;
        }

        var text = isProgram ? Guarded(value) : expressions.Write(value);
        var hasType = value.Type.IsArray || expressions.HasItsType(value);
        var name = Names.For(value, Known, pool);
        name = ExpressionWriter.Identifier(name);
        Declare(value, new WrittenDeclaration(hasType ? "var" : value.Type.Text, name, text));
        names.Add(value, name);
        NoteVariable(value, name);
    }

    private Dictionary<Value, string> Enter()
    {
        var outer = names;
        names = new(names);
        return outer;
    }

    private void Leave(Dictionary<Value, string> outer) => names = outer;

    private string? Known(Value value) => names.TryGetValue(value, out var name) ? name : null;
}
