using System.Globalization;

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <content>Statements, each of which ends.</content>
internal sealed partial class ProgramMaker
{
    private static readonly string[] assignments = ["=", "=", "+=", "+=", "-="];

    private Piece Block(ProgramScope scope, int depth, int most)
    {
        var inner = scope.Inner();
        return Piece.Block(Statements(inner, depth, 1 + random.Next(most)));
    }

    private List<Piece> Statements(ProgramScope scope, int depth, int count)
    {
        var statements = new List<Piece>();
        for (var i = 0; i < count; i++)
            statements.Add(Statement(scope, depth));
        return statements;
    }

    private Piece Statement(ProgramScope scope, int depth) => isWide && random.Next(5) == 0 ? Wider(scope, depth) : random.Next(depth > 0 ? 26 : 14) switch
    {
        < 4 => Assignment(scope),
        < 8 => Store(scope),
        8 => Declaration(scope),
        9 => Exit(scope),
        10 => Count(scope),
        11 => Swap(scope),
        12 => Array(scope),
        13 => Whole(scope) is var amount && scope.Arrays.Any(array => array.HasSpan) ? Mutation(scope) : new(PieceKind.Statement, $"{Sum(scope)} += {{0}} * 0.125;", amount),
        14 or 15 => new(PieceKind.Statement, "if ({0}){1}", Truth(scope), Block(scope, depth - 1, 2)),
        16 or 17 => new(PieceKind.Statement, "if ({0}){1}\n        else{2}", Truth(scope), Block(scope, depth - 1, 2), Block(scope, depth - 1, 2)),
        18 => Switch(scope, depth),
        _ => scope.Loops >= 3 ? Assignment(scope) : Loop(scope, depth),
    };

    // What is added up: a function has a sum of its own only where it returns one.
    private static string Sum(ProgramScope scope) => scope.Variables.Contains("s") ? "s" : scope.Variables[0];

    private Piece Wider(ProgramScope scope, int depth)
    {
        var spans = scope.Arrays.Where(array => array.HasSpan).ToList();
        switch (random.Next(6))
        {
            // A part at a computed place, which begins before its last element.
            case 0 when spans.Count > 0:
                var whole = Pick(spans);
                var part = Name("w");
                var place = new Piece(PieceKind.Whole, "{0} % " + whole.Length, Whole(scope));
                var text = $"Span<double> {part} = {whole.Name}.{(whole.Type == "double[]" ? "AsSpan" : "Slice")}({{0}}{(random.Next(3) == 0 ? ", 1" : "")});";
                scope.Arrays.Add(new ProgramArray(part, "Span<double>"));
                return new(PieceKind.Statement, text, place);
            // A number that is none where nothing asks for it.
            case 1 when depth > 0:
                var name = Name("t");
                var argument = Real(scope, 1);
                var inner = scope.Inner();
                inner.Reals.Add(name);
                return new(
                    PieceKind.Statement, "double " + name + " = " + Pick(["Math.Sqrt({0})", "Math.Log({0})", "1 / {0}"]) + ";\n        if ({0} > 0.05{1}){2}",
                    argument, new Piece(PieceKind.Truth, random.Next(2) == 0 ? "" : " && {0}", Truth(scope)), Piece.Block([.. Statements(inner, depth - 1, 1), new(PieceKind.Statement, $"{Sum(scope)} += {name};")]));
            case 2 when mixer is not null && scope.Loops < 3 && scope.Variables.Count > 1:
                var first = Pick(scope.Variables);
                var second = Pick([.. scope.Variables.Where(variable => variable != first)]);
                return new(PieceKind.Statement, $"{mixer}(ref {first}, out {second}, {{0}}, {{1}} % 3);", Real(scope, 1), Whole(scope));
            case 3 when mixer is not null && scope.Loops < 3 && spans.Count > 0:
                return new(PieceKind.Statement, $"{mixer}(ref {{0}}, out {Pick(scope.Variables)}, {{1}}, {{2}} % 3);", ElementOf(Pick(spans), scope) with { Kind = PieceKind.Statement }, Real(scope, 1), Whole(scope));
            case 4 when scope.Loops > 0 && mayReturn:
                return new(PieceKind.Statement, "if ({0}) return {1};", Truth(scope), Real(scope, 2));
            case 5 when spans.Count > 0 && scope.Loops > 0:
                var array = Pick(spans);
                return new(PieceKind.Statement, "{0} = Math.Max({0}, {1});", ElementOf(array, scope) with { Kind = PieceKind.Statement }, Real(scope, 1));
            default:
                return Assignment(scope);
        }
    }

    private Piece Assignment(ProgramScope scope)
    {
        var variable = Pick(scope.Variables);
        return random.Next(6) == 0
            ? new(PieceKind.Statement, variable + " *= {0};", new Piece(PieceKind.Real, "Math.Cos({0})", Real(scope, 1)))
            : new(PieceKind.Statement, variable + " " + Pick(assignments) + " {0};", Bounded(scope, 2));
    }

    private Piece Store(ProgramScope scope)
    {
        var writable = scope.Arrays.Where(array => array.IsWritable).ToList();
        if (writable.Count == 0)
            return Assignment(scope);
        var element = ElementOf(Pick(writable), scope) with { Kind = PieceKind.Statement };
        return random.Next(6) == 0
            ? new(PieceKind.Statement, "{0} *= {1};", element, new Piece(PieceKind.Real, "Math.Cos({0})", Real(scope, 1)))
            : new(PieceKind.Statement, "{0} " + Pick(assignments) + " {1};", element, Bounded(scope, 2));
    }

    private Piece Declaration(ProgramScope scope)
    {
        var name = Name("t");
        var value = Bounded(scope, 2);
        scope.Reals.Add(name);
        scope.Variables.Add(name);
        return new(PieceKind.Statement, "double " + name + " = {0};", value);
    }

    private Piece Array(ProgramScope scope)
    {
        var spans = scope.Arrays.Where(array => array.HasSpan).ToList();
        var name = Name("w");
        string text, type;
        Piece[] parts = [];
        switch (random.Next(6))
        {
            case 0 when spans.Count > 0:
                var whole = Pick(spans);
                type = "Span<double>";
                text = $"Span<double> {name} = {whole.Name}.{(whole.Type == "double[]" ? "AsSpan" : "Slice")}({whole.Length} / 2);";
                break;
            case 1 when spans.Count > 0:
                type = "double[]";
                var copied = Pick(spans);
                text = $"double[] {name} = {(copied.Type == "double[]" ? $"(double[]){copied.Name}.Clone()" : copied.Name + ".ToArray()")};";
                break;
            case 2 when scope.Loops == 0:
                type = "Span<double>";
                text = $"Span<double> {name} = stackalloc double[4];";
                break;
            case 3:
                type = "double[]";
                text = $"double[] {name} = new double[] {{ {{0}}, {{1}}, {{2}} }};";
                parts = [Real(scope, 1), Real(scope, 1), Real(scope, 1)];
                break;
            case 4:
                type = "double[,]";
                text = $"double[,] {name} = new double[2, n + 1];";
                break;
            default:
                type = "double[]";
                text = $"double[] {name} = new double[n + 2];";
                break;
        }

        scope.Arrays.Add(new ProgramArray(name, type));
        return new(PieceKind.Statement, text, parts);
    }

    private Piece Mutation(ProgramScope scope)
    {
        var array = Pick(scope.Arrays.Where(array => array.HasSpan).ToList());
        var span = array.Type == "double[]" ? array.Name + ".AsSpan()" : array.Name;
        return random.Next(4) switch
        {
            0 => new(PieceKind.Statement, span + ".Fill({0});", Real(scope, 1)),
            1 => new(PieceKind.Statement, span + ".Clear();"),
            _ when mutator is not null && scope.Loops < 3 => new(PieceKind.Statement, $"{mutator}({{0}}, {array.Name}, {{1}});", Real(scope, 1), Whole(scope)),
            _ => new(PieceKind.Statement, array.Name + "[0]++;"),
        };
    }

    private Piece Exit(ProgramScope scope) => random.Next(4) switch
    {
        0 => new(PieceKind.Statement, "if ({0}) return {1};", Truth(scope), mayReturn ? Real(scope, 2) : new Piece(PieceKind.Real, "")),
        1 or 2 when scope.Loops > 0 => new(PieceKind.Statement, "if ({0}) " + (random.Next(2) == 0 && !scope.IsInSwitch ? "break;" : "continue;"), Truth(scope)),
        _ => Assignment(scope),
    };

    private Piece Count(ProgramScope scope) => scope.Counters.Count == 0
        ? Assignment(scope)
        : new(PieceKind.Statement, Pick(scope.Counters) + Pick([" = ({0} * 3 + 1) % 7;", " += {0} % 3;", "++;", " = {0};"]), Whole(scope));

    private Piece Swap(ProgramScope scope)
    {
        var writable = scope.Arrays.Where(array => array.IsWritable).ToList();
        if (writable.Count == 0 || random.Next(3) == 0)
            return new(PieceKind.Statement, $"({Pick(scope.Variables)}, {{0}}) = ({{1}}, {{2}});", new Piece(PieceKind.Statement, Pick(scope.Variables)), Real(scope, 1), Real(scope, 1));
        var array = Pick(writable);
        return new(PieceKind.Statement, "({0}, {1}) = ({1}, {0});", ElementOf(array, scope) with { Kind = PieceKind.Statement }, ElementOf(array, scope) with { Kind = PieceKind.Statement });
    }

    private Piece Switch(ProgramScope scope, int depth)
    {
        var inner = scope with { IsInSwitch = true };
        return new(
            PieceKind.Statement, "switch ({0} % 3)\n        {\n        case 0:{1}\n        break;\n        case 1:{2}\n        break;\n        default:{3}\n        break;\n        }",
            Whole(scope), Block(inner, depth - 1, 2), Block(inner, depth - 1, 2), Block(inner, depth - 1, 2));
    }

    private Piece Loop(ProgramScope scope, int depth)
    {
        var i = Name("i");
        var inner = scope.Inner() with { Loops = scope.Loops + 1, IsInSwitch = false };
        var rows = scope.Arrays.Where(array => !array.IsPlane && !array.IsJagged).ToList();
        inner.Wholes.Add(i);
        Piece Body() => Piece.Block(Statements(inner, depth - 1, 1 + random.Next(3)));
        Piece Turned(params string[] first) => Piece.Block([.. first.Select(text => new Piece(PieceKind.Statement, text) { IsNeeded = true }), .. Body().Parts]);

        var array = rows.Count > 0 ? Pick(rows) : null;
        switch (random.Next(14))
        {
            case 0 or 1 or 2 when array is not null:
                inner.Within.Add((array.Name, i));
                return new(PieceKind.Statement, $"for (int {i} = 0; {i} < {array.Length}; {i}++){{0}}", Body());
            case 3 when array is not null:
                inner.Within.Add((array.Name, i));
                inner.Within.Add((array.Name, i + " - 1"));
                return new(PieceKind.Statement, $"for (int {i} = 1; {i} < {array.Length}; {i}++){{0}}", Body());
            case 4 when array is not null:
                inner.Within.Add((array.Name, i));
                return new(PieceKind.Statement, $"for (int {i} = {array.Length} - 1; {i} >= 0; {i}--){{0}}", Body());
            case 5 when array is not null:
                var item = Name("e");
                inner.Reals.Add(item);
                inner.Wholes.Remove(i);
                // A list may not be written while it is gone through.
                if (array.Type == "List<double>")
                    inner.Arrays.Remove(array);
                return new(PieceKind.Statement, $"foreach (double {item} in {array.Name}){{0}}", Body());
            case 6:
                return new(PieceKind.Statement, $"for (int {i} = n; {i} > 0; {i} -= 2){{0}}", Body());
            case 7:
                inner.Counters.Add(i);
                return new(PieceKind.Statement, $"for (int {i} = 0; {i} < n; {i}++){{0}}", Counting(Body(), i));
            case 8:
                return new(PieceKind.Statement, $"int {i} = 0;\n        while ({i} < n && {{0}}){{1}}", Truth(scope), Turned(i + "++;"));
            case 9:
                return new(PieceKind.Statement, $"int {i} = 0;\n        while ({i}++ < n){{0}}", Body());
            case 10:
                return new(PieceKind.Statement, $"int {i} = 0;\n        do{{0}} while ({i} < n && {{1}});", Turned(i + "++;"), Truth(scope));
            case 11:
                return new(PieceKind.Statement, $"int {i} = 0;\n        for (;;){{0}}", Turned($"if ({i} >= n) break;", i + "++;"));
            case 12:
                return new(PieceKind.Statement, $"for (int {i} = 0; {i} < {(random.Next(3) > 0 ? "3" : scope.Loops == 0 ? "20" : "4")}; {i}++){{0}}", Body());
            default:
                return new(PieceKind.Statement, $"for (int {i} = {random.Next(3).ToString(CultureInfo.InvariantCulture)}; {i} <= n; {i}++){{0}}", Body());
        }
    }

    // A loop may go on faster than its head says, not slower.
    private static Piece Counting(Piece body, string i) => body with
    {
        Parts = [.. body.Parts.Where(part => !Sets(part, i))],
    };

    private static bool Sets(Piece part, string i) => part.Text.StartsWith(i + " = ", StringComparison.Ordinal) || part.Parts.Any(inner => Sets(inner, i));

    private string Name(string letter) => letter + (++names).ToString(CultureInfo.InvariantCulture);
}
