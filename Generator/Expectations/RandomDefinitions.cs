using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;

namespace SymDiff.Generator.Expectations;

/// <summary>Variables that are made of draws once and for all, as the adjoint of a sum is between two loops: an expectation asks what they are made of.</summary>
internal static class RandomDefinitions
{
    /// <summary>Steps and results in which such variables are what they are defined as.</summary>
    public static (IReadOnlyList<Step> Steps, IReadOnlyList<Value> Results) Inlined(ValueGraph values, IReadOnlyList<Step> steps, IReadOnlyList<Value> results, RandomValues random)
    {
        var others = new Dictionary<Value, Value>();
        Collect(steps);
        if (others.Count == 0)
            return (steps, results);
        var substitution = new Substitution(values, others);
        return (substitution.Of(Without(steps)), [.. results.Select(substitution.Of)]);

        void Collect(IReadOnlyList<Step> all)
        {
            foreach (var step in all)
            {
                if (step is DefineStep define && IsPlain(define))
                    others[define.Cell] = new Substitution(values, others).Of(define.Definition);
                else if (step is LoopStep loop)
                    Collect(loop.Body);
            }
        }

        List<Step> Without(IReadOnlyList<Step> all) => [.. all.Where(step => step is not DefineStep define || !others.ContainsKey(define.Cell)).Select(step => step is LoopStep loop ? loop with { Body = Without(loop.Body) } : step)];

        bool IsPlain(DefineStep define) => define is { Guard: null, Cell: { Type.IsReal: true, Model: null } } && define.Definition is not ({ Kind: ValueKind.Verbatim } or { Kind: ValueKind.Call, Function: null }) && define.Overwrites.Count == 0 && random.IsRandom(define.Definition);
    }
}
