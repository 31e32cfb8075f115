using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <content>Expressions.</content>
internal sealed partial class ModelInterpreter
{
    private Dual Evaluate(Expression expression, Activation activation)
    {
        switch (expression)
        {
            case Literal literal:
                return new Dual(double.IsNaN(literal.Value) && literal.Type.Kind == NumberKind.None ? 0 : literal.Value, null);
            case Read read:
                return activation.Variables[read.Variable] ?? new Dual(stand.Value(read.Type.Kind, activation.Function.Variables[read.Variable].Name, []), null);
            case Unary unary:
                return EvaluateUnary(unary, Evaluate(unary.Operand, activation));
            case Binary { Operator: BinaryOperator.And } and:
                return Evaluate(and.Left, activation) is { IsTrue: false } no ? no : Evaluate(and.Right, activation);
            case Binary { Operator: BinaryOperator.Or } or:
                return Evaluate(or.Left, activation) is { IsTrue: true } yes ? yes : Evaluate(or.Right, activation);
            case Binary binary:
                return EvaluateBinary(binary, Evaluate(binary.Left, activation), Evaluate(binary.Right, activation));
            case Conversion conversion:
                var operand = Evaluate(conversion.Operand, activation);
                return conversion.Type.IsReal ? operand : new Dual(Integers.Convert(conversion.Type, operand.Value), null);
            case Conditional conditional:
                return Evaluate(Evaluate(conditional.Condition, activation).IsTrue ? conditional.WhenTrue : conditional.WhenFalse, activation);
            case TupleOf tuple:
                return new Dual(0, null, [.. tuple.Elements.Select(element => Evaluate(element, activation))]);
            case Element element:
                return Evaluate(element.Tuple, activation).Elements?[element.Index] ?? throw new OutsideException();
            case Application application:
                return EvaluateCall(application, [.. application.Arguments.Select(argument => Evaluate(argument, activation))]);
            case ArrayElement element:
                var array = ArrayOf(element.Array, activation);
                return element.Type.IsArray ? Row(array, Evaluate(element.Indices[0], activation).Value) : array.Items[Place(array, element.Indices, activation)];
            case ArrayExtent extent:
                return Extent(ArrayOf(extent.Array, activation), extent.Array.Type.Row is null ? extent.Member : "GetLength(0)");
            case SharesMemory shares:
                return Dual.Truth(ReferenceEquals(ArrayOf(shares.One, activation).Items, ArrayOf(shares.Other, activation).Items));
            case ArraySlice slice:
                return Slice(slice, activation);
            case Verbatim { Type.IsSequence: true } creation:
                return Creation(creation, creation.Type, activation);
            case Verbatim { Pieces: ["", ".Count"], Holes: [{ Type.IsList: true } list] } when Evaluate(list, activation) is DualArray items:
                return Extent(items, "Count");
            case Verbatim verbatim:
                var holes = verbatim.Holes.Select(hole => Number(Evaluate(hole, activation))).ToArray();
                return Integers.Known(verbatim.Type, [.. verbatim.Pieces], holes) is { } known ? new Dual(known, null) : Opened(verbatim.Type, stand.Value(verbatim.Type.Kind, string.Join("\u0001", verbatim.Pieces), holes));
            default:
                throw new OutsideException();
        }
    }

    private static Dual EvaluateUnary(Unary unary, Dual operand) => unary.Operator switch
    {
        UnaryOperator.Negate => Dual.Of(-operand.Value, [operand], _ => -1),
        UnaryOperator.Plus => operand,
        UnaryOperator.Not => Dual.Truth(!operand.IsTrue),
        _ => new Dual(-operand.Value - 1, null),
    };

    private static Dual EvaluateBinary(Binary binary, Dual left, Dual right)
    {
        var (a, b) = (left.Value, right.Value);
        return binary.Operator switch
        {
            BinaryOperator.Add => Dual.Of(a + b, left, 1, right, 1),
            BinaryOperator.Subtract => Dual.Of(a - b, left, 1, right, -1),
            BinaryOperator.Multiply => Dual.Of(a * b, left, b, right, a),
            BinaryOperator.Divide when binary.Type.Kind == NumberKind.Integer => b == 0 ? throw new OutsideException() : new Dual(Math.Truncate(a / b), null),
            BinaryOperator.Divide => Dual.Of(a / b, left, 1 / b, right, -a / (b * b)),
            BinaryOperator.Remainder => Dual.Of(a % b, left, 1, right, -Math.Truncate(a / b)),
            BinaryOperator.Equal => Dual.Truth(a == b),
            BinaryOperator.NotEqual => Dual.Truth(a != b),
            BinaryOperator.Less => Dual.Truth(a < b),
            BinaryOperator.LessOrEqual => Dual.Truth(a <= b),
            BinaryOperator.Greater => Dual.Truth(a > b),
            _ => Dual.Truth(a >= b),
        };
    }

    private Dual EvaluateCall(Application application, Dual[] arguments)
    {
        var x = arguments.Select(argument => argument.Value).ToArray();
        if (application.Derivative is { Second: not null } library)
            return Library(application, library, arguments, x);
        if (application.Derivative is { } rule)
        {
            var value = stand.OfFunction(application.Type.Kind, application.Text, rule, [.. application.Arguments.Select(argument => argument.Type.IsReal)], x);
            return Dual.Of(value, arguments, i => stand.OfRule(rule, ElementOf(application, i), x, value));
        }

        var function = Primitives.Find(application.Function);
        if (application.Function.StartsWith(VectorFormulas.Prefix, StringComparison.Ordinal))
            return Vector(application, arguments);
        switch (function)
        {
            case null when application.Type.Kind == NumberKind.Boolean && Tests.Find(application.Text) is { } test:
                return Dual.Truth(test(x[0]));
            case null:
                return new Dual(stand.Value(application.Type.Kind, application.Text, x), null);
            case "StopGradient":
                return new Dual(Held is null ? x[0] : Held.Next(x[0]) ?? throw new OutsideException(), null);
            case "SinCos" or "SinCosPi":
                var (sine, cosine) = function == "SinCos" ? ("Sin", "Cos") : ("SinPi", "CosPi");
                return new Dual(0, null, [Call(sine, arguments, x), Call(cosine, arguments, x)]);
            default:
                return Call(function, arguments, x);
        }
    }

    // A function whose second derivatives are known, too; or its gradient.
    private Dual Library(Application application, DerivativeRule rule, Dual[] arguments, double[] x)
    {
        double Partial(params int[] places) => stand.Partial(rule.Library!, x, places);
        if (application.Text != rule.Text)
            return Dual.Of(stand.Value(NumberKind.Double, rule.Library!, x), arguments, i => Partial(i));
        Dual[] partials = [.. Enumerable.Range(0, x.Length).Where(i => application.Arguments[i].Type.IsReal).Select(i => Dual.Of(Partial(i), arguments, j => Partial(i, j)))];
        return rule.ReturnsTuple ? new Dual(0, null, partials) : partials[0];
    }

    private static Dual Call(string function, Dual[] arguments, double[] x) =>
        Dual.Of(NumericFunctions.Evaluate(function, x), arguments, i => NumericFunctions.Partial(function, x, i));

    // Which element of the rule's tuple belongs to an argument: it has one for each real argument.
    private static int ElementOf(Application application, int index) => application.Arguments.Take(index).Count(argument => argument.Type.IsReal);
}
