using SymDiff.Generator.Algebra;

namespace SymDiff.Generator.Forms;

/// <summary>The derivation of a gradient as a person would write it down: the adjoint of each of the author's variables, from the result backwards.</summary>
/// <param name="Steps">The variables on the way.</param>
/// <param name="Partials">The inputs.</param>
internal sealed record Trace(IReadOnlyList<TraceStep> Steps, IReadOnlyList<TraceStep> Partials);

/// <summary>The adjoint of a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Adjoint">Its adjoint, simplified.</param>
/// <param name="Users">The variables through which it reaches the result; none where it does so directly.</param>
internal sealed record TraceStep(Expr Variable, Expr Adjoint, IReadOnlyList<Expr> Users);
