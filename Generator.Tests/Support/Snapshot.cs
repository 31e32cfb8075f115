using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.v3;

namespace SymDiff.Generator.Tests.Support;

/// <summary>
/// Holds generated files against files beside the test, by the conventions of Verify and Verify.SourceGenerators to the letter:
/// <c>Type.Method_parameter=value#Hint.g.verified.cs</c>, UTF-8 with byte order mark, line feeds, no newline added at the end, what differs
/// written to <c>.received.</c>. With <c>SYMDIFF_ACCEPT=1</c> in the environment what is received becomes what is expected.
/// </summary>
internal static class Snapshot
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    private static bool Accepts => Environment.GetEnvironmentVariable("SYMDIFF_ACCEPT") == "1";

    /// <summary>Compares every generated file; the run must be sound and must compile without warnings even with warnings left on.</summary>
    public static void Match(GeneratorRun run, [CallerFilePath] string testFile = "")
    {
        run.AssertSound();
        Assert.Empty(run.CandidDiagnostics());

        var prefix = Prefix(testFile);
        var received = run.Files.ToDictionary(
            file => prefix + "#" + FileName(Path.GetFileNameWithoutExtension(file.HintName)),
            file => $"//HintName: {file.HintName}\n{file.SourceText}");
        var failures = received.Select(file => Compare(file.Key, "cs", file.Value)).ToList();

        var stale = Directory.GetFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + "#*.verified.cs")
            .Where(path => !received.ContainsKey(path[..^".verified.cs".Length]));
        failures.AddRange(stale.Select(Remove));
        Report(failures);
    }

    /// <summary>Compares a text with <c>Type.Method.verified.txt</c>.</summary>
    public static void Match(string text, [CallerFilePath] string testFile = "") => Report([Compare(Prefix(testFile), "txt", text)]);

    /// <summary>Compares one file, named without <c>.verified.</c> and extension. Gives what is wrong, or null.</summary>
    internal static string? Compare(string path, string extension, string text)
    {
        var (verified, received) = ($"{path}.verified.{extension}", $"{path}.received.{extension}");
        var actual = WithLineFeeds(text);
        var expected = File.Exists(verified) ? WithLineFeeds(File.ReadAllText(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return null;
        }

        if (Accepts)
        {
            File.WriteAllText(verified, actual, Encoding);
            File.Delete(received);
            return null;
        }

        File.WriteAllText(received, actual, Encoding);
        return Path.GetFileName(verified) + (expected is null ? " does not exist. Received:\n" + actual : ":\n" + Difference(expected, actual));
    }

    private static string? Remove(string verified)
    {
        if (!Accepts)
            return Path.GetFileName(verified) + " is expected and was not generated.";
        File.Delete(verified);
        return null;
    }

    private static void Report(IEnumerable<string?> failures)
    {
        var text = string.Join("\n\n", failures.OfType<string>());
        if (text.Length > 0)
            Assert.Fail(text + "\n\nRead the difference; SYMDIFF_ACCEPT=1 accepts it.");
    }

    private static string Difference(string expected, string actual)
    {
        var text = new StringBuilder();
        foreach (var line in InlineDiffBuilder.Diff(expected, actual).Lines)
        {
            var mark = line.Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            text.Append(mark).Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The path beside the test's source that its files begin with: type, method, arguments.</summary>
    private static string Prefix(string testFile)
    {
        var test = (IXunitTest)TestContext.Current.Test!;
        var parameters = test.TestMethod.Method.GetParameters();
        var name = new StringBuilder(test.TestMethod.TestClass.Class.Name).Append('.').Append(test.TestMethod.Method.Name);
        foreach (var (parameter, argument) in parameters.Zip(test.TestMethodArguments))
            name.Append('_').Append(parameter.Name).Append('=').Append(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "null");
        return Path.Combine(Path.GetDirectoryName(testFile)!, FileName(name.ToString()));
    }

    private static string FileName(string name)
    {
        // The characters that Windows forbids, on every machine, so that a name does not depend on it.
        const string Forbidden = "\"<>|:*?\\/";
        return string.Concat(name.Select(c => c < ' ' || Forbidden.Contains(c, StringComparison.Ordinal) ? '-' : c));
    }

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
