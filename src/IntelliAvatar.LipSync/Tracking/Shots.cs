using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Where the camera cuts: what is smoothed over time must not be smoothed across.</summary>
/// <remarks>A head that jumps much farther in one picture than in those around it did not move there.</remarks>
public static class Shots
{
    private const float LeastJump = 0.12f, JumpPerLostFrame = 0.03f, AboveNeighbours = 3;

    private static readonly int[] s_points =
        [FacePoints.LeftEyeCorner, FacePoints.RightEyeCorner, FacePoints.NoseBase, FacePoints.NoseTip, FacePoints.Forehead];

    /// <summary>The number of the shot of every picture, from 0; pictures without a face belong to the shot before them.</summary>
    public static int[] Of(IReadOnlyList<FaceLandmarks?> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        int[] seen = [.. Enumerable.Range(0, faces.Count).Where(i => faces[i]?.EyeSpan() > 0)];
        var steps = new float[seen.Length + 1];
        for (var k = 1; k < seen.Length; k++)
        {
            steps[k] = Step(faces[seen[k - 1]]!, faces[seen[k]]!);
        }

        var shots = new int[faces.Count];
        for (var k = 1; k < seen.Length; k++)
        {
            var lost = seen[k] - seen[k - 1] - 1;
            var around = MathF.Max(steps[k - 1], steps[k + 1]);
            if (steps[k] > LeastJump + (JumpPerLostFrame * lost) && steps[k] > AboveNeighbours * around)
            {
                shots[seen[k]] = 1;
            }
        }

        for (var i = 1; i < shots.Length; i++)
        {
            shots[i] += shots[i - 1];
        }

        return shots;
    }

    /// <summary>How far the points that do not move with the mouth went, in eye spans.</summary>
    private static float Step(FaceLandmarks from, FaceLandmarks to) =>
        s_points.Average(point => Vector2.Distance(from.Point(point), to.Point(point))) / from.EyeSpan();
}
