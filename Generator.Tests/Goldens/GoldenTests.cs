using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Goldens;

/// <summary>The generated gradient needs no more operations than the one derived by hand, is as right, and reads no worse.</summary>
public class GoldenTests
{
    private static IReadOnlyList<Golden> All { get; } = [.. Rows.All, .. FurtherRows.All, .. FinanceRows.All, .. PhysicsRows.All, .. StatisticsRows.All];

    public static IEnumerable<TheoryDataRow<string, int>> Spellings => All.SelectMany(
        row => row.Spellings.Select((_, spelling) => new TheoryDataRow<string, int>(row.Name, spelling)));

    public static IEnumerable<TheoryDataRow<string>> Names => All.Select(row => new TheoryDataRow<string>(row.Name));

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Takes_no_more_than_by_hand(string row, int spelling) => Row(row).Check(spelling);

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_as_by_hand(string row) => Snapshot.Match(GeneratorRun.Of(Golden.Source(Row(row).Spellings[0])));

    internal static Golden Row(string name) => All.Single(row => row.Name == name);
}
