using SymDiff.Generator.Values;

namespace SymDiff.Generator.Writing;

/// <content>Numbers that the author has named are declared before all else, under their names.</content>
internal sealed partial class BodyWriter
{
    private readonly Dictionary<Value, string> constants = [];
    private readonly HashSet<Value> usedConstants = [];

    // What is declared at the beginning has its name in all scopes.
    private void NameConstants(IEnumerable<Value> read)
    {
        foreach (var constant in read.Where(value => value.Definition is not null).SelectMany(WithParts).Distinct().OrderBy(constant => constant.Id))
            constants.Add(constant, ExpressionWriter.Identifier(pool.Take(constant.Text)));
    }

    private static IEnumerable<Value> WithParts(Value value) => (value.Definition is { } definition ? WithParts(definition) : value.Operands.SelectMany(WithParts)).Concat(value.Definition is null ? [] : [value]);

    private string NameOfConstant(Value constant)
    {
        usedConstants.Add(constant);
        return constants[constant];
    }

    private List<string> DeclaredConstants()
    {
        var declared = new List<(string Type, string Text)>();
        // They stand before all variables, those too that hold a part of one of them.
        var writer = new ExpressionWriter(value => value.Definition is null ? null : NameOfConstant(value));
        // What is declared may be made of others.
        for (var seen = 0; seen < usedConstants.Count; seen = declared.Count)
        {
            declared.Clear();
            foreach (var constant in usedConstants.OrderBy(constant => constant.Id).ToList())
                declared.Add((constant.Type.Text, $"{constants[constant]} = {writer.Write(constant.Definition!)}"));
        }

        return [.. declared.GroupBy(constant => constant.Type).Select(same => $"const {same.Key} {string.Join(", ", same.Select(constant => constant.Text))};")];
    }
}
