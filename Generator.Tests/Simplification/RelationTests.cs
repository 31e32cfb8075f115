using SymDiff.Generator.Values;

namespace SymDiff.Generator.Tests.Simplification;

/// <summary>What one comparison says of another is so of any two numbers, also where one of them is none.</summary>
public class RelationTests
{
    private static readonly double[] Numbers = [-1, 0, 2, double.NaN];

    private static readonly ValueKind[] Kinds = [ValueKind.Equal, ValueKind.NotEqual, ValueKind.Less, ValueKind.LessOrEqual, ValueKind.Greater, ValueKind.GreaterOrEqual];

    [Fact]
    public void Follow_from_each_other_just_where_they_do()
    {
        foreach (var (given, asked) in Kinds.SelectMany(given => Kinds.Select(asked => (given, asked))))
        {
            foreach (var (holds, isTurned) in new[] { (true, false), (true, true), (false, false), (false, true) })
            {
                var answers = Numbers.SelectMany(x => Numbers.Select(y => (x, y))).Where(pair => Holds(given, pair.x, pair.y) == holds)
                    .Select(pair => isTurned ? Holds(asked, pair.y, pair.x) : Holds(asked, pair.x, pair.y)).Distinct().ToList();
                Assert.Equal(answers is [var only] ? only : null, Relations.Follows(given, holds, asked, isTurned));
            }
        }
    }

    private static bool Holds(ValueKind relation, double x, double y) => relation switch
    {
        ValueKind.Equal => x == y,
        ValueKind.NotEqual => x != y,
        ValueKind.Less => x < y,
        ValueKind.LessOrEqual => x <= y,
        ValueKind.Greater => x > y,
        _ => x >= y,
    };
}
