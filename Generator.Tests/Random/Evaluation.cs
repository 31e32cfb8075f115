namespace SymDiff.Generator.Tests.RandomMethods;

/// <summary>Runs a random body in forward mode: each number with its derivative along one parameter.</summary>
internal sealed class Evaluation(double[] point, int n, int direction)
{
    private readonly List<Dual> variables = [.. point.Select((x, i) => new Dual(x, i == direction ? 1 : 0))];

    /// <summary>How near a comparison came to going the other way; what lies nearer than rounding is not decided.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    public Dual? Run(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Declare declare:
                    variables.Add(Of(declare.Value));
                    break;
                case Step.Assign assign:
                    var value = Of(assign.Value);
                    variables[assign.Variable] = assign.Operator == '=' ? value : Apply(assign.Operator, variables[assign.Variable], value);
                    break;
                case Step.If choice:
                    if (Run(IsGreater(choice.Left, choice.Right) ? choice.WhenTrue : choice.WhenFalse) is { } inner)
                        return inner;
                    break;
                case Step.ReturnIf result when IsGreater(result.Left, result.Right):
                    return Of(result.Value);
            }
        }

        return null;
    }

    public Dual Of(Node node) => node switch
    {
        Node.Var variable => variables[variable.Index],
        Node.Number number => new(number.Value, 0),
        Node.Count => new(n * 0.5, 0),
        Node.Binary { Operator: '/' } quotient => Of(quotient.Left) / (new Dual(2, 0) + Of(quotient.Right) * Of(quotient.Right)),
        Node.Binary binary => Apply(binary.Operator, Of(binary.Left), Of(binary.Right)),
        Node.Call call => Apply(call.Function, Of(call.Argument)),
        Node.Choice choice => IsGreater(choice.Left, choice.Right) ? Of(choice.WhenTrue) : Of(choice.WhenFalse),
        Node.Helper helper => Help(Of(helper.Left), Of(helper.Right)),
        _ => throw new InvalidOperationException(),
    };

    private Dual Help(Dual a, Dual b) => IsGreater(a.Value, b.Value) ? (a * b) - a : (a * b) + Apply(0, a);

    private bool IsGreater(Node left, Node right) => IsGreater(Of(left).Value, Of(right).Value);

    private bool IsGreater(double left, double right)
    {
        Margin = Math.Min(Margin, Math.Abs(left - right) / (1 + Math.Abs(left)));
        return left > right;
    }

    private static Dual Apply(char operation, Dual left, Dual right) => operation switch
    {
        '+' => left + right,
        '-' => left - right,
        _ => left * right,
    };

    // In the order of the texts.
    private static Dual Apply(int function, Dual x) => function switch
    {
        0 => new(Math.Sin(x.Value), Math.Cos(x.Value) * x.Tangent),
        1 => new(Math.Cos(x.Value), -Math.Sin(x.Value) * x.Tangent),
        2 => new(Math.Tanh(x.Value), x.Tangent / Math.Cosh(x.Value) / Math.Cosh(x.Value)),
        3 => new(Math.Atan(x.Value), x.Tangent / (1 + (x.Value * x.Value))),
        4 => Exp(Apply(0, x)),
        5 => new(Math.Sqrt(1 + (x.Value * x.Value)), x.Value / Math.Sqrt(1 + (x.Value * x.Value)) * x.Tangent),
        6 => new(Math.Log(2 + Math.Cos(x.Value)), -Math.Sin(x.Value) / (2 + Math.Cos(x.Value)) * x.Tangent),
        7 => (new Dual(1.5, 0) + Apply(0, x)) * (new Dual(1.5, 0) + Apply(0, x)),
        8 => new(1 / (1 + Math.Exp(-x.Value)), x.Tangent / (2 + Math.Exp(x.Value) + Math.Exp(-x.Value))),
        9 => new(x.Value > 0 ? x.Value + Math.Log(1 + Math.Exp(-x.Value)) : Math.Log(1 + Math.Exp(x.Value)), x.Tangent / (1 + Math.Exp(-x.Value))),
        10 => x * x,
        _ => Exp(new Dual(-0.5, 0) * x * x),
    };

    private static Dual Exp(Dual x) => new(Math.Exp(x.Value), Math.Exp(x.Value) * x.Tangent);

    /// <summary>A number and its derivative.</summary>
    public readonly record struct Dual(double Value, double Tangent)
    {
        public static Dual operator +(Dual x, Dual y) => new(x.Value + y.Value, x.Tangent + y.Tangent);

        public static Dual operator -(Dual x, Dual y) => new(x.Value - y.Value, x.Tangent - y.Tangent);

        public static Dual operator *(Dual x, Dual y) => new(x.Value * y.Value, (x.Tangent * y.Value) + (x.Value * y.Tangent));

        public static Dual operator /(Dual x, Dual y) => new(x.Value / y.Value, (x.Tangent - (x.Value / y.Value * y.Tangent)) / y.Value);
    }
}
