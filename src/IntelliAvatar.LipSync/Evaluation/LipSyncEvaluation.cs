using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Measures finished videos, of ours or of any other engine. The mouth is measured by our own tracker, which is a weakness: errors of the tracker that the engine shares do not show.</summary>
/// <param name="models">The trained networks.</param>
/// <param name="threads">How many frames are worked on at once; the result does not depend on it.</param>
public sealed class LipSyncEvaluation(LipSyncModels models, int threads)
{
    /// <param name="avatar">The prepared base.</param>
    /// <param name="baseVideo">The base.</param>
    /// <param name="output">The finished, decoded video.</param>
    /// <param name="speech">What it says; with its exact phones more can be measured.</param>
    /// <param name="rate">Frame rate of all videos.</param>
    /// <param name="reference">Another engine's video of the same speech, or null.</param>
    /// <param name="progress">Told how much is done, 0…1.</param>
    /// <param name="cancel">Obeyed within about one frame's work.</param>
    public LipSyncMetrics Measure(
        PreparedAvatar avatar, IFrameSource baseVideo, IFrameSource output, Speech speech, FrameRate rate, IFrameSource? reference, IProgress<double>? progress, CancellationToken cancel)
    {
        avatar.ThrowIfNotOf(baseVideo);
        var fps = rate.FramesPerSecond;
        var frames = rate.FramesFor(speech.Samples16kMono.Length);
        var faces = Track(output);
        var aperture = Aperture.Track(faces);
        float[] naive = [.. Enumerable.Range(0, frames).Select(t => avatar.Apertures[PingPong.FrameAt(t, avatar.FrameCount)])];

        var envelope = Signal.ToFrames(new AudioFeatures(speech.Samples16kMono, cancel).VoiceEnvelope(), 25, fps, frames);
        var score = new MouthScore(
            envelope, WantedOpening.Of(speech, models.MouthNet, avatar.Own, rate, cancel), reference is null ? null : Aperture.Track(Track(reference)), fps);
        var metrics = new LipSyncMetrics(
            output.Count,
            faces.Count(face => face is not null),
            score.Of(aperture),
            score.Of(naive),
            output.Width == avatar.Width && output.Height == avatar.Height ? PictureComparison.Of(avatar, baseVideo, output, cancel) : null,
            speech.Phones is { Count: > 0 } phones ? PhoneScore.Of(phones, aperture, fps) : null);
        progress?.Report(1);
        return metrics;

        FaceLandmarks?[] Track(IFrameSource video) => new FaceTracker(models.Faces, threads).Track(video, video == output ? progress : null, cancel);
    }
}
