using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>Hides jumps: two frames before and two after, both runs are continued as they moved and blended.</summary>
public static class Crossfade
{
    /// <param name="library">The sources.</param>
    /// <param name="path">Place of the chosen source per output frame.</param>
    /// <param name="baseFrames">The base frame shown at each time; where the camera cuts the mouth cuts with it.</param>
    public static SourceBlend[] Over(MouthLibrary library, int[] path, int[] baseFrames)
    {
        var frames = Array.ConvertAll(path, source => library.Sources[source].Face.Frame);
        var blends = Array.ConvertAll(path, SourceBlend.Only);
        var faded = -1;
        for (var t = 1; t < path.Length; t++)
        {
            if (!IsJump(t) || IsNearCut(t))
            {
                continue;
            }

            var (oldStep, newStep) = (StepAt(t - 1), StepAt(t + 1));
            for (var k = -2; k <= 1; k++)
            {
                var at = t + k;

                // What an earlier crossfade has blended stays as it is; what the new run covers is the new run's.
                if (at < 0 || at >= path.Length || (k < 0 && at <= faded))
                {
                    continue;
                }

                var left = library.SourceNear(frames[t - 1] + (oldStep * (at - (t - 1))));
                var entered = library.SourceNear(frames[t] + (newStep * (at - t)));
                blends[at] = new SourceBlend(left, entered, Signal.SmoothStep((k + 2.5f) / 4));
            }

            faded = t + 1;
        }

        return blends;

        bool IsNearCut(int t) => ShotAt(Math.Max(0, t - 2)) != ShotAt(Math.Min(path.Length - 1, t + 1));

        int ShotAt(int t) => library.Track.FaceAt(baseFrames[t]).Shot;

        bool IsJump(int t) => Math.Abs(frames[t] - frames[t - 1]) > 1;

        int StepAt(int t) => t < 1 || t >= frames.Length || IsJump(t) ? 0 : frames[t] - frames[t - 1];
    }
}
