using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Timeline;

/// <summary>Decides everything about the finished frames before the first pixel is drawn.</summary>
public static class Storyboard
{
    // Lips closer than this (in eye spans) look shut and are meant to be.
    private const float Shut = 0.012f;

    /// <param name="library">The prepared base.</param>
    /// <param name="openings">How far open the mouth should be per output frame, 0…about 1.1.</param>
    /// <param name="cancel">Looked at for every frame.</param>
    public static FramePlan[] Plan(MouthLibrary library, float[] openings, CancellationToken cancel = default)
    {
        var track = library.Track;
        var gaps = Array.ConvertAll(openings, opening => opening * track.MaxGap);
        gaps = Array.ConvertAll(gaps, gap => gap < Shut * track.Mean.EyeSpan ? 0 : gap);
        int[] baseFrames = [.. gaps.Select((_, t) => track.FaceAt(PingPong.FrameAt(t, track.FrameCount)).Frame)];

        var path = new FrameSelector(library).Select(gaps, baseFrames, cancel);
        var mouths = Crossfade.Over(library, path);
        var chins = ChinTrack.For(library, mouths, gaps);
        return [.. gaps.Select((gap, t) => new FramePlan(baseFrames[t], mouths[t], gap, chins[t]))];
    }
}
