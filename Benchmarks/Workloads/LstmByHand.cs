using System.Buffers;

namespace SymDiff.Benchmarks.Workloads;

internal static class LstmByHand
{
    // What is kept of a unit at a time, one beside the other.
    private const int Forget = 0, Gate = 1, Output = 2, Change = 3, Cell = 4, Bent = 5, Hidden = 6, Kept = 7;

    public static void Gradient(
        ReadOnlySpan<double> main,
        ReadOnlySpan<double> extra,
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> sequence,
        int layers,
        int width,
        Span<double> mainBar,
        Span<double> extraBar)
    {
        var steps = sequence.Length / width - 1;
        var each = layers * width * Kept;
        var rented = ArrayPool<double>.Shared.Rent((steps + 1) * each + steps * width);
        Span<double> history = rented.AsSpan(0, (steps + 1) * each);
        Span<double> shares = rented.AsSpan((steps + 1) * each, steps * width);

        // The start stands before the first step.
        for (var k = 0; k < layers; k++)
        {
            for (var i = 0; i < width; i++)
            {
                var unit = history.Slice((k * width + i) * Kept, Kept);
                unit[Hidden] = start[2 * width * k + i];
                unit[Cell] = start[2 * width * k + width + i];
            }
        }

        for (var t = 0; t < steps; t++)
            Forward(main, extra, sequence.Slice(t * width, width), history.Slice(t * each, each), history.Slice((t + 1) * each, each), shares.Slice(t * width, width), layers);

        mainBar.Clear();
        extraBar.Clear();
        Span<double> hiddenBar = stackalloc double[layers * width];
        Span<double> cellBar = stackalloc double[layers * width];
        hiddenBar.Clear();
        cellBar.Clear();
        var scale = 1.0 / (steps * width);
        for (var t = steps - 1; t >= 0; t--)
        {
            Backward(
                main, extra, sequence.Slice(t * width, width), sequence.Slice((t + 1) * width, width), history.Slice(t * each, each), history.Slice((t + 1) * each, each),
                shares.Slice(t * width, width), scale, hiddenBar, cellBar, mainBar, extraBar);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Forward(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> input, ReadOnlySpan<double> before, Span<double> after, Span<double> shares, int layers)
    {
        var width = input.Length;
        double total = 2;
        for (var i = 0; i < input.Length; i++)
        {
            // A unit hears only from the one below it.
            var x = input[i] * extra[i];
            for (var k = 0; k < layers; k++)
            {
                var own = main[(8 * width * k + i)..];
                var at = (k * width + i) * Kept;
                var old = before.Slice(at, Kept);
                var unit = after.Slice(at, Kept);
                var forget = Sigmoid(x * own[0] + own[4 * width]);
                var gate = Sigmoid(old[Hidden] * own[width] + own[5 * width]);
                var output = Sigmoid(x * own[2 * width] + own[6 * width]);
                var change = Math.Tanh(old[Hidden] * own[3 * width] + own[7 * width]);
                var cell = old[Cell] * forget + gate * change;
                var bent = Math.Tanh(cell);
                x = output * bent;
                unit[Hidden] = x;
                unit[Bent] = bent;
                unit[Cell] = cell;
                unit[Change] = change;
                unit[Output] = output;
                unit[Gate] = gate;
                unit[Forget] = forget;
            }

            shares[i] = Math.Exp(x * extra[width + i] + extra[2 * width + i]);
            total += shares[i];
        }

        var scale = 1 / total;
        foreach (ref var share in shares)
            share *= scale;
    }

    private static void Backward(
        ReadOnlySpan<double> main,
        ReadOnlySpan<double> extra,
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> next,
        ReadOnlySpan<double> before,
        ReadOnlySpan<double> after,
        ReadOnlySpan<double> shares,
        double scale,
        Span<double> hiddenBar,
        Span<double> cellBar,
        Span<double> mainBar,
        Span<double> extraBar)
    {
        var width = input.Length;
        var layers = hiddenBar.Length / width;
        double sum = 0;
        foreach (var value in next)
            sum += value;
        for (var i = 0; i < input.Length; i++)
        {
            var yBar = scale * (sum * shares[i] - next[i]);
            extraBar[width + i] += yBar * after[((layers - 1) * width + i) * Kept + Hidden];
            extraBar[2 * width + i] += yBar;
            var xBar = yBar * extra[width + i];
            for (var k = layers - 1; k >= 0; k--)
            {
                var own = main[(8 * width * k + i)..];
                var ownBar = mainBar[(8 * width * k + i)..];
                var at = (k * width + i) * Kept;
                var old = before.Slice(at, Kept);
                var unit = after.Slice(at, Kept);
                var x = k == 0 ? input[i] * extra[i] : after[at - width * Kept + Hidden];
                double forget = unit[Forget], gate = unit[Gate], output = unit[Output], change = unit[Change], bent = unit[Bent];

                var hBar = hiddenBar[k * width + i] + xBar;
                var cBar = cellBar[k * width + i] + hBar * output * (1 - bent * bent);
                var forgetBar = cBar * old[Cell] * forget * (1 - forget);
                var gateBar = cBar * change * gate * (1 - gate);
                var outputBar = hBar * bent * output * (1 - output);
                var changeBar = cBar * gate * (1 - change * change);
                ownBar[0] += forgetBar * x;
                ownBar[width] += gateBar * old[Hidden];
                ownBar[2 * width] += outputBar * x;
                ownBar[3 * width] += changeBar * old[Hidden];
                ownBar[4 * width] += forgetBar;
                ownBar[5 * width] += gateBar;
                ownBar[6 * width] += outputBar;
                ownBar[7 * width] += changeBar;
                cellBar[k * width + i] = cBar * forget;
                hiddenBar[k * width + i] = gateBar * own[width] + changeBar * own[3 * width];
                xBar = forgetBar * own[0] + outputBar * own[2 * width];
            }

            extraBar[i] += xBar * input[i];
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
