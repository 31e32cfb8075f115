using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Scheduling;

/// <summary>How often an expression is used.</summary>
internal static class References
{
    /// <summary>Counts the uses of everything that the roots are made of; a root is used once for itself.</summary>
    public static void Count(IEnumerable<Expr> roots, Func<Expr, IEnumerable<Expr>> children, Dictionary<Expr, int> references)
    {
        var open = new Stack<Expr>();
        foreach (var root in roots)
            Use(root);
        while (open.Count > 0)
        {
            foreach (var child in children(open.Pop()))
                Use(child);
        }

        void Use(Expr expr)
        {
            if (references.TryGetValue(expr, out var count))
            {
                references[expr] = count + 1;
                return;
            }

            references.Add(expr, 1);
            open.Push(expr);
        }
    }
}
