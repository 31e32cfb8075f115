using SymDiff.Generator.Model;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>Tangents or cotangents: parameters that follow the method's own.</summary>
/// <param name="Values">The real numbers in them.</param>
/// <param name="Declared">As they are declared; one for a struct.</param>
internal sealed record Weights(IReadOnlyList<Value> Values, EquatableArray<string> Declared)
{
    /// <summary>One for each thing, called by a name of its own.</summary>
    public static Weights Of(IEnumerable<(string Name, ValueType Type)> things, ValueGraph graph, NamePool pool)
    {
        var (values, declared) = (new List<Value>(), new List<string>());
        foreach (var (wanted, type) in things)
        {
            var name = pool.Take(wanted);
            declared.Add($"{type.Text} {ExpressionWriter.Identifier(name)}");
            values.AddRange(Leaves.Of(name, type).Where(leaf => leaf.Type.IsReal).Select(leaf => graph.Input(leaf.Type, leaf.Name)));
        }

        return new Weights(values, declared.ToEquatableArray());
    }
}
