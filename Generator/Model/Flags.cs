namespace SymDiff.Generator.Model;

/// <summary>The members of the attribute's enumeration <c>Derivatives</c>.</summary>
internal static class Flags
{
    public const int Gradient = 1;
    public const int Hessian = 2;
    public const int Jacobian = 4;
    public const int JacobianVectorProduct = 8;
    public const int VectorJacobianProduct = 16;
    public const int HessianVectorProduct = 32;
    public const int GaussNewton = 64;

    /// <summary>Second derivatives.</summary>
    public const int OfSecondOrder = Hessian | HessianVectorProduct;

    /// <summary>Those of a method that may have several outputs.</summary>
    public const int OfSeveralOutputs = Jacobian | JacobianVectorProduct | VectorJacobianProduct | GaussNewton;
}
