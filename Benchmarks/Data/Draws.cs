namespace SymDiff.Benchmarks.Data;

/// <summary>Random numbers, the same in every run.</summary>
internal sealed class Draws(int seed)
{
#pragma warning disable CA5394 // Nobody is to be kept from guessing these.
    private readonly Random random = new(seed);

    public double Uniform() => random.NextDouble();

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
#pragma warning restore CA5394

    public double[] Normals(int count)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++)
            draws[i] = Normal();
        return draws;
    }
}
