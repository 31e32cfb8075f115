using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>What the attribute says.</summary>
/// <param name="Chosen">What is differentiated: parameters in their order, then members of the object itself.</param>
/// <param name="IsExplicit">Whether the attribute names them.</param>
/// <param name="HasReceiver">Whether members of the object itself are among them.</param>
/// <param name="Derivatives">Which derivatives are asked for.</param>
internal sealed record Choice(EquatableArray<Chosen> Chosen, bool IsExplicit, bool HasReceiver, int Derivatives)
{
    /// <summary>The chosen numbers and arrays among the parameters of a declaration, and what is chosen in their order.</summary>
    public (EquatableArray<int> Indices, EquatableArray<Chosen> Ordered) In(Declaration declaration)
    {
        var found = Chosen.Distinct().Select(chosen => (Chosen: chosen, Indices: IndicesOf(chosen, declaration).ToList())).Where(pair => pair.Indices.Count > 0).ToList();
        // What is named beside the whole of which it is a part is meant once.
        var outermost = found.Where(pair => !found.Exists(other => other.Indices.Count > pair.Indices.Count && pair.Indices.TrueForAll(other.Indices.Contains))).OrderBy(pair => pair.Indices[0]).ToList();
        return (outermost.SelectMany(pair => pair.Indices).ToEquatableArray(), outermost.Select(pair => pair.Chosen).ToEquatableArray());
    }

    private static IEnumerable<int> IndicesOf(Chosen chosen, Declaration declaration)
    {
        for (var i = 0; i < declaration.Parameters.Length; i++)
        {
            var (name, type) = (declaration.Parameters[i].Name, declaration.Parameters[i].Type);
            if (name == chosen.Name || ((type.IsReal || type is { IsRealArray: true, Part: not null }) && name.StartsWith(chosen.Name + ".", StringComparison.Ordinal)))
                yield return i;
        }
    }
}
