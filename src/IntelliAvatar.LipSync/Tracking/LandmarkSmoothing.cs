namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Steadies tracked points over time, the chin less than the rest and the lips least, since they truly move. Frames without a face, and those of another shot, are left out of the means.</summary>
public static class LandmarkSmoothing
{
    private const int Radius = 6;

    // A skull is heavy and nods slowly, a jaw is quicker, lips are the quickest.
    private static readonly double[] SkullWeights = Gaussian(2);
    private static readonly double[] JawWeights = Gaussian(1);
    private static readonly double[] LipWeights = Gaussian(0.45);
    private static readonly bool[] IsLip = LipPoints();

    /// <summary>The smoothed landmarks of one frame that has a face; z is left as it is.</summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    /// <param name="frame">Which one.</param>
    public static FaceLandmarks At(IReadOnlyList<FaceLandmarks?> track, int[] shots, int frame)
    {
        var here = track[frame] ?? throw new ArgumentException($"Frame {frame} has no face.", nameof(frame));
        var smooth = new FaceLandmarks { Score = here.Score };
        here.Z.CopyTo(smooth.Z, 0);
        for (var point = 0; point < FaceLandmarks.Count; point++)
        {
            var weights = IsLip[point] ? LipWeights : IsJaw(point) ? JawWeights : SkullWeights;
            double x = 0, y = 0, sum = 0;
            for (var d = -Radius; d <= Radius; d++)
            {
                // What has no counterpart on the other side would pull a moving head towards itself.
                if (FaceAt(frame + d) is not { } face || FaceAt(frame - d) is null)
                {
                    continue;
                }

                var weight = weights[d + Radius];
                x += weight * face.X[point];
                y += weight * face.Y[point];
                sum += weight;
            }

            smooth.X[point] = (float)(x / sum);
            smooth.Y[point] = (float)(y / sum);
        }

        return smooth;

        FaceLandmarks? FaceAt(int t) => t >= 0 && t < track.Count && shots[t] == shots[frame] ? track[t] : null;
    }

    private static double[] Gaussian(double sigma) =>
        [.. Enumerable.Range(-Radius, (2 * Radius) + 1).Select(d => Math.Exp(-d * d / (2 * sigma * sigma)))];

    private static bool IsJaw(int point) => point is FacePoints.Chin or FacePoints.ChinLeft or FacePoints.ChinRight;

    private static bool[] LipPoints()
    {
        var lips = new bool[FaceLandmarks.Count];
        foreach (var point in (int[])[.. FacePoints.UpperLipOuter, .. FacePoints.UpperLipInner, .. FacePoints.LowerLipInner, .. FacePoints.LowerLipOuter])
        {
            lips[point] = true;
        }

        return lips;
    }
}
