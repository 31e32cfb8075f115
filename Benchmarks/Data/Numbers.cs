using System.Globalization;

namespace SymDiff.Benchmarks.Data;

/// <summary>The numbers of a file, in order.</summary>
internal sealed class Numbers
{
    private readonly string[] words;
    private int next;

    private Numbers(string[] words) => this.words = words;

    public static Numbers Of(string file)
    {
        using var stream = typeof(Numbers).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException("No such data.", file);
        using var reader = new StreamReader(stream);
        return new Numbers(reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public int Integer() => int.Parse(words[next++], CultureInfo.InvariantCulture);

    public double Real() => double.Parse(words[next++], CultureInfo.InvariantCulture);

    public double[] Reals(int count)
    {
        var reals = new double[count];
        for (var i = 0; i < count; i++)
            reals[i] = Real();
        return reals;
    }

    public double[] Rest() => Reals(words.Length - next);
}
