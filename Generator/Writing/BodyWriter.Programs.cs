using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Programs: loops, elements that are written, tapes.</content>
internal sealed partial class BodyWriter
{
    // What holds elements that may not be there is named only where it would be long to write it again.
    private const int LongestUnsure = 12;

    private Dictionary<Value, int> uses = [];
    private bool isProgram;
    private int depth;

    // Steps in order, each with what it needs; at the end the results are at hand, and what is asked of elements afterwards has been read before they are overwritten.
    private void WriteRegion(IReadOnlyList<Step> steps, IReadOnlyList<Value> results, IReadOnlyList<Value>? asked = null)
    {
        var outer = uses;
        NoteExtents(steps);
        List<Step> rest = Together(steps);
        var roots = rest.ConvertAll(step => Roots(step).ToList());
        // What is taken from the tape is not computed here.
        var taken = new HashSet<Value>(steps.OfType<PopStep>().SelectMany(pop => pop.Values));
        uses = Usage.Count(roots.SelectMany(root => root).Concat(results), value => names.ContainsKey(value) || taken.Contains(value));
        var outerPairs = pairs;
        pairs = PairsIn(rest, results);
        var outerRemainder = remainder;
        remainder = new Remainder(outerRemainder, rest, [.. results, .. asked ?? []]);
        for (var i = 0; i < rest.Count; i++)
        {
            remainder.At = i;
            while (i < rest.Count && (WriteSides(rest, roots, results, i) || WriteRun(rest, roots, results, asked ?? results, i)))
            {
            }

            if (i == rest.Count)
                break;
            Join(rest, roots, i);
            Settle(rest[i], rest.Skip(i + 1), asked ?? results);
            var given = Given(rest[i]);
            if (rest[i] is not PushStep)
                Name(given is null ? roots[i] : given.Operands, rest[i] is LoopStep loop ? [.. Fixed(loop)] : [], isGuarded: rest[i].Guard is not null);
            WriteProgramStep(rest[i]);
        }

        remainder.At = rest.Count;

        if (!(depth == 0 && results is [var result] && IsTail(result)))
            Name(results, [], isGuarded: false);
        remainder = outerRemainder;
        uses = outer;
        pairs = outerPairs;
    }

    // What a step gives a name to and nobody has named yet: it needs no other name.
    private Value? Given(Step step) => step is DefineStep { Guard: null, Cell: { Type.IsReal: true } cell, Definition: { IsLeaf: false, IsNamedByAuthor: false } definition }
        && !names.ContainsKey(definition) && definition.Type.Equals(cell.Type) && !HasStatements(definition) && !pairs.ContainsKey(definition) && !Uncertain(definition, path).Any() ? definition : null;

    // A choice among results is one among ways to leave, where everything that it reads is there in any case.
    private bool IsTail(Value result) => Branch(result) is not null && !Uncertain(result, path).Any();

    // What a step reads, and what a loop reads that is the same in all its turns.
    private IEnumerable<Value> Roots(Step step)
    {
        var own = step is MembersStep together ? together.Members.SelectMany(Needs.Direct) : step is TakeStep take ? [take.Next] : Needs.Direct(step);
        return step is LoopStep loop ? own.Concat(Fixed(loop)) : own;
    }

    // The largest values in a loop that do not depend on it and cost something: they are computed before it.
    private IEnumerable<Value> Fixed(LoopStep loop)
    {
        var own = new HashSet<Value>();
        Needs.AddOwn(loop, own);
        var written = new HashSet<Value>(Written([loop]).Select(WholeOf));
        var begun = loop.Stored.GroupBy(stored => WholeOf(stored.Array)).ToDictionary(same => same.Key, same => same.Min(stored => stored.Current));
        var found = new HashSet<Value>();
        var seen = new Dictionary<Value, bool>();
        // What has a name is not looked into.
        var needed = Needs.Of(loop.Body, [.. loop.Carried.Select(carried => carried.Next), loop.Condition], [.. own, .. names.Keys]);
        foreach (var root in needed)
        {
            if (IsFixed(root) && Costs(root))
                found.Add(root);
        }

        // The parts of what is found are found with it, but for those that a turn reads by themselves.
        var direct = new HashSet<Value>(needed.Where(value => !IsFixed(value)).SelectMany(value => value.Operands));
        var parts = new HashSet<Value>(found.SelectMany(value => value.Operands).Where(value => found.Contains(value) && !direct.Contains(value)));
        return found.Where(value => !parts.Contains(value)).OrderBy(value => value.Id);

        bool IsFixed(Value value)
        {
            if (seen.TryGetValue(value, out var known))
                return known;
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            var isThere = value.Kind == ValueKind.Element ? IsCertain(value) && IsFromBefore(value) : value.Kind == ValueKind.Row ? value.ReadDepth <= depth || IsSure(value) : !value.MayFail || value.Kind == ValueKind.Extent;
            var isFixed = !own.Contains(value) && isThere && Divisor(value) is null && value.Operands.All(IsFixed);
            seen.Add(value, isFixed);
            return isFixed;
        }

        // What the loop overwrites is read before it.
        bool IsFromBefore(Value element) => WholeOf(element.Operands[0]) is var whole
            && (!written.Contains(whole) || (begun.TryGetValue(whole, out var version) && Places.VersionOf(element) < version));
    }

    // Whether the element is read here in any case, or is there whatever happens.
    private bool IsCertain(Value element) => element.ReadDepth <= depth || IsBehind(element.ReadWithin, path) || IsSure(element);

    private bool Costs(Value value) => ((value.Type.IsArray && value.Kind is ValueKind.Select or ValueKind.Row) || value.Type.IsReal || (value.Type.Kind == NumberKind.Integer && value.IsNamedByAuthor && !IsIndex(value))) && !value.IsLeaf && !names.ContainsKey(value)
        && value.Kind is not (ValueKind.Convert or ValueKind.Negate or ValueKind.Extent or ValueKind.View or ValueKind.Verbatim) && !value.IsConstant;

    // Names what is needed now, and again later or by the author's will.
    private void Name(IReadOnlyList<Value> roots, HashSet<Value> wanted, bool isGuarded)
    {
        var needed = usage.Certain(roots);
        foreach (var use in Usage.Count(roots, names.ContainsKey).Where(use => use.Value > 1 && usage.SizeOf(use.Key) > LongestTwice && IsReachable(use.Key)))
            needed.UnionWith(usage.Certain(use.Key));
        // What is assigned to a variable, or returned, needs no name of its own.
        bool IsMeant(Value value) => wanted.Contains(value) || HasStatements(value);
        Define([.. usage.In(needed)], value => uses.TryGetValue(value, out var count) && !names.ContainsKey(value)
            && !(count == 1 && roots.Contains(value) && !IsMeant(value))
            // What divides integers may do so behind its guard only.
            && !(isGuarded && Divisors(value).Any())
            && (IsWanted(value, count) || IsMeant(value)) && (!Uncertain(value, path).Any() || usage.SizeOf(value) > LongestUnsure));
    }

    // Whether one of a choice's branches computes something twice: in a program it is an if of its own.
    private bool HasStatements(Value value) => isProgram && value.Kind == ValueKind.Select && value.Type.IsReal && WantBranches([value]);

    // i + 1 reads better than a name for it.
    private bool IsIndex(Value value) => value.Type.Kind == NumberKind.Integer && value.Kind is ValueKind.Add or ValueKind.Subtract or ValueKind.Extent
        && value.Operands.All(operand => operand.IsLeaf || names.ContainsKey(operand) || operand.Kind == ValueKind.Extent);

    // Elements that the step overwrites are read before, where somebody still wants what they held.
    private void Settle(Step step, IEnumerable<Step> later, IReadOnlyList<Value> results)
    {
        var written = Overwritten(step).ToList();
        if (written.Count == 0)
            return;
        // A loop's turns read them when the first of them has written already.
        var turns = step is LoopStep { Body: var body } around ? Needs.Of(body, [.. around.Carried.Select(carried => carried.Next), around.Condition]) : [];
        var wanted = Needs.Of(later, results).Union(turns).Where(value => value.Kind == ValueKind.Element && !names.ContainsKey(value)
            && written.Any(array => WholeOf(array.Item1) == WholeOf(value.Operands[0]) && Places.VersionOf(value) < array.Item2)).OrderBy(value => value.Id).ToList();
        foreach (var element in wanted.Where(IsReachable))
        {
            if (element.Operands[0] is { Kind: ValueKind.Select } or { Kind: ValueKind.Row, IsNamedByAuthor: true } && element.Operands[0] is var chosen && !names.ContainsKey(chosen))
                WriteDefinition(chosen);
            NameIndices(element, isUncertain: Uncertain(element, path).Any());
            WriteDefinition(element);
        }
    }

    // What the author named goes by its name; where the element may not be there, which one it is stands there several times.
    private void NameIndices(Value element, bool isUncertain) => Define([.. usage.In(usage.Certain(element.Operands.Skip(1)))], value => !names.ContainsKey(value) && value.Type.Kind == NumberKind.Integer
        && ((value.IsNamedByAuthor && (isUncertain || !IsIndex(value))) || (isUncertain && value.Kind == ValueKind.Select)) && IsReachable(value) && !Divisors(value).Any() && !Uncertain(value, path).Any());

    // The arrays that a step writes, with the versions of their contents that begin.
    private static IEnumerable<(Value Array, int Version)> Overwritten(Step step) => step switch
    {
        StoreStep store => [(store.Array, store.After)],
        MembersStep together => together.Members.OfType<StoreStep>().Select(store => (store.Array, store.After)),
        LoopStep loop => loop.Stored.Select(stored => (stored.Array, stored.Current)),
        _ => step.Overwrites.Select(overwrite => (overwrite.Array, overwrite.After)),
    };

    // Which version of its contents an array holds.
    private readonly Dictionary<Value, int> contents = [];

    private bool IsThere(Value element) => Places.VersionOf(element) == (contents.TryGetValue(WholeOf(element.Operands[0]), out var version) ? version : 0);

    // The value where all its elements are there, with zero for those that are not.
    private string Guarded(Value value)
    {
        var uncertain = Uncertain(value, path).Distinct().Where(IsReachable).ToList();
        var texts = uncertain.ConvertAll(element =>
            $"({string.Join(" && ", IsInside(element.Operands[0], [.. element.Operands.Skip(1)]))} ? {expressions.Write(element)} : {Zero(element.Type)})");
        for (var i = 0; i < texts.Count; i++)
            names.Add(uncertain[i], texts[i]);
        var text = expressions.Write(value);
        foreach (var element in uncertain)
            names.Remove(element);
        // The brackets around all of it say nothing.
        return texts.Count == 1 && text == texts[0] ? text.Substring(1, text.Length - 2) : text;
    }

    // The elements in a value that are read in a loop further in, or under conditions that are not all around them here.
    private IEnumerable<Value> Uncertain(Value value, IReadOnlyList<(Value Condition, bool Holds)> chosen) =>
        Unnamed(value).Any(part => part.Kind == ValueKind.Element) ? Uncertain(value, chosen, []) : [];

    private IEnumerable<Value> Uncertain(Value value, IReadOnlyList<(Value Condition, bool Holds)> chosen, HashSet<Value> seen)
    {
        if (names.ContainsKey(value) || value.IsLeaf || !seen.Add(value))
            return [];
        if (value.Kind == ValueKind.Select)
        {
            return Uncertain(value.Operands[0], chosen, seen)
                .Concat(Uncertain(value.Operands[1], [.. chosen, (value.Operands[0], true)]))
                .Concat(Uncertain(value.Operands[2], [.. chosen, (value.Operands[0], false)]));
        }

        var inner = value.Operands.SelectMany(operand => Uncertain(operand, chosen, seen));
        return value.Kind == ValueKind.Element && value.ReadDepth > depth && !IsBehind(value.ReadWithin, chosen) && !IsSure(value) ? inner.Append(value) : inner;
    }

    private bool IsBehind(List<(Guard Guard, int Depth)> reads, IReadOnlyList<(Value Condition, bool Holds)> chosen) =>
        reads.Exists(read => read.Depth <= depth && read.Guard.Path.All(guard => chosen.Contains((guard.Condition, guard.Holds))));

    private IEnumerable<string> IsInside(Value whole, Value[] indices)
    {
        foreach (var condition in whole.Kind == ValueKind.Row ? IsInside(whole.Operands[0], [whole.Operands[1]]) : [])
            yield return condition;
        var array = expressions.WriteOperand(whole);
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            foreach (var divisor in Divisors(index).Distinct())
                yield return $"{expressions.WriteCompared(divisor)} != 0";
            var text = expressions.WriteCompared(index);
            var extent = indices.Length > 1 ? $"GetLength({i.ToString(System.Globalization.CultureInfo.InvariantCulture)})" : whole.Type.IsList ? "Count" : "Length";
            if (index is not { Kind: ValueKind.Literal, Number: >= 0 })
                yield return $"{text} >= 0";
            yield return $"{text} < {array}.{extent}";
        }
    }

    // By what integers are divided that may be zero.
    private IEnumerable<Value> Divisors(Value value) => Unnamed(value).OrderBy(part => part.Id).Select(Divisor).OfType<Value>();

    private static Value? Divisor(Value value) =>
        value is { Kind: ValueKind.Divide or ValueKind.Remainder, Type.Kind: NumberKind.Integer, Operands: [_, { Kind: not ValueKind.Literal } divisor] } ? divisor : null;

    // Whether all that the value is made of is known here.
    private bool IsReachable(Value value) => Unnamed(value).All(part => part.Kind != ValueKind.Cell);

    // What a value is made of, each once, down to what has a name.
    private IEnumerable<Value> Unnamed(Value root)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>([root]);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (names.ContainsKey(value) || !seen.Add(value))
                continue;
            yield return value;
            foreach (var operand in value.Operands)
                open.Push(operand);
        }
    }

    private void WriteProgramStep(Step step)
    {
        Write(step);
        foreach (var (array, version) in step is LoopStep loop ? loop.Stored.Select(stored => (stored.Array, stored.After)) : Overwritten(step))
            contents[WholeOf(array)] = version;
    }

    private void Write(Step step)
    {
        switch (step)
        {
            case LoopStep loop:
                var hasRoom = MakeRoom(loop);
                WriteLoop(loop);
                mayGrow |= hasRoom;
                break;
            case PushStep push:
                WritePush(push);
                break;
            case PopStep pop:
                WritePop(pop);
                break;
            case TakeStep take:
                WriteTaking(take);
                break;
            case StoreStep or AccumulateStep or ClearStep or MembersStep:
                WriteGuarded(step);
                break;
            case EffectStep { Code.Called: not null } call:
                WriteCall(call);
                break;
            case DefineStep { Cell: var cell } when borrowed.TryGetValue(cell, out var size):
                Line(hasSpans ? $"{names[cell]}.Clear();" : $"Array.Clear({names[cell]}, 0, {expressions.Write(size)});");
                break;
            case DefineStep { Guard: { } guards, Cell.Type: { IsReal: true } or { IsArray: true } } define:
                var due = guards.Path.Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
                var none = define.Cell.Type.IsReal ? Zero(define.Cell.Type) : define.Cell.Type.IsList ? "default" : $"new {define.Cell.Type.Elements[0].Text}[{(define.Cell.Type.Row is not null ? "0][" : define.Cell.Type.Rank == 2 ? "0, 0" : "0")}]";
                var defined = $"{expressions.WriteCondition(due)} ? {expressions.Write(define.Definition)} : {none}";
                Line($"{define.Cell.Type.Text} {Declared(define.Cell)} = {defined};");
                break;
            case DefineStep { Guard: null } define when define.Cell.Type.IsReal && Known(define.Definition) is { } known && define.Definition.Type.Equals(define.Cell.Type) && variables.TrueForAll(variable => variable.Name != known):
                names[define.Cell] = known;
                break;
            case DefineStep { Guard: null } define:
                var type = define.Cell.Type.Text;
                var text = expressions.Write(define.Definition);
                Line($"{(text.StartsWith("stackalloc", StringComparison.Ordinal) || (define.Cell.Type.IsReal && !expressions.HasItsType(define.Definition)) ? type : "var")} {Declared(define.Cell)} = {text};");
                if (Given(define) is { } given)
                    names[given] = names[define.Cell];
                break;
            default:
                WriteStep(step, null);
                foreach (var cell in step is EffectStep effect ? effect.Cells.Select(written => written.Cell) : step is DefineStep once ? [once.Cell] : [])
                    names[cell] = ExpressionWriter.Identifier(cell.Text);
                break;
        }
    }

    private static string Zero(ValueType type) => type.IsGeneric ? type.Text + ".Zero" : "0";

    // All conditions in one: what is written may not be there where they do not hold.
    private void WriteGuarded(Step step)
    {
        var due = (step.Guard?.Path ?? []).Select(guard => guard.Holds ? guard.Condition : values.Not(guard.Condition)).Aggregate(values.True, values.And);
        List<string> conditions = due == values.True ? [] : [expressions.WriteCondition(due)];
        foreach (var sum in (step is MembersStep together ? together.Members : [step]).OfType<AccumulateStep>())
        {
            if (sum is { Guard: null, Element: { } element } && element.ReadDepth > depth && !IsBehind(element.ReadWithin, path) && !IsSure(sum.Array, sum.Indices) && !IsSure(element))
                conditions.AddRange(IsInside(sum.Array, sum.Indices).Where(condition => !conditions.Contains(condition)));
        }

        if (conditions.Count > 0)
        {
            // With others beside it, an alternative stands in brackets.
            if (conditions.Count > 1 && due.Kind == ValueKind.Or)
                conditions[0] = $"({conditions[0]})";
            Line($"if ({string.Join(" && ", conditions)})");
            indent++;
        }

        Line(Text(step));
        indent -= conditions.Count > 0 ? 1 : 0;
    }

    private string Declared(Value value)
    {
        var name = ExpressionWriter.Identifier(value.Kind == ValueKind.Cell ? value.Name is null ? value.Text : pool.Take(WordFor(value)) : Names.For(value, Known, pool));
        names[value] = name;
        return name;
    }

    private string Text(Step step)
    {
        switch (step)
        {
            case ClearStep { Array.Type.Row: not null } rows:
                var row = pool.Take("partials");
                return $"foreach (var {row} in {expressions.Write(rows.Array)})\n    Array.Clear({row}, 0, {row}.Length);";
            case ClearStep clear:
                return clear.Array.Type.Text.EndsWith("]", StringComparison.Ordinal) ? $"Array.Clear({expressions.Write(clear.Array)}, 0, {expressions.Write(clear.Array)}.Length);" : $"{expressions.Write(clear.Array)}.Clear();";
            case MembersStep together:
                return TextOfMembers(together);
            case AccumulateStep sum:
                var taken = Opposite(sum.Amount);
                return $"{At(sum.Array, sum.Indices)} {(taken is null ? "+=" : "-=")} {expressions.Write(taken ?? sum.Amount)};";
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

    private string At(Value array, Value[] indices) => indices.Length == 0 ? expressions.Write(array) : expressions.At(array, indices);
}
