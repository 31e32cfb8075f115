using SymDiff.Generator.Model;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Checking;

/// <summary>Computes what generated code would.</summary>
internal sealed class ValueInterpreter(Stand stand, Dictionary<Value, double> inputs)
{
    // What has been computed, and for which state of variables and arrays.
    private readonly Dictionary<Value, (int State, double Result)> results = [];
    private int state;

    /// <summary>What an element holds, where there are arrays.</summary>
    public Func<Value, double[], double>? ElementOf { get; init; }

    /// <summary>How many elements an array has.</summary>
    public Func<Value, double>? ExtentOf { get; init; }

    /// <summary>What a function gives that stands beside the derivative with its pullback.</summary>
    public Func<Value, double>? CallOf { get; init; }

    public IDictionary<Value, Value> Definitions { get; } = new Dictionary<Value, Value>();

    /// <summary>Says that variables or arrays may have changed, so that what has been computed does not count any more.</summary>
    public void Forget() => state++;

    public double Evaluate(Value value)
    {
        if (results.TryGetValue(value, out var known) && known.State == state)
            return known.Result;
        // What was taken back from a tape is not computed.
        var result = !value.IsLeaf && inputs.TryGetValue(value, out var given) ? given : Compute(value);
        results[value] = (state, result);
        return result;
    }

    private double Compute(Value value)
    {
        double Operand(int index) => Evaluate(value.Operands[index]);
        static double Truth(bool holds) => holds ? 1 : 0;

        switch (value.Kind)
        {
            case ValueKind.Literal:
                return double.IsNaN(value.Number) && value.Type.Kind == NumberKind.None ? 0 : value.Number;
            case ValueKind.Input or ValueKind.Cell or ValueKind.View or ValueKind.Component when value.Type.Kind == NumberKind.Array:
                return inputs.TryGetValue(value, out var stood) ? stood : 0;
            case ValueKind.Input:
                return inputs.TryGetValue(value, out var input) ? input : stand.Value(value.Type.Kind, value.Text, []);
            case ValueKind.Cell when inputs.TryGetValue(value, out var cell):
                return cell;
            case ValueKind.Cell when value.Model is { } model:
                return Evaluate(model);
            case ValueKind.Cell:
                return Definitions.TryGetValue(value, out var definition) ? Evaluate(definition) : stand.Value(value.Type.Kind, value.Name ?? value.Text, []);
            case ValueKind.Add:
                return Operand(0) + Operand(1);
            case ValueKind.Subtract:
                return Operand(0) - Operand(1);
            case ValueKind.Multiply:
                return Operand(0) * Operand(1);
            case ValueKind.Divide:
                return value.Type.Kind == NumberKind.Integer ? Math.Truncate(Operand(0) / Operand(1)) : Operand(0) / Operand(1);
            case ValueKind.Remainder:
                return Operand(0) % Operand(1);
            case ValueKind.Negate:
                return -Operand(0);
            case ValueKind.Equal:
                return Truth(Operand(0) == Operand(1));
            case ValueKind.NotEqual:
                return Truth(Operand(0) != Operand(1));
            case ValueKind.Less:
                return Truth(Operand(0) < Operand(1));
            case ValueKind.LessOrEqual:
                return Truth(Operand(0) <= Operand(1));
            case ValueKind.Greater:
                return Truth(Operand(0) > Operand(1));
            case ValueKind.GreaterOrEqual:
                return Truth(Operand(0) >= Operand(1));
            case ValueKind.And:
                return Operand(0) == 0 ? 0 : Operand(1);
            case ValueKind.Or:
                return Operand(0) != 0 ? 1 : Operand(1);
            case ValueKind.Not:
                return Truth(Operand(0) == 0);
            case ValueKind.Select:
                return Operand(0) != 0 ? Operand(1) : Operand(2);
            case ValueKind.Convert:
                return Integers.Convert(value.Type, Operand(0));
            case ValueKind.Stop:
                return Operand(0);
            case ValueKind.Item or ValueKind.Call when RulePartials.Of(value) is { Call.Rule: { Second: not null } library } partial:
                return stand.Partial(library.Library!, [.. partial.Call.Operands.Take(RulePartials.CountOf(partial.Call)).Select(Evaluate)], partial.Places);
            case ValueKind.Item when value.Operands[0] is { Kind: ValueKind.Call, Type.IsStruct: true } call:
                return Vector(call, call.Type.Members.ToList().IndexOf(value.Text));
            case ValueKind.Item:
                return Item(value);
            case ValueKind.Call when value.Called is not null:
                return CallOf!(value);
            case ValueKind.Call:
                return Call(value, value.Function ?? "", [.. value.Operands.Select(Evaluate)]);
            case ValueKind.Element when ElementOf is not null:
                return ElementOf(value, [.. value.Operands.Skip(1).Select(Evaluate)]);
            // What a method makes and nobody writes to is zero.
            case ValueKind.Element when Definitions.TryGetValue(value.Operands[0], out var made) && made.Kind == ValueKind.Verbatim
                && made.Pieces[0].StartsWith("new ", StringComparison.Ordinal) && made.Pieces[made.Pieces.Length - 1].EndsWith("]", StringComparison.Ordinal):
                return 0;
            case ValueKind.Extent when ExtentOf is not null:
                return ExtentOf(value);
            case ValueKind.Verbatim when Integers.Known(value.Type, value.Pieces, [.. value.Operands.Select(Given)]) is { } known:
                return known;
            // How many elements a list has by then.
            case ValueKind.Verbatim when ExtentOf is not null && value is { Operands: [{ Type.IsList: true }], Pieces: ["", ".Count"] }:
                return ExtentOf(value);
            // A member of what is foreign code's.
            case ValueKind.Verbatim when value is { Operands: [{ Type.IsStruct: true, Kind: not ValueKind.Input } whole], Pieces: ["", { Length: > 1 } member] }
                && member[0] == '.' && whole.Type.Members.Contains(member.Substring(1)):
                return stand.Value(value.Type.Kind, CodeOf(value), [Operand(0)]);
            default:
                return stand.Value(value.Type.Kind, CodeOf(value), [.. value.Operands.Select(Given)]);
        }
    }

    // Code is the same wherever it is run.
    private static string CodeOf(Value value) => value.Kind == ValueKind.Verbatim ? string.Join("\u0001", value.Pieces) : value.Text;

    // What carried-over code is given: for a struct one number for all of its members.
    private double Given(Value value) =>
        value.Kind == ValueKind.Tuple ? Stand.Whole(value.Operands.Select(Given))
        : value is { Kind: ValueKind.Input, Type.HasMembers: true } ? OfInput(value.Type, value.Text == "this" ? "" : value.Text)
        : value.Type.IsStruct ? OfForeign(value.Type, Evaluate(value))
        : Evaluate(value);

    private double OfForeign(ValueType type, double whole) =>
        type.IsStruct ? Stand.Whole(type.Elements.Select((element, i) => OfForeign(element, stand.Member(element, type.Members[i], whole)))) : whole;

    private double OfInput(ValueType type, string name) => type.HasMembers
        ? Stand.Whole(type.Elements.Select((element, i) => OfInput(element, name.Length == 0 ? type.Members[i] : name + "." + type.Members[i])))
        : inputs.FirstOrDefault(pair => pair.Key.Kind == ValueKind.Input && (pair.Key.Text == name || pair.Key.Text == "this." + name)).Value;

    private double Vector(Value call, int component) => NumericVectors.Evaluate(
        call.Function!, [.. call.Operands.Select(operand => Components(operand).Count())], [.. call.Operands.SelectMany(Components).Select(Evaluate)], component);

    private static IEnumerable<Value> Components(Value operand) => operand.Kind == ValueKind.Tuple ? operand.Operands.SelectMany(Components) : [operand];

    private double Call(Value value, string function, double[] x) =>
        function.StartsWith(Calculus.VectorFormulas.Prefix, StringComparison.Ordinal) ? Vector(value, 0) :
        value.Function is null && value.Type.Kind == NumberKind.Boolean && Tests.Find(value.Text) is { } test ? (test(x[0]) ? 1 : 0)
        : value is { Function: null, Rule: { } rule } && !RulePartials.IsRule(value) ? stand.OfFunction(value.Type.Kind, value.Text, rule, [.. value.Operands.Select(operand => operand.Type.IsReal)], x)
        : value.Function is null ? stand.Value(value.Type.Kind == NumberKind.Tuple ? NumberKind.Double : value.Type.Kind, value.Text, x)
        : NumericFunctions.Evaluate(function, x);

    private double Item(Value value)
    {
        var call = value.Operands[0];
        double[] x = [.. call.Operands.Select(Evaluate)];
        return call.Function switch
        {
            "SinCos" => NumericFunctions.Evaluate(value.Text == "Item1" ? "Sin" : "Cos", x),
            "SinCosPi" => NumericFunctions.Evaluate(value.Text == "Item1" ? "SinPi" : "CosPi", x),
            _ => stand.Value(NumberKind.Double, $"{call.Text}#{int.Parse(value.Text.Substring(4), System.Globalization.CultureInfo.InvariantCulture) - 1}", x),
        };
    }
}
