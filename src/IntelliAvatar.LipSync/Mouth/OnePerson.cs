using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Face;

namespace IntelliAvatar.LipSync.Mouth;

/// <summary>Tells, where the camera cuts, whether it cuts to somebody else: the usual lower face of a shot is then another one.</summary>
public static class OnePerson
{
    // Correlation of light and shade. The same face has 0.7 and more, turned, in the dark or cut off; two faces have less than 0.5.
    private const double LeastAlike = 0.6;
    private const int LeastFrames = 6;

    /// <summary>Whether each frame shows the person of the first shot; true also where nobody is seen, or no pictures were taken.</summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    public static bool[] In(IReadOnlyList<FaceLandmarks?> track, int[] shots)
    {
        ArgumentNullException.ThrowIfNull(track);
        var isSame = Enumerable.Repeat(true, track.Count).ToArray();
        float[]? first = null;
        foreach (var shot in Enumerable.Range(0, track.Count).Where(i => track[i]?.LowerFace is not null).GroupBy(i => shots[i]))
        {
            int[] frames = [.. shot];
            var usual = Usual([.. frames.Select(i => track[i]!.LowerFace!)]);
            if (first is null)
            {
                first = frames.Length >= LeastFrames ? usual : null;
            }
            else if (Signal.Correlation(first, usual) < LeastAlike)
            {
                Array.ForEach(frames, i => isSame[i] = false);
            }
        }

        return isSame;
    }

    private static float[] Usual(LowerFace[] faces) =>
        [.. Enumerable.Range(0, LowerFace.CellCount).Select(cell => Signal.Quantile([.. faces.Select(face => (float)face[0, cell])], 0.5))];
}
