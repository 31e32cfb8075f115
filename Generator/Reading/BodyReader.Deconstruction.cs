using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>Assignments to several variables and elements at once.</content>
internal sealed partial class BodyReader
{
    private bool CanDeconstruct(IDeconstructionAssignmentOperation deconstruction) =>
        (Unconverted(deconstruction.Value).Type is INamedTypeSymbol { IsTupleType: true } || DeconstructorOf(deconstruction) is not null || PositionsOf(deconstruction) is not null) && CanTake(deconstruction.Target);

    private bool CanTake(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => CanTake(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.All(CanTake),
        IDiscardOperation => true,
        _ => PlaceAt(target) is not null || IsElement(target) || IsRowElement(target),
    };

    /// <summary>(w[i], w[j]) = (w[j], w[i]), of rows: where all of it is data, it is carried over.</summary>
    private bool ExchangesRows(IDeconstructionAssignmentOperation deconstruction)
    {
        if (!deconstruction.Target.DescendantsAndSelf().Any(IsRowElement) || !CanDeconstruct(deconstruction))
            return false;
        var (parts, _) = Apart(() => Deconstruct(deconstruction));
        EmitPassage(parts, -1, deconstruction, Site(deconstruction));
        return true;
    }

    // The places are settled first, then all values are known before the first is assigned, so that (a, b) = (b, a) swaps.
    private Expression Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var site = Site(deconstruction);
        var targets = new List<Target>();
        Collect(deconstruction.Target, [], targets);
        var value = DeconstructedStruct(deconstruction) ?? DeconstructedRecord(deconstruction) ?? Value(deconstruction.Value);
        if (value is not (TupleOf or Read))
            value = SetAside(value);
        Take(targets, value, site);
        return value;
    }

    private void Take(List<Target> targets, Expression value, int site)
    {
        var all = targets.ConvertAll(target => (Target: target, Value: target.Path.Aggregate(value, (whole, index) => ElementOf(whole, index, site))));
        for (var i = 1; i < all.Count; i++)
        {
            if (all[i].Value is not Literal && Disturbance.Of([.. all.Take(i).Select(earlier => earlier.Target.Written)], 0, session.Callees).Affects(all[i].Value))
                all[i] = (all[i].Target, SetAside(all[i].Value));
        }

        foreach (var (target, one) in all)
        {
            if (target.Element is { } element)
                StoreAt(element, IsNumber(one.Type.Kind) ? Converted(one, element.Array.Type.ItemType) : one, site);
            else
                Store(target.Place, Converted(one, IsNumber(one.Type.Kind) ? ReadOf(target.Place, site).Type : one.Type), site);
        }
    }

    /// <summary>What one part of a value is assigned to.</summary>
    /// <param name="Path">Which part.</param>
    /// <param name="Place">The variable, where it is one.</param>
    /// <param name="Element">The element, where it is one.</param>
    private sealed record Target(EquatableArray<int> Path, Place Place, Spot? Element)
    {
        public Statement Written => Element is null ? new Assign(Place.Variable, Nothing, -1) : new ElementStore(Element.Array, Element.Indices, Nothing, -1);
    }

    private void Collect(IOperation target, EquatableArray<int> path, List<Target> targets)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                Collect(declaration.Expression, path, targets);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Collect(tuple.Elements[i], [.. path, i], targets);
                break;
            case IDiscardOperation:
                break;
            default:
                targets.Add(PlaceAt(target) is { } place ? new Target(path, place, null) : new Target(path, default, Settled(target)));
                break;
        }
    }

    // Which element it is does not change with what is assigned.
    private Spot Settled(IOperation target) => Settled(WrittenSpotAt(target) ?? throw new BrokenCodeException());
}
