namespace SymDiff.Generator.Writing.Statements;

/// <summary>Puts declarations where all who read the variables see them.</summary>
internal static class Settling
{
    /// <summary>Settles where variables are declared that branches share, and those of protected statements that are read behind them.</summary>
    public static void Settle(WrittenBlock block) => Settle(block, []);

    // From the inside outwards: what an inner statement declares before itself an outer one may, too. What follows the block is read in the blocks around it.
    private static void Settle(WrittenBlock block, IReadOnlyList<IEnumerable<WrittenStatement>> behind)
    {
        for (var i = 0; i < block.Statements.Count; i++)
        {
            List<WrittenStatement> settled = block.Statements[i] switch
            {
                DeclarationPlace place => [.. place.Settled],
                WrittenDeclaration { IsElsewhere: true, Assigned: var assigned } => assigned is null ? [] : [assigned],
                var statement => [statement],
            };
            block.Statements.RemoveAt(i);
            block.Statements.InsertRange(i, settled);
            if (settled is not [var one])
            {
                i += settled.Count - 1;
                continue;
            }

            List<IEnumerable<WrittenStatement>> after = [block.Statements.Skip(i + 1), .. behind];
            var parts = one.Blocks.ToList();
            for (var part = 0; part < parts.Count; part++)
                Settle(parts[part], [.. parts.Skip(part + 1).Select(later => later.Statements), .. after]);
            if (one is not WrittenProtection { IsPlain: false } scope)
                continue;
            var declared = Declared(scope, after);
            block.Statements.InsertRange(i, declared);
            i += declared.Count;
        }
    }

    // What is declared in its braces and read behind them.
    private static List<WrittenDeclaration> Declared(WrittenProtection scope, List<IEnumerable<WrittenStatement>> behind)
    {
        var declared = new List<(string Type, string Name)>();
        foreach (var block in scope.Blocks)
        {
            for (var i = 0; i < block.Statements.Count; i++)
            {
                if (block.Statements[i] is not WrittenDeclaration declaration || !declaration.Names.Any(name => scope.Declared.ContainsKey(name) && behind.Exists(all => all.Any(statement => statement.Mentions(name)))))
                    continue;
                declared.AddRange(declaration.Names.Select(name => (scope.Declared.TryGetValue(name, out var type) && declaration.Type == "var" ? type : declaration.Type, name)));
                block.Statements.RemoveAt(i--);
                if (declaration.Assigned is { } assigned)
                    block.Statements.Insert(++i, assigned);
            }
        }

        return [.. declared.GroupBy(one => one.Type).Select(same => new WrittenDeclaration(same.Key, [.. same.Select(one => one.Name)], null))];
    }
}
