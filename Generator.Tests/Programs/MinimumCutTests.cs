using SymDiff.Generator.Programs;

namespace SymDiff.Generator.Tests.Programs;

/// <summary>Holds minimum cuts to all cuts there are, on small graphs.</summary>
public class MinimumCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Is_the_cheapest_of_all_and_the_nearest_to_the_sink(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 60; trial++)
        {
            var count = random.Next(3, 9);
            var edges = new List<(int From, int To, int Capacity)>();
            for (var from = 0; from < count; from++)
            {
                for (var to = 0; to < count; to++)
                {
                    if (from != to && random.Next(3) > 0)
                        edges.Add((from, to, random.Next(0, 9)));
                }
            }

            var cut = new MinimumCut();
            for (var i = 0; i < count; i++)
                cut.Add();
            foreach (var (from, to, capacity) in edges)
                cut.Connect(from, to, capacity);
            var side = cut.SourceSide(0, 1, TestContext.Current.CancellationToken);

            int CostOf(Func<int, bool> isSource) => edges.Where(edge => isSource(edge.From) && !isSource(edge.To)).Sum(edge => edge.Capacity);
            var all = Enumerable.Range(0, 1 << count).Where(mask => (mask & 3) == 1).ToList();
            var cheapest = all.Min(mask => CostOf(i => (mask & (1 << i)) != 0));
            Assert.True(side[0] && !side[1]);
            Assert.Equal(cheapest, CostOf(i => side[i]));
            // The nearest to the sink has all of the cheapest in it.
            foreach (var mask in all.Where(mask => CostOf(i => (mask & (1 << i)) != 0) == cheapest))
                Assert.All(Enumerable.Range(0, count).Where(i => (mask & (1 << i)) != 0), i => Assert.True(side[i]));
        }
    }
}
