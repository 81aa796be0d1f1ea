using IntelliAvatar.LipSync.Library;

namespace IntelliAvatar.LipSync.Selection;

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
        var shown = ShownBase.Play(track, gaps.Length);
        var baseFrames = Array.ConvertAll(shown, pictures => pictures.Seen);

        var path = new FrameSelector(library).Select(gaps, baseFrames, cancel);
        var mouths = Crossfade.Over(library, path, baseFrames);
        var chins = ChinTrack.For(track, baseFrames, gaps);
        var strengths = Cover.Strengths(track, baseFrames);
        return [.. gaps.Select((gap, t) =>
        {
            var chin = float.Lerp(track.FaceAt(baseFrames[t]).Shape.Chin, chins[t], strengths[t]);
            return new FramePlan(shown[t].Frame, mouths[t], gap, chin, strengths[t], shown[t].Next, shown[t].NextWeight);
        })];
    }
}
