using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SymDiff.Benchmarks.Workloads;

namespace SymDiff.Benchmarks.Measurement;

/// <summary>The same, measured by BenchmarkDotNet: slower to run, with the spread of each figure. On a quiet machine.</summary>
[MemoryDiagnoser]
public class LongRun
{
    private double[] gradient = [];
    private Workload workload = null!;

    public static IEnumerable<string> Names => AllWorkloads.Create().Select(workload => workload.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        workload = AllWorkloads.Create().Single(workload => workload.Name == Name);
        gradient = new double[workload.Partials];
    }

    [Benchmark]
    public double Objective() => workload.Objective();

    [Benchmark]
    public void Generated() => workload.Generated(gradient);

    [Benchmark(Baseline = true)]
    public void ByHand() => workload.ByHand(gradient);

    internal static void Start() => BenchmarkRunner.Run<LongRun>(
        DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
}
