using System.Text.RegularExpressions;

namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>A function that a random program calls.</summary>
internal sealed record ProgramFunction(string Head, Piece Body);

/// <summary>A random program: as C# on numbers, and the same text on numbers that carry their derivative along.</summary>
internal sealed partial record RandomProgram(Piece Body, IReadOnlyList<ProgramArray> Arrays, IReadOnlyList<string> Active, IReadOnlyList<ProgramFunction> Functions, bool IsFloat)
{
    private static readonly string[] scalars = ["a", "b"];

    public int Size => Body.Size + Functions.Sum(function => function.Body.Size);

    /// <summary>The method as the author writes it, the reference, and a driver for both: reflection passes no spans.</summary>
    public string Text(string name) =>
        $$"""
        public static partial class P{{name}}
        {
        {{(IsFloat ? AsFloat(Members) : Members)}}
        }

        public static class R{{name}}
        {
        {{AsDual(Members.Replace(Attribute, "", StringComparison.Ordinal))}}
        }

        {{DriverText(name)}}

        """;

    private string Attribute => $"[Differentiable({string.Join(", ", Active.Select(active => $"nameof({active})"))})]";

    private string Members
    {
        get
        {
            var arrays = string.Concat(Arrays.Select(array => $", {array.Type} {array.Name}"));
            var functions = string.Concat(Functions.Select(function => $"    {function.Head}\n    {{\n        int[] q = Places.All;\n{function.Body}    }}\n\n"));
            return $"{functions}    {Attribute}\n    public static double F(double a, double b{arrays}, int[] q, int n)\n    {{\n{Body}    }}";
        }
    }

    /// <summary>The same program, smaller in every way there is.</summary>
    public IEnumerable<RandomProgram> Smaller()
    {
        foreach (var body in Body.Smaller())
            yield return this with { Body = body };
        for (var i = 0; i < Functions.Count; i++)
        {
            yield return this with { Functions = [.. Functions.Where((_, j) => j != i)] };
            foreach (var body in Functions[i].Body.Smaller())
                yield return this with { Functions = [.. Functions.Select((function, j) => j == i ? function with { Body = body } : function)] };
        }

        if (IsFloat)
            yield return this with { IsFloat = false };
        for (var i = 0; i < Arrays.Count; i++)
        {
            if (Arrays[i].Type != "double[]" && !Arrays[i].IsPlane)
                yield return this with { Arrays = [.. Arrays.Select((array, j) => j == i ? array with { Type = "double[]" } : array)] };
            yield return this with { Arrays = [.. Arrays.Where((_, j) => j != i)], Active = Active.Count > 1 ? [.. Active.Where(active => active != Arrays[i].Name)] : ["a"] };
        }

        foreach (var active in Active.Where(_ => Active.Count > 1))
            yield return this with { Active = [active] };
    }

    /// <summary>The directions of what is differentiated, in the order of the gradient: numbers first.</summary>
    public IEnumerable<int> Directions(Sample sample)
    {
        var first = 2;
        var all = new List<int>();
        all.AddRange(scalars.Select((name, i) => (name, i)).Where(pair => Active.Contains(pair.name)).Select(pair => pair.i));
        foreach (var array in Arrays)
        {
            var count = array.Name switch { "x" => sample.X.Length, "y" => sample.Y.Length, _ => sample.M.Length };
            if (Active.Contains(array.Name))
                all.AddRange(Enumerable.Range(first, count));
            first += count;
        }

        return all;
    }

    private static string AsDual(string text) => Words().Replace(text.Replace("Math.", "DualMath.", StringComparison.Ordinal), "Dual");

    private static string AsFloat(string text) => Numbers().Replace(Words().Replace(text.Replace("Math.", "MathF.", StringComparison.Ordinal).Replace("MathF.Clamp", "Math.Clamp", StringComparison.Ordinal), "float"), "$0f");

    private string DriverText(string name)
    {
        var real = IsFloat ? "float" : "double";
        string Made(ProgramArray array, string type, string convert) => array.IsPlane
            ? $"var {array.Name}1 = new {type}[{array.Name}.GetLength(0), {array.Name}.GetLength(1)]; for (int i = 0; i < {array.Name}.GetLength(0); i++) for (int j = 0; j < {array.Name}.GetLength(1); j++) {array.Name}1[i, j] = {convert.Replace("@", $"{array.Name}[i, j]", StringComparison.Ordinal)};"
            : $"var {array.Name}0 = new {type}[{array.Name}.Length]; for (int i = 0; i < {array.Name}.Length; i++) {array.Name}0[i] = {convert.Replace("@", $"{array.Name}[i]", StringComparison.Ordinal)}; "
                + (array.Type.Contains("List", StringComparison.Ordinal) ? $"var {array.Name}1 = new List<{type}>({array.Name}0);" : $"var {array.Name}1 = {array.Name}0;");
        var made = string.Join("\n        ", Arrays.Select(array => Made(array, real, $"({real})@")));
        var dual = string.Join("\n        ", Arrays.Select(array => Made(array, "Dual", $"new Dual(({real})@, direction == d++ ? 1 : 0)")));
        var given = string.Concat(Arrays.Select(array => $", {array.Name}1"));
        var destinations = Arrays.Where(array => Active.Contains(array.Name)).ToList();
        var spaces = string.Join("\n        ", destinations.Select(array => array.IsPlane
            ? $"var {array.Name}Bar = new {real}[{array.Name}.GetLength(0), {array.Name}.GetLength(1)]; foreach (int i in new[] {{ 0 }}) {array.Name}Bar[0, 0] = 7;"
            : $"var {array.Name}Bar = new {real}[{array.Name}.Length]; Array.Fill({array.Name}Bar, ({real})7);"));
        var more = string.Concat(destinations.Select(array => $", {array.Name}Bar"));
        var numbers = Active.Where(active => active.Length == 1 && active is "a" or "b").ToList();
        var put = string.Join(" ", destinations.Select(array => $"foreach (var g in {array.Name}Bar) all.Add(g);"));
        var rest = string.Join(" ", Arrays.Select(array => $"foreach (var v in {array.Name}1) all.Add(v);"));
        string Scalars(string of) => numbers.Count switch
        {
            0 => "",
            1 => $"all.Add({of});",
            _ => $"all.Add({of}.A); all.Add({of}.B);",
        };
        return $$"""
            public static class D{{name}}
            {
                // The value and what is left in the arrays; the gradient and the same; both and the same.
                public static double[] Run(int what, double a, double b, double[] x, double[] y, double[,] m, int[] q, int n)
                {
                    {{made}}
                    {{spaces}}
                    var all = new List<double>();
                    if (what == 0) all.Add(P{{name}}.F(({{real}})a, ({{real}})b{{given}}, q, n));
                    else if (what == 1)
                    {
                        {{(numbers.Count == 0 ? "" : "var g = ")}}P{{name}}.FGradient(({{real}})a, ({{real}})b{{given}}, q, n{{more}});
                        {{Scalars("g")}}
                        {{put.Replace("var g ", "var h ", StringComparison.Ordinal).Replace("(g)", "(h)", StringComparison.Ordinal)}}
                    }
                    else
                    {
                        var g = P{{name}}.FValueAndGradient(({{real}})a, ({{real}})b{{given}}, q, n{{more}});
                        all.Add({{(numbers.Count == 0 ? "g" : "g.Value")}});
                        {{Scalars("g.Gradient")}}
                        {{put.Replace("var g ", "var h ", StringComparison.Ordinal).Replace("(g)", "(h)", StringComparison.Ordinal)}}
                    }

                    {{rest}}
                    return all.ToArray();
                }

                // The derivative along a direction, and how near a comparison came to going the other way.
                public static double[] Reference(int direction, bool isRounded, double a, double b, double[] x, double[] y, double[,] m, int[] q, int n)
                {
                    int d = 2;
                    Dual.IsRounded = isRounded;
                    {{dual}}
                    Dual.Margin = double.PositiveInfinity;
                    var r = R{{name}}.F(new Dual(({{real}})a, direction == 0 ? 1 : 0), new Dual(({{real}})b, direction == 1 ? 1 : 0){{given}}, q, n);
                    return new double[] { r.V, r.D, Dual.Margin };
                }
            }
            """;
    }

    [GeneratedRegex(@"\bdouble\b")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\w.])\d+\.\d+")]
    private static partial Regex Numbers();
}
