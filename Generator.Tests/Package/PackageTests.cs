using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using SymDiff.Generator.Tests.Support;

namespace SymDiff.Generator.Tests.Package;

/// <summary>Packs as a release would, and uses the package as a stranger would: outside the repository, with nothing else at hand.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("symdiff-package-").FullName;

    [Fact]
    public async Task The_package_works_in_a_fresh_project()
    {
        var package = await Pack();
        AssertContents(package);

        var printed = await DotNet.Run(WriteConsumer(package), "run", "--configuration", "Release");

        double[] gradient = [.. printed.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Numeric.Close(gradient, [1.5, 0.5 - (1 / 0.5)]);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<string> Pack()
    {
        // Into folders of its own, so that no build that runs elsewhere in the repository is disturbed or taken for this one.
        await DotNet.Run(Repository(), "pack", "--artifacts-path", directory);
        return Assert.Single(Directory.GetFiles(Path.Combine(directory, "package", "release")));
    }

    private static void AssertContents(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var files = archive.Entries.Select(entry => entry.FullName).Where(name => name.Contains("SymDiff", StringComparison.Ordinal));
        Assert.Equal(
            ["SymDiff.nuspec", "analyzers/dotnet/cs/SymDiff.Generator.dll", "lib/netstandard2.0/SymDiff.dll", "lib/netstandard2.0/SymDiff.xml"],
            files.Order(StringComparer.Ordinal));

        using var reader = new StreamReader(archive.GetEntry("SymDiff.nuspec")!.Open());
        var manifest = reader.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", manifest, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", manifest, StringComparison.Ordinal);
        Assert.NotNull(archive.GetEntry("README.md"));
        // A development dependency would not reach the compiler of the consumer, who needs the attributes; and nothing else is needed.
        Assert.DoesNotContain("developmentDependency", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", manifest, StringComparison.Ordinal);
    }

    private string WriteConsumer(string package)
    {
        var project = Directory.CreateDirectory(Path.Combine(directory, "consumer")).FullName;
        var version = Path.GetFileNameWithoutExtension(package)["SymDiff.".Length..];
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SymDiff" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", """
            using System.Globalization;
            using SymDiff;

            var (mu, sigma) = Divergence.FromStandardNormalGradient(1.5, 0.5);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mu:R} {sigma:R}"));

            internal static partial class Divergence
            {
                [Differentiable]
                public static double FromStandardNormal(double mu, double sigma) =>
                    0.5 * (sigma * sigma + mu * mu - Math.Log(sigma * sigma) - 1);
            }
            """);
        // The package comes from this build and from nowhere else, also not from a cache that has another build of the same version.
        Write("nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <packageSources>
                <clear />
                <add key="packed" value="{Path.GetDirectoryName(package)}" />
              </packageSources>
            </configuration>
            """);
        // Settings of a folder above stop here.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        return project;

        void Write(string name, string text) => File.WriteAllText(Path.Combine(project, name), text);
    }

    private static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));
}
