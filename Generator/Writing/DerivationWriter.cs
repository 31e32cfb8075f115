using System.Text;
using SymDiff.Generator.Algebra;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Writing;

/// <summary>Writes the documentation of a gradient: its formulas, how they were derived, and what they cost.</summary>
internal static class DerivationWriter
{
    // A formula longer than this is code, not something to read.
    private const int Longest = 160;
    private const int MostParts = 80;

    // Beyond these a list of formulas is not read.
    private const int MostFormulas = 10;

    /// <summary>The lines of the remarks, as XML text.</summary>
    public static EquatableArray<string> Write(string method, IReadOnlyList<string> inputs, Trace trace, OperationCount count)
    {
        var lines = new List<string>();
        var mentioned = new HashSet<Expr>(trace.Steps.Concat(trace.Partials).SelectMany(step => step.Users));
        foreach (var step in trace.Steps.Where(step => step.Adjoint is not Number || mentioned.Contains(step.Variable)))
            Add(lines, step.Variable.Name!, FormulaWriter.Adjoint(step.Variable.Name!, method), Chain(step, step.Variable.Name!, method), step.Adjoint);
        for (var i = 0; i < inputs.Count; i++)
            Add(lines, inputs[i], $"∂{method}/∂{FormulaWriter.Symbol(inputs[i])}", Chain(trace.Partials[i], inputs[i], method), trace.Partials[i].Adjoint);
        var result = lines.Select(line => $"<para>{Escape(line)}</para>").ToList();
        result.Add($"<para>{count}</para>");
        return result.ToEquatableArray();
    }

    /// <summary>The lines of the remarks where there are formulas and no derivation.</summary>
    public static EquatableArray<string> Formulas(IEnumerable<(string Left, Expr Formula)> formulas, OperationCount count)
    {
        var lines = formulas.Take(MostFormulas).Where(formula => IsShort(formula.Formula)).Select(formula => (formula.Left, Text: FormulaWriter.Write(formula.Formula)));
        return
        [
            .. lines.Where(line => line.Text.Length <= Longest).Select(line => $"<para>{Escape(line.Left + " = " + line.Text)}</para>"),
            $"<para>{count}</para>",
        ];
    }

    /// <summary>Text as XML has it.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    // z̄ = r̄·∂r/∂z + s̄·∂s/∂z = z − ε/σ
    private static void Add(List<string> lines, string name, string left, string chain, Expr adjoint)
    {
        // What has been written down already goes by its name.
        var formula = string.IsNullOrEmpty(adjoint.Name) || adjoint.Name == name + "Bar" ? IsShort(adjoint) ? FormulaWriter.Write(adjoint) : "…" : FormulaWriter.Named(adjoint.Name!);
        if (formula.Length > Longest)
            formula = "…";
        var line = new StringBuilder(left);
        if (chain.Length > 0 && chain != formula)
            line.Append(" = ").Append(chain);
        lines.Add(line.Append(" = ").Append(formula).ToString());
    }

    // Shared parts count as often as they would be written.
    private static bool IsShort(Expr expr)
    {
        var open = new Stack<Expr>([expr]);
        for (var parts = 0; open.Count > 0; parts++)
        {
            if (parts > MostParts)
                return false;
            var next = open.Pop();
            if (next != expr && !string.IsNullOrEmpty(next.Name))
                continue;
            Cost.Push(open, next);
        }

        return true;
    }

    private static string Chain(TraceStep step, string name, string method)
    {
        // A variable that was assigned anew goes by one name.
        if (step.Users.Count is 0 or > 4 || step.Users.Any(user => user.Name == name))
            return "";
        var symbol = FormulaWriter.Symbol(name);
        return string.Join(" + ", step.Users.Select(user =>
            $"{FormulaWriter.Adjoint(user.Name!, method)}·∂{FormulaWriter.Symbol(user.Name!)}/∂{symbol}"));
    }
}
