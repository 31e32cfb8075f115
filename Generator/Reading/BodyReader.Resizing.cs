using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content><c>Array.Resize(ref x, n)</c>: a new array of n elements, of which the first are those that there were.</content>
internal sealed partial class BodyReader
{
    private bool Resizes(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array }, Arguments: [{ Value: ILocalReferenceOperation resized }, { Value: var size }] }
            || !HasNoOtherName(resized) || ArrayAt(resized) is not { Type: { Row: null, Rank: 1 } } array || VariableAt(resized) is not (>= 0 and var variable))
            return false;
        var site = Site(call);
        var length = SetAside(Operand(size));
        var copy = SetAside(Creation(ArrayLike(array.Type), "new ", [length], site));
        var count = SetAside(Least(ExtentOf(array, site), length, site));
        EmitLoop(count, counter => StoresOf(copy, [counter], ItemOf(array, [counter], site), site), site);
        Store(variable, copy, site);
        Emit(new Forget(copy.Variable, site));
        return true;
    }

    // Where an array keeps its length it stays the same one, which another name would show.
    private static bool HasNoOtherName(ILocalReferenceOperation resized)
    {
        IOperation scope = resized;
        while (scope.Parent is { } parent)
            scope = parent;
        return scope.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, resized.Local)).All(use => use.Parent switch
        {
            IArrayElementReferenceOperation or IPropertyReferenceOperation or IArgumentOperation or IForEachLoopOperation or IReturnOperation => true,
            IConversionOperation { Parent: IArgumentOperation or IForEachLoopOperation or IReturnOperation } => true,
            IInvocationOperation => true,
            ISimpleAssignmentOperation { Target: var target, Value: var value } => target == use && IsNew(value),
            _ => false,
        }) && scope.Descendants().OfType<IVariableDeclaratorOperation>().Where(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, resized.Local)).All(declarator => declarator.GetVariableInitializer() is { Value: var value } && IsNew(value));
    }

    private static bool IsNew(IOperation value) => Unconverted(value) is IArrayCreationOperation or IInvocationOperation { TargetMethod.Name: "ToArray" or "Clone" };
}
