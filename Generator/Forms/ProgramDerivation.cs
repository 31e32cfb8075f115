using SymDiff.Generator.Algebra;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>The derivation of a program's gradient as a person would write it down: the rule for each adjoint, loop by loop, from the result backwards.</summary>
internal static class ProgramDerivation
{
    // Of more rules than these nobody reads the last.
    private const int MostRows = 40;

    /// <summary>The lines, made of the rules of the reverse sweep itself.</summary>
    public static IReadOnlyList<DerivationLine> Of(string method, ProgramAdjoint program, IReadOnlyList<AdjointRow> all, IReadOnlyList<Value> inputs, IReadOnlyList<Expr> partials)
    {
        // What is handed on unchanged is no rule, and a variable that was assigned anew goes by one name, which means nothing by itself.
        var rows = all.Where(row => row.Formula is not Number && (row.Kind is AdjointRowKind.Sum or AdjointRowKind.Element || row.Formula is not Symbol))
            .GroupBy(row => row.Kind == AdjointRowKind.Adjoint ? (object)(row.Subject!.Name!, row.Region) : row).Where(same => same.Count() == 1).Select(same => same.Single()).Take(MostRows).ToList();
        var names = CellNames(rows);
        var formulas = program.Simplify(rows.Select(row => row.Formula).Concat(partials));
        var lines = new List<DerivationLine>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (formulas[i] is not Number && Line(program, rows[i], formulas[i], method, names) is { } line)
                lines.Add(line with { IndicesOf = IndicesOf, CellNames = names, TextOf = AdjointText });
        }

        var last = inputs.Select((input, i) => new DerivationLine(notation => notation.Partial(notation.Name(method), notation.Name(input.Text)), formulas[rows.Count + i]) { IndicesOf = IndicesOf, CellNames = names, TextOf = AdjointText });
        return DerivationWriter.LinesOf([.. lines, .. last], IndicesOf);

        // yiBar is the adjoint of yᵢ.
        string? AdjointText(Value cell, Notation notation) => program.AdjointsOfElements.TryGetValue(cell, out var element) ? new Conditions(notation).AdjointOf(element, notation.Name(method)) : null;
        IReadOnlyList<string> IndicesOf(Expr expr) => AdjointRow.IndicesOf(program.Places.Of(expr).Region, program.Places);
    }

    // Sums of one name are numbered, from the outermost loop inwards as in the code. One that has the name of a whole adjoint, or of another sum, is called a sum.
    private static Dictionary<Value, string> CellNames(IReadOnlyList<AdjointRow> rows)
    {
        const string Bar = "Bar";
        var sums = rows.Where(row => row.Cell is not null).ToList();
        // The sum for an element that a counter says is one for each of them: of c[i] it is cSumᵢ.
        var counted = rows.Where(row => row.Element is { Operands: [{ Joined: null }, { Kind: not ValueKind.Literal }] }).GroupBy(row => Scheduling.Names.Of(row.Element!) ?? "").ToDictionary(same => same.Key, same => same.First().Element!.Operands[0]);
        var wholes = new HashSet<string>(rows.Where(row => row.Element is not null).Select(row => row.Element!.Operands[0]).Select(array => array.Name ?? array.Text)
            .Concat(rows.Where(row => row.Element is not null).Select(row => Scheduling.Names.Of(row.Element!) ?? ""))
            .Concat(rows.Where(row => row.Kind == AdjointRowKind.Adjoint).Select(row => row.Subject!.Name!)));
        string NameOf(AdjointRow row) => row.Name.EndsWith(Bar, StringComparison.Ordinal) && row.Name.Substring(0, row.Name.Length - Bar.Length) is var stem
            && (wholes.Contains(stem) || sums.Count(other => other.Name == row.Name) > 1) ? (counted.TryGetValue(stem, out var array) ? array.Name ?? array.Text : stem) + "Sum" : row.Name;
        var names = new Dictionary<Value, string>();
        foreach (var same in sums.GroupBy(NameOf))
        {
            foreach (var (row, index) in same.OrderBy(row => row.Region.Depth).Select((row, index) => (row, index)))
                names[row.Cell!] = index == 0 ? same.Key : same.Key + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return names;
    }

    private static DerivationLine? Line(ProgramAdjoint program, AdjointRow row, Expr formula, string method, Dictionary<Value, string> names)
    {
        var counters = AdjointRow.IndicesOf(row.Region, program.Places);
        switch (row.Kind)
        {
            case AdjointRowKind.Adjoint:
                return new DerivationLine(notation => DerivationWriter.Indexed(notation, notation.Adjoint(row.Subject!.Name!, notation.Name(method)), counters), formula);
            case AdjointRowKind.Sum:
                var outside = AdjointRow.IndicesOf(row.Region.Outer!, program.Places);
                return new DerivationLine(notation => DerivationWriter.Indexed(notation, notation.Name(names[row.Cell!]), outside), formula) { SummedOver = counters[counters.Count - 1] };
            case AdjointRowKind.Recurrence:
                return new DerivationLine(notation => notation.Name(row.Name), formula) { Relation = LineRelation.Becomes };
            default:
                if (new Conditions(Notation.Unicode).AdjointOf(row.Element!, method) is null)
                    return null;
                var isNegative = ExprGraph.Split(formula).Coefficient.IsNegative;
                return new DerivationLine(notation => new Conditions(notation).AdjointOf(row.Element!, notation.Name(method))!, isNegative ? program.Graph.Negate(formula) : formula)
                {
                    Relation = isNegative ? LineRelation.Shrinks : LineRelation.Grows,
                };
        }
    }
}
