namespace SymDiff.Generator.Tests.Forms;

/// <summary>A method, and its derivatives at points.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">How it is declared.</param>
/// <param name="Body">Its statements.</param>
/// <param name="Points">Where, with the Jacobian there, row by row, and for one output the upper triangle of the Hessian, row by row.</param>
internal sealed record ReferenceCase(string Name, string Signature, string Body, (double[] At, double[] Jacobian, double[] Hessian)[] Points)
{
    /// <summary>The Hessian as a whole.</summary>
    public static double[][] Whole(double[] triangle, int count)
    {
        var whole = Enumerable.Range(0, count).Select(_ => new double[count]).ToArray();
        for (var (i, k) = (0, 0); i < count; i++)
        {
            for (var j = i; j < count; j++, k++)
                whole[i][j] = whole[j][i] = triangle[k];
        }

        return whole;
    }
}
