namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Where to look, picture by picture. What the network says depends a little on how its region lies, so a path that trembles makes points tremble.</summary>
internal static class RegionPath
{
    private const double Sigma = 2;
    private const int Reach = 6;

    /// <summary>Gaussian smoothing over the pictures with a face, not across a cut; those without stay without.</summary>
    /// <param name="path">Where the face was seen.</param>
    /// <param name="shots">The shot of every picture (<see cref="Shots"/>).</param>
    public static RegionOfInterest?[] Smooth(RegionOfInterest?[] path, int[] shots)
    {
        var smooth = new RegionOfInterest?[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            smooth[i] = path[i] is null ? null : MeanAround(path, shots, i);
        }

        return smooth;
    }

    private static RegionOfInterest MeanAround(RegionOfInterest?[] path, int[] shots, int middle)
    {
        double x = 0, y = 0, side = 0, sin = 0, cos = 0, sum = 0;
        for (var i = Math.Max(0, middle - Reach); i <= Math.Min(path.Length - 1, middle + Reach); i++)
        {
            if (path[i] is not { } region || shots[i] != shots[middle])
            {
                continue;
            }

            var weight = Math.Exp(-(i - middle) * (i - middle) / (2 * Sigma * Sigma));
            sum += weight;
            x += weight * region.X;
            y += weight * region.Y;
            side += weight * region.Side;

            // The mean of directions, not of numbers: an angle may wrap around.
            sin += weight * Math.Sin(region.Angle);
            cos += weight * Math.Cos(region.Angle);
        }

        return new RegionOfInterest((float)(x / sum), (float)(y / sum), (float)(side / sum), (float)Math.Atan2(sin, cos));
    }
}
