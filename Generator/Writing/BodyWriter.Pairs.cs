using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing.Statements;

namespace SymDiff.Generator.Writing;

/// <content>Sine and cosine of one angle, where both are computed in any case: one call gives them.</content>
internal sealed partial class BodyWriter
{
    private bool joinsSineAndCosine;

    // For each sine the cosine, and the other way round.
    private Dictionary<Value, Value> pairs = [];

    // Those that the steps of a region need, whatever is chosen in it.
    private Dictionary<Value, Value> PairsIn(IReadOnlyList<Step> steps, IEnumerable<Value> results)
    {
        var found = new Dictionary<Value, Value>();
        if (!joinsSineAndCosine)
            return found;
        // What is behind a value that the tape gives is not computed.
        var certain = usage.In(usage.Certain([.. steps.Where(step => step.Guard is null).SelectMany(Roots), .. results])).Where(value => uses.ContainsKey(value) && (IsOf(value, "Sin") || IsOf(value, "Cos"))).ToList();
        foreach (var sine in certain.Where(value => IsOf(value, "Sin")))
        {
            if (certain.Find(other => IsOf(other, "Cos") && other.Operands[0] == sine.Operands[0]) is { } cosine)
                (found[sine], found[cosine]) = (cosine, sine);
        }

        return found;
    }

    // What a variable takes next has a name of its own first.
    private string NameInPair(Value value) => ExpressionWriter.Identifier(variables.Exists(variable => variable.Next == value)
        ? Scheduling.Names.Describing(value, Known, pool)
        : Scheduling.Names.For(value, Known, pool));

    private bool IsOf(Value value, string function) => value.Kind == ValueKind.Call && value.Type.Kind == Model.NumberKind.Double && value.Text == $"{mathText}.{function}";

    // Names both at once; false where that is not to be done here.
    private bool WritePair(Value value)
    {
        if (!pairs.TryGetValue(value, out var partner) || names.ContainsKey(value) || names.ContainsKey(partner) || (path.Count > 0 && place is not null) || Uncertain(value, path).Any())
            return false;
        var (sine, cosine) = IsOf(value, "Sin") ? (value, partner) : (partner, value);
        var angle = expressions.Write(sine.Operands[0]);
        string[] given = [NameInPair(sine), NameInPair(cosine)];
        Add(new WrittenDeclaration("var", given, $"{mathText}.SinCos({angle})"));
        names.Add(sine, given[0]);
        names.Add(cosine, given[1]);
        return true;
    }
}
