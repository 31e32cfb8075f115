namespace SymDiff.Benchmarks.Measurement;

/// <summary>An objective, and its gradient from two hands.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="bar">How much longer than the hand-written gradient the generated one may take.</param>
/// <param name="parameters">What the objective is differentiated with respect to, one after the other.</param>
internal abstract class Workload(string name, double bar, double[] parameters)
{
    public string Name => name;

    public double Bar => bar;

    public double[] Parameters => parameters;

    /// <summary>How many partial derivatives there are: of a gradient one for each parameter.</summary>
    public virtual int Partials => Parameters.Length;

    /// <summary>Value and gradient from elsewhere, where there are any. The gradient may be that of the first parameters only.</summary>
    public virtual (double Value, double[] Gradient)? Published => null;

    /// <summary>The value that is published, where it is another than the objective's.</summary>
    public virtual double PublishedObjective() => Objective();

    public abstract double Objective();

    public abstract void Generated(Span<double> gradient);

    public abstract double GeneratedWithValue(Span<double> gradient);

    public abstract void ByHand(Span<double> gradient);

    /// <summary>What is timed: the objective, the generated derivative, the one by hand and, where that is feasible, central differences.</summary>
    public Action[] Actions()
    {
        var partials = new double[Partials];
        Action[] actions = [() => Objective(), () => Generated(partials), () => ByHand(partials)];
        return partials.Length <= CentralDifferences.MostParameters && partials.Length == Parameters.Length ? [.. actions, () => CentralDifferences.Fill(this, partials)] : actions;
    }
}
