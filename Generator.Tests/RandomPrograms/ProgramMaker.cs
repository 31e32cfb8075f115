namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>Makes a random program: loops of every kind, arrays read and written in place, ways out, calls.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="isWide">Whether it has parts of arrays at computed places, references, functions with kinks, and numbers that need not be numbers where nothing asks for them, too.</param>
internal sealed partial class ProgramMaker(Random random, bool isWide = false)
{
    private readonly List<ProgramFunction> functionsMade = [];
    private string? mutator;
    private string? reader;
    private string? mixer;
    private bool mayReturn;
    private int names;

    public RandomProgram Make()
    {
        var arrays = new List<ProgramArray> { new("x", Pick(["double[]", "double[]", "Span<double>", "ReadOnlySpan<double>", "List<double>", "IReadOnlyList<double>"])) };
        if (random.Next(2) == 0)
            arrays.Add(new("y", Pick(["double[]", "Span<double>", "ReadOnlySpan<double>", "List<double>"])));
        if (random.Next(4) == 0)
            arrays.Add(new("m", "double[,]"));
        if (random.Next(3) == 0)
            reader = Function(isMutator: false);
        if (random.Next(3) == 0)
            mutator = Function(isMutator: true);
        if (isWide && random.Next(2) == 0)
            mixer = Mixer();
        mayReturn = true;
        var scope = new ProgramScope { Reals = ["a", "b"], Variables = ["a", "b"], Wholes = ["n"], Arrays = [.. arrays] };
        var body = Body(scope, 2 + random.Next(2));
        string[] active = [.. arrays.Select(array => array.Name).Prepend("b").Prepend("a").Where(_ => random.Next(4) > 0)];
        return new RandomProgram(body, arrays, active.Length > 0 ? active : ["a"], [.. functionsMade], random.Next(6) == 0);
    }

    private Piece Body(ProgramScope scope, int depth)
    {
        scope.Reals.Add("s");
        scope.Variables.Add("s");
        scope.Wholes.Add("k");
        scope.Counters.Add("k");
        List<Piece> statements =
        [
            new(PieceKind.Statement, "double s = {0};", Real(scope with { Reals = ["a", "b"], Wholes = ["n"] }, 1)),
            new(PieceKind.Statement, "int k = 1;"),
            .. Statements(scope, depth, 1 + random.Next(3)),
        ];
        if (random.Next(3) > 0)
            statements.Add(Loop(scope, depth));
        if (mayReturn)
            statements.Add(new(PieceKind.Statement, "return {0};", random.Next(2) == 0 ? new Piece(PieceKind.Real, "s") : new(PieceKind.Real, "(s + {0})", Real(scope, 2))));
        return Piece.Block(statements);
    }

    // A function with a loop, which reads an array or writes to it.
    private string Function(bool isMutator)
    {
        var name = isMutator ? "Change" : "Sum";
        mayReturn = !isMutator;
        var scope = new ProgramScope
        {
            Reals = ["a"],
            Variables = ["a"],
            Wholes = ["n"],
            Arrays = [new("v", isMutator ? "Span<double>" : "ReadOnlySpan<double>")],
        };
        var inner = new ProgramScope { Reals = ["a"], Variables = ["a"], Wholes = ["n"], Arrays = scope.Arrays, Loops = 1 };
        List<Piece> statements = [new(PieceKind.Statement, "double s = a;"), new(PieceKind.Statement, "int k = 1;")];
        inner.Reals.Add("s");
        inner.Variables.Add("s");
        inner.Wholes.Add("k");
        inner.Counters.Add("k");
        statements.Add(Loop(inner with { Loops = 2 }, 1));
        statements.Add(Assignment(inner));
        if (mayReturn)
            statements.Add(new(PieceKind.Statement, "return s;"));
        functionsMade.Add(new ProgramFunction(
            (isMutator ? "static void " : "static double ") + name + $"(double a, {scope.Arrays[0].Type} v, int n)", Piece.Block(statements)));
        return name;
    }

    // A function that takes numbers by reference, and may leave in between.
    private string Mixer()
    {
        mayReturn = false;
        var scope = new ProgramScope { Reals = ["a", "u", "v"], Variables = ["u", "v"], Wholes = ["n"], Loops = 1 };
        List<Piece> statements = [new(PieceKind.Statement, "v = {0};", Real(scope with { Reals = ["a", "u"] }, 2))];
        if (random.Next(2) == 0)
            statements.Add(new(PieceKind.Statement, "if ({0}) return;", Truth(scope)));
        if (random.Next(2) == 0)
            statements.Add(Loop(scope with { Loops = 2 }, 1));
        statements.Add(Assignment(scope));
        functionsMade.Add(new ProgramFunction("static void Mix(ref double u, out double v, double a, int n)", Piece.Block(statements)));
        return "Mix";
    }

    private Piece? CallOf(ProgramScope scope)
    {
        var fitting = scope.Arrays.Where(array => array.HasSpan || array.Type == "ReadOnlySpan<double>").ToList();
        return reader is null || fitting.Count == 0 || functionsMade.Count == 0
            ? null
            : new(PieceKind.Real, $"{reader}({{0}}, {Pick(fitting).Name}, {{1}} % 4)", Real(scope, 0), Whole(scope));
    }
}
