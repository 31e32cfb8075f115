using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>The memory of a program: its tape and the arrays that it makes for itself, lent and given back.</content>
internal sealed partial class BodyWriter
{
    // A tape of no more numbers than this lies on the stack, and so do arrays that have no more together.
    private const int MostOnStack = 256;

    private readonly Dictionary<Value, Loan> borrowed = [];

    // The arrays that have been made outside of loops.
    private readonly HashSet<Value> made = [];

    // What was kept under a name has it again when it is taken back.
    private readonly Dictionary<Value, string> kept = [];

    // Whether arrays are borrowed as spans of their own length.
    private bool hasSpans;

    // Whether memory on the stack may hold anything.
    private bool clearsStack;

    // What keeps objects, by their type.
    private readonly Dictionary<string, string> objects = [];

    // Where the tape may have to grow: what is reserved before a loop need not be tested in it.
    private bool mayGrow;
    private string mathText = "Math";

    // Whether there is no tape, since nobody lends one for generic numbers that could grow: all is kept in stacks.
    private bool isWithoutTape;

    /// <summary>The body that carries out the steps of a program and returns the result, if there is one.</summary>
    public static ProgramBody WriteProgram(ValueGraph values, IReadOnlyList<Step> steps, Value? result, NamePool pool, ProgramSetting setting)
    {
        Value[] results = result is null ? [] : [result];
        steps = StackMemory.OutOfLoops(values, steps);
        var read = Needs.Of(steps, results);
        var program = steps;
        steps = ChosenArrays.In(values, steps, ref result);
        results = result is null ? [] : [result];
        var certain = new Usage().Certain(steps.Where(step => step.Guard is null).SelectMany(step => step is LoopStep loop ? [.. Needs.Direct(loop), loop.Condition] : Needs.Direct(step)));
        var beforehand = new Beforehand(steps, certain);
        var isGiven = setting.Tape != GivenTape.None;
        var isUsed = !isGiven && TapeLength.IsUsed(steps);
        var length = isUsed ? new TapeLength(values, setting.MathText, beforehand.Knows).Of(steps) : null;
        if (values.Real.IsGeneric && (length is null || !setting.HasArrayPool))
            (isUsed, length) = (false, null);
        var isOnStack = setting.HasSpan && !values.Real.IsGeneric && length is { Kind: ValueKind.Literal, Number: <= MostOnStack };
        var isLent = isUsed && !isOnStack;
        var canSplit = setting is { HasArrayPool: true, HasSpan: true, SweepsCall: not null, IsReadAgain: false };
        var hasStack = setting.HasSpan && !values.Real.IsGeneric;
        List<Loan> LoansIf(bool areSpans) => setting is { HasArrayPool: true, IsReadAgain: false } ? Loans.Of(values, program, read, beforehand, areSpans, hasStack && areSpans ? MostOnStack : -1) : [];
        var loans = LoansIf(canSplit);
        if (canSplit && isLent && length is null)
        {
            // A tape that grows is handed on by reference, which is worth it only where there would be arrays otherwise that nobody lends.
            var others = LoansIf(false);
            canSplit = loans.Count > others.Count;
            loans = canSplit ? loans : others;
        }

        var isSplit = canSplit && (loans.Exists(loan => loan.Way != LoanWay.OnStack) || (isLent && length is not null));
        var areSpans = isSplit || (canSplit && loans.Count > 0);
        var writer = new BodyWriter(values, pool) { isProgram = true, hasSpans = areSpans, clearsStack = setting.ClearsStack, mathText = setting.MathText, cancellation = setting.Cancellation, joinsSineAndCosine = setting.JoinsSineAndCosine };
        writer.read.UnionWith(read);
        var sweeps = isSplit ? new BodyWriter(values, pool.Copy()) { isProgram = true, hasSpans = true, clearsStack = setting.ClearsStack, mathText = setting.MathText, cancellation = setting.Cancellation, joinsSineAndCosine = setting.JoinsSineAndCosine } : writer;
        sweeps.read.UnionWith(read);
        sweeps.NoteBeginnings(steps, 0);
        sweeps.mayGrow = isUsed && length is null;
        sweeps.isWithoutTape = !isUsed && !isGiven;
        sweeps.expressions.HasTapeAsSpan = (isSplit && length is not null) || isOnStack || isGiven;
        if (isUsed || isGiven)
        {
            writer.Reserve("tape");
            sweeps.Reserve("tape");
            sweeps.Reserve("top");
        }

        writer.NameConstants(read);
        if (isSplit)
            sweeps.NameConstants(read);
        List<Value> lengths = [.. loans.Where(loan => loan.Way == LoanWay.Beforehand).Select(loan => loan.Size), .. length is null ? Enumerable.Empty<Value>() : [length]];
        List<Value> sizes = [.. Beforehand.AskedOf(lengths)];
        // What the method demands of its arguments is asked before the data is.
        var heading = Math.Max(isSplit || sizes.Count > 0 ? steps.TakeWhile(step => step is ClearStep or ThrowStep).Count() : 0, beforehand.HeadingOf(lengths));
        List<Step> leading = [.. steps.Take(heading)];
        writer.WriteRegion(leading, []);
        sweeps.settled.UnionWith(writer.settled);
        foreach (var size in sizes.Where(size => !writer.names.ContainsKey(size)))
            writer.WriteDefinition(size);
        var givenBack = new List<string>();
        writer.NameColumns(loans);
        foreach (var loan in loans.Where(loan => loan.Way != LoanWay.OnStack))
            givenBack.Add(writer.Borrow(loan));
        if (isLent && setting.IsReadAgain && length is not null)
        {
            writer.Add(new WrittenDeclaration("var", "tape", $"new double[{writer.expressions.Write(length)}]"));
        }
        else if (isLent && setting.HasArrayPool && length is not null)
        {
            writer.Add(new WrittenDeclaration("var", "tape", $"{Pool(values.Real.Text)}.Rent({writer.expressions.Write(length)})"));
            givenBack.Add($"{Pool(values.Real.Text)}.Return(tape);");
        }
        else if (isLent)
        {
            writer.Add(new WrittenDeclaration("var", "tape", $"global::SymDiff.Tape.Rent({(length is null ? "" : writer.expressions.Write(length))})"));
            givenBack.Add("global::SymDiff.Tape.Return(tape);");
        }

        var lending = new WrittenProtection([]);
        if (givenBack.Count > 0)
        {
            writer.Add(lending);
            writer.blocks.Push(lending.Add("try"));
        }

        if (isOnStack)
            sweeps.Add(new WrittenDeclaration("Span<double>", "tape", $"stackalloc double[{length!.Text}]"));
        if (isUsed)
            sweeps.Add(new WrittenDeclaration("int", "top", "0"));
        else if (isGiven)
            sweeps.Add(new WrittenDeclaration("int", "top", setting.Tape == GivenTape.Forward ? "0" : "tape.Length"));
        foreach (var type in TapeLength.ObjectsOf(steps, sweeps.IsKeptApart))
        {
            var stack = sweeps.pool.Take("kept");
            sweeps.objects.Add(type, stack);
            sweeps.Add(new WrittenDeclaration("var", stack, $"new global::System.Collections.Generic.Stack<{type}>()"));
        }

        var memory = new List<string>();
        if (isSplit)
        {
            var arguments = new List<string>();
            var asked = Needs.Of(steps.Skip(heading), results);
            foreach (var known in leading.OfType<DefineStep>().Select(define => define.Cell).Concat(sizes).Where(asked.Contains))
            {
                arguments.Add(writer.names[known]);
                memory.Add($"{known.Type.Text} {sweeps.Declared(known)}");
            }

            foreach (var (array, size, shape, _) in loans.Where(loan => loan.Way == LoanWay.Beforehand))
            {
                // What is filled first may hold anything before.
                if (steps.Any(step => step is DefineStep define && define.Cell == array) && !Filling.IsFilledFirst(steps, results, array, shape))
                    writer.Line($"Array.Clear({writer.names[array]}, 0, {writer.expressions.Write(size)});");
                arguments.Add($"{writer.names[array]}.AsSpan(0, {writer.expressions.Write(size)})");
                memory.Add($"Span<{array.Type.Elements[0].Text}> {sweeps.Declared(array)}");
            }

            foreach (var loan in loans.Where(loan => loan.Way is LoanWay.InPlace or LoanWay.InTurns))
            {
                var name = sweeps.Remember(loan);
                arguments.Add($"ref {writer.memoryOf[loan.Array]}");
                memory.Add($"ref {ElementOf(loan)}[] {name}");
            }

            foreach (var loan in loans.Where(loan => loan.Way is LoanWay.OnStack or LoanWay.Beforehand))
                sweeps.borrowed.Add(loan.Array, loan);

            if (isLent && length is not null)
            {
                arguments.Add("tape");
                memory.Add($"Span<{values.Real.Text}> tape");
            }
            else if (isLent)
            {
                // One that grows is exchanged for a longer one.
                arguments.Add("ref tape");
                memory.Add("ref double[] tape");
            }

            writer.Line(string.Join("\n", FilledList.Of((result is null ? "" : "return ") + setting.SweepsCall!.Head, setting.SweepsCall.Arguments.Concat(arguments), ");")));
        }

        if (isSplit)
            sweeps.NameColumns(loans);
        foreach (var loan in areSpans ? loans : [])
            sweeps.expressions.Spans.Add(loan.Array);
        foreach (var loan in loans.Where(loan => loan.Way == LoanWay.OnStack))
        {
            sweeps.borrowed[loan.Array] = loan;
            if (!steps.Any(step => step is DefineStep define && define.Cell == loan.Array))
                sweeps.WriteOnStack(loan);
        }

        sweeps.variables.AddRange(setting.Assignable.Select(number => new Variable(ExpressionWriter.Identifier(number.Text), number.Text, number, null, sweeps.names)));
        // What is lent is empty; where it is made once more, it is made empty again.
        var lent = new HashSet<Value>(isSplit ? loans.Where(loan => loan.Way == LoanWay.Beforehand).Select(loan => loan.Array) : []);
        sweeps.WriteRegion([.. steps.Skip(leading.Count).Where(step => step is not DefineStep define || !lent.Remove(define.Cell))], results);
        if (result is not null && sweeps.IsTail(result))
            sweeps.WriteTail([], result, null);
        else if (result is not null)
            sweeps.Line($"return {sweeps.Listed(result)};");
        if (givenBack.Count > 0)
        {
            writer.blocks.Pop();
            lending.Add("finally").Statements.AddRange(givenBack.Select(line => new WrittenText(line)));
        }

        return new ProgramBody(writer.Settled().ToEquatableArray(), isSplit ? sweeps.Settled().ToEquatableArray() : null, memory.ToEquatableArray());
    }

    private static string Pool(string element) => $"global::System.Buffers.ArrayPool<{element}>.Shared";

    private void Reserve(string name) => pool.Reserve(name);

    // Makes room on a tape that may have to grow, before the outermost loop of which it is known how much it keeps; returns whether it has.
    private bool MakeRoom(LoopStep loop)
    {
        if (!mayGrow || loop.Guard is not null || !TapeLength.IsUsed(loop.Body))
            return false;
        // The loop's own test is made here in any case.
        var tested = usage.Certain([loop.Condition]);
        if (new TapeLength(values, mathText, value => value.Kind != ValueKind.Element && (!value.MayFail || tested.Contains(value)) && IsReachable(value)).Of([loop]) is not { } length)
            return false;
        MakeRoom(expressions.Write(length));
        mayGrow = false;
        return true;
    }

    private void MakeRoom(string count) => AddUnder($"tape.Length - top < {count}", new WrittenAssignment("tape", "=", $"global::SymDiff.Tape.Grow(tape, top + {count})"));

    // An object is no number, and generic numbers need not hold any other number.
    private bool IsKeptApart(Value value) => !value.Type.IsNumber || (values.Real.IsGeneric && (isWithoutTape || !value.Type.IsGeneric));

    private void WritePush(PushStep push)
    {
        if (mayGrow && TapeLength.NumbersOf(push) is > 0 and var count)
            MakeRoom(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // What is there already is kept before anything else: a variable may then take its next value.
        var first = push.Values.TakeWhile(value => names.ContainsKey(value)).ToList();
        first.ForEach(WritePush);
        Name([.. push.Values.Skip(first.Count).Where(value => Known(value) is null)], [], isGuarded: false);
        foreach (var value in push.Values.Skip(first.Count))
            WritePush(value);
        remainder!.Pushed = 0;
    }

    private void WritePush(Value value)
    {
        if (value.Kind != ValueKind.Cell && Known(value) is { } name)
            kept[value] = name;
        Add(IsKeptApart(value) ? new WrittenText($"{objects[value.Type.Text]}.Push({expressions.Write(value)});") : new WrittenAssignment("tape[top++]", "=", AsDouble(value)));
        remainder!.Pushed++;
    }

    private void WritePop(PopStep pop)
    {
        foreach (var value in pop.Values.Reverse())
        {
            var text = IsKeptApart(value) ? objects[value.Type.Text] + ".Pop()" : FromDouble(value);
            if (Reused(value) is { } name)
            {
                Add(new WrittenAssignment(name, "=", text));
                names[value] = name;
                continue;
            }

            // What a variable was before a turn, beside what it was after it.
            names[value] = kept.TryGetValue(value, out var earlier) && pool.TryTake(earlier) ? earlier
                : value.Kind == ValueKind.Cell && variables.Exists(variable => variable.Word == WordFor(value)) ? ExpressionWriter.Identifier(pool.Take(WordFor(value) + "Before")) : Declared(value);
            Add(new WrittenDeclaration("var", names[value], text));
        }
    }

    // An integer that a double may not hold, or that is no number to the compiler, is kept bit by bit.
    private string AsDouble(Value value) => value.Type.Kind switch
    {
        NumberKind.Boolean => $"{expressions.WriteCondition(value)} ? 1 : 0",
        NumberKind.Integer when !IsShort(value) => $"BitConverter.Int64BitsToDouble(unchecked((long)({expressions.Write(value)})))",
        _ => Guarded(value),
    };

    private static string FromDouble(Value value) => value.Type.Kind switch
    {
        NumberKind.Boolean => "tape[--top] != 0",
        NumberKind.Double => "tape[--top]",
        NumberKind.Integer when !IsShort(value) => $"unchecked(({value.Type.Text})BitConverter.DoubleToInt64Bits(tape[--top]))",
        _ => $"({value.Type.Text})tape[--top]",
    };

    private static bool IsShort(Value value) => value.Type.Text is "int" or "uint" or "short" or "ushort" or "byte" or "sbyte" or "char";
}
