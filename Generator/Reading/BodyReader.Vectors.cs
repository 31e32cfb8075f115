using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymDiff.Generator.Calculus;
using SymDiff.Generator.Model;

namespace SymDiff.Generator.Reading;

/// <content>The vectors, quaternions and matrices of <c>System.Numerics</c>: their functions stay the author's calls, whose bits nothing else has, and are known by formula.</content>
internal sealed partial class BodyReader
{
    private static readonly HashSet<string> vectors = ["Vector2", "Vector3", "Vector4", "Quaternion", "Matrix4x4", "Matrix3x2", "Plane"];

    // What a function of a quaternion or a matrix is called, where that is not as for vectors: the type, the method, and how many arguments it has.
    private static readonly Dictionary<(string Type, string Method, int Count), string> formulas = new()
    {
        [("Quaternion", "Concatenate", 2)] = "Concatenate",
        [("Quaternion", "Conjugate", 1)] = "Conjugate",
        [("Quaternion", "Inverse", 1)] = "Inverse",
        [("Quaternion", "Lerp", 3)] = "QuaternionLerp",
        [("Quaternion", "CreateFromAxisAngle", 2)] = "AxisAngle",
        [("Quaternion", "CreateFromYawPitchRoll", 3)] = "YawPitchRoll",
        [("Quaternion", "Slerp", 3)] = "Slerp",
        [("Quaternion", "CreateFromRotationMatrix", 1)] = "FromRotation",
        [("Matrix4x4", "CreateRotationX", 2)] = "RotationXAround",
        [("Matrix4x4", "CreateRotationY", 2)] = "RotationYAround",
        [("Matrix4x4", "CreateRotationZ", 2)] = "RotationZAround",
        [("Matrix4x4", "CreateScale", 2)] = "ScaleAround",
        [("Matrix4x4", "CreateScale", 4)] = "ScaleAround",
        [("Matrix4x4", "CreateFromYawPitchRoll", 3)] = "MatrixOfYawPitchRoll",
        [("Matrix4x4", "CreateLookAt", 3)] = "LookAt",
        [("Matrix4x4", "CreateLookAtLeftHanded", 3)] = "LookAtLeftHanded",
        [("Matrix4x4", "CreateLookTo", 3)] = "LookTo",
        [("Matrix4x4", "CreateLookToLeftHanded", 3)] = "LookToLeftHanded",
        [("Matrix4x4", "CreateWorld", 3)] = "World",
        [("Matrix4x4", "CreatePerspective", 4)] = "Perspective",
        [("Matrix4x4", "CreatePerspectiveLeftHanded", 4)] = "PerspectiveLeftHanded",
        [("Matrix4x4", "CreatePerspectiveFieldOfView", 4)] = "FieldOfView",
        [("Matrix4x4", "CreatePerspectiveFieldOfViewLeftHanded", 4)] = "FieldOfViewLeftHanded",
        [("Matrix4x4", "CreatePerspectiveOffCenter", 6)] = "PerspectiveOffCenter",
        [("Matrix4x4", "CreatePerspectiveOffCenterLeftHanded", 6)] = "PerspectiveOffCenterLeftHanded",
        [("Matrix4x4", "CreateOrthographic", 4)] = "Orthographic",
        [("Matrix4x4", "CreateOrthographicLeftHanded", 4)] = "OrthographicLeftHanded",
        [("Matrix4x4", "CreateOrthographicOffCenter", 6)] = "OrthographicOffCenter",
        [("Matrix4x4", "CreateOrthographicOffCenterLeftHanded", 6)] = "OrthographicOffCenterLeftHanded",
        [("Matrix4x4", "CreateViewport", 6)] = "Viewport",
        [("Matrix4x4", "CreateViewportLeftHanded", 6)] = "ViewportLeftHanded",
        [("Matrix4x4", "CreateReflection", 1)] = "Reflection",
        [("Matrix4x4", "CreateShadow", 2)] = "Shadow",
        [("Matrix4x4", "Transform", 2)] = "Turned",
        [("Matrix3x2", "GetDeterminant", 1)] = "AffineDeterminant",
        [("Matrix3x2", "CreateRotation", 1)] = "AffineRotation",
        [("Matrix3x2", "CreateRotation", 2)] = "AffineRotationAround",
        [("Matrix3x2", "CreateScale", 1)] = "AffineScale",
        [("Matrix3x2", "CreateScale", 2)] = "AffineScale",
        [("Matrix3x2", "CreateScale", 3)] = "AffineScaleAround",
        [("Matrix3x2", "CreateSkew", 2)] = "AffineSkew",
        [("Matrix3x2", "CreateSkew", 3)] = "AffineSkewAround",
        [("Matrix3x2", "CreateTranslation", 1)] = "AffineTranslation",
        [("Matrix3x2", "CreateTranslation", 2)] = "AffineTranslation",
        [("Plane", "Dot", 2)] = "PlaneDot",
        [("Plane", "DotCoordinate", 2)] = "PlaneDotCoordinate",
        [("Plane", "DotNormal", 2)] = "PlaneDotNormal",
        [("Matrix4x4", "Transpose", 1)] = "Transpose",
        [("Matrix4x4", "GetDeterminant", 1)] = "Determinant",
        [("Matrix4x4", "CreateRotationX", 1)] = "RotationX",
        [("Matrix4x4", "CreateRotationY", 1)] = "RotationY",
        [("Matrix4x4", "CreateRotationZ", 1)] = "RotationZ",
        [("Matrix4x4", "CreateTranslation", 1)] = "Translation",
        [("Matrix4x4", "CreateTranslation", 3)] = "Translation",
        [("Matrix4x4", "CreateScale", 1)] = "Scale",
        [("Matrix4x4", "CreateScale", 3)] = "Scale",
        [("Matrix4x4", "CreateFromQuaternion", 1)] = "FromQuaternion",
    };

    /// <summary>A method of a vector; null for any other, and for one that is not known.</summary>
    private Expression? VectorCall(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (target is { IsStatic: true, Name: "Create" or "CreateScalar" } && IsVector(target.ContainingType) && call.Arguments.All(argument => IsVectorOrNumber(argument.Value.Type!)))
            return VectorOf(call.Arguments, TypeOf(call), target.Name == "CreateScalar", Site(call));
        if (FormulaOf(target, target.Name, target.IsStatic ? null : call.Instance) is not { } formula)
            return null;
        var site = Site(call);
        IOperation[] operands = target.IsStatic ? [] : [call.Instance!];
        var read = Operands([.. operands, .. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)]);
        var text = target.IsStatic ? session.Types.TextOf(target.ContainingType) + "." + target.Name : "." + target.Name;
        return new Application(TypeOf(target.ReturnType), VectorFormulas.Prefix + formula, text, read.ToEquatableArray(), null, site);
    }

    /// <summary>An operator of a vector; null for any other.</summary>
    private Expression? VectorOperator(IMethodSymbol target, IOperation operation, params IOperation[] operands)
    {
        if (target.Name == "op_UnaryPlus" && IsVector(target.ContainingType))
            return Value(operands[0]);
        var (name, sign) = target.Name switch
        {
            "op_Addition" => ("Add", "+"),
            "op_Subtraction" => ("Subtract", "-"),
            "op_Multiply" => ("Multiply", "*"),
            "op_Division" => ("Divide", "/"),
            "op_UnaryNegation" => ("Negate", "-"),
            _ => ("", ""),
        };
        return FormulaOf(target, name, null) is { } formula
            ? new Application(TypeOf(target.ReturnType), VectorFormulas.Prefix + formula, sign, Operands(operands).ToEquatableArray(), null, Site(operation))
            : null;
    }

    // What algebra calls a function of vectors; null where it is none, or not known.
    private string? FormulaOf(IMethodSymbol target, string name, IOperation? instance)
    {
        if (!IsVector(target.ContainingType) || (instance is not null && !IsVector(instance.Type!)) || !IsVectorOrNumber(target.ReturnType)
            || !target.Parameters.All(parameter => parameter.RefKind is RefKind.None && IsVectorOrNumber(parameter.Type)))
            return null;
        string[] types = [.. (target.IsStatic ? [] : new[] { target.ContainingType.Name }).Concat(target.Parameters.Select(parameter => parameter.Type.Name))];
        var formula = (target.ContainingType.Name, name, types) switch
        {
            ("Quaternion", "Multiply", [_, "Quaternion"]) => "Hamilton",
            ("Quaternion", "Divide", [_, "Quaternion"]) => "HamiltonQuotient",
            ("Matrix4x4", "Multiply", [_, "Matrix4x4"]) => "MatrixProduct",
            ("Quaternion", "Add" or "Subtract" or "Multiply" or "Negate" or "Dot" or "Length" or "LengthSquared" or "Normalize", _) => name,
            ("Matrix4x4", "Add" or "Subtract" or "Multiply" or "Negate" or "Lerp", _) => name,
            ("Matrix3x2", "Multiply", [_, "Matrix3x2"]) => "AffineProduct",
            ("Matrix3x2", "Add" or "Subtract" or "Multiply" or "Negate" or "Lerp", _) => name,
            ("Matrix3x2", "CreateScale", ["Vector2" or "Single", "Vector2"]) => "AffineScaleAround",
            ("Matrix4x4", "CreateFromAxisAngle", _) => OfVersion(target.ContainingAssembly.Identity, "MatrixOfAxisAngle", "MatrixOfUnitAxisAngle"),
            ("Quaternion" or "Matrix4x4" or "Matrix3x2" or "Plane", _, _) => formulas.TryGetValue((target.ContainingType.Name, name, types.Length), out var known) ? known : null,
            (_, "Transform", [_, "Quaternion"]) => target.ReturnType.Name == types[0] ? OfVersion(target.ContainingAssembly.Identity, "Rotate", "RotateByUnit")
                : OfVersion(target.ContainingAssembly.Identity, "RotateToFour", "RotateToFourByUnit"),
            (_, "Transform", [_, "Matrix3x2"]) => "AffineTransform",
            (_, "TransformNormal", [_, "Matrix3x2"]) => "AffineTransformNormal",
            (_, "Transform", [_, "Matrix4x4"]) => target.ReturnType.Name == types[0] ? "Transform" : "TransformToFour",
            (_, "TransformNormal", [_, "Matrix4x4"]) => name,
            // What is called so of numbers is done component by component.
            (_, _, _) => types.Any(type => type is "Quaternion" or "Matrix4x4" or "Matrix3x2" or "Plane") ? null : Primitives.Find("System.Single." + name) ?? name,
        };
        return formula is not null && VectorFormulas.Knows(formula) ? formula : null;
    }

    // Since its version 9 .NET computes q v q*, before that what is the same for a q of length 1, and so it is with an axis. A library for all of them cannot know.
    private static string? OfVersion(AssemblyIdentity numerics, string now, string before) => numerics.Name == "netstandard" ? null : numerics.Version.Major >= 9 ? now : before;

    private bool IsVectorOrNumber(ITypeSymbol type) => type.SpecialType == SpecialType.System_Single || IsVector(type);

    private bool IsVector(ITypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty && vectors.Contains(type.Name)
        && Names.Namespace(type.ContainingNamespace) == "System.Numerics" && IsStruct(type);

    /// <summary>new Vector3(xy, z), new Vector3(x): the numbers in the arguments, one after the other, or one for all; null for any other.</summary>
    private TupleOf? VectorOf(IObjectCreationOperation creation, ValueType type, int site)
    {
        if (!IsVector(creation.Type!) || creation.Arguments.Length == 0 || !creation.Arguments.All(argument => IsVectorOrNumber(argument.Value.Type!)))
            return null;
        return VectorOf(creation.Arguments, type, isScalar: false, site);
    }

    // One number, or one row, stands for all of them.
    private TupleOf? VectorOf(IReadOnlyList<IArgumentOperation> arguments, ValueType type, bool isScalar, int site)
    {
        var read = Operands([.. arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)]);
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i].Type.HasMembers && read[i] is not (TupleOf or Read))
                read[i] = SetAside(read[i]);
        }

        List<Expression> numbers = [.. read.SelectMany(one => one.Type.HasMembers ? one.Type.Elements.Select((_, i) => ElementOf(one, i, site)) : [one])];
        if (isScalar)
            numbers.AddRange(type.Elements.Skip(1).Select(element => Default(element, site)));
        if (numbers.Count < type.Elements.Length && type.Elements.Length % numbers.Count == 0)
            numbers = [.. type.Elements.Select((_, i) => numbers[i % numbers.Count])];
        return numbers.Count == type.Elements.Length ? new TupleOf(type, numbers.ToEquatableArray(), site) : null;
    }

    /// <summary>m.Translation; null for any other property.</summary>
    private TupleOf? TranslationOf(IPropertyReferenceOperation reference)
    {
        if (reference is not { Property: { Name: "Translation", ContainingType.Name: "Matrix4x4" } property, Instance: { } instance } || !IsVector(property.ContainingType) || TypeOf(reference) is not { IsStruct: true } type)
            return null;
        var site = Site(reference);
        var matrix = Value(instance);
        if (matrix is not (TupleOf or Read))
            matrix = SetAside(matrix);
        return new TupleOf(type, Enumerable.Range(12, 3).Select(i => ElementOf(matrix, i, site)).ToEquatableArray(), site);
    }
}
