using IntelliAvatar.LipSync.Audio;

namespace IntelliAvatar.LipSync.Mouth;

/// <summary>How far the mouth should be open in every frame of the output: 0 is shut, 1 as wide as in a clear "ah".</summary>
public static class MouthDrive
{
    // The tunings were found at this frame rate; smoothing keeps its length in seconds at others.
    private const double TunedFps = 25;
    private const float Speaking = 0.25f;

    /// <summary>From exact phones, which is better: use it whenever our own speech made the sound.</summary>
    /// <param name="phones">In order of time.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frames">Number of frames: duration · fps, rounded.</param>
    public static float[] FromPhones(IReadOnlyList<Phone> phones, double fps, int frames)
    {
        var hops = (int)(frames / fps * AudioFeatures.HopsPerSecond) + 2;
        return Signal.ToFrames(PhoneTrack.Opening(phones, hops), 10, fps, frames);
    }

    /// <summary>From sound alone, any speaker and language.</summary>
    /// <param name="audio">The speech.</param>
    /// <param name="net">The trained net.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frames">Number of frames: duration · fps, rounded.</param>
    /// <param name="cancel">Looked at in every hop.</param>
    public static float[] FromAudio(AudioFeatures audio, MouthNet net, double fps, int frames, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(net);
        var heard = net.Run(audio, cancel);
        var open = Signal.ToFrames(heard.Open, 15, fps, frames);
        var closed = Signal.ToFrames(heard.Closed, 8, fps, frames);
        var envelope = Signal.ToFrames(audio.Envelope, 25, fps, frames);

        float[] speech = [.. open.Where((_, i) => envelope[i] > Speaking)];
        if (speech.Length < 3)
        {
            return new float[frames];
        }

        var (narrow, wide) = (Signal.Quantile(speech, 0.07), Signal.Quantile(speech, 0.92));
        var gate = Signal.GaussianSmooth(Array.ConvertAll(envelope, level => Math.Clamp((level - 0.08f) / 0.15f, 0, 1)), 0.6);
        float[] drive = [.. open.Select((value, i) => MathF.Pow(Math.Clamp((value - narrow) / (wide - narrow + 1e-6f), 0, 1.15f), 0.85f) * gate[i])];
        drive = Signal.GaussianSmooth(drive, 0.8 * fps / TunedFps);

        // What the net takes for p, b, m: without this gate the smoothed opening seldom reaches the ground there.
        float[] gated = [.. drive.Select((value, i) => value * (1 - Signal.SmoothStep((closed[i] - 0.30f) / 0.35f)))];
        return Signal.GaussianSmooth(gated, 0.35 * fps / TunedFps);
    }
}
