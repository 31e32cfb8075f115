using System.Globalization;
using System.Text;

namespace SymDiff.Generator.Tests.RandomMethods;

/// <summary>A random method body as a tree: it can be written as C#, evaluated with derivatives by itself, and made smaller.</summary>
internal abstract record Node
{
    /// <summary>A number of the body's own: a parameter or a local.</summary>
    public sealed record Var(int Index) : Node;

    public sealed record Number(double Value) : Node;

    /// <summary>Half of the integer parameter.</summary>
    public sealed record Count : Node;

    public sealed record Binary(char Operator, Node Left, Node Right) : Node;

    /// <summary>A function of one argument that is finite and smooth wherever its argument may lie.</summary>
    public sealed record Call(int Function, Node Argument) : Node;

    public sealed record Choice(Node Left, Node Right, Node WhenTrue, Node WhenFalse) : Node;

    /// <summary>A call of the helper, <c>a·b + sin(a)</c>, with a branch in it.</summary>
    public sealed record Helper(Node Left, Node Right) : Node;
}

/// <summary>A statement of a random body.</summary>
internal abstract record Step
{
    /// <summary>Declares the next local.</summary>
    public sealed record Declare(Node Value) : Step;

    /// <summary>Assigns to a variable; the operator is <c>=</c> for a plain assignment.</summary>
    public sealed record Assign(int Variable, char Operator, Node Value) : Step;

    public sealed record If(Node Left, Node Right, Step[] WhenTrue, Step[] WhenFalse) : Step;

    public sealed record ReturnIf(Node Left, Node Right, Node Value) : Step;
}

/// <summary>The body, and the type its numbers are of.</summary>
internal sealed record RandomMethod(Step[] Steps, Node Result, bool IsFloat)
{
    public const int Parameters = 3;

    // Each with a safe domain: what stands inside is never out of it.
    private static readonly (string Double, string Float)[] functions =
    [
        ("Math.Sin({0})", "MathF.Sin({0})"),
        ("Math.Cos({0})", "MathF.Cos({0})"),
        ("Math.Tanh({0})", "MathF.Tanh({0})"),
        ("Math.Atan({0})", "MathF.Atan({0})"),
        ("Math.Exp(Math.Sin({0}))", "MathF.Exp(MathF.Sin({0}))"),
        ("Math.Sqrt(1 + {0} * {0})", "MathF.Sqrt(1 + {0} * {0})"),
        ("Math.Log(2 + Math.Cos({0}))", "MathF.Log(2 + MathF.Cos({0}))"),
        ("Math.Pow(1.5 + Math.Sin({0}), 2)", "MathF.Pow(1.5f + MathF.Sin({0}), 2)"),
        ("Calculus.Logistic({0})", "Calculus.Logistic({0})"),
        ("Calculus.Softplus({0})", "Calculus.Softplus({0})"),
        ("Calculus.Square({0})", "Calculus.Square({0})"),
        ("Math.Exp(-{0} * {0} / 2.0)", "MathF.Exp(-{0} * {0} / 2f)"),
    ];

    public static int Functions => functions.Length;

    private string Type => IsFloat ? "float" : "double";

    /// <summary>The marked method and its helper, as members of a class.</summary>
    public string Text(string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"private static {Type} {name}Helper({Type} a, {Type} b) {{ var d = a * b; if (a > b) return d - a; return d + {(IsFloat ? "MathF" : "Math")}.Sin(a); }}\n");
        text.Append(CultureInfo.InvariantCulture, $"[Differentiable]\npublic static {Type} {name}({Type} v0, {Type} v1, {Type} v2, int n)\n{{\n");
        var locals = Parameters;
        foreach (var step in Steps)
            Write(text, step, name, ref locals, 1);
        return text.Append(CultureInfo.InvariantCulture, $"    return {Text(Result, name)};\n}}\n").ToString();
    }

    /// <summary>The value and its derivative along a direction, by forward mode. The margin is how near the path came to another branch.</summary>
    public (double Value, double Tangent, double Margin) Evaluate(double[] point, int n, int direction)
    {
        var evaluation = new Evaluation(point, n, direction);
        var result = evaluation.Run(Steps) ?? evaluation.Of(Result);
        return (result.Value, result.Tangent, evaluation.Margin);
    }

    /// <summary>The same method with something left out, in every way there is.</summary>
    public IEnumerable<RandomMethod> Smaller()
    {
        foreach (var steps in Without(Steps))
            yield return this with { Steps = steps };
        foreach (var result in Parts(Result))
            yield return this with { Result = result };
        for (var i = 0; i < Steps.Length; i++)
        {
            foreach (var step in Smaller(Steps[i]))
                yield return this with { Steps = [.. Steps[..i], step, .. Steps[(i + 1)..]] };
        }
    }

    // A declaration left out would renumber the locals, so it becomes a constant instead.
    private static IEnumerable<Step[]> Without(Step[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is not Step.Declare)
                yield return [.. steps[..i], .. steps[(i + 1)..]];
        }
    }

    private static IEnumerable<Step> Smaller(Step step)
    {
        switch (step)
        {
            case Step.Declare declare:
                foreach (var value in Parts(declare.Value))
                    yield return new Step.Declare(value);
                break;
            case Step.Assign assign:
                foreach (var value in Parts(assign.Value))
                    yield return assign with { Value = value };
                break;
            case Step.If choice:
                foreach (var steps in Without(choice.WhenTrue))
                    yield return choice with { WhenTrue = steps };
                foreach (var steps in Without(choice.WhenFalse))
                    yield return choice with { WhenFalse = steps };
                break;
            case Step.ReturnIf result:
                foreach (var value in Parts(result.Value))
                    yield return result with { Value = value };
                break;
        }
    }

    private static Node[] Parts(Node node)
    {
        Node[] parts = node switch
        {
            Node.Binary binary => [binary.Left, binary.Right, .. Parts(binary.Left).Select(part => binary with { Left = part }), .. Parts(binary.Right).Select(part => binary with { Right = part })],
            Node.Call call => [call.Argument, .. Parts(call.Argument).Select(part => call with { Argument = part })],
            Node.Choice choice => [choice.WhenTrue, choice.WhenFalse],
            Node.Helper helper => [helper.Left, helper.Right, .. Parts(helper.Left).Select(part => helper with { Left = part })],
            Node.Number { Value: 1 } => [],
            _ => [new Node.Number(1)],
        };
        return parts;
    }

    private void Write(StringBuilder text, Step step, string name, ref int locals, int depth)
    {
        var indent = new string(' ', 4 * depth);
        switch (step)
        {
            case Step.Declare declare:
                text.Append(CultureInfo.InvariantCulture, $"{indent}{Type} v{locals++} = {Text(declare.Value, name)};\n");
                break;
            case Step.Assign { Operator: '=' } assign:
                text.Append(CultureInfo.InvariantCulture, $"{indent}v{assign.Variable} = {Text(assign.Value, name)};\n");
                break;
            case Step.Assign assign:
                text.Append(CultureInfo.InvariantCulture, $"{indent}v{assign.Variable} {assign.Operator}= {Text(assign.Value, name)};\n");
                break;
            case Step.If choice:
                text.Append(CultureInfo.InvariantCulture, $"{indent}if ({Text(choice.Left, name)} > {Text(choice.Right, name)})\n{indent}{{\n");
                foreach (var inner in choice.WhenTrue)
                    Write(text, inner, name, ref locals, depth + 1);
                text.Append(indent).Append("}\n");
                if (choice.WhenFalse.Length == 0)
                    break;
                text.Append(indent).Append("else\n").Append(indent).Append("{\n");
                foreach (var inner in choice.WhenFalse)
                    Write(text, inner, name, ref locals, depth + 1);
                text.Append(indent).Append("}\n");
                break;
            case Step.ReturnIf result:
                text.Append(CultureInfo.InvariantCulture, $"{indent}if ({Text(result.Left, name)} > {Text(result.Right, name)}) return {Text(result.Value, name)};\n");
                break;
        }
    }

    private string Text(Node node, string name) => node switch
    {
        Node.Var variable => "v" + variable.Index.ToString(CultureInfo.InvariantCulture),
        Node.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture) + (IsFloat ? "f" : "d"),
        Node.Count => IsFloat ? "(n * 0.5f)" : "(n * 0.5)",
        Node.Binary { Operator: '/' } quotient => $"({Text(quotient.Left, name)} / (2 + {Text(quotient.Right, name)} * {Text(quotient.Right, name)}))",
        Node.Binary binary => $"({Text(binary.Left, name)} {binary.Operator} {Text(binary.Right, name)})",
        Node.Call call => string.Format(
            CultureInfo.InvariantCulture, IsFloat ? functions[call.Function].Float : functions[call.Function].Double, "(" + Text(call.Argument, name) + ")"),
        Node.Choice choice => $"({Text(choice.Left, name)} > {Text(choice.Right, name)} ? {Text(choice.WhenTrue, name)} : {Text(choice.WhenFalse, name)})",
        Node.Helper helper => $"{name}Helper({Text(helper.Left, name)}, {Text(helper.Right, name)})",
        _ => throw new InvalidOperationException(),
    };
}
