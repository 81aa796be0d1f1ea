using IntelliAvatar.LipSync.Face;

namespace IntelliAvatar.LipSync.Mouth;

/// <summary>
/// Finds the frames in which a hand, a cup or a microphone is held before the mouth: much of the lower face then looks unlike what it
/// usually is. Usual is the median over the shot, so what is always there (a beard, a headset) belongs to the face.
/// </summary>
public static class Occlusion
{
    private const float LumaTolerance = 30, ChromaTolerance = 9, Deviations = 4;

    // A mouth wide open changes up to two fifths of the cells, a hand nearly all.
    private const float CoveredShare = 0.46f, TouchedShare = 0.25f;

    // The median of a handful says little, and a talking mouth is most of what differs among them.
    private const int LeastFrames = 12;

    /// <summary>Whether the mouth of each frame is covered; never where no pictures of the lower face were taken.</summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    public static bool[] In(IReadOnlyList<FaceLandmarks?> track, int[] shots)
    {
        var covered = new bool[track.Count];
        foreach (var shot in Enumerable.Range(0, track.Count).Where(i => track[i]?.LowerFace is not null).GroupBy(i => shots[i]))
        {
            if (shot.Count() >= LeastFrames)
            {
                Mark([.. shot], track, covered);
            }
        }

        return covered;
    }

    private static void Mark(int[] frames, IReadOnlyList<FaceLandmarks?> track, bool[] covered)
    {
        LowerFace[] pictures = [.. frames.Select(i => track[i]!.LowerFace!)];
        var strange = new bool[frames.Length, LowerFace.CellCount];
        for (var plane = 0; plane < 3; plane++)
        {
            var tolerance = plane == 0 ? LumaTolerance : ChromaTolerance;
            for (var cell = 0; cell < LowerFace.CellCount; cell++)
            {
                var usual = Median([.. pictures.Select(picture => (float)picture[plane, cell])]);
                var spread = Median([.. pictures.Select(picture => MathF.Abs(picture[plane, cell] - usual))]);
                for (var k = 0; k < frames.Length; k++)
                {
                    strange[k, cell] |= MathF.Abs(pictures[k][plane, cell] - usual) > MathF.Max(tolerance, Deviations * spread);
                }
            }
        }

        int[] counts = [.. frames.Select((_, k) => Enumerable.Range(0, LowerFace.CellCount).Count(cell => strange[k, cell]))];
        for (var k = 0; k < frames.Length; k++)
        {
            if (counts[k] > CoveredShare * LowerFace.CellCount)
            {
                // A hand comes and goes slowly: around the frames that it surely covers, those that it touches.
                Spread(k, -1);
                Spread(k, 1);
            }
        }

        void Spread(int k, int step)
        {
            for (; k >= 0 && k < frames.Length && counts[k] > TouchedShare * LowerFace.CellCount; k += step)
            {
                covered[frames[k]] = true;
            }
        }
    }

    private static float Median(float[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
