namespace SymDiff.Generator.Algebra;

/// <summary>The functions that algebra knows. Roots and powers with constant exponents are factors of products instead.</summary>
internal enum Primitive
{
    Exp, Log,
    Exp2, Exp10, Expm1, Exp2m1, Exp10m1,
    Log2, Log10, Log1p, Log2p1, Log10p1,
    Sin, Cos, Tan, Asin, Acos, Atan, Atan2,
    SinPi, CosPi, TanPi, AsinPi, AcosPi, AtanPi, Atan2Pi,
    Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Cbrt, RootN, Pow, Hypot,
    Abs, Sign, Floor, Ceiling, Round, Truncate,
    /// <summary>0 below zero, 1 above it, one half at it.</summary>
    Heaviside,
    Max, Min, MaxMagnitude, MinMagnitude,
    CopySign, ScaleB, Remainder, IeeeRemainder, Lerp,

    /// <summary>xʸ·(log x)ⁿ, at x = 0 what it tends to.</summary>
    PowLog,

    /// <summary>y·(y − 1)…·xʸ⁻ⁿ, 0 where one of the n factors is, also at x = 0.</summary>
    PowSlope,

    /// <summary>x/yⁿ, which is 0 where x is, also where y is 0.</summary>
    Share,

    /// <summary>log(1 + exp x).</summary>
    Softplus,

    /// <summary>1/(1 + exp(−x)).</summary>
    Logistic,

    /// <summary>log Σ exp xᵢ.</summary>
    LogSumExp,

    /// <summary>exp x₀ / Σ exp xᵢ.</summary>
    Softmax,

    /// <summary>x·log y, 0 at x = 0.</summary>
    XLogY,
    NormalCdf, NormalPdf, NormalLogCdf, InverseMillsRatio, NormalMeanExcess, Erf, Erfc, LogGamma, Digamma, Trigamma, Tetragamma,

    /// <summary>x itself, held fixed.</summary>
    StopGradient,

    /// <summary>A float in double arithmetic.</summary>
    Widen,

    /// <summary>A function known by the author's rule only; its call is kept with it.</summary>
    Custom,

    /// <summary>A partial derivative by the author's rule; the call of the rule is kept with it.</summary>
    CustomPartial,

    /// <summary>A second partial derivative by what was generated for the function where it is declared; so too.</summary>
    CustomSecond,
}
