using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Unfolding;

/// <content>Expressions.</content>
internal sealed partial class Unfolder
{
    private Value Evaluate(Expression expression, Frame frame)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = expression switch
        {
            Literal literal => values.Literal(literal.Type, literal.Text, literal.Value),
            Read read => frame.Variables[read.Variable] ?? throw Stop("SYMDIFF002", read.Site, "this variable", "give it a value first"),
            Unary unary => EvaluateUnary(unary, Evaluate(unary.Operand, frame)),
            Binary binary => EvaluateBinary(binary, frame),
            Conversion conversion => EvaluateConversion(conversion, Evaluate(conversion.Operand, frame)),
            Application application => EvaluateCall(application, [.. application.Arguments.Select(argument => Evaluate(argument, frame))]),
            Conditional conditional => EvaluateConditional(conditional, frame),
            TupleOf tuple => values.Tuple(tuple.Type, [.. tuple.Elements.Select(element => Evaluate(element, frame))]),
            Element element => EvaluateElement(element, frame),
            ArrayElement element => EvaluateArrayElement(element, frame),
            ArrayExtent extent => EvaluateExtent(extent, frame),
            SharesMemory shares => AreShared(Evaluate(shares.One, frame), Evaluate(shares.Other, frame)) ? values.True : values.False,
            ArraySlice slice => EvaluateSlice(slice, frame),
            Verbatim verbatim => EvaluatePassive(verbatim, frame),
            _ => throw Stop("SYMDIFF002", expression.Site, "this expression", "write it with arithmetic and functions of System.Math"),
        };

        if (value.Site < 0)
            value.Site = expression.Site;
        return value;
    }

    private Value EvaluateUnary(Unary unary, Value operand)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Plus:
                return operand;
            case UnaryOperator.Not:
                return values.Not(operand);
            case UnaryOperator.Negate when operand is { Kind: ValueKind.Literal, Type.Kind: NumberKind.Integer } && IsSmall(operand.Number):
                return values.Integer(-(long)operand.Number);
            case UnaryOperator.Negate:
                return values.Negate(operand);
            default:
                return values.Verbatim(unary.Type, ["~", ""], operand);
        }
    }

    private Value EvaluateBinary(Binary binary, Frame frame)
    {
        var left = Evaluate(binary.Left, frame);
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Or)
        {
            if (left.Kind == ValueKind.Literal && (left.Number == 0) == (binary.Operator == BinaryOperator.And))
                return left;
            Value? second = null;
            Within(new Guard(left, binary.Operator == BinaryOperator.And, guard), () => second = Evaluate(binary.Right, frame));
            return binary.Operator == BinaryOperator.And ? values.And(left, second!) : values.Or(left, second!);
        }

        var right = Evaluate(binary.Right, frame);
        var kind = binary.Operator switch
        {
            BinaryOperator.Add => ValueKind.Add,
            BinaryOperator.Subtract => ValueKind.Subtract,
            BinaryOperator.Multiply => ValueKind.Multiply,
            BinaryOperator.Divide => ValueKind.Divide,
            BinaryOperator.Remainder => ValueKind.Remainder,
            BinaryOperator.Equal => ValueKind.Equal,
            BinaryOperator.NotEqual => ValueKind.NotEqual,
            BinaryOperator.Less => ValueKind.Less,
            BinaryOperator.LessOrEqual => ValueKind.LessOrEqual,
            BinaryOperator.Greater => ValueKind.Greater,
            _ => ValueKind.GreaterOrEqual,
        };
        return FoldIntegers(kind, left, right) ?? values.Binary(kind, binary.Type, left, right);
    }

    // Integers that are known are computed, so that a loop over them has a known number of turns.
    private Value? FoldIntegers(ValueKind kind, Value left, Value right)
    {
        // A length compared with itself, as where an array is handed on with one that was made like it.
        if (left == right && left.Type.Kind == NumberKind.Integer && !left.MayFail)
        {
            if (kind is ValueKind.Equal or ValueKind.LessOrEqual or ValueKind.GreaterOrEqual)
                return values.True;
            if (kind is ValueKind.NotEqual or ValueKind.Less or ValueKind.Greater)
                return values.False;
        }

        if (right is { Kind: ValueKind.Literal, Number: 0, Type.Text: "int" } && left.Type.Text == "int" && kind is ValueKind.Add or ValueKind.Subtract)
            return left;
        if (left is { Kind: ValueKind.Literal, Number: 0, Type.Text: "int" } && right.Type.Text == "int" && kind == ValueKind.Add)
            return right;
        // What is counted on twice: i + 1 + 1.
        if (kind == ValueKind.Add && right is { Kind: ValueKind.Literal, Type.Text: "int", Number: > 0 } && left is { Kind: ValueKind.Add, Type.Text: "int", Operands: [var first, { Kind: ValueKind.Literal, Number: > 0 } before] }
            && IsSmall(before.Number) && IsSmall(right.Number))
            return values.Plus(first, values.Integer((long)(before.Number + right.Number)));
        if (left is not { Kind: ValueKind.Literal, Type: { Kind: NumberKind.Integer, Text: "int" } }
            || right is not { Kind: ValueKind.Literal, Type: { Kind: NumberKind.Integer, Text: "int" } }
            || !IsSmall(left.Number) || !IsSmall(right.Number))
        {
            return null;
        }

        var (a, b) = ((long)left.Number, (long)right.Number);
        return kind switch
        {
            ValueKind.Add => values.Integer(a + b),
            ValueKind.Subtract => values.Integer(a - b),
            ValueKind.Multiply => values.Integer(a * b),
            ValueKind.Divide when b != 0 => values.Integer(a / b),
            ValueKind.Remainder when b != 0 => values.Integer(a % b),
            ValueKind.Equal => Truth(a == b),
            ValueKind.NotEqual => Truth(a != b),
            ValueKind.Less => Truth(a < b),
            ValueKind.LessOrEqual => Truth(a <= b),
            ValueKind.Greater => Truth(a > b),
            ValueKind.GreaterOrEqual => Truth(a >= b),
            _ => null,
        };

        Value Truth(bool holds) => holds ? values.True : values.False;
    }

    private static bool IsSmall(double number) => Math.Abs(number) < 30_000;

    private Value EvaluateConversion(Conversion conversion, Value operand)
    {
        if (operand.IsActive && conversion.Type.Kind == NumberKind.Integer)
            Report("SYMDIFF008", conversion.Site, $"({conversion.Type.Text})", "an integer does not change with a small change of it");
        // Where precision is not known, it is not known which derivative is meant.
        if (operand.IsActive && conversion.Type.IsReal && conversion.Type.IsGeneric != operand.Type.IsGeneric)
            throw Stop("SYMDIFF002", conversion.Site, $"A conversion from {operand.Type.Text} to {conversion.Type.Text}", $"compute in {(operand.Type.IsGeneric ? operand.Type.Text : conversion.Type.Text)} throughout");
        // A compound assignment narrows without a cast in the source.
        var isWider = (conversion.Type.Text == "int" && conversion.Operand.Type.Text is "byte" or "sbyte" or "short" or "ushort" or "char")
            || (conversion.Type.Text == "long" && conversion.Operand.Type.Text is "int" or "uint" or "byte" or "sbyte" or "short" or "ushort" or "char");
        return values.Convert(conversion.Type, operand, conversion.IsExplicit || (conversion.Type.Kind == NumberKind.Integer && !isWider));
    }

    private Value EvaluateCall(Application application, Value[] arguments)
    {
        var function = application.Derivative is null ? Primitives.Find(application.Function) : null;
        var isActive = arguments.Any(argument => argument.IsActive);
        if (function == "StopGradient")
            return values.Stop(arguments[0]);
        if (application.Derivative is { IsRecursive: true } && arguments.Any(argument => argument is { IsActive: true, Type.IsReal: false }))
            throw Stop("SYMDIFF010", application.Site, application.Text);
        // A test of a differentiated value decides, and passes no derivative on.
        if (isActive && function is null && application.Derivative is null && application.Type.Kind is not (NumberKind.Boolean or NumberKind.Integer))
            throw Stop("SYMDIFF003", application.Site, application.Text);
        if (isActive && function is null && application.Type.Kind == NumberKind.Integer)
            Report("SYMDIFF008", application.Site, application.Text, "an integer does not change with a small change of it");
        if (isActive && application.Derivative is { } rule)
            Know(rule);
        if (application.Type.IsStruct)
            return Components(values.Call(application.Type, application.Text, function, application.Derivative, arguments));
        return values.Call(application.Type, application.Text, function, application.Derivative, arguments);
    }

    private Value EvaluateConditional(Conditional conditional, Frame frame)
    {
        var condition = Evaluate(conditional.Condition, frame);
        if (condition.Kind == ValueKind.Literal)
            return Evaluate(condition.Number != 0 ? conditional.WhenTrue : conditional.WhenFalse, frame);
        Value? whenTrue = null, whenFalse = null;
        Within(new Guard(condition, true, guard), () => whenTrue = Evaluate(conditional.WhenTrue, frame));
        Within(new Guard(condition, false, guard), () => whenFalse = Evaluate(conditional.WhenFalse, frame));
        return values.Select(condition, whenTrue!, whenFalse!);
    }

    private Value EvaluateElement(Element element, Frame frame)
    {
        var tuple = Evaluate(element.Tuple, frame);
        if (tuple is { Kind: ValueKind.Verbatim, IsActive: true })
            throw Stop("SYMDIFF003", element.Site, "this tuple's element");
        tuple = element.Tuple.Type.IsOfStructs ? OpenedArray(tuple, element.Tuple.Type) : Opened(tuple);
        return ItemOf(tuple, element.Type, element.Index);
    }

    // Code that is carried over: a leaf where it only reads what does not change, a variable of its own where it must run once and in its place.
    private Value EvaluatePassive(Verbatim verbatim, Frame frame)
    {
        if (IsCreationOfRows(verbatim) && activeSites.Contains((verbatim.Site, "")))
            return MadeOfRows(verbatim, Evaluate(verbatim.Holes[0], frame));
        var value = EvaluateVerbatim(verbatim, frame);
        if (value.Operands.Any(operand => operand.IsActive) && (verbatim.Type.IsReal || verbatim.Type.IsRealArray || verbatim.Type.Kind == NumberKind.Tuple))
            throw Obstacle(verbatim) ?? Stop("SYMDIFF003", verbatim.Site, Description(verbatim));
        if (value.Operands.Any(operand => operand.IsActive) && verbatim.Type.Kind == NumberKind.Integer)
        {
            if (Obstacle(verbatim) is { } obstacle)
                throw obstacle;
            Report("SYMDIFF008", verbatim.Site, Description(verbatim), "an integer does not change with a small change of it");
        }

        value.MayFail = verbatim.Purity != Purity.Pure;
        if (verbatim.Name.Length > 0)
            value.Name ??= verbatim.Name;
        if (verbatim.Type.IsOfStructs)
            return MadeOfStructs(value, verbatim.Site, verbatim.Name.Length > 0 ? verbatim.Name : unnamed, verbatim);
        // What is stored are numbers: neither the length of an array nor objects change by it.
        var readsArray = verbatim.Pieces is not ["", ".Length"] && value.Operands.Any(operand => operand.Type.IsSequence && LoopSearch.Held(operand.Type).Any(storedKinds.Contains));
        if (!readsArray && !verbatim.Type.IsArray && (verbatim.Purity == Purity.Pure || (verbatim.Purity == Purity.Reads && !hasEffects)))
            return Opened(value);
        if (verbatim.Type.IsArray && !HoldsNumbers(verbatim.Type) && verbatim.Purity != Purity.Effectful && IsSameEverywhere(value))
            return value;
        var cell = values.Cell(verbatim.Type, names.Take(verbatim.Name.Length > 0 ? verbatim.Name : unnamed));
        cell.IsActive = value.IsActive || (verbatim.Type.IsRealArray && activeSites.Contains((verbatim.Site, "")));
        cell.Site = verbatim.Site;
        if (verbatim.Type.IsArray && value.Pieces is [var before, .., "]"] && before.EndsWith("[", StringComparison.Ordinal) && value.Operands.Length == verbatim.Type.Rank
            && value.Operands.All(size => size.Type.Text == "int"))
            sizes[cell] = value.Operands;
        if (IsMadeOfScalars(verbatim, value, cell))
            return cell;
        if (IsCreationOfRows(verbatim))
            creationsOfRows.Add(cell);
        if (verbatim.IsRented)
            rented.Add(cell);
        if (verbatim.IsGrowing)
        {
            sizes.Remove(cell);
            growths[cell] = new Growth(values.Integer(0), loopDepth, []);
        }

        List<Overwrite> overwrites = verbatim is { Purity: Purity.Effectful, IsQuiet: false } ? Overwritten(value) : [];
        if (Join(cell) is { } all)
            overwrites.Add(new Overwrite(all, VersionOf(all), NewVersion(all)));
        steps.Add(new DefineStep(guard, cell, verbatim.Type.IsArray ? value : values.Once(value)) { Overwrites = overwrites, IsDrawn = verbatim.IsDrawn });
        return Opened(cell);
    }

    // An array of objects in the data is the same wherever it is read.
    private bool IsSameEverywhere(Value array) => !hasEffects && !array.Pieces[array.Pieces.Length - 1].EndsWith("]", StringComparison.Ordinal) && array.Operands.All(operand => operand.Kind == ValueKind.Input);

    private static bool HoldsNumbers(ValueType array) => array.Row is not null || array.Elements.Any(element => element.IsReal || element.IsNumber || element.Kind == NumberKind.Boolean);

    private Value EvaluateVerbatim(Verbatim verbatim, Frame frame)
    {
        Value[] holes = [.. verbatim.Holes.Select(hole => Standing(Whole(Evaluate(hole, frame), hole.Type, verbatim.Site), hole))];
        return values.Verbatim(verbatim.Type, PiecesFor(verbatim, holes), holes);
    }

    // An array that was passed as a span has not the span's own members.
    private static EquatableArray<string> PiecesFor(Verbatim verbatim, Value[] holes)
    {
        static bool IsSpan(ValueType type) => type.Text.IndexOf("Span<", StringComparison.Ordinal) >= 0;
        string[] pieces = [.. verbatim.Pieces];
        for (var i = 0; i < holes.Length; i++)
        {
            if (!IsSpan(verbatim.Holes[i].Type) || IsSpan(holes[i].Type) || !pieces[i + 1].StartsWith(".", StringComparison.Ordinal) || pieces[i + 1].StartsWith(".Length", StringComparison.Ordinal))
                continue;
            pieces[i] += $"(({verbatim.Holes[i].Type.Text})";
            pieces[i + 1] = ")" + pieces[i + 1];
        }

        return pieces.ToEquatableArray();
    }

    // A list of the method's own is an array in the generated code, and what is left of one a part of it.
    private Value Standing(Value value, Expression hole)
    {
        if (value.Kind == ValueKind.View ? scalars.ContainsKey(value.Operands[0]) : scalars.ContainsKey(value))
            throw InMemory(value.Kind == ValueKind.View ? value.Operands[0] : value);
        if (rowTables.ContainsKey(value))
            throw Stop("SYMDIFF002", hole.Site, "An array of arrays that the method makes, in code that is carried over,", "go through its elements in a loop");
        if (orders.ContainsKey(value))
            throw Stop("SYMDIFF002", hole.Site, "An array of arrays whose rows change places, in code that is carried over,", "go through its elements in a loop");
        bool IsList(string type) => type.IndexOf("List<", StringComparison.Ordinal) >= 0;
        if (hole.Type.IsRealArray && ((IsList(hole.Type.Text) && !IsList(value.Type.Text) && hole.Type.Text.IndexOf("IReadOnlyList<", StringComparison.Ordinal) < 0)
            || value.Kind == ValueKind.Corner || (value.Kind == ValueKind.View && hole.Type.Text.IndexOf("Span<", StringComparison.Ordinal) < 0)))
            throw Stop("SYMDIFF002", hole.Site, "A list that the method makes, in code that is carried over,", "go through its elements in a loop");
        return value;
    }

    // What is wrong with a method that is called in the code says more than that something is wrong with the call.
    private UnfoldingException? Obstacle(Verbatim code)
    {
        if (code.Obstacles.Length == 0)
            return null;
        foreach (var other in code.Obstacles.Skip(1))
            Report(other.Rule, other.Site, [.. other.Words]);
        return new(code.Obstacles[0]);
    }

    private static string Description(Verbatim verbatim)
    {
        var text = string.Join("…", verbatim.Pieces).Replace("global::", "");
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }

    private void Report(string rule, int site, params string[] words)
    {
        var problem = new Diagnostics.Problem(rule, site, words.ToEquatableArray());
        if (!problems.Contains(problem))
            problems.Add(problem);
    }
}
