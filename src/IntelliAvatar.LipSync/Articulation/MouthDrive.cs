using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>How far the mouth should be open in every frame of the output: 0 is shut, 1 as wide as in a clear "ah".</summary>
public static class MouthDrive
{
    /// <summary>From exact phones, which is better: use it whenever our own speech made the sound.</summary>
    /// <param name="phones">In order of time.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frames">Number of frames: duration · fps, rounded.</param>
    public static float[] FromPhones(IReadOnlyList<Phone> phones, double fps, int frames)
    {
        var hops = (int)(frames / fps * AudioFeatures.HopsPerSecond) + 2;
        var opening = Signal.ToFrames(PhoneTrack.Opening(phones, hops), 10, fps, frames);

        // A p of 30 ms can fall between the middles of two frames, and neither would be shut. People see that.
        foreach (var middle in PhoneTrack.Closures(phones, frames / fps).Where(middle => middle * fps < frames))
        {
            opening[(int)(middle * fps)] = 0;
        }

        return opening;
    }

    /// <summary>From sound alone, any speaker and language.</summary>
    /// <param name="audio">The speech.</param>
    /// <param name="net">The trained net.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frames">Number of frames: duration · fps, rounded.</param>
    /// <param name="own">How the person who is to say it opens the mouth, if that is known.</param>
    /// <param name="cancel">Looked at in every hop.</param>
    public static float[] FromAudio(AudioFeatures audio, MouthNet net, double fps, int frames, OwnOpening? own = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(net);
        var (open, closed, change) = net.Run(audio, own, cancel);
        return Signal.ToFrames(HeardTrack.Opening(audio, OwnTrack.Opening(open, closed, change), closed), 10, fps, frames);
    }
}
