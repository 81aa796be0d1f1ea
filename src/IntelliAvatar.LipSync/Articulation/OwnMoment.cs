using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>A frame of the base in which its person speaks and the mouth is seen.</summary>
/// <param name="Frame">Index of the frame whose sound this is.</param>
/// <param name="Open">How far open the net hears the mouth, 0…1.</param>
/// <param name="Inner">What the net's last inner layer says.</param>
/// <param name="Gap">How far the lips are apart, canonical pixels.</param>
internal readonly record struct OwnMoment(int Frame, float Open, float[] Inner, float Gap)
{
    private const int MostLag = 2;
    private const double SmoothMilliseconds = 20;

    /// <summary>The base's own sound beside its mouth, in the order of time, with the mouth shifted by the −2…2 frames at which it follows the net best: a lead is not learned as a shape.</summary>
    public static OwnMoment[] Of(AudioFeatures audio, MouthNet net, PosedTrack track, FrameRate rate, CancellationToken cancel)
    {
        var frames = Math.Min(track.FrameCount, rate.FramesFor((audio.Count - 1) * AudioFeatures.HopLength));
        var heard = net.RunInner(audio, cancel);
        var (open, inner) = (ToFrames(heard.Open), Array.ConvertAll(heard.Inner, ToFrames));
        var envelope = Signal.ToFrames(audio.VoiceEnvelope(), 25, rate.FramesPerSecond, frames);
        var seen = track.Faces.Where(face => !face.IsCovered).ToDictionary(face => face.Frame, face => face.Shape.Gap);
        return Enumerable.Range(-MostLag, (2 * MostLag) + 1).OrderBy(Math.Abs).Select(At).MaxBy(moments => Agreement(moments, moment => moment.Open))!;

        float[] ToFrames(float[] hops) => Signal.ToFrames(hops, SmoothMilliseconds, rate.FramesPerSecond, frames);

        OwnMoment[] At(int lag) =>
        [
            .. from frame in Enumerable.Range(0, frames)
               where envelope[frame] > HeardTrack.Speaking && seen.ContainsKey(frame + lag)
               select new OwnMoment(frame, open[frame], Array.ConvertAll(inner, channel => channel[frame]), seen[frame + lag]),
        ];
    }

    /// <summary>Correlation of <paramref name="opening"/> with the gaps.</summary>
    public static double Agreement(OwnMoment[] moments, Func<OwnMoment, float> opening) =>
        Signal.Correlation(Array.ConvertAll(moments, moment => opening(moment)), Array.ConvertAll(moments, moment => moment.Gap));
}
