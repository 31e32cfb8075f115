using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>
/// Ways to the end of some statements from within: <c>goto</c> to a later label, <c>break</c> in the middle of a switch section, and <c>break</c> and <c>continue</c>
/// where a loop over a query is several loops.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The regions that are being read, by the label at their end.</summary>
    private readonly Dictionary<ILabelSymbol, int> regions = new(SymbolEqualityComparer.Default);
    private int regionCount;

    /// <summary>Reads statements that may be left for the label at their end.</summary>
    private void ReadRegion(ILabelSymbol end, Action read, int site)
    {
        var region = regionCount++;
        regions[end] = region;
        var block = Apart(read);
        regions.Remove(end);
        EmitRegion(block, region, site);
    }

    /// <summary>Emits statements among which are some that leave them.</summary>
    private void EmitRegion(Block block, int region, int site)
    {
        // Whether it has been left is asked only where something stands between there and its end.
        var exits = new RegionExits(region, flag: -1);
        var resolved = exits.Of(block);
        if (exits.AsksWhetherItIsLeft)
        {
            var flag = Add(new Variable("left", ValueType.Boolean, VariableRole.Local));
            Store(flag, Truth(false, site), site);
            resolved = new RegionExits(region, flag).Of(block);
        }

        statements.AddRange(resolved.Statements);
    }

    // The statements before a label that some of them go to.
    private bool ReadUpToLabel(IReadOnlyList<IOperation> operations)
    {
        for (var i = operations.Count - 1; i > 0; i--)
        {
            if (operations[i] is not ILabeledOperation { Label: var label } labeled || !operations.Take(i).Any(operation => GoesTo(operation, label)))
                continue;
            // What is held to the end of the block would be given up at the label.
            if (operations.Take(i).Any(operation => operation is IUsingDeclarationOperation))
                return false;
            ReadRegion(label, () => ReadStatements([.. operations.Take(i)]), Site(labeled));
            ReadStatements([.. operations.Skip(i)]);
            return true;
        }

        return false;
    }

    private static bool GoesTo(IOperation operation, ILabelSymbol label) => operation.DescendantsAndSelf().Any(inner =>
        inner is IBranchOperation { BranchKind: BranchKind.GoTo } branch && SymbolEqualityComparer.Default.Equals(branch.Target, label));

    private bool LeavesRegion(IBranchOperation branch)
    {
        if (!regions.TryGetValue(branch.Target, out var region))
            return false;
        Emit(new Leave(region, Site(branch)));
        return true;
    }
}
