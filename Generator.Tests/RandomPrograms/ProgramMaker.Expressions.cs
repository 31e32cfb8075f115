using System.Globalization;

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <content>Expressions, none of which fails or leaves its domain.</content>
internal sealed partial class ProgramMaker
{
    private static readonly string[] functions =
    [
        "Math.Sin({0})", "Math.Cos({0})", "Math.Tanh({0})", "Math.Atan({0})", "Math.Exp(Math.Sin({0}))", "Math.Sqrt(1 + {0} * {0})", "Math.Log(2 + Math.Cos({0}))",
        "Math.Abs({0})",
    ];

    private static readonly string[] widerFunctions =
    [
        "Math.Clamp({0}, -0.75, 1.5)", "Math.CopySign({0}, {1})", "Math.Pow(1.5 + Math.Cos({0}), 1.3)", "({0} > 0.05 ? Math.Sqrt({0}) : {1})", "({0} > 0.05 ? Math.Log({0}) : {1})",
        "Math.Abs({0} - {1})", "Math.Max(0.0, {0})", "Math.Min({0}, 0.5)", "({0} / Math.Max(0.25, {1}))", "Math.Cbrt(2 + Math.Sin({0}))", "Math.Atan2({0}, 1.5 + Math.Cos({1}))",
    ];

    private Piece Real(ProgramScope scope, int depth)
    {
        if (isWide && depth > 0 && random.Next(6) == 0)
            return new(PieceKind.Real, Pick(widerFunctions), Real(scope, depth - 1), Real(scope, depth - 1));
        var choice = depth <= 0 ? random.Next(7) : random.Next(22);
        return choice switch
        {
            < 4 => new(PieceKind.Real, Pick(scope.Reals)),
            4 => new(PieceKind.Real, Pick(["0.5", "2.0", "0.1", "1.25", "1.0", "3.0"])),
            5 or 6 or 7 or 8 => scope.Arrays.Count > 0 ? ElementOf(Pick(scope.Arrays), scope) : new(PieceKind.Real, Pick(scope.Reals)),
            9 => new(PieceKind.Real, "({0} * 0.25)", Whole(scope)),
            10 or 11 or 12 => new(PieceKind.Real, "({0} + {1})", Real(scope, depth - 1), Real(scope, depth - 1)),
            13 => new(PieceKind.Real, "({0} - {1})", Real(scope, depth - 1), Real(scope, depth - 1)),
            14 or 15 or 16 => new(PieceKind.Real, "({0} * {1})", Real(scope, depth - 1), Real(scope, depth - 1)),
            17 => new(PieceKind.Real, "({0} / (2 + {1} * {1}))", Real(scope, depth - 1), Real(scope, 0)),
            18 or 19 => new(PieceKind.Real, Pick(functions), Real(scope, depth - 1)),
            20 => new(PieceKind.Real, "({0} ? {1} : {2})", Truth(scope), Real(scope, depth - 1), Real(scope, depth - 1)),
            _ => random.Next(2) == 0 && scope.Loops < 3 && CallOf(scope) is { } call ? call : new(PieceKind.Real, Pick(["Math.Max({0}, {1})", "Math.Min({0}, {1})"]), Real(scope, depth - 1), Real(scope, depth - 1)),
        };
    }

    // What is carried through a loop must not grow without bound.
    private Piece Bounded(ProgramScope scope, int depth) => random.Next(3) == 0
        ? Real(scope, depth)
        : new(PieceKind.Real, Pick(["Math.Sin({0})", "Math.Tanh({0})", "Math.Cos({0})"]), Real(scope, depth));

    private Piece ElementOf(ProgramArray array, ProgramScope scope)
    {
        if (array.IsPlane)
            return new(PieceKind.Real, array.Name + "[{0}, {1}]", Index(array.Name + ".GetLength(0)", array, scope), Index(array.Name + ".GetLength(1)", array, scope));
        if (array.IsJagged)
        {
            var row = Index(array.Length, array, scope);
            return new(PieceKind.Real, array.Name + "[{0}][{1} % " + array.Name + "[{0}].Length]", row, Whole(scope));
        }

        return new(PieceKind.Real, array.Name + "[{0}]", Index(array.Length, array, scope));
    }

    private Piece Index(string length, ProgramArray array, ProgramScope scope)
    {
        var known = scope.Within.Where(pair => pair.Array == array.Name).Select(pair => pair.Index).ToList();
        if (known.Count > 0 && !array.IsPlane && random.Next(4) > 0)
            return new(PieceKind.Whole, Pick(known));
        return random.Next(7) switch
        {
            0 => new(PieceKind.Whole, "0"),
            1 when !array.IsPlane && array.Type != "IReadOnlyList<double>" => new(PieceKind.Whole, "^1"),
            2 => new(PieceKind.Whole, "({0} + 1) % " + length, Whole(scope)),
            3 => new(PieceKind.Whole, length + " - 1 - {0} % " + length, Whole(scope)),
            _ => new(PieceKind.Whole, "{0} % " + length, Whole(scope)),
        };
    }

    // Never negative.
    private Piece Whole(ProgramScope scope) => random.Next(8) switch
    {
        0 => new(PieceKind.Whole, random.Next(5).ToString(CultureInfo.InvariantCulture)),
        1 => new(PieceKind.Whole, "({0} + {1})", new Piece(PieceKind.Whole, Pick(scope.Wholes)), new Piece(PieceKind.Whole, Pick(scope.Wholes))),
        2 => new(PieceKind.Whole, "({0} * 2 + 1)", new Piece(PieceKind.Whole, Pick(scope.Wholes))),
        3 => new(PieceKind.Whole, "q[{0} % q.Length]", new Piece(PieceKind.Whole, Pick(scope.Wholes))),
        _ => new(PieceKind.Whole, Pick(scope.Wholes)),
    };

    private Piece Truth(ProgramScope scope) => random.Next(8) switch
    {
        0 => new(PieceKind.Truth, "{0} % 2 == 0", Whole(scope)),
        1 => new(PieceKind.Truth, "{0} > {1}", Whole(scope), Whole(scope)),
        2 => new(PieceKind.Truth, "({0} && {1})", Truth(scope), Truth(scope)),
        3 => new(PieceKind.Truth, "({0} || {1})", Truth(scope), Truth(scope)),
        4 => new(PieceKind.Truth, "{0} <= {1}", Real(scope, 1), Real(scope, 0)),
        5 => new(PieceKind.Truth, "!({0})", Truth(scope)),
        _ => new(PieceKind.Truth, "{0} > {1}", Real(scope, 1), Real(scope, 0)),
    };

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
