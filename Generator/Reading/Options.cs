using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymDiff.Generator.Reading;

/// <summary>What is asked of the compiler's options.</summary>
internal static class Options
{
    public static bool CheckOverflow(this CompilationOptions options) => ((CSharpCompilationOptions)options).CheckOverflow;
}
