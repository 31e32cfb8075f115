using SymDiff.Benchmarks.Measurement;

namespace SymDiff.Benchmarks.Workloads;

internal static class AllWorkloads
{
    public static Workload[] Create() =>
    [
        new GaussianElboWorkload(isPath: false),
        new GaussianElboWorkload(isPath: true),
        new MonteCarloElboWorkload(),
        new LogisticRegressionWorkload(),
        new LinearRegressionWorkload(),
        new GaussianMixtureWorkload("gmm_d2_K5"),
        new GaussianMixtureWorkload("gmm_d10_K25"),
        new BundleAdjustmentWorkload(),
        new LstmWorkload(),
        new HeatWorkload(),
        new HestonWorkload(),
        new LogisticRegressionHessianWorkload(),
        new RosenbrockHessianWorkload(),
        new LogDensityHessianWorkload(),
        new CurveFitJacobianWorkload(),
        new BundleAdjustmentJacobianWorkload(),
    ];
}
