using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymDiff.Generator.Reading;

/// <summary>The reading of a marked method that calls what is generated for others: they are read and derived first, and what they call in turn before them.</summary>
/// <param name="declaration">The method.</param>
/// <param name="compositions">What is known of the others.</param>
/// <param name="outer">The reading that needs this one; null where the method is read for itself.</param>
internal sealed class Composition(SyntaxNode declaration, Compositions compositions, Composition? outer = null)
{
    private readonly Dictionary<SyntaxNode, SyntaxTree> files = [];

    // Whether it needs what is generated for itself.
    private bool isCircular;

    /// <summary>Reads the method again, beside what it calls; null where that is not what was missing.</summary>
    /// <param name="session">The reading that failed.</param>
    public Reading? ReadFurther(ReadingSession session)
    {
        var added = files.Count;
        var obstacles = new List<(Location Place, string Construct, string Advice)>();
        foreach (var (call, owner) in Missing(session))
        {
            var target = owner.DeclaringSyntaxReferences[0].GetSyntax(session.Cancellation);
            var name = call.Identifier.ValueText;
            if (files.ContainsKey(target))
                continue;
            var inner = new Composition(target, compositions, this);
            var (file, derived) = IsBeingRead(target) ? (null, null) : compositions.FileOf(target, owner, inner, session.Cancellation);
            if (file is not null)
                files.Add(target, file);
            else if (isCircular |= inner.isCircular || IsBeingRead(target))
                obstacles.Add((call.GetLocation(), $"'{name}', which is derived from this method itself,", "a method cannot call what is made of it; move what it calls to a method of its own"));
            else if (derived is { HoldsFixed: true })
                obstacles.Add((call.GetLocation(), $"'{name}', whose method holds values fixed,", "write the formula that is to be differentiated as a method of its own"));
        }

        if (files.Count == added && (files.Count > 0 || session.Compilation == compositions.Own || obstacles.Count > 0))
        {
            if (obstacles.Count == 0)
                return null;
            session.Withdraw(0);
            foreach (var (place, construct, advice) in obstacles)
                session.Report("SYMDIFF002", place, construct, advice);
            return session.Give(null);
        }

        var knowledge = CompilationKnowledge.Of(compositions.With(files.Values));
        return knowledge.ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration, session.Cancellation) is IMethodSymbol method
            ? MethodReader.Read(method, declaration, knowledge, this, session.Cancellation)
            : null;
    }

    // The calls of what is generated for marked methods: those that mean nothing as yet, or what the generator has written before.
    private IEnumerable<(SimpleNameSyntax Call, IMethodSymbol Owner)> Missing(ReadingSession session)
    {
        foreach (var body in session.Bodies.Where(body => !Compositions.IsWritten(body.SyntaxTree)))
        {
            foreach (var name in body.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (!compositions.OwnersOf(name.Identifier.ValueText).Any())
                    continue;
                if (session.Knowledge.ModelOf(body.SyntaxTree).GetSymbolInfo(name, session.Cancellation).Symbol is { } known && !known.DeclaringSyntaxReferences.Any(reference => Compositions.IsWritten(reference.SyntaxTree)))
                    continue;
                foreach (var owner in compositions.OwnersOf(name.Identifier.ValueText))
                    yield return (name, owner);
            }
        }
    }

    private bool IsBeingRead(SyntaxNode method)
    {
        for (var one = this; one is not null; one = one.Outer)
        {
            if (one.Declaration == method)
                return true;
        }

        return false;
    }

    private SyntaxNode Declaration => declaration;

    private Composition? Outer => outer;
}
