using System.Globalization;

namespace SymDiff.Generator.Forms;

/// <summary>What is said of a rule.</summary>
internal static class RuleWords
{
    public static string Of(string draw, int nodes) =>
        $"{nodes.ToString(CultureInfo.InvariantCulture)} nodes for {draw}, exact for polynomials up to the degree {((2 * nodes) - 1).ToString(CultureInfo.InvariantCulture)}";
}
