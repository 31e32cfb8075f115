using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <summary>
/// Goes to the end of a region of statements that is being read. It is in no model: where the region ends, what it leaves out becomes conditions, and <c>break</c> in loops.
/// </summary>
/// <param name="Region">Which of the regions, by its number.</param>
internal sealed record Leave(int Region, int Site) : Statement(Site);
