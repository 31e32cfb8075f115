using SymDiff.Generator.Algebra;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Checking;

/// <summary>
/// Numbers that stand for what only the consumer's program knows: fields, data, foreign functions. The same code with the same operands always gets the same
/// number, and a real one varies smoothly with real operands.
/// </summary>
internal sealed class Stand(int seed)
{
    /// <summary>The author's rules, where they can be carried out.</summary>
    public RuleNumbers? Rules { get; private set; }

    /// <summary>Numbers for what only the consumer's program knows, with the rules that a method brings along.</summary>
    public static Stand For(DifferentiableMethod method, int seed)
    {
        var stand = new Stand(seed);
        stand.Rules = method.RuleBodies.Length > 0 ? new RuleNumbers(method, stand) : null;
        return stand;
    }

    /// <summary>The value of a parameter, by its place.</summary>
    public double Parameter(DeclaredParameter parameter, int index, int attempt)
    {
        var unit = Unit(Hash(parameter.Name) + (index * 7919));
        return parameter.Type.Kind is NumberKind.Double or NumberKind.Float ? Within(parameter.Domain, Number(), unit) : Number();

        double Number() => parameter.Type.Kind switch
        {
            NumberKind.Boolean => unit < 0.5 ? 0 : 1,
            NumberKind.Integer => 1 + Math.Floor(4 * unit),
            NumberKind.Double or NumberKind.Float when attempt % 3 == 0 => 0.15 + (0.7 * unit),
            NumberKind.Double or NumberKind.Float when attempt % 3 == 1 || parameter.IsPositive => 0.4 + (2.2 * unit),
            NumberKind.Double or NumberKind.Float => (Unit(Hash(parameter.Name) + 31 + index) < 0.5 ? -1 : 1) * (0.2 + (2.3 * unit)),
            _ => unit,
        };
    }

    // The number where it is in the domain; otherwise one well inside.
    private static double Within(Interval domain, double number, double unit) =>
        domain.Holds(number) && (double.IsInfinity(domain.High) || double.IsInfinity(domain.Low)) ? number
        : !double.IsInfinity(domain.High - domain.Low) ? domain.Low + ((0.1 + (0.8 * unit)) * (domain.High - domain.Low))
        : double.IsInfinity(domain.High) ? domain.Low + (0.2 + (2.3 * unit))
        : domain.High - (0.2 + (2.3 * unit));

    /// <summary>The value of foreign code.</summary>
    public double Value(NumberKind kind, string code, double[] operands)
    {
        if (kind is NumberKind.Double or NumberKind.Float && Rules?.Partial(code, operands) is { } known)
            return known;
        return OfForeign(kind, code, operands);
    }

    private double OfForeign(NumberKind kind, string code, double[] operands)
    {
        var hash = Hash(code);
        switch (kind)
        {
            case NumberKind.Boolean:
                return Unit(hash) < 0.5 ? 0 : 1;
            case NumberKind.Integer:
                return 1 + Math.Floor(3 * Unit(hash));
            default:
                return 1.3 + (0.4 * Math.Sin(Phase(hash, operands)));
        }
    }

    /// <summary>The value of a function whose derivative the author states.</summary>
    public double OfFunction(NumberKind kind, string code, DerivativeRule rule, bool[] isReal, double[] operands) =>
        Rules?.Knows(rule.Text) == true ? Rules.Value(code, operands, OfForeign(kind, code, operands), (point, value) =>
            [.. isReal.Select((isSo, i) => isSo ? OfRule(rule, isReal.Take(i).Count(each => each), point, value) : 0)]) : Value(kind, code, operands);

    /// <summary>An element of what the author's rule gives.</summary>
    public double OfRule(DerivativeRule rule, int element, double[] operands, double value) =>
        Value(NumberKind.Double, rule.ReturnsTuple ? $"{rule.Text}#{element}" : rule.Text, rule.TakesResult ? [.. operands, value] : operands);

    /// <summary>The partial derivatives of the value of foreign code, of the first or the second order, with respect to the operands at these places.</summary>
    public double Partial(string code, double[] operands, params int[] places)
    {
        var hash = Hash(code);
        var phase = Phase(hash, operands);
        return places.Aggregate(places.Length == 1 ? 0.4 * Math.Cos(phase) : -0.4 * Math.Sin(phase), (product, place) => product * Weight(hash, place));
    }

    private double Phase(int hash, double[] operands) => operands.Select((operand, i) => operand * Weight(hash, i)).Aggregate(Unit(hash) * 6, (sum, part) => sum + part);

    private double Weight(int hash, int place) => 0.3 + (0.2 * Unit(hash + place + 1));

    /// <summary>What foreign code leaves where an element of an array was.</summary>
    public static double Overwritten(double before) => 0.35 + (0.6 * before);

    /// <summary>A member of a struct that is foreign code's.</summary>
    public double Member(ValueType type, string name, double whole) => Value(type.Kind, "\u0001." + name, [whole]);

    /// <summary>One number for all members of a struct, as foreign code sees it.</summary>
    public static double Whole(IEnumerable<double> members) => members.Select((member, i) => member * (0.6 + (0.13 * i))).Sum();

    // Not string.GetHashCode, which differs from run to run.
    private static int Hash(string text)
    {
        var hash = 17;
        foreach (var c in text)
            hash = unchecked((hash * 31) + c);
        return hash;
    }

    private double Unit(int key)
    {
        var x = unchecked((uint)((key * 374761393) + (seed * 668265263)));
        x = unchecked((x ^ (x >> 13)) * 1274126177);
        x ^= x >> 16;
        return (x & 0xFFFFFF) / (double)0x1000000;
    }
}
