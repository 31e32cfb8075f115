using SymDiff.Benchmarks.Measurement;
using SymDiff.Benchmarks.Workloads;

// dotnet run -c Release --project Benchmarks [-- --benchmarkdotnet | part of a name]
if (args is ["--benchmarkdotnet"])
{
    LongRun.Start();
    return 0;
}

var disagreements = 0;
RatioTable.WriteHead(Console.Out);
foreach (var workload in AllWorkloads.Create().Where(workload => args.All(part => workload.Name.Contains(part, StringComparison.OrdinalIgnoreCase))))
{
    // What is wrong is not worth timing, but the others still are.
    var complaints = Agreement.Complaints(workload);
    foreach (var complaint in complaints)
        Console.Error.WriteLine($"{workload.Name}: {complaint}");
    disagreements += complaints.Count;
    if (complaints.Count == 0)
        RatioTable.Write(Console.Out, Row.Measure(workload));
}

return disagreements == 0 ? 0 : 1;
