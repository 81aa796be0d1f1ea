using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>
/// Finds the frames in which something is before the mouth: a hand, a cup, a ball. The lips are then not seen where they usually are, or
/// the lower face shows colours that it has at hardly any other time.
/// </summary>
public static class Occlusion
{
    private const float LumaTolerance = 26, ChromaTolerance = 8;

    // From one frame to the next a cell of a noisy picture changes by so much; two of them are alike within so many times that.
    private const float NoiseTolerance = 2.5f;

    // Of the cells: so many strange ones cover the mouth, or more where little is known; some do if the lips are missing, too; around such frames those count
    // that are touched.
    private const float CoveredShare = 0.3f, SurelyCoveredShare = 0.6f, TouchedShare = 0.04f;

    // Of the columns of the mouth. Lips of which less is left of what usually stands out are missing.
    private const float MissingShare = 0.5f, SurelyMissingShare = 0.75f, LeftOver = 0.4f;

    // Of the frames.
    private const float MostlyOverlaid = 0.5f;

    // What a frame shows counts as usual if others than those around it show it, too.
    private const int MostReferences = 80;
    private const float LeastAlike = 0.03f;

    // The usual look of a handful says little, and a talking mouth is most of what differs among them.
    private const int LeastFrames = 12, LeastReferences = 36, Beside = 8;

    /// <summary>Whether the mouth of each frame is covered; never where no pictures of the lower face were taken.</summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    /// <param name="beside">So many frames around one are likely to show the same: a third of a second.</param>
    public static bool[] In(IReadOnlyList<FaceLandmarks?> track, int[] shots, int beside = Beside)
    {
        ArgumentNullException.ThrowIfNull(track);
        var covered = new bool[track.Count];
        foreach (var shot in Enumerable.Range(0, track.Count).Where(i => track[i]?.LowerFace is not null).GroupBy(i => shots[i]))
        {
            int[] frames = [.. shot];
            LowerFace[] pictures = [.. frames.Select(i => track[i]!.LowerFace!)];
            LipContrast[][] lips = [.. pictures.Select(LipContrast.Of)];
            var overlaid = Array.ConvertAll(pictures, picture => picture.IsOverlaid);
            if (NeverShowsLips(lips) || Share(overlaid) > MostlyOverlaid)
            {
                Array.ForEach(frames, i => covered[i] = true);
            }
            else if (frames.Length >= LeastFrames)
            {
                Mark(frames, pictures, lips, beside, covered);
                MarkOverlaid(frames, overlaid, beside / 2, covered);
            }
        }

        return covered;
    }

    /// <summary>Where a mask is worn all the time there is nothing else to compare it with; but it is even where lips are not.</summary>
    private static bool NeverShowsLips(LipContrast[][] lips) =>
        Enumerable.Range(0, LipContrast.Columns).Count(c => lips.Count(frame => frame[c].MayBeMouth) * 4 < lips.Length) > SurelyMissingShare * LipContrast.Columns;

    /// <summary>Where most frames around one are overlaid: a single one may be an accident.</summary>
    private static void MarkOverlaid(int[] frames, bool[] overlaid, int around, bool[] covered)
    {
        for (var k = 0; k < frames.Length; k++)
        {
            covered[frames[k]] |= Share(overlaid[Math.Max(0, k - around)..Math.Min(frames.Length, k + around + 1)]) > MostlyOverlaid;
        }
    }

    private static float Share(bool[] flags) => (float)flags.Count(flag => flag) / flags.Length;

    private static void Mark(int[] frames, LowerFace[] pictures, LipContrast[][] lips, int beside, bool[] covered)
    {
        var missing = MissingLips(lips);
        var (strange, isWellKnown) = StrangeCells(pictures, missing, beside);
        var most = isWellKnown ? CoveredShare : SurelyCoveredShare;
        for (var k = 0; k < frames.Length; k++)
        {
            if (strange[k] > most || (missing[k] > MissingShare && isWellKnown && strange[k] > TouchedShare) || missing[k] > SurelyMissingShare)
            {
                // A hand comes and goes: around the frames that it surely covers, those that it touches.
                Spread(k, -1);
                Spread(k, 1);
            }
        }

        void Spread(int k, int step)
        {
            do
            {
                covered[frames[k]] = true;
                k += step;
            }
            while (k >= 0 && k < frames.Length && strange[k] > TouchedShare);
        }
    }

    /// <summary>Share of the mouth's columns in which no lips stand out as they usually do, per frame.</summary>
    private static float[] MissingLips(LipContrast[][] lips)
    {
        LipContrast[] usual = [.. Enumerable.Range(0, LipContrast.Columns).Select(c => new LipContrast(
            Signal.Quantile([.. lips.Select(frame => frame[c].Red)], 0.7), Signal.Quantile([.. lips.Select(frame => frame[c].Dark)], 0.4), HasEdge: true))];
        return Array.ConvertAll(lips, frame => (float)Enumerable.Range(0, usual.Length).Count(c => frame[c].IsLost(usual[c], LeftOver)) / usual.Length);
    }

    /// <summary>Share of the cells that look as they do in hardly any other frame in which the lips are seen, per frame.</summary>
    private static (float[] Shares, bool IsWellKnown) StrangeCells(LowerFace[] pictures, float[] missing, int beside)
    {
        int[] seen = [.. Enumerable.Range(0, pictures.Length).Where(k => missing[k] <= MissingShare / 2)];
        if (seen.Length < LeastFrames)
        {
            return (new float[pictures.Length], false);
        }

        var count = Math.Min(MostReferences, seen.Length);
        int[] references = [.. Enumerable.Range(0, count).Select(i => seen[(int)((long)i * seen.Length / count)])];
        var least = Math.Max(1, (int)(LeastAlike * count));
        float[] most = [.. Enumerable.Range(0, 3).Select(plane =>
            MathF.Max(plane == 0 ? LumaTolerance : ChromaTolerance, NoiseTolerance * NoiseOf(pictures, plane)))];
        float[] shares = [.. pictures.Select((picture, k) => (float)Enumerable.Range(0, LowerFace.CellCount).Count(cell => IsStrange(picture, k, cell)) / LowerFace.CellCount)];
        return (shares, seen.Length * Beside >= LeastReferences * beside);

        bool IsStrange(LowerFace picture, int k, int cell)
        {
            var alike = 0;
            foreach (var r in references)
            {
                if (Math.Abs(r - k) > beside && IsAlike(picture, pictures[r], cell, most) && ++alike >= least)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static bool IsAlike(LowerFace a, LowerFace b, int cell, float[] most) =>
        Math.Abs(a[0, cell] - b[0, cell]) <= most[0]
        && Math.Abs(a[1, cell] - b[1, cell]) <= most[1]
        && Math.Abs(a[2, cell] - b[2, cell]) <= most[2];

    /// <summary>How much most cells change from one frame to the next.</summary>
    private static float NoiseOf(LowerFace[] pictures, int plane)
    {
        var changes = new int[byte.MaxValue + 1];
        for (var k = 1; k < pictures.Length; k++)
        {
            for (var cell = 0; cell < LowerFace.CellCount; cell++)
            {
                changes[Math.Abs(pictures[k][plane, cell] - pictures[k - 1][plane, cell])]++;
            }
        }

        var (middle, left) = (0, (pictures.Length - 1) * LowerFace.CellCount / 2);
        while (middle < byte.MaxValue && left > changes[middle])
        {
            left -= changes[middle++];
        }

        return middle;
    }
}
