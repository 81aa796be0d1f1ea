using System.Numerics;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Chooses which frames of a long base may lend their mouth. Whole runs are taken, because a mouth that moves as it once did looks alive;
/// greedily those that leave every mouth of the base with a similar one among the chosen (facility location).
/// </summary>
public static class SourceThinning
{
    /// <summary>Frames in a run: about a second.</summary>
    public const int RunLength = 25;

    private const int MostTargets = 500;

    /// <returns>The chosen faces in the order of the base; all of them if there are at most <paramref name="most"/>.</returns>
    public static IReadOnlyList<PosedFace> Choose(IReadOnlyList<PosedFace> faces, int most, float eyeSpan, CancellationToken cancel = default)
    {
        if (faces.Count <= most)
        {
            return faces;
        }

        var runs = faces.Chunk(RunLength).ToList();
        var targets = Enumerable.Range(0, MostTargets).Select(i => faces[(int)((long)i * faces.Count / MostTargets)]).ToArray();
        var distances = runs.ConvertAll(run =>
        {
            cancel.ThrowIfCancellationRequested();
            return Array.ConvertAll(targets, target => run.Min(face => Distance(face.Shape, target.Shape, eyeSpan)));
        });

        var left = new float[targets.Length];
        Array.Fill(left, float.MaxValue);
        var chosen = new SortedSet<int>();
        while (chosen.Count < Math.Max(1, most / RunLength))
        {
            var best = Enumerable.Range(0, runs.Count).Where(run => !chosen.Contains(run))
                .MinBy(run => distances[run].Zip(left, (d, l) => (double)MathF.Min(d, l)).Sum());
            chosen.Add(best);
            left = [.. distances[best].Zip(left, MathF.Min)];
        }

        return [.. chosen.SelectMany(run => runs[run])];
    }

    // In the same units as the costs of FrameSelector: opening, pose and width.
    private static float Distance(MouthShape a, MouthShape b, float eyeSpan)
    {
        var gap = (a.Gap - b.Gap) / (0.04f * eyeSpan);
        var width = (a.Width - b.Width) / (0.07f * eyeSpan);
        return (gap * gap) + (0.5f * Vector2.DistanceSquared(a.Pose, b.Pose) / (0.06f * 0.06f)) + (0.35f * width * width);
    }
}
