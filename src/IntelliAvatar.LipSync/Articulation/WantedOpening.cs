using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>How far open the mouth should be per output frame, from whatever is known of the speech.</summary>
public static class WantedOpening
{
    /// <summary>From the phones if there are any, else from the sound; one value per frame, 0…about 1.1.</summary>
    /// <param name="speech">What is to be said.</param>
    /// <param name="net">Hears the sound.</param>
    /// <param name="own">How the person opens the mouth, if that is known; phones know better.</param>
    /// <param name="rate">Of the output.</param>
    /// <param name="cancel">Looked at in every hop.</param>
    public static float[] Of(Speech speech, MouthNet net, OwnOpening? own, FrameRate rate, CancellationToken cancel = default)
    {
        var frames = rate.FramesFor(speech.Samples16kMono.Length);
        return speech.Phones is { Count: > 0 } phones
            ? MouthDrive.FromPhones(phones, rate.FramesPerSecond, frames)
            : MouthDrive.FromAudio(new AudioFeatures(speech.Samples16kMono, cancel), net, rate.FramesPerSecond, frames, own, cancel);
    }
}
