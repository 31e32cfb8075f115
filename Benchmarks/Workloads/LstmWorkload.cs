using SymDiff.Benchmarks.Data;
using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

/// <summary>ADBench's network: 2 layers of 14 units, a sequence of 1024.</summary>
internal sealed class LstmWorkload : Workload
{
    private const string File = "lstm_l2_c1024";
    private readonly int layers;
    private readonly int width;
    private readonly double[] start;
    private readonly double[] sequence;

    public LstmWorkload()
        : this(Numbers.Of(File + ".txt"))
    {
    }

    private LstmWorkload(Numbers numbers)
        : this(numbers, numbers.Integer(), numbers.Integer(), numbers.Integer())
    {
    }

    private LstmWorkload(Numbers numbers, int layers, int length, int width)
        : base("LSTM", 1.5, numbers.Reals((8 * layers + 3) * width))
    {
        (this.layers, this.width) = (layers, width);
        start = numbers.Reals(2 * layers * width);
        sequence = numbers.Reals(length * width);
    }

    public override (double Value, double[] Gradient)? Published => Numbers.Of(File + ".expected.txt") is var numbers ? (numbers.Real(), numbers.Rest()) : null;

    private int MainCount => 8 * layers * width;

    private ReadOnlySpan<double> Main => Parameters.AsSpan(0, MainCount);

    private ReadOnlySpan<double> Extra => Parameters.AsSpan(MainCount);

    public override double Objective() => Lstm.Loss(Main, Extra, start, sequence, layers, width);

    public override void Generated(Span<double> gradient) =>
        Lstm.LossGradient(Main, Extra, start, sequence, layers, width, gradient[..MainCount], gradient[MainCount..]);

    public override double GeneratedWithValue(Span<double> gradient) =>
        Lstm.LossValueAndGradient(Main, Extra, start, sequence, layers, width, gradient[..MainCount], gradient[MainCount..]);

    public override void ByHand(Span<double> gradient) =>
        LstmByHand.Gradient(Main, Extra, start, sequence, layers, width, gradient[..MainCount], gradient[MainCount..]);
}
