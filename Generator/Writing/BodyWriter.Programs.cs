using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Programs: loops, elements that are written, tapes.</content>
internal sealed partial class BodyWriter
{
    private readonly Dictionary<Value, Value> borrowed = [];
    private Dictionary<Value, int> uses = [];

    /// <summary>The body that carries out the steps of a program and returns the result, if there is one.</summary>
    public static EquatableArray<string> WriteProgram(ValueGraph values, IReadOnlyList<Step> steps, Value? result, NamePool pool, bool hasArrayPool)
    {
        var writer = new BodyWriter(values, pool);
        writer.read.UnionWith(Needs.Of(steps, result is null ? [] : [result]));
        var hasTape = UsesTape(steps);
        if (hasTape)
        {
            writer.pool.Reserve("tape");
            writer.pool.Reserve("top");
        }

        var givenBack = hasArrayPool ? Loans.Of(steps, writer.read).Select(writer.Borrow).ToList() : [];
        if (hasTape)
        {
            writer.Line("var tape = global::SymDiff.Tape.Rent();");
            writer.Line("int top = 0;");
            givenBack.Add("global::SymDiff.Tape.Return(tape);");
        }

        if (givenBack.Count > 0)
        {
            writer.Line("try");
            writer.Line("{");
            writer.indent++;
        }

        writer.WriteRegion(steps, result is null ? [] : [result]);
        if (result is not null)
            writer.Line($"return {writer.expressions.Write(result)};");
        if (givenBack.Count > 0)
        {
            writer.indent--;
            writer.Line("}");
            writer.Line("finally");
            writer.Line("{");
            foreach (var line in givenBack)
                writer.Line("    " + line);
            writer.Line("}");
        }

        return writer.lines.ToEquatableArray();
    }

    // Returns how the array is given back.
    private string Borrow((Value Array, Value Size) loan)
    {
        var shared = $"global::System.Buffers.ArrayPool<{loan.Array.Type.Elements[0].Text}>.Shared";
        var size = expressions.Write(loan.Size);
        var name = Declared(loan.Array);
        Line($"var {name} = {shared}.Rent({size});");
        borrowed.Add(loan.Array, loan.Size);
        return $"{shared}.Return({name});";
    }

    private static bool UsesTape(IEnumerable<Step> steps) => steps.Any(step => step is PushStep || (step is LoopStep loop && UsesTape(loop.Body)));

    // Steps in order, each with what it needs; at the end the results are at hand.
    private void WriteRegion(IReadOnlyList<Step> steps, IReadOnlyList<Value> results)
    {
        var around = uses;
        var roots = steps.Select(step => Roots(step).ToList()).ToList();
        uses = Usage.Count(roots.SelectMany(root => root).Concat(results), names.ContainsKey);
        for (var i = 0; i < steps.Count; i++)
        {
            Settle(steps[i], roots.Skip(i + 1).SelectMany(root => root).Concat(results));
            Name(roots[i], steps[i] is LoopStep loop ? [.. Fixed(loop)] : []);
            WriteProgramStep(steps[i]);
        }

        Name(results, []);
        uses = around;
    }

    // What a step reads, and what a loop reads that is the same in all its turns.
    private IEnumerable<Value> Roots(Step step)
    {
        IEnumerable<Value> own = Needs.Direct(step);
        return step is LoopStep loop ? own.Concat(Fixed(loop)) : own;
    }

    // The largest values in a loop that do not depend on it and cost something: they are computed before it.
    private IEnumerable<Value> Fixed(LoopStep loop)
    {
        var own = new HashSet<Value>();
        Collect(loop, own);
        var found = new HashSet<Value>();
        var seen = new Dictionary<Value, bool>();
        foreach (var root in Needs.Of(loop.Body, [.. loop.Carried.Select(carried => carried.Next), loop.Condition]))
        {
            if (IsFixed(root) && Costs(root))
                found.Add(root);
        }

        // The parts of what is found are found with it.
        var parts = new HashSet<Value>(found.SelectMany(value => value.Operands).Where(found.Contains));
        return found.Where(value => !parts.Contains(value)).OrderBy(value => value.Id);

        bool IsFixed(Value value)
        {
            if (seen.TryGetValue(value, out var known))
                return known;
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            var isFixed = !own.Contains(value) && value.Kind is not ValueKind.Element && !(value.MayFail && value.Kind != ValueKind.Extent) && value.Operands.All(IsFixed);
            seen.Add(value, isFixed);
            return isFixed;
        }
    }

    private bool Costs(Value value) => (value.Type.IsReal || (value.Type.Kind == NumberKind.Integer && value.IsNamedByAuthor)) && !value.IsLeaf && !names.ContainsKey(value)
        && value.Kind is not (ValueKind.Convert or ValueKind.Negate or ValueKind.Extent or ValueKind.View or ValueKind.Verbatim);

    private static void Collect(LoopStep loop, HashSet<Value> own)
    {
        foreach (var carried in loop.Carried)
            own.Add(carried.Current);
        foreach (var step in loop.Body)
        {
            switch (step)
            {
                case DefineStep define:
                    own.Add(define.Cell);
                    break;
                case EffectStep effect:
                    own.UnionWith(effect.Cells.Select(cell => cell.Cell));
                    break;
                case PopStep pop:
                    own.UnionWith(pop.Values);
                    break;
                case LoopStep inner:
                    own.UnionWith(inner.Carried.Select(carried => carried.Final));
                    Collect(inner, own);
                    break;
            }
        }
    }

    // Names what is needed now, and again later or by the author's will.
    private void Name(IReadOnlyList<Value> roots, HashSet<Value> wanted)
    {
        foreach (var value in usage.In(usage.Certain(roots)).ToList())
        {
            // What is assigned to a variable, or returned, needs no name of its own.
            if (!uses.TryGetValue(value, out var count) || names.ContainsKey(value) || (count == 1 && roots.Contains(value) && !wanted.Contains(value)))
                continue;
            if ((wanted.Contains(value) || (WantsName(value, count) && !IsIndex(value))) && !GuardOf(value).Any())
                WriteDefinition(value);
        }
    }

    // i + 1 reads better than a name for it.
    private bool IsIndex(Value value) => value.Type.Kind == NumberKind.Integer && value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Extent
        && value.Operands.All(operand => operand.IsLeaf || names.ContainsKey(operand) || operand.Kind == ValueKind.Extent);

    // Elements that the step overwrites are read before, where somebody still wants what they held.
    private void Settle(Step step, IEnumerable<Value> later)
    {
        var arrays = step switch
        {
            StoreStep store => [(store.Array, store.After)],
            LoopStep loop => loop.Stored.Select(stored => (stored.Array, stored.Current)),
            EffectStep effect => effect.Code.Operands.Where(operand => operand.Type.Kind == NumberKind.Array).Select(array => (array, int.MaxValue)),
            _ => Enumerable.Empty<(Value, int)>(),
        };
        var written = arrays.ToList();
        if (written.Count == 0)
            return;
        var wanted = Needs.Of([], later).Where(value => value.Kind == ValueKind.Element && !names.ContainsKey(value)
            && written.Any(array => array.Item1 == value.Operands[0] && Places.VersionOf(value) < array.Item2)).OrderBy(value => value.Id).ToList();
        foreach (var element in wanted.Where(IsReachable))
        {
            if (element.Within is null)
                WriteDefinition(element);
            else
            {
                var text = Guarded(element);
                Line($"{element.Type.Text} {Declared(element)} = {text};");
            }
        }
    }

    // The value where there is one, and zero elsewhere.
    private string Guarded(Value value)
    {
        Value[] conditions = [.. GuardOf(value).Distinct().Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition))];
        var text = conditions.Aggregate(values.True, values.And) is { Kind: not ValueKind.Literal } all ? $"{expressions.Write(all)} ? {{0}} : 0" : "{0}";
        return text.Replace("{0}", expressions.Write(value));
    }

    // The conditions under which alone the elements in a value are there, as far as they have no names yet.
    private IEnumerable<(Value Condition, bool Holds)> GuardOf(Value value)
    {
        if (names.ContainsKey(value) || value.IsLeaf)
            return [];
        var own = value is { Kind: ValueKind.Element, Within: { } within } ? within.Path.Select(guard => (guard.Condition, guard.Holds)) : [];
        // What is chosen is evaluated only where it is chosen.
        return own.Concat((value.Kind == ValueKind.Select ? value.Operands.Take(1) : value.Operands).SelectMany(GuardOf));
    }

    // Whether all that the value is made of is known here.
    private bool IsReachable(Value value) => names.ContainsKey(value) || value.Kind is ValueKind.Literal or ValueKind.Input
        || (value.Kind != ValueKind.Cell && value.Operands.All(IsReachable));

    private void WriteProgramStep(Step step)
    {
        switch (step)
        {
            case LoopStep loop:
                WriteLoop(loop);
                break;
            case PushStep push:
                Line($"if (tape.Length - top < {push.Values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
                Line("    tape = global::SymDiff.Tape.Grow(tape);");
                foreach (var value in push.Values)
                    Line($"tape[top++] = {(value.Type.Kind == NumberKind.Boolean ? AsDouble(value) : Guarded(value))};");
                break;
            case PopStep pop:
                foreach (var value in pop.Values.Reverse())
                {
                    var name = Declared(value);
                    Line($"var {name} = {FromDouble(value)};");
                }

                break;
            case StoreStep or AccumulateStep or ClearStep when step.Guard is not null:
                foreach (var guard in step.Guard.Path)
                    Line($"if ({expressions.Write(guard.Holds ? guard.Condition : values.Not(guard.Condition))})");
                lines.Add(new string(' ', 4 * (indent + 1)) + Text(step));
                break;
            case StoreStep or AccumulateStep or ClearStep:
                Line(Text(step));
                break;
            case DefineStep { Cell: var cell } when borrowed.TryGetValue(cell, out var size):
                Line($"Array.Clear({names[cell]}, 0, {expressions.Write(size)});");
                break;
            case DefineStep { Guard: { } guards, Cell.Type.IsReal: true } define:
                var due = guards.Path.Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
                var defined = $"{expressions.Write(due)} ? {expressions.Write(define.Definition)} : 0";
                Line($"{define.Cell.Type.Text} {Declared(define.Cell)} = {defined};");
                break;
            case DefineStep { Guard: null } define:
                var type = define.Cell.Type.Text;
                var text = expressions.Write(define.Definition);
                Line($"{(text.StartsWith("stackalloc", StringComparison.Ordinal) || (define.Cell.Type.IsReal && !expressions.HasItsType(define.Definition)) ? type : "var")} {Declared(define.Cell)} = {text};");
                break;
            default:
                WriteStep(step, null);
                break;
        }
    }

    private string Declared(Value value)
    {
        var name = ExpressionWriter.Identifier(value.Kind == ValueKind.Cell ? value.Name is null ? value.Text : pool.Take(value.Name) : Names.For(value, Known, pool));
        names[value] = name;
        return name;
    }

    private string AsDouble(Value value) => value.Type.Kind == NumberKind.Boolean ? $"{expressions.Write(value)} ? 1 : 0" : expressions.Write(value);

    private static string FromDouble(Value value) => value.Type.Kind switch
    {
        NumberKind.Boolean => "tape[--top] != 0",
        NumberKind.Double => "tape[--top]",
        _ => $"({value.Type.Text})tape[--top]",
    };

    private string Text(Step step)
    {
        switch (step)
        {
            case ClearStep clear:
                return clear.Array.Type.Rank == 2 ? $"Array.Clear({expressions.Write(clear.Array)}, 0, {expressions.Write(clear.Array)}.Length);" : $"{expressions.Write(clear.Array)}.Clear();";
            case AccumulateStep sum:
                var isNegative = sum.Amount.Kind == ValueKind.Negate && Known(sum.Amount) is null;
                return $"{At(sum.Array, sum.Indices)} {(isNegative ? "-=" : "+=")} {expressions.Write(isNegative ? sum.Amount.Operands[0] : sum.Amount)};";
            default:
                var store = (StoreStep)step;
                var place = At(store.Array, store.Indices);
                return store.Stored is { Kind: ValueKind.Add or ValueKind.Subtract or ValueKind.Multiply or ValueKind.Divide, Operands: [{ Kind: ValueKind.Element } element, var by] }
                    && Known(store.Stored) is null && Known(element) is null && element.Operands[0] == store.Array && element.Operands.Skip(1).SequenceEqual(store.Indices)
                    && Places.VersionOf(element) == store.Before
                    ? $"{place} {Sign(store.Stored.Kind)}= {expressions.Write(by)};"
                    : $"{place} = {expressions.Write(store.Stored)};";
        }
    }

    private static string Sign(ValueKind kind) => kind switch { ValueKind.Add => "+", ValueKind.Subtract => "-", ValueKind.Multiply => "*", _ => "/" };

    private string At(Value array, Value[] indices) => $"{expressions.Write(array)}[{string.Join(", ", indices.Select(expressions.Write))}]";
}
