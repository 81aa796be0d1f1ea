using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Measures what became of the base's picture, one frame after the other.</summary>
public static class PictureComparison
{
    private const int MostFrames = 120;

    /// <param name="avatar">The prepared base.</param>
    /// <param name="baseVideo">The base.</param>
    /// <param name="output">The finished video, of the same size.</param>
    /// <param name="cancel">Looked at for every frame.</param>
    public static PictureMetrics Of(PreparedAvatar avatar, IFrameSource baseVideo, IFrameSource output, CancellationToken cancel)
    {
        var track = avatar.Library.Track;
        int[] times = [.. Times(output.Count)];
        var clock = BaseClock.Of(output, baseVideo, track, times, cancel);
        var (now, before, shown) = (CreateFrame(), CreateFrame(), CreateFrame());
        var (change, naive, fidelity) = (new MaskedChange(track.Mean), new MaskedChange(track.Mean), new Fidelity(track.Mean));
        foreach (var t in times)
        {
            cancel.ThrowIfCancellationRequested();
            var frame = clock.FrameAt(t);
            if (track.FaceAt(frame) is { } face && face.Frame == frame)
            {
                output.Read(t, now);
                output.Read(t - 1, before);
                baseVideo.Read(frame, shown);
                change.Add(now, before, shown, face);
                fidelity.Add(now, shown, face);
            }

            var naiveFrame = PingPong.FrameAt(t, baseVideo.Count);
            if (track.FaceAt(naiveFrame) is { } naiveFace && naiveFace.Frame == naiveFrame)
            {
                baseVideo.Read(naiveFrame, now);
                baseVideo.Read(PingPong.FrameAt(t - 1, baseVideo.Count), before);
                naive.Add(now, before, now, naiveFace);
            }
        }

        return new PictureMetrics(change.Ring, naive.Ring, change.Mouth, naive.Mouth, fidelity.Psnr, fidelity.Ssim, change.Sharpness);

        YuvFrame CreateFrame() => new(baseVideo.Width, baseVideo.Height);
    }

    private static IEnumerable<int> Times(int count)
    {
        var step = Math.Max(1, count / MostFrames);
        for (var t = 1; t < count; t += step)
        {
            yield return t;
        }
    }
}
