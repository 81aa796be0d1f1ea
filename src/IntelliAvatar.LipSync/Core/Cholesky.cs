namespace IntelliAvatar.LipSync.Core;

/// <summary>Linear equations with a symmetric, positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>x of A·x = b.</summary>
    /// <param name="a">Of A only the lower half is read; its factor takes that place.</param>
    /// <param name="b">Its place is taken by x.</param>
    public static double[] Solve(double[,] a, double[] b)
    {
        for (var i = 0; i < b.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }

                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }

        for (var i = 0; i < b.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                b[i] -= a[i, k] * b[k];
            }

            b[i] /= a[i, i];
        }

        for (var i = b.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < b.Length; k++)
            {
                b[i] -= a[k, i] * b[k];
            }

            b[i] /= a[i, i];
        }

        return b;
    }
}
