using SymDiff.Generator.Calculus;
using SymDiff.Generator.Checking;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Values;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator;

/// <summary>From a method as read to the file of its derivatives.</summary>
/// <param name="File">The file; null where a problem is an error.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record Derivation(SourceFile? File, EquatableArray<Problem> Problems)
{
    /// <summary>Derives what the method asks for.</summary>
    public static Derivation Of(DifferentiableMethod method, CancellationToken cancellation)
    {
        var declaration = method.Declaration;
        var names = NamesOf(declaration, []);
        var closed = Unfolder.Unfold(method, names, cancellation);
        if (declaration.LoopNames.Length > 0 && closed.CarriesCode)
        {
            names = NamesOf(declaration, declaration.LoopNames);
            closed = Unfolder.Unfold(method, names, cancellation);
        }

        var problems = new List<Problem>(closed.Problems);
        if (closed.Result is null)
            return new Derivation(null, problems.ToEquatableArray());

        var dialect = new Dialect(declaration.MathText, declaration.MathFText, declaration.HasMathF, declaration.CalculusText);
        var inputs = method.WithRespectTo.Select(index => closed.Inputs[index]).ToList();
        if (closed.IsProgram)
            return OfProgram(method, closed, inputs, dialect, problems, names, cancellation);
        problems.AddRange(Conventions.Of(closed.Result));
        return OfForms(new Subject(method, closed, inputs, dialect, names, cancellation), problems, cancellation);
    }

    private static Derivation OfForms(Subject subject, List<Problem> problems, CancellationToken cancellation)
    {
        Derivation Refused(Problem? problem)
        {
            if (problem is not null)
                problems.Add(problem);
            return new Derivation(null, problems.ToEquatableArray());
        }

        var method = subject.Method;
        if (ClosedForms.Fault(subject) is { } fault)
            return Refused(fault);
        var forms = new List<Form>();
        foreach (var made in ClosedForms.Of(subject, problems))
        {
            if (made is not { } form)
                return Refused(null);
            if (forms.Count == 0)
                problems.AddRange(Independent(method, form));
            if (SelfCheck.Compare(method, subject.Closed, form.Claim, cancellation) is { } disagreement)
                return Refused(disagreement);
            forms.Add(form);
        }

        return new Derivation(FileWriter.Write(method.Declaration, [.. forms.SelectMany(form => form.Methods)]), problems.ToEquatableArray());
    }

    private static NamePool NamesOf(Declaration declaration, EquatableArray<string> more) =>
        new([.. declaration.Parameters.Select(parameter => parameter.Name), .. declaration.ReservedNames, .. more, "Math", "MathF", "Calculus"]);

    private static Derivation OfProgram(
        DifferentiableMethod method, ClosedForm closed, List<Value> inputs, Dialect dialect, List<Problem> problems, NamePool names, CancellationToken cancellation)
    {
        if (method.Derivatives != Flags.Gradient)
        {
            problems.Add(new Problem("SYMDIFF002", -1, ["A form other than the gradient of a method with loops or arrays", "ask for Derivatives.Gradient, the only one that is generated for such methods yet"]));
            return new Derivation(null, problems.ToEquatableArray());
        }

        var destinations = new Dictionary<Value, string>();
        foreach (var input in inputs.Where(input => input.Type.Kind == NumberKind.Array))
            destinations.Add(input, names.Take(input.Text + "Gradient"));
        if (ProgramGradient.Of(closed, inputs, destinations, dialect, problems, cancellation) is not { } gradient)
            return new Derivation(null, problems.ToEquatableArray());
        problems.AddRange(Conventions.Of(ProgramGradient.Assigned(closed.Steps).Append(closed.Result!)));
        problems.AddRange(Independent(method, gradient));
        if (SelfCheck.Compare(method, closed, gradient, inputs, cancellation) is { } disagreement)
        {
            problems.Add(disagreement);
            return new Derivation(null, problems.ToEquatableArray());
        }

        return new Derivation(FileWriter.Write(method.Declaration, ProgramWriter.Write(method, closed, gradient, names)), problems.ToEquatableArray());
    }

    // A parameter that the author named, and on which nothing depends, is likely a slip.
    private static IEnumerable<Problem> Independent(DifferentiableMethod method, ProgramGradient gradient) =>
        (method.IsExplicit ? gradient.Independent : []).Select(name => new Problem("SYMDIFF007", -1, [name, method.Declaration.Name]));

    private static IEnumerable<Problem> Independent(DifferentiableMethod method, Form form) => !method.IsExplicit
        ? []
        : form.Independent(method.WithRespectTo.Length).Select(i => new Problem("SYMDIFF007", -1, [method.Declaration.Parameters[method.WithRespectTo[i]].Name, method.Declaration.Name]));
}
