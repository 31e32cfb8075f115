using System.Diagnostics;

namespace SymDiff.Generator.Tests.Package;

/// <summary>Runs the SDK as a user's own shell would: what this build has set in the environment is not passed on.</summary>
internal static class DotNet
{
    private static readonly string[] ownSettings = ["MSBUILD", "DOTNET_", "TESTINGPLATFORM_", "NUGET_PACKAGES"];

    /// <summary>Runs a command in a directory, requires that it succeeds and gives what it printed.</summary>
    public static async Task<string> Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOwnSetting).ToList())
            start.Environment.Remove(name);
        // Servers that stay behind would hold the output open and the directory in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(5), cancellation);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }

    private static bool IsOwnSetting(string name) =>
        name == "CI" || ownSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
