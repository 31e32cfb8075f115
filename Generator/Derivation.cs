using SymDiff.Generator.Calculus;
using SymDiff.Generator.Checking;
using SymDiff.Generator.Diagnostics;
using SymDiff.Generator.Forms;
using SymDiff.Generator.Model;
using SymDiff.Generator.Programs;
using SymDiff.Generator.Scheduling;
using SymDiff.Generator.Unfolding;
using SymDiff.Generator.Writing;

namespace SymDiff.Generator;

/// <summary>From a method as read to the file of its derivatives.</summary>
/// <param name="File">The file; null where a problem is an error.</param>
/// <param name="Problems">What there is to tell the author.</param>
internal sealed record Derivation(SourceFile? File, EquatableArray<Problem> Problems)
{
    /// <summary>What is in the file; nothing where there is none.</summary>
    private IReadOnlyList<WrittenMethod> Methods { get; init; } = [];

    /// <summary>What stands beside it of the functions that it calls.</summary>
    private IReadOnlyList<(Declaration Declaration, WrittenMethod Method)> Functions { get; init; } = [];

    /// <summary>What it is written beside.</summary>
    private Declaration? Declaration { get; init; }

    /// <summary>Whether something is held fixed in it, which in what is written is not told apart any more.</summary>
    public bool HoldsFixed { get; private init; }

    /// <summary>Derives what the method asks for, and what it needs for that.</summary>
    public static Derivation Of(DifferentiableMethod method, CancellationToken cancellation)
    {
        var derived = OfOne(method, cancellation);
        List<Derivation> companions = [.. method.Companions.Select(companion => OfOne(companion, cancellation))];
        companions.AddRange([.. companions.Prepend(derived).SelectMany(one => one.Functions).Select(function => new Derivation(null, default) { Declaration = function.Declaration, Methods = [function.Method] })]);
        if (companions.Count == 0)
            return derived;
        var problems = derived.Problems.Concat(companions.SelectMany(companion => companion.Problems)).Distinct().ToEquatableArray();
        if (derived.Declaration is not { } declaration || companions.Any(companion => companion.Declaration is null))
            return new Derivation(null, problems);
        var (methods, called) = ProvisionalNames.Settled(derived.Methods, [.. Called(derived.Methods, companions)]);
        return new Derivation(FileWriter.Write(declaration, methods, called), problems);
    }

    // Of what companions have, that which is called.
    private static IEnumerable<(Declaration, WrittenMethod)> Called(IReadOnlyList<WrittenMethod> methods, List<Derivation> companions)
    {
        var all = companions.SelectMany(companion => companion.Methods.Select(method => (companion.Declaration!, Method: method))).ToList();
        var lines = methods.SelectMany(LinesOf).ToList();
        var called = new HashSet<WrittenMethod>();
        while (all.Find(one => !called.Contains(one.Method) && lines.Exists(line => line.Contains(one.Method.Name + "("))).Method is { } next)
        {
            called.Add(next);
            lines.AddRange(LinesOf(next));
        }

        return all.Where(one => called.Contains(one.Method));
    }

    private static IEnumerable<string> LinesOf(WrittenMethod method) => method.Body.Concat(method.Sweeps is { } sweeps ? sweeps.Body : []);

    // Names are told apart by number until they are settled.
    private const int FirstOfSecondOrder = 1 << 20;

    private static Derivation OfOne(DifferentiableMethod method, CancellationToken cancellation, int numbered = 0)
    {
        // Of a function of numbers that calls itself gradients need no more than its own; second derivatives need the tangents of its pullback.
        const int second = Flags.OfSecondOrder;
        if ((method.Derivatives & second) != 0 && (method.Derivatives & ~second) != 0 && method.Callees.Any(callee => callee.CallsItself))
        {
            var (one, other) = (OfOne(method with { Derivatives = method.Derivatives & ~second }, cancellation), OfOne(method with { Derivatives = method.Derivatives & second }, cancellation, FirstOfSecondOrder));
            List<Problem> both = [.. one.Problems.Concat(other.Problems).Distinct()];
            return one.Declaration is null || other.Declaration is null
                ? new Derivation(null, both.ToEquatableArray()) { HoldsFixed = one.HoldsFixed || other.HoldsFixed }
                : Written(one.Declaration, [.. one.Methods, .. other.Methods], both) with { Functions = [.. one.Functions, .. other.Functions] };
        }

        var declaration = method.Declaration;
        var dialect = new Dialect(declaration.MathText, declaration.MathFText, declaration.HasMathF, declaration.CalculusText);
        var functions = new CalledFunctions(method, dialect, cancellation, numbered);
        var (closed, names) = Unfolded(method, cancellation, functions.HasRepeating ? functions.For(ProgramForms.FirstUse(method)) : null);
        if (closed.CarriesCode)
            method = method with { Declaration = declaration with { Usings = [.. declaration.Usings, .. declaration.LoopUsings] } };
        var problems = new List<Problem>(closed.Problems);
        if (declaration.IsReadAgain && closed.Values.HoldsFixed)
            return new Derivation(null, problems.ToEquatableArray()) { HoldsFixed = true };
        if (closed.Result is null)
            return new Derivation(null, problems.ToEquatableArray());

        var inputs = method.WithRespectTo.Select(index => closed.Inputs[index]).ToList();
        if (closed.IsProgram || method.Declaration.Return.IsSequence)
            return OfProgram(method, closed, names, functions, dialect, problems, cancellation);
        problems.AddRange(Conventions.Of(closed.Result));
        return OfForms(new Subject(method, closed, inputs, dialect, names, cancellation), problems, cancellation);
    }

    /// <summary>A method, unfolded, with the names that are in use.</summary>
    public static (ClosedForm Closed, NamePool Names) Unfolded(DifferentiableMethod method, CancellationToken cancellation, ICalledFunctions? functions = null)
    {
        var declaration = method.Declaration;
        var names = NamesOf(declaration, []);
        var closed = Unfolder.Unfold(method, names, cancellation, functions);
        List<string> carried = declaration.LoopNames.Length > 0 && closed.CarriesCode ? [.. declaration.LoopNames.Where(closed.CarriedWords.Contains)] : [];
        if (carried.Count > 0)
        {
            names = NamesOf(declaration, carried);
            closed = Unfolder.Unfold(method, names, cancellation, functions);
        }

        return (closed, names);
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
            if (Unpromised(method, form.Claim.Steps ?? subject.Closed.Steps, form.Claim.Written) is { } unpromised)
                return Refused(unpromised);
            problems.AddRange(Singularities.Of(method, subject.Closed, form.Claim, cancellation).Where(singularity => !problems.Exists(known => known.Rule == singularity.Rule && known.Site == singularity.Site)));
            forms.Add(form);
        }

        var means = new Dictionary<int, Dictionary<string, Estimate[]?>>();
        foreach (var form in DrawForms.Of(subject, problems))
        {
            if (SelfCheck.Compare(method, subject.Closed, form.Claim, cancellation, means) is { } disagreement)
                return Refused(disagreement);
            forms.Add(form);
        }

        if (forms.Find(form => form.Claim.Kind == ClaimKind.Expectation) is { } expectation && forms.Find(form => form.Claim.Kind == ClaimKind.ExpectedGradient) is { } expected
            && !SelfCheck.Agree(method, subject.Closed, expectation.Claim, expected.Claim))
            problems.Add(new Problem("SYMDIFF022", -1, [method.Declaration.Name]));
        var methods = forms.SelectMany(form => form.Methods).ToList();
        if (subject.HasDrawsOfProgram)
        {
            if (OverDraws(method, subject.Dialect, problems, cancellation) is not { } more)
                return Refused(null);
            methods.AddRange(more);
        }

        if ((method.Derivatives & Flags.GaussNewton) == 0)
            return Written(method.Declaration, methods, problems);
        // The sums of a least-squares problem are a program's.
        var (closed, names) = Unfolded(method, cancellation);
        if (ProgramGaussNewton.Make(new ProgramSubject(method, closed, names, subject.Dialect, cancellation), problems) is not { } sums)
            return Refused(null);
        return SelfCheck.Compare(method, sums.Claims, cancellation) is { } difference
            ? Refused(difference)
            : Written(method.Declaration, [.. methods, .. sums.Methods], problems);
    }

    private static NamePool NamesOf(Declaration declaration, IEnumerable<string> more) =>
        new([.. declaration.Signature.Select(parameter => parameter.Name), .. declaration.ReservedNames, .. more, "Math", "MathF", "Calculus"]);

    private static Derivation OfProgram(DifferentiableMethod method, ClosedForm closed, NamePool names, CalledFunctions functions, Dialect dialect, List<Problem> problems, CancellationToken cancellation)
    {
        Derivation Refused(Problem? problem)
        {
            if (problem is not null)
                problems.Add(problem);
            return new Derivation(null, problems.ToEquatableArray());
        }

        if (ProgramForms.Fault(new ProgramSubject(method, closed, names, dialect, cancellation)) is { } fault)
            return Refused(fault);
        var forms = new List<ProgramForm>();
        functions.Choose(closed);
        foreach (var make in ProgramForms.Of(method))
        {
            var use = functions.Any ? ProgramForms.UseOf(make) : null;
            if (Made(make, use, isFirst: forms.Count == 0) is not { } form)
                return Refused(null);

            if (forms.Count == 0)
                problems.AddRange(Conventions.Of(ProgramGradient.Assigned(closed.Steps).Append(closed.Result!)));
            if (forms.Count == 0 && method.IsExplicit)
                problems.AddRange(method.Independent(form.Independent).Select(name => new Problem("SYMDIFF007", -1, [name, method.Declaration.Name])));
            if (SelfCheck.Compare(method, form.Claims, cancellation) is { } disagreement)
                return Refused(disagreement);
            if (form.Claims.Select(claim => Unpromised(method, claim.Steps, claim.Written)).FirstOrDefault(problem => problem is not null) is { } unpromised)
                return Refused(unpromised);
            forms.Add(form);
        }

        if (OverDraws(method, dialect, problems, cancellation) is not { } more)
            return Refused(null);
        return Written(method.Declaration, [.. forms.SelectMany(form => form.Methods), .. more], problems) with { Functions = functions.Methods };

        ProgramForm? Made(Func<ProgramSubject, List<Problem>, ProgramForm?> make, FunctionUse? use, bool isFirst)
        {
            if (use is { } wanted && (functions.HasRepeating || !ProgramForms.PrefersCopies(new ProgramSubject(method, closed, names, dialect, cancellation), make)) && Calling(make, functions.For(wanted)) is var (form, isSettled) && isSettled)
                return form;
            // Each form has the program for itself, so that what it looks like does not depend on which others are asked for.
            if (!isFirst || use is not null || functions.HasRepeating)
                (closed, names) = Unfolded(method, cancellation);
            if (closed.Result is null)
            {
                problems.AddRange(closed.Problems.Where(problem => !problems.Contains(problem)));
                return null;
            }

            var copying = make(new ProgramSubject(method, closed, names, dialect, cancellation), problems);
            var count = problems.Count;
            if (use is { } other && copying is { IsDirectional: true } && Calling(make, functions.For(other)) is ({ } calling, true))
                return calling;
            problems.RemoveRange(count, problems.Count - count);
            return copying;
        }

        // The form that calls functions; where that cannot be, whether problems say so.
        (ProgramForm? Form, bool IsSettled) Calling(Func<ProgramSubject, List<Problem>, ProgramForm?> make, CalledFunctions called)
        {
            while (true)
            {
                var (calling, pool) = Unfolded(method, cancellation, called);
                if (calling.Result is null)
                {
                    problems.AddRange(calling.Problems.Where(problem => !problems.Contains(problem)));
                    return (null, true);
                }

                var subject = new ProgramSubject(method, calling, pool, dialect, cancellation);
                try
                {
                    var form = make(subject, problems);
                    if (called.Settle() is not { } unknown)
                        return (form, true);
                    if (functions.HasRepeating)
                        problems.Add(ProgramForms.NotKnown(unknown, subject));
                    return (null, functions.HasRepeating);
                }
                catch (OverwrittenException overwritten)
                {
                    // Where arguments are overwritten before they are read again, a call is entered.
                    var isChosen = called.IsChosen(overwritten.Site);
                    if (called.Enter(overwritten.Site) is { } fault)
                    {
                        problems.Add(fault);
                        return (null, true);
                    }

                    if (!isChosen)
                        return (null, false);
                    if (make != ProgramWriter.Make && make != ProgramCotangents.Make)
                        called.Restart();
                }
            }
        }
    }

    // What there is over the draws of a program; null where it disagrees with the method.
    private static List<WrittenMethod>? OverDraws(DifferentiableMethod method, Dialect dialect, List<Problem> problems, CancellationToken cancellation)
    {
        var (forms, means) = (new List<ProgramForm>(), new MeansOverDraws());
        foreach (var make in ProgramDrawForms.Of(method))
        {
            var (closed, names) = UnfoldedOverDraws(method, cancellation);
            if (closed.Result is null)
            {
                problems.AddRange(closed.Problems.Where(problem => !problems.Contains(problem)));
                return null;
            }

            if (make(new ProgramSubject(method, closed, names, dialect, cancellation), problems) is not { } form)
                continue;
            if (SelfCheck.Compare(method, form.Claims, cancellation, means) is { } disagreement)
            {
                problems.Add(disagreement);
                return null;
            }

            forms.Add(form);
        }

        List<ProgramClaim> claims = [.. forms.SelectMany(form => form.Claims)];
        if (claims.Find(claim => claim.Kind == ClaimKind.Expectation) is { } expectation && claims.Find(claim => claim.Kind == ClaimKind.ExpectedGradient) is { } expected
            && !SelfCheck.Agree(method, expectation, expected))
            problems.Add(new Problem("SYMDIFF022", -1, [method.Declaration.Name]));
        return [.. forms.SelectMany(form => form.Methods)];
    }

    // What depends on draws is looked into, whether a derivative passes through it or not.
    private static (ClosedForm Closed, NamePool Names) UnfoldedOverDraws(DifferentiableMethod method, CancellationToken cancellation)
    {
        var plain = Unfolded(method, cancellation);
        if (!plain.Closed.CarriesCode)
            return plain;
        var parameters = method.Declaration.Parameters;
        var draws = Enumerable.Range(0, parameters.Length).Where(i => parameters[i].IsStandardNormal);
        var (closed, names) = Unfolded(method with { WithRespectTo = method.WithRespectTo.Concat(draws).OrderBy(index => index).ToEquatableArray() }, cancellation);
        if (closed.Result is null)
            return plain;
        Activity.Mark(closed.Steps, [closed.Result], [new Activity(closed.Steps, method.WithRespectTo.Select(index => closed.Inputs[index]))]);
        return (closed, names);
    }

    private static Derivation Written(Declaration declaration, IReadOnlyList<WrittenMethod> methods, List<Problem> problems) =>
        new(FileWriter.Write(declaration, methods), problems.ToEquatableArray()) { Declaration = declaration, Methods = methods };

    // What a derivative does with generic numbers their constraints must promise.
    private static Problem? Unpromised(DifferentiableMethod method, IReadOnlyList<Unfolding.Step> steps, IReadOnlyList<Values.Value> written)
    {
        if (!method.Real.IsGeneric || GenericMath.Missing(Programs.Needs.Of(steps, written), method.Declaration.NumberInterfaces) is not { Count: > 0 } missing)
            return null;
        var number = method.Real.Text;
        var operations = missing.Select(one => char.IsLetter(one.Operation[0]) ? $"{number}.{one.Operation}" : one.Operation);
        var interfaces = missing.Select(one => $"{one.Interface}<{number}>").Distinct().ToList();
        return new Problem("SYMDIFF002", -1, [$"A method whose derivative needs '{string.Join("', '", operations)}'", $"add the constraint{(interfaces.Count > 1 ? "s" : "")} '{string.Join("', '", interfaces)}' to {number}"]);
    }

    // A parameter that the author named, and on which nothing depends, is likely a slip.
    private static IEnumerable<Problem> Independent(DifferentiableMethod method, Form form) => !method.IsExplicit
        ? []
        : method.Independent([.. form.Independent(method.WithRespectTo.Length).Select(i => method.Declaration.Parameters[method.WithRespectTo[i]].Name)])
            .Select(name => new Problem("SYMDIFF007", -1, [name, method.Declaration.Name]));
}
