using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Calculus;

/// <summary>What the functions of <c>Matrix4x4</c> are: row by row, for row vectors, v M.</summary>
internal static class MatrixFormulas
{
    private const int Size = 4;

    public static readonly IReadOnlyDictionary<string, Func<ExprGraph, Expr[][], Expr[]>> All = new Dictionary<string, Func<ExprGraph, Expr[][], Expr[]>>
    {
        ["MatrixProduct"] = (g, v) => Each((i, j) => Sum(g, k => g.Multiply(v[0][(i * Size) + k], v[1][(k * Size) + j]))),
        ["Transpose"] = (_, v) => Each((i, j) => v[0][(j * Size) + i]),
        ["Determinant"] = (g, v) => [Determinant(g, v[0])],
        ["RotationX"] = (g, v) => Turned(g, v[0][0], 1, 2),
        ["RotationY"] = (g, v) => Turned(g, v[0][0], 2, 0),
        ["RotationZ"] = (g, v) => Turned(g, v[0][0], 0, 1),
        ["Translation"] = (g, v) => Each((i, j) => i == 3 && j < 3 ? Component(v, j) : Unit(g, i, j)),
        ["Scale"] = (g, v) => Each((i, j) => i == j && i < 3 ? Component(v, i) : Unit(g, i, j)),
        ["FromQuaternion"] = (g, v) => RotationFormulas.Rotation(RotationFormulas.In(g, v[0])) is var rows ? Each((i, j) => i < 3 && j < 3 ? rows[i][j].Expr : Unit(g, i, j)) : [],
        ["Transform"] = (g, v) => Transformed(g, v[0], v[1], v[0].Length, hasTranslation: true),
        ["TransformNormal"] = (g, v) => Transformed(g, v[0], v[1], v[0].Length, hasTranslation: false),
        ["TransformToFour"] = (g, v) => Transformed(g, v[0], v[1], Size, hasTranslation: true),
    };

    private static Expr[] Each(Func<int, int, Expr> entry) => [.. Enumerable.Range(0, Size * Size).Select(at => entry(at / Size, at % Size))];

    private static Expr Sum(ExprGraph graph, Func<int, Expr> term) => Enumerable.Range(0, Size).Select(term).Aggregate((sum, next) => graph.Add(sum, next));

    private static Expr Unit(ExprGraph graph, int i, int j) => i == j ? graph.One : graph.Zero;

    // Of a vector, of three numbers, or of one for all.
    private static Expr Component(Expr[][] v, int index) => v.Length == 3 ? v[index][0] : v[0][v[0].Length == 1 ? 0 : index];

    private static Expr[] Turned(ExprGraph graph, Expr angle, int from, int to)
    {
        var (cosine, sine) = (graph.Call(Primitive.Cos, angle), graph.Call(Primitive.Sin, angle));
        return Each((i, j) => i == j && (i == from || i == to) ? cosine : i == from && j == to ? sine : i == to && j == from ? graph.Negate(sine) : Unit(graph, i, j));
    }

    private static Expr[] Transformed(ExprGraph graph, Expr[] v, Expr[] m, int count, bool hasTranslation) => [.. Enumerable.Range(0, count).Select(j =>
    {
        var sum = Enumerable.Range(0, v.Length).Select(i => graph.Multiply(v[i], m[(i * Size) + j])).Aggregate((a, b) => graph.Add(a, b));
        return hasTranslation && v.Length < Size ? graph.Add(sum, m[(3 * Size) + j]) : sum;
    })];

    // By the minors of the first two rows and those of the last two.
    private static Expr Determinant(ExprGraph graph, Expr[] m)
    {
        Expr Minor(int row, int i, int j) => graph.Subtract(graph.Multiply(m[(row * Size) + i], m[((row + 1) * Size) + j]), graph.Multiply(m[(row * Size) + j], m[((row + 1) * Size) + i]));
        (int I, int J, int K, int L, bool IsEven)[] pairs = [(0, 1, 2, 3, true), (0, 2, 1, 3, false), (0, 3, 1, 2, true), (1, 2, 0, 3, true), (1, 3, 0, 2, false), (2, 3, 0, 1, true)];
        return pairs.Select(pair => graph.Scale(pair.IsEven ? Constant.One : Constant.MinusOne, graph.Multiply(Minor(0, pair.I, pair.J), Minor(2, pair.K, pair.L)))).Aggregate((a, b) => graph.Add(a, b));
    }
}
