using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Reading;

namespace SymDiff.Generator;

/// <summary>Says what cannot be differentiated, and why. The generator itself reports nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
        context.RegisterSymbolAction(AnalyzeRule, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        // Of a partial method both parts have the attributes of either.
        if (context.Symbol is not IMethodSymbol { PartialDefinitionPart: null } method
            || AttributeReader.Of(method, AttributeReader.Differentiable) is null)
            return;
        var reading = Marked.ReadWithSites(method, context.Compilation, context.CancellationToken);
        var problems = reading.Problems.AsEnumerable();
        if (reading.Method is { } model)
            problems = problems.Concat(Marked.Derive(model, context.CancellationToken).Problems);
        foreach (var problem in problems)
        {
            var location = problem.Site >= 0 ? reading.Sites[problem.Site] : method.Locations[0];
            // A sentence starts with a capital; a piece of code stays as it is.
            var isStart = problem.Rule == "SYMDIFF002" && problem.Words[0].Split(' ')[0] is "a" or "an" or "this";
            object[] words = [.. problem.Words.Select((word, i) => i == 0 && isStart ? char.ToUpperInvariant(word[0]) + word.Substring(1) : word)];
            context.ReportDiagnostic(Diagnostic.Create(Rules.Of(problem.Rule), location, words));
        }
    }

    private static void AnalyzeRule(SymbolAnalysisContext context)
    {
        foreach (var (location, words) in RuleFaults.Of((IMethodSymbol)context.Symbol, context.Compilation, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(Rules.Of("SYMDIFF014"), location, [.. words]));
    }
}
