namespace IntelliAvatar.LipSync;

internal static class Interim
{
    public static float[] Gaussian(float[] x, double sigma)
    {
        var r = (int)Math.Ceiling(sigma * 3);
        var y = new float[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            double s = 0, w = 0;
            for (var k = -r; k <= r; k++)
            {
                var g = Math.Exp(-k * k / (2 * sigma * sigma));
                s += g * x[Math.Clamp(i + k, 0, x.Length - 1)];
                w += g;
            }

            y[i] = (float)(s / w);
        }

        return y;
    }

    public static float Quantile(float[] x, double q)
    {
        var a = x.Order().ToArray();
        var p = q * (a.Length - 1);
        var i = (int)p;
        return i + 1 < a.Length ? (float)(a[i] + ((a[i + 1] - a[i]) * (p - i))) : a[i];
    }
}
