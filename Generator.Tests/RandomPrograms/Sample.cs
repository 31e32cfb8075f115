namespace SymDiff.Generator.Tests.RandomPrograms;

/// <summary>Arguments of a random program.</summary>
internal sealed record Sample(double A, double B, double[] X, double[] Y, double[,] M, int N);
