using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Tests.Support;

/// <summary>Proves that an edit elsewhere costs nothing: the generator runs at every keystroke.</summary>
internal static class Caching
{
    private const string Read = "Read";
    private const string Derive = "Derive";

    public static void AssertCached(GeneratorRun run)
    {
        var steps = run.Driver.GetRunResult().Results.Single().TrackedSteps;
        if (!run.Files.IsEmpty)
        {
            Assert.Contains(Read, steps.Keys);
            Assert.Contains(Derive, steps.Keys);
        }

        foreach (var value in new[] { Read, Derive }.SelectMany(name => steps.GetValueOrDefault(name)).SelectMany(step => step.Outputs))
            AssertHoldsNoCompilerObject(value.Value);

        var again = Rerun(run, run.Input.Clone());
        AssertAllCached(again, Read);
        AssertAllCached(again, Derive);
        AssertOutputsCached(again);

        var edited = Rerun(run, WithComments(run.Input));
        AssertAllCached(edited, Derive);
        AssertOutputsCached(edited);
    }

    /// <summary>Walks all that the object holds.</summary>
    public static void AssertHoldsNoCompilerObject(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(object? Value, string Path)>([(root, root?.GetType().Name ?? "")]);
        while (pending.TryPop(out var next))
        {
            var (value, path) = next;
            if (value is null or string or Type || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
                continue;
            var type = value.GetType();
            Assert.False(
                type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
                $"The cached model holds a {type} at {path}: it keeps a whole compilation alive and is never equal to the next one.");
            if (value is Array array)
            {
                foreach (var element in array)
                    pending.Push((element, path + "[]"));
                continue;
            }

            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                foreach (var field in declaring.GetFields(All))
                    pending.Push((field.GetValue(value), path + "." + field.Name));
            }
        }
    }

    private static GeneratorRunResult Rerun(GeneratorRun run, CSharpCompilation compilation) =>
        run.Driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

    /// <summary>A comment after every semicolon and a line on top: every location moves and no code changes.</summary>
    private static CSharpCompilation WithComments(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var root = tree.GetRoot();
            var semicolons = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.SemicolonToken));
            var edited = root.ReplaceTokens(
                semicolons, (_, token) => token.WithTrailingTrivia(token.TrailingTrivia.Insert(0, SyntaxFactory.Comment("/* edited */"))));
            var text = "// Edited.\n" + edited.ToFullString();
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
        }

        return compilation;
    }

    private static void AssertAllCached(GeneratorRunResult result, string step)
    {
        foreach (var (_, reason) in result.TrackedSteps.GetValueOrDefault(step, []).SelectMany(run => run.Outputs))
            AssertCached(reason, step);
    }

    private static void AssertOutputsCached(GeneratorRunResult result)
    {
        foreach (var (name, steps) in result.TrackedOutputSteps)
        {
            foreach (var (_, reason) in steps.SelectMany(step => step.Outputs))
                AssertCached(reason, name);
        }
    }

    private static void AssertCached(IncrementalStepRunReason reason, string step) => Assert.True(
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"The step {step} ran again: {reason}.");
}
