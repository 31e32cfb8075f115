using SymDiff.Generator.Model;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator.Forms;

/// <summary>How numbers are put together: one for each real number in several things, of which some are structs or tuples.</summary>
/// <param name="Parts">The things, with their names.</param>
internal sealed record Shape(IReadOnlyList<Chosen> Parts)
{
    private static readonly ValueType Any = new(NumberKind.Tuple, "", default);

    /// <summary>What has a number for each chosen input that is returned: arrays are passed otherwise.</summary>
    public static Shape OfInputs(DifferentiableMethod method) => new([.. method.Chosen.Where(chosen => !chosen.Type.IsSequence)]);

    /// <summary>The type: of several things a tuple, of one its own.</summary>
    public string Type
    {
        get
        {
            var names = TupleNames.For(Parts.Select(part => part.Name));
            return Parts.Count switch
            {
                0 => "void",
                1 => Parts[0].Type.Text,
                _ => $"({string.Join(", ", Parts.Select((part, i) => $"{part.Type.Text} {names[i]}"))})",
            };
        }
    }

    /// <summary>The numbers put together. What a struct holds besides has its default value.</summary>
    public Value Of(ValueGraph values, IReadOnlyList<Value> numbers)
    {
        var rest = new Queue<Value>(numbers);
        Value[] parts = [.. Parts.Select(part => Grouped(part.Type, values, rest))];
        return parts.Length == 1 ? parts[0] : values.Tuple(Any, parts);
    }

    /// <summary>The names of the numbers: <c>q.Mean</c>. Of a single struct those of its members.</summary>
    public IReadOnlyList<string> Names => [.. Parts.SelectMany(part => Leaves.Of(Parts.Count == 1 && part.Type.HasMembers ? "" : part.Name, part.Type)).Where(leaf => leaf.Type.IsReal).Select(leaf => leaf.Name)];

    private static Value Grouped(ValueType type, ValueGraph values, Queue<Value> numbers) => type.HasMembers
        ? values.Tuple(type, [.. type.Elements.Select(element => Grouped(element, values, numbers))])
        : type.IsReal ? numbers.Dequeue() : Default(type, values);

    private static Value Default(ValueType type, ValueGraph values) => values.Verbatim(type, [$"default({type.Text})"]);
}
