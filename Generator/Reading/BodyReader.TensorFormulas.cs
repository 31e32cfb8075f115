using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>What the functions of <c>TensorPrimitives</c> amount to, a line each.</content>
internal sealed partial class BodyReader
{
    private delegate Expression TensorReduction(BodyReader reader, ValueType type, TensorOperand[] x, int site);

    private delegate Func<Expression, Expression> TensorMapping(BodyReader reader, ValueType type, TensorOperand[] x, int site);

    // A number for all elements together.
    private static readonly Dictionary<string, TensorReduction> TensorReductions = new(StringComparer.Ordinal)
    {
        ["Sum"] = (r, t, x, s) => r.Total(t, x, e => e[0], s),
        ["SumOfSquares"] = (r, t, x, s) => r.Total(t, x, e => Times(e[0], e[0]), s),
        ["SumOfMagnitudes"] = (r, t, x, s) => r.Total(t, x, e => r.Function("Abs", t, e[0]), s),
        ["Average"] = (r, t, x, s) => Over(r.Reduced("Sum", t, s, x[0]), new Conversion(t, x[0].Length!, t.IsGeneric, s)),
        ["StdDev"] = (r, t, x, s) => r.Deviation(t, x, s),
        ["Dot"] = (r, t, x, s) => r.Total(t, x, e => Times(e[0], e[1]), s),
        ["Norm"] = (r, t, x, s) => r.Root(t, r.Reduced("SumOfSquares", t, s, x[0]), s),
        ["Distance"] = (r, t, x, s) => r.Root(t, r.Total(t, x, e => r.Squared(Minus(e[0], e[1])), s), s),
        ["CosineSimilarity"] = (r, t, x, s) => Over(r.Reduced("Dot", t, s, x[0], x[1]), Times(r.Reduced("Norm", t, s, x[0]), r.Reduced("Norm", t, s, x[1]))),
        ["Product"] = (r, t, x, s) => r.Product(t, x, e => e[0], s),
        ["ProductOfSums"] = (r, t, x, s) => r.Product(t, x, e => Plus(e[0], e[1]), s),
        ["ProductOfDifferences"] = (r, t, x, s) => r.Product(t, x, e => Minus(e[0], e[1]), s),
        ["Max"] = (r, t, x, s) => r.Extreme("Max", t, x, s),
        ["Min"] = (r, t, x, s) => r.Extreme("Min", t, x, s),
        ["MaxMagnitude"] = (r, t, x, s) => r.Extreme("MaxMagnitude", t, x, s),
        ["MinMagnitude"] = (r, t, x, s) => r.Extreme("MinMagnitude", t, x, s),
        ["LogSumExp"] = (r, t, x, s) => r.LogSumExp(t, x, s),
        ["MaxNumber"] = (r, t, x, s) => r.Extreme("MaxNumber", t, x, s),
        ["MinNumber"] = (r, t, x, s) => r.Extreme("MinNumber", t, x, s),
        ["MaxMagnitudeNumber"] = (r, t, x, s) => r.Extreme("MaxMagnitudeNumber", t, x, s),
        ["MinMagnitudeNumber"] = (r, t, x, s) => r.Extreme("MinMagnitudeNumber", t, x, s),
    };

    // An element of the result for each.
    private static readonly Dictionary<(string Name, int Count), TensorMapping> TensorMappings = new()
    {
        [("Add", 2)] = (r, t, x, s) => i => Plus(x[0].Item(i), x[1].Item(i)),
        [("Subtract", 2)] = (r, t, x, s) => i => Minus(x[0].Item(i), x[1].Item(i)),
        [("Multiply", 2)] = (r, t, x, s) => i => Times(x[0].Item(i), x[1].Item(i)),
        [("Divide", 2)] = (r, t, x, s) => i => Over(x[0].Item(i), x[1].Item(i)),
        [("Remainder", 2)] = (r, t, x, s) => i => Of(BinaryOperator.Remainder, x[0].Item(i), x[1].Item(i)),
        [("MultiplyAdd", 3)] = (r, t, x, s) => i => Plus(Times(x[0].Item(i), x[1].Item(i)), x[2].Item(i)),
        [("AddMultiply", 3)] = (r, t, x, s) => i => Times(Plus(x[0].Item(i), x[1].Item(i)), x[2].Item(i)),
        [("Increment", 1)] = (r, t, x, s) => i => Plus(x[0].Item(i), One(t, s)),
        [("Decrement", 1)] = (r, t, x, s) => i => Minus(x[0].Item(i), One(t, s)),
        [("Negate", 1)] = (r, t, x, s) => i => new Unary(t, UnaryOperator.Negate, x[0].Item(i), s),
        [("Reciprocal", 1)] = (r, t, x, s) => i => Over(One(t, s), x[0].Item(i)),
        [("ReciprocalSqrt", 1)] = (r, t, x, s) => i => Over(One(t, s), r.Function("Sqrt", t, x[0].Item(i))),
        [("Sigmoid", 1)] = (r, t, x, s) => i => Over(One(t, s), Plus(One(t, s), r.Function("Exp", t, new Unary(t, UnaryOperator.Negate, x[0].Item(i), s)))),
        [("SoftMax", 1)] = (r, t, x, s) => r.SoftMax(t, x, s),
    };

    // Functions of numbers that are applied to each element.
    private static readonly HashSet<string> TensorFunctions = new(
        ("Abs Acos Acosh AcosPi Asin Asinh AsinPi Atan Atanh AtanPi Cbrt Ceiling Cos CosPi Cosh DegreesToRadians Exp Exp10 Exp10M1 Exp2 Exp2M1 ExpM1 Floor Log Log10 Log10P1 Log2 Log2P1 LogP1 "
            + "RadiansToDegrees Round Sin SinPi Sinh Sqrt Tan Tanh TanPi Truncate Atan2 Atan2Pi CopySign Hypot Ieee754Remainder Max MaxMagnitude MaxNumber Min MinMagnitude MinNumber Pow "
            + "Lerp FusedMultiplyAdd MultiplyAddEstimate Clamp RootN ScaleB BitIncrement BitDecrement ReciprocalEstimate ReciprocalSqrtEstimate MaxMagnitudeNumber MinMagnitudeNumber").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string> FunctionsOfMath = new(
        "Abs Acos Acosh Asin Asinh Atan Atan2 Atanh Cbrt Ceiling CopySign Cos Cosh Exp Floor FusedMultiplyAdd Log Log10 Log2 Max MaxMagnitude Min MinMagnitude Pow Round Sin Sinh Sqrt Tan Tanh Truncate".Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a function of so many spans and numbers is known.</summary>
    public static bool KnowsTensors(string name, int count) => TensorReductions.ContainsKey(name) || MapNamed(name, count) is not null;

    private static TensorMapping? MapNamed(string name, int count) => TensorMappings.TryGetValue((name, count), out var mapping) ? mapping
        : TensorFunctions.Contains(name) && Primitives.Find("System.Double." + name) is not null ? (r, t, x, s) => i => r.Function(name, t, [.. x.Select(one => one.Item(i))])
        : null;

    private static Binary Of(BinaryOperator way, Expression left, Expression right) => new(left.Type, way, left, right, left.Site);

    private static Binary Plus(Expression left, Expression right) => Of(BinaryOperator.Add, left, right);

    private static Binary Minus(Expression left, Expression right) => Of(BinaryOperator.Subtract, left, right);

    private static Binary Times(Expression left, Expression right) => Of(BinaryOperator.Multiply, left, right);

    private static Binary Over(Expression left, Expression right) => Of(BinaryOperator.Divide, left, right);

    private static Literal One(ValueType type, int site) => new(type, "1", 1, site);

    private Binary Squared(Expression value)
    {
        var kept = SetAside(value);
        return Times(kept, kept);
    }

    private Application Function(string name, ValueType type, params Expression[] x)
    {
        var (home, text) = type.IsGeneric ? ("System.Double", type.Text)
            : type.Kind == NumberKind.Float ? ("System.Single", session.Knowledge.HasMathF && FunctionsOfMath.Contains(name) ? session.MathFText : "float")
            : ("System.Double", FunctionsOfMath.Contains(name) ? session.MathText : "double");
        return new Application(type, home + "." + name, text + "." + name, x.ToEquatableArray(), null, x[0].Site);
    }

    // A norm has no slope at the origin.
    private Conditional Root(ValueType type, Read squares, int site)
    {
        var zero = Converted(CountOf(0, site), type);
        return new Conditional(type, new Binary(ValueType.Boolean, BinaryOperator.Equal, squares, zero, site), zero, Function("Sqrt", type, squares), site);
    }

    // Where all are alike it has none either.
    private Conditional Deviation(ValueType type, TensorOperand[] x, int site)
    {
        var mean = Reduced("Average", type, site, x[0]);
        var squares = Total(type, x, items => Squared(Minus(items[0], mean)), site);
        return Root(type, SetAside(Over(squares, new Conversion(type, x[0].Length!, type.IsGeneric, site))), site);
    }

    private Read Total(ValueType type, TensorOperand[] x, Func<Expression[], Expression> term, int site) =>
        Folded("sum", Converted(CountOf(0, site), type), 0, x, (sum, items) => Plus(sum, term(items)), site);

    private Read Product(ValueType type, TensorOperand[] x, Func<Expression[], Expression> factor, int site) =>
        Folded("product", Converted(CountOf(1, site), type), 0, x, (product, items) => Times(product, factor(items)), site);

    private Read Extreme(string function, ValueType type, TensorOperand[] x, int site) =>
        Folded(NameFor(function), x[0].Item(CountOf(0, site)), 1, x, (known, items) => Function(function, type, known, items[0]), site);

    private Read Folded(string name, Expression initial, int first, TensorOperand[] x, Func<Expression, Expression[], Expression> next, int site)
    {
        var result = Add(new Variable(name, initial.Type, VariableRole.Local));
        Store(result, initial, site);
        Repeat(CountOf(first, site), x[0].Length!, counter => Store(result, next(ReadOf(result, site), [.. x.Select(one => one.Item(counter))]), site), site);
        return ReadOf(result, site);
    }

    private Binary LogSumExp(ValueType type, TensorOperand[] x, int site)
    {
        var infinity = new Literal(type, type.Text + ".NegativeInfinity", double.NegativeInfinity, site);
        var greatest = Folded(NameFor("Max"), infinity, 0, x, (known, items) => Function("Max", type, known, Fixed(type, items[0], site)), site);
        var sum = Total(type, x, items => Function("Exp", type, Minus(items[0], greatest)), site);
        return Plus(greatest, Function("Log", type, sum));
    }

    private Application Fixed(ValueType type, Expression value, int site) => new(type, "SymDiff.Calculus.StopGradient", session.CalculusText + ".StopGradient", [value], null, site);

    // What is subtracted makes no difference, so it is held fixed.
    private Func<Expression, Expression> SoftMax(ValueType type, TensorOperand[] x, int site)
    {
        var greatest = SetAside(Fixed(type, Reduced("Max", type, site, x[0]), site));
        Expression Shifted(Expression item) => Function("Exp", type, Minus(item, greatest));
        var sum = Total(type, x, items => Shifted(items[0]), site);
        return i => Over(Shifted(x[0].Item(i)), sum);
    }
}
