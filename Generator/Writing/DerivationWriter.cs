using SymDiff.Generator.Algebra;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Simplification;

namespace SymDiff.Generator.Writing;

/// <summary>Writes derivations, as documentation and in LaTeX.</summary>
internal static class DerivationWriter
{
    // A formula longer than this is code, not something to read.
    private const int Longest = 160;
    private const int MostParts = 80;

    // Beyond these a list of formulas is not read.
    private const int MostFormulas = 10;
    private const int MostDefinitions = 20;
    private const int MostRules = 24;

    private static readonly string[] Relations = ["=", "←", "+=", "−="];

    /// <summary>The derivation of a gradient: the adjoint of each of the author's variables, from the result backwards, and the partial derivatives.</summary>
    public static IReadOnlyList<DerivationLine> LinesOf(string method, IReadOnlyList<string> inputs, Trace trace)
    {
        var mentioned = new HashSet<Expr>(trace.Steps.Concat(trace.Partials).SelectMany(step => step.Users));
        var steps = trace.Steps.Where(step => step.Adjoint is not Number || mentioned.Contains(step.Variable)).Select(step =>
            new DerivationLine(notation => notation.Adjoint(step.Variable.Name!, notation.Name(method)), step.Adjoint)
            {
                Chain = Chain(step, step.Variable.Name!, method),
                IsDefinition = step.Adjoint.Name == step.Variable.Name + "Bar",
            });
        var partials = inputs.Select((input, i) =>
            new DerivationLine(notation => notation.Partial(notation.Name(method), notation.Name(input)), trace.Partials[i].Adjoint) { Chain = Chain(trace.Partials[i], input, method) });
        return WithDefinitions([.. steps, .. partials]);
    }

    /// <summary>Formulas without a derivation, as far as a list of them is read.</summary>
    public static IReadOnlyList<DerivationLine> LinesOf(IEnumerable<DerivationLine> formulas) => WithDefinitions([.. formulas.Take(MostFormulas).Where(line => IsShort(line.Formula))]);

    /// <summary>The rules of a program's reverse sweep, as far as they are read.</summary>
    public static IReadOnlyList<DerivationLine> LinesOf(IReadOnlyList<DerivationLine> rules, Func<Expr, IReadOnlyList<string>> indicesOf) =>
        WithDefinitions([.. rules.Where(line => line.SummedOver is not null || IsShort(line.Formula)).Take(MostRules)], indicesOf);

    /// <summary>The lines of the remarks, as XML text.</summary>
    public static EquatableArray<string> Remarks(IReadOnlyList<DerivationLine> lines, OperationCount count) =>
        [.. Remarks(lines), $"<para>{count}</para>"];

    /// <summary>The same where operations are not counted, since loops have no number of turns.</summary>
    public static IEnumerable<string> Remarks(IReadOnlyList<DerivationLine> lines) =>
        Equations(lines, Notation.Unicode).Select(equation => $"<para>{Escape($"{equation.Sides[0]} {Notation.Unicode.Relation(equation.Relation)} {string.Join(" = ", equation.Sides.Skip(1))}")}</para>").Distinct();

    /// <summary>The rows of an aligned equation in LaTeX.</summary>
    public static IReadOnlyList<string> Latex(IReadOnlyList<DerivationLine> lines) =>
        [.. Equations(lines, Notation.Latex).Select(equation => $"{equation.Sides[0]} &{Notation.Latex.Relation(equation.Relation)} {string.Join(" = ", equation.Sides.Skip(1))}")];

    /// <summary>Text as XML has it.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    // The sides of each equation, without definitions of what a variable is in between that no other equation mentions.
    private static Stack<(string Relation, IReadOnlyList<string> Sides)> Equations(IReadOnlyList<DerivationLine> lines, Notation notation)
    {
        var mentioned = new HashSet<Expr>();
        var kept = new Stack<(string Relation, IReadOnlyList<string> Sides)>();
        foreach (var (line, relation, sides, mentions) in Written(lines, notation).Reverse())
        {
            if (line.IsDefinition && line.Names?.ContainsKey(line.Formula) == true && !mentioned.Contains(line.Formula))
                continue;
            mentioned.UnionWith(mentions);
            kept.Push((relation, sides));
        }

        return kept;
    }

    // What is too long in Unicode is left out in every notation: the derivation is the same.
    private static IEnumerable<(DerivationLine Line, string Relation, IReadOnlyList<string> Sides, HashSet<Expr> Mentions)> Written(IReadOnlyList<DerivationLine> lines, Notation notation)
    {
        var defined = new Dictionary<Expr, Func<Notation, string>>();
        foreach (var line in lines)
        {
            var mentions = Parts(line.Mentioned);

            // What has been written down already goes by its name.
            string NameOf(Expr expr, Notation way)
            {
                mentions.Add(expr);
                return TextOf(expr, way);
            }

            string TextOf(Expr expr, Notation way) => defined.TryGetValue(expr, out var left) ? left(way)
                : expr is Symbol { Value: var cellValue } && line.TextOf?.Invoke(cellValue, way) is { } text ? text
                : expr is not Symbol symbol ? Indexed(way, way.Name(line.Names is not null && line.Names.TryGetValue(expr, out var name) ? name : expr.Name!), line.IndicesOf?.Invoke(expr))
                : line.CellNames?.TryGetValue(symbol.Value, out var cell) == true ? Indexed(way, way.Name(cell), line.IndicesOf?.Invoke(expr))
                : way.Name(symbol.Value.Text);
            var isKnown = !string.IsNullOrEmpty(line.Formula.Name) && !(line.IsDefinition && !defined.ContainsKey(line.Formula));
            string Formula(Notation way)
            {
                var writer = new FormulaWriter(way, expr => NameOf(expr, way));
                return line.SummedOver is { } counter ? way.Sum(way.Name(counter), isKnown ? NameOf(line.Formula, way) : writer.WriteTerm(line.Formula))
                    : isKnown ? NameOf(line.Formula, way) : writer.Write(line.Formula);
            }

            var isLong = !isKnown && (!IsShort(line.Formula) || Formula(Notation.Unicode).Length > Longest);
            var formula = !isLong ? Formula(notation) : line.SummedOver is { } over ? notation.Sum(notation.Name(over), notation.Ellipsis) : notation.Ellipsis;
            // What is chosen at a tie says nothing in a mean.
            string? Mean(Notation way)
            {
                if (line.Mean is not { } mean || !IsShort(mean))
                    return null;
                var expected = way.Expectation(new FormulaWriter(way, expr => NameOf(expr, way)).Write(mean));
                return line.SummedOver is { } turn ? way.Sum(way.Name(turn), expected) : expected;
            }

            var chain = line.Chain?.Invoke(notation) ?? (Mean(Notation.Unicode) is { Length: <= Longest } words && words.IndexOf("NaN", StringComparison.Ordinal) < 0 ? Mean(notation) : null);
            // A name that has been defined is not defined by itself.
            var saysNothing = isKnown && chain is null && line.SummedOver is null && line.Relation == LineRelation.Equals && line.Left(notation) == formula;
            if (!saysNothing && (!isLong || chain is not null || line.SummedOver is not null))
                yield return (line, Relations[(int)line.Relation], chain is null || chain == formula ? [line.Left(notation), formula] : [line.Left(notation), chain, formula], mentions);
            if (line.IsDefinition)
                defined[line.Formula] = line.Left;
        }
    }

    private static HashSet<Expr> Parts(IEnumerable<Expr> exprs)
    {
        var parts = new HashSet<Expr>();
        var open = new Stack<Expr>(exprs);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (parts.Add(next))
                Cost.Push(open, next);
        }

        return parts;
    }

    // What is mentioned by a name that has no line of its own gets one, first things first.
    private static IReadOnlyList<DerivationLine> WithDefinitions(IReadOnlyList<DerivationLine> lines, Func<Expr, IReadOnlyList<string>>? indicesOf = null)
    {
        var seen = new HashSet<Expr>(lines.Where(line => line.IsDefinition).Select(line => line.Formula));
        var named = lines.Where(line => !line.IsDefinition && !string.IsNullOrEmpty(line.Formula.Name)).Select(line => line.Formula).Where(seen.Add).ToList();
        var open = new Stack<Expr>(lines.SelectMany(line => (Expr[])[line.Formula, .. line.Mentioned, .. line.Mean is { } mean ? [mean] : Array.Empty<Expr>()]).Where(IsShort));
        while (open.Count > 0)
        {
            var parts = new Stack<Expr>();
            Cost.Push(parts, open.Pop());
            foreach (var part in parts.Where(seen.Add))
            {
                if (string.IsNullOrEmpty(part.Name) || IsShort(part))
                    open.Push(part);
                if (!string.IsNullOrEmpty(part.Name))
                    named.Add(part);
            }
        }

        // A variable that was assigned anew goes by one name, which means nothing by itself; among rules each is numbered, and the last is what the variable is in the end.
        var names = new Dictionary<Expr, string>();
        var textOf = lines.Select(line => line.TextOf).FirstOrDefault(text => text is not null);
        if (indicesOf is not null)
        {
            var written = new FormulaWriter(Notation.Unicode, expr => expr.Name ?? (expr is Symbol symbol ? textOf?.Invoke(symbol.Value, Notation.Unicode) ?? symbol.Value.Text : ""));
            foreach (var same in named.GroupBy(expr => expr.Name).Where(same => same.Count() > 1))
            {
                // What reads the same is the same.
                var different = same.OrderBy(expr => expr.Id).GroupBy(written.Write).ToList();
                for (var i = 0; i < different.Count; i++)
                {
                    foreach (var expr in different[i])
                        names[expr] = i == different.Count - 1 ? same.Key! : same.Key + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }

        var definitions = named.GroupBy(expr => expr.Name).Where(same => indicesOf is not null || same.Count() == 1).SelectMany(same => same).OrderBy(expr => expr.Id).Take(MostDefinitions).Where(IsShort)
            .Select(expr => new DerivationLine(notation => Indexed(notation, notation.Name(names.TryGetValue(expr, out var name) ? name : expr.Name!), indicesOf?.Invoke(expr)), expr) { IsDefinition = true, IndicesOf = indicesOf, TextOf = textOf });
        return [.. definitions.Concat(lines).Select(line => line with { Names = names })];
    }

    /// <summary>A name with the counters of the loops around it.</summary>
    public static string Indexed(Notation notation, string name, IReadOnlyList<string>? counters) =>
        counters is { Count: > 0 } ? notation.Element(name, [.. counters.Select(notation.Name)]) : name;

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

    private static Func<Notation, string>? Chain(TraceStep step, string name, string method)
    {
        // A variable that was assigned anew goes by one name.
        if (step.Users.Count is 0 or > 4 || step.Users.Any(user => user.Name == name))
            return null;
        return notation => string.Join(" + ", step.Users.Select(user =>
            notation.Product([notation.Adjoint(user.Name!, notation.Name(method)), notation.Partial(notation.Name(user.Name!), notation.Name(name))])));
    }
}
