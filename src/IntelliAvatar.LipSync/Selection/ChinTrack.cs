using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>Where the chin belongs: where the base has it, moved by two fifths of what its mouth opens or closes further. The lips do the rest.</summary>
public static class ChinTrack
{
    private const float JawPerGap = 0.4f;

    // In frames. A jaw is heavier than lips.
    private const double Sigma = 2;

    /// <returns>Height of the chin per output frame, canonical pixels.</returns>
    public static float[] For(PosedTrack track, int[] baseFrames, float[] gaps)
    {
        ArgumentNullException.ThrowIfNull(track);

        // The moves are smoothed, not the places: on either side of a cut the chin is somewhere else.
        var moves = Signal.GaussianSmooth([.. baseFrames.Zip(gaps, (frame, gap) => JawPerGap * (gap - track.FaceAt(frame).Shape.Gap))], Sigma);
        return [.. baseFrames.Zip(moves, (frame, move) => track.FaceAt(frame).Shape.Chin + move)];
    }
}
