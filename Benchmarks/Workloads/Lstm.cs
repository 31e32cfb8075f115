namespace SymDiff.Benchmarks.Workloads;

/// <summary>How badly layers of long short-term memories predict each element of a sequence from those before it.</summary>
internal static partial class Lstm
{
    [Differentiable(nameof(main), nameof(extra))]
    public static double Loss(ReadOnlySpan<double> main, ReadOnlySpan<double> extra, double[] start, double[] sequence, int layers, int width)
    {
        int steps = sequence.Length / width - 1;
        var state = new double[start.Length];
        for (int i = 0; i < state.Length; i++)
            state[i] = start[i];

        var x = new double[width];
        var y = new double[width];
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < width; i++)
                x[i] = sequence[t * width + i] * extra[i];
            for (int k = 0; k < layers; k++)
            {
                Advance(
                    main.Slice(8 * width * k, 4 * width),
                    main.Slice(8 * width * k + 4 * width, 4 * width),
                    state.AsSpan(2 * width * k, width),
                    state.AsSpan(2 * width * k + width, width),
                    x);
            }

            double total = 2;
            for (int i = 0; i < width; i++)
            {
                y[i] = x[i] * extra[width + i] + extra[2 * width + i];
                total += Math.Exp(y[i]);
            }

            double normaliser = Math.Log(total);
            for (int i = 0; i < width; i++)
                sum += sequence[(t + 1) * width + i] * (y[i] - normaliser);
        }

        return -sum / (steps * width);
    }

    // What the layer hides is also what it hands on: it replaces x.
    private static void Advance(ReadOnlySpan<double> weight, ReadOnlySpan<double> bias, Span<double> hidden, Span<double> cell, Span<double> x)
    {
        int width = x.Length;
        for (int i = 0; i < width; i++)
        {
            double forget = Sigmoid(x[i] * weight[i] + bias[i]);
            double gate = Sigmoid(hidden[i] * weight[width + i] + bias[width + i]);
            double output = Sigmoid(x[i] * weight[2 * width + i] + bias[2 * width + i]);
            double change = Math.Tanh(hidden[i] * weight[3 * width + i] + bias[3 * width + i]);
            cell[i] = cell[i] * forget + gate * change;
            hidden[i] = output * Math.Tanh(cell[i]);
            x[i] = hidden[i];
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
