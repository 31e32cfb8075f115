using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The vectors of <c>System.Numerics</c>: their functions stay the author's calls, whose bits nothing else has, and are known by formula.</content>
internal sealed partial class BodyReader
{
    /// <summary>A method of a vector; null for any other, and for one that is not known.</summary>
    private Application? VectorCall(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (!IsVectorFunction(target, target.Name, target.IsStatic ? null : call.Instance))
            return null;
        var site = Site(call);
        IOperation[] operands = target.IsStatic ? [] : [call.Instance!];
        var read = Operands([.. operands, .. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)]);
        var text = target.IsStatic ? session.Types.TextOf(target.ContainingType) + "." + target.Name : "." + target.Name;
        return new Application(TypeOf(target.ReturnType), VectorFormulas.Prefix + target.Name, text, read.ToEquatableArray(), null, site);
    }

    /// <summary>An operator of a vector; null for any other.</summary>
    private Application? VectorOperator(IMethodSymbol target, IOperation operation, params IOperation[] operands)
    {
        var (name, sign) = target.Name switch
        {
            "op_Addition" => ("Add", "+"),
            "op_Subtraction" => ("Subtract", "-"),
            "op_Multiply" => ("Multiply", "*"),
            "op_Division" => ("Divide", "/"),
            "op_UnaryNegation" => ("Negate", "-"),
            _ => ("", ""),
        };
        return IsVectorFunction(target, name, null)
            ? new Application(TypeOf(target.ReturnType), VectorFormulas.Prefix + name, sign, Operands(operands).ToEquatableArray(), null, Site(operation))
            : null;
    }

    private bool IsVectorFunction(IMethodSymbol target, string name, IOperation? instance) => VectorFormulas.Knows(name) && IsVector(target.ContainingType)
        && (instance is null || IsVector(instance.Type!))
        && target.Parameters.All(parameter => parameter.RefKind is RefKind.None && (IsVector(parameter.Type) || parameter.Type.SpecialType == SpecialType.System_Single))
        && (IsVector(target.ReturnType) || target.ReturnType.SpecialType == SpecialType.System_Single);

    private bool IsVector(ITypeSymbol type) => type is { Name: "Vector2" or "Vector3" or "Vector4", DeclaringSyntaxReferences.IsEmpty: true }
        && Names.Namespace(type.ContainingNamespace) == "System.Numerics" && IsStruct(type);
}
