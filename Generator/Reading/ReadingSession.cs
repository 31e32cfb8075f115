using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>The reading of one marked method with all that it calls: what its bodies share.</summary>
internal sealed class ReadingSession
{
    private readonly ImmutableArray<Location>.Builder sites;
    private readonly List<Problem> problems;
    private Accessors? accessors;
    private SideEffects? sideEffects;

    /// <param name="method">The method.</param>
    /// <param name="tree">Where it stands.</param>
    /// <param name="knowledge">What is known of the compilation.</param>
    /// <param name="objects">The classes whose objects are values.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="outer">For a companion the reading of the method that needs it.</param>
    public ReadingSession(IMethodSymbol method, SyntaxTree tree, CompilationKnowledge knowledge, ValueObjects objects, CancellationToken cancellation, ReadingSession? outer = null)
    {
        Root = outer?.Root ?? this;
        Objects = objects;
        (sites, problems) = outer is null ? (ImmutableArray.CreateBuilder<Location>(), []) : (outer.sites, outer.problems);
        GradientName = method.Name + "Gradient";
        Method = method;
        Knowledge = knowledge;
        Cancellation = cancellation;
        Scope = outer?.Scope ?? knowledge.ScopeOf(method.ContainingType);
        LanguageVersion = ((CSharpParseOptions)tree.Options).LanguageVersion;
        Types = Scope.Texts(LanguageVersion >= LanguageVersion.CSharp8, objects);
        ParameterNames = new(method.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        MathText = Unhidden(NameOf("System.Math"), "System.Math");
        MathFText = Unhidden(NameOf("System.MathF"), "System.MathF");
        CalculusText = Unhidden(NameOfCalculus(), "SymDiff.Calculus");
        if (!CalculusText.StartsWith("global::", StringComparison.Ordinal) && method.ContainingNamespace.Name != "SymDiff")
            Usings.Add("SymDiff");
    }

    public IMethodSymbol Method { get; }

    public SideEffects SideEffects => Root == this ? sideEffects ??= new SideEffects(Knowledge, Cancellation) : Root.SideEffects;

    /// <summary>The reading of the marked method: this one, unless it is of a companion.</summary>
    public ReadingSession Root { get; }

    /// <summary>The functions that call themselves, each with what is generated for it.</summary>
    public Dictionary<IMethodSymbol, Companion> Companions { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The rules for derivatives that have been met, where second derivatives are asked for, and how generated code calls them.</summary>
    public List<(string Text, IMethodSymbol Rule)> Rules { get; } = [];

    /// <summary>Whether second derivatives are asked for.</summary>
    public bool AsksForSecondDerivatives { get; set; }

    /// <summary>The parameters with respect to which <see cref="GradientName"/> gives the partial derivatives; none where it is not generated.</summary>
    public EquatableArray<int> Differentiated { get; set; }

    /// <summary>The generated method that gives the gradient.</summary>
    public string GradientName { get; set; }

    public CompilationKnowledge Knowledge { get; }

    public Compilation Compilation => Knowledge.Compilation;

    public CancellationToken Cancellation { get; }

    /// <summary>The classes whose objects are values while this is read.</summary>
    public ValueObjects Objects { get; }

    public Scope Scope { get; }

    public TypeTexts Types { get; }

    public LanguageVersion LanguageVersion { get; }

    public string MathText { get; }

    public string MathFText { get; }

    public string CalculusText { get; }

    /// <summary>The names that stand for the marked method's parameters in the generated code, whatever else they could mean.</summary>
    public HashSet<string> ParameterNames { get; }

    public SortedSet<string> Usings { get; } = new(StringComparer.Ordinal);

    /// <summary>Those that are needed only where code is carried over that may also be read into its parts.</summary>
    public SortedSet<string> LoopUsings { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> ReservedNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that are taken only where a loop is carried over as it is written.</summary>
    public SortedSet<string> LoopNames { get; } = new(StringComparer.Ordinal);

    public Callees Callees { get; } = new();

    /// <summary>How generated code reaches what only the members of another class can name.</summary>
    public Accessors Accessors => Root.accessors ??= new(Root);

    /// <summary>The code that has been begun to be read: the marked method, and the bodies of what it calls.</summary>
    public List<SyntaxNode> Bodies { get; } = [];

    /// <summary>While code is read that is generated, and which the author does not see as it stands: the call of it in the author's own code.</summary>
    public Location? ComposedAt { get; set; }

    /// <summary>Whether carried-over code stands in an unsafe context.</summary>
    public bool NeedsUnsafe { get; set; }

    /// <summary>Whether the number of a line, or the text of an argument as it is written, has been read.</summary>
    public bool DependsOnPlace { get; set; }

    public bool HasProblems => problems.Count > 0;

    // A parameter may have the name of a type, and then is what the name means.
    private string Unhidden(string text, string fullName) => ParameterNames.Contains(text) ? "global::" + fullName : text;

    public int Site(SyntaxNode node) => Site(node.GetLocation());

    public int Site(Location location)
    {
        sites.Add(Shown(location));
        return sites.Count - 1;
    }

    // What is wrong with generated code is told at the call of it.
    private Location Shown(Location location) => Compositions.IsGenerated(location.SourceTree) ? ComposedAt ?? Method.Locations[0] : location;

    public void Report(string rule, Location location, params string[] words)
    {
        location = Shown(location);
        // A callee that is called in two ways is read twice.
        foreach (var problem in problems)
        {
            if (problem.Rule == rule && sites[problem.Site] == location)
                return;
        }

        problems.Add(new Problem(rule, Site(location), words.ToEquatableArray()));
    }

    /// <summary>Notes an argument that the compiler gives: it may be the number of a line.</summary>
    public void Note(IArgumentOperation argument)
    {
        if (argument.ArgumentKind == ArgumentKind.DefaultValue)
            DependsOnPlace |= argument.Parameter!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);
    }

    /// <summary>A name for what is generated for a function that calls itself.</summary>
    public string CompanionName(IMethodSymbol function)
    {
        var name = NameBeside(function, "Gradient", "ValueAndGradient");
        while (Companions.Values.Any(other => other.Name == name))
            name += "_";
        return name;
    }

    /// <summary>A name for what is generated for a function that the marked method calls; another in each file.</summary>
    /// <param name="function">The function.</param>
    /// <param name="endings">What the names of generated methods end in.</param>
    public string NameBeside(IMethodSymbol function, params string[] endings) => NameBeside(
        SymbolEqualityComparer.Default.Equals(function, Method) ? "All" : function.Name.Length == 0 ? "" : char.ToUpperInvariant(function.Name[0]) + function.Name.Substring(1), endings);

    /// <summary>A name for what is generated besides for the marked method; another in each file.</summary>
    /// <param name="called">What follows the method's own name.</param>
    /// <param name="endings">What the names of generated methods end in; none where it is the name itself.</param>
    public string NameBeside(string called, params string[] endings)
    {
        var rivals = Knowledge.Methods(Method.ContainingType, Method.Name).Where(other => AttributeReader.Of(other, AttributeReader.Differentiable) is not null).ToList();
        var index = rivals.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, Method));
        var name = Method.Name + called + (index > 0 ? (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Empty);
        while (endings.DefaultIfEmpty("").Any(ending => !Scope.Lookup(name + ending).IsEmpty))
            name += "_";
        return name;
    }

    /// <summary>How many problems there are by now.</summary>
    public int ProblemCount => problems.Count;

    /// <summary>Takes back the problems from an index on.</summary>
    public EquatableArray<Problem> Withdraw(int start)
    {
        var withdrawn = problems.Skip(start).ToEquatableArray();
        problems.RemoveRange(start, problems.Count - start);
        return withdrawn;
    }

    /// <summary>Reports what was withdrawn after all.</summary>
    public void Report(EquatableArray<Problem> withdrawn)
    {
        foreach (var problem in withdrawn)
            Report(problem.Rule, sites[problem.Site], [.. problem.Words]);
    }

    public void Unsupported(SyntaxNode node, string construct, string advice) => Report("SYMDIFF002", node.GetLocation(), construct, advice);

    public Reading Give(DifferentiableMethod? method) =>
        new(HasProblems ? null : method, problems.ToEquatableArray(), sites.ToImmutable()) { DependsOnPlace = DependsOnPlace };

    private string NameOf(string metadataName) =>
        Knowledge.Find(metadataName) is { } type ? Types.TextOf(type) : "global::" + metadataName;

    // Not every user's file has the using directive for it; the generated file may have it if the name is then without a rival.
    private string NameOfCalculus()
    {
        const string full = "global::SymDiff.Calculus";
        if (Knowledge.Find("SymDiff.Calculus") is not { } type)
            return full;
        var text = Types.TextOf(type);
        return text == full && Scope.Lookup("Calculus").IsEmpty && Scope.IsUnrivalled(type) ? "Calculus" : text;
    }
}
