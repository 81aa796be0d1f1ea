using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>
/// Tells, where the camera cuts, whether it cuts to another person: the usual lower face of a shot is then a different one.
/// </summary>
public static class OnePerson
{
    // Correlation of light and shade. The same face has 0.7 and more, turned, in the dark or cut off; two faces have less than 0.5.
    private const double LeastAlike = 0.6;

    // Steps of U or V: no camera makes as much of one skin.
    private const float MostColour = 20;

    // Frames, and a share of them: what is hardly any of the video is not all that is kept.
    private const int LeastFrames = 6;
    private const float LeastGood = 12, LeastGoodShare = 0.2f;

    /// <summary>
    /// Whether each frame shows the person of the first shot; true also where no face is seen, or no pictures were taken.
    /// </summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    /// <param name="leastFrames">So many are needed to know the person of the first shot.</param>
    public static bool[] In(IReadOnlyList<FaceLandmarks?> track, int[] shots, int leastFrames = LeastFrames)
    {
        ArgumentNullException.ThrowIfNull(track);
        var isSame = Enumerable.Repeat(true, track.Count).ToArray();
        float[][]? first = null;
        foreach (var shot in Enumerable.Range(0, track.Count).Where(i => track[i]?.LowerFace is not null).GroupBy(i => shots[i]))
        {
            int[] frames = [.. shot];
            var usual = Usual([.. frames.Select(i => track[i]!.LowerFace!)]);
            if (first is null)
            {
                first = frames.Length >= leastFrames ? usual : null;
            }
            else if (Signal.Correlation(first[0], usual[0]) < LeastAlike || Colour(first, usual, 1) > MostColour || Colour(first, usual, 2) > MostColour)
            {
                Array.ForEach(frames, i => isSame[i] = false);
            }
        }

        return isSame;
    }

    /// <summary>Whether so many frames are enough to leave the others out.</summary>
    /// <param name="good">The frames that would be kept.</param>
    /// <param name="all">The frames with a face.</param>
    /// <param name="perFrame">How many frames of the video each stands for.</param>
    public static bool IsEnough(int good, int all, int perFrame = 1) => good * perFrame >= LeastGood && good >= LeastGoodShare * all;

    private static float Colour(float[][] a, float[][] b, int plane) => MathF.Abs(a[plane].Average() - b[plane].Average());

    /// <summary>By plane and cell.</summary>
    private static float[][] Usual(LowerFace[] faces) =>
        [.. Enumerable.Range(0, 3).Select(plane => Enumerable.Range(0, LowerFace.CellCount).Select(cell => Signal.Quantile([.. faces.Select(face => (float)face[plane, cell])], 0.5)).ToArray())];
}
