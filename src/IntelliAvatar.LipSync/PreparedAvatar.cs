using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;

namespace IntelliAvatar.LipSync;

/// <summary>What is known of a base video before anything is said. Depends on the base only, so it serves any number of speeches, also at the same time.</summary>
/// <param name="Width">Width of the base, pixels.</param>
/// <param name="Height">Height of the base, pixels.</param>
/// <param name="Library">Its faces and mouths.</param>
/// <param name="Apertures">How far the lips of the base are apart per frame, as measured in finished videos (<see cref="Tracking.Aperture"/>).</param>
/// <param name="Own">How its person opens the mouth otherwise than the net expects; null if the base did not teach it (<see cref="LipSyncEngine.Learn"/>).</param>
public sealed record PreparedAvatar(int Width, int Height, MouthLibrary Library, float[] Apertures, OwnOpening? Own = null)
{
    public int FrameCount => Library.Track.FrameCount;

    /// <summary>Frames of the base in which a face was found.</summary>
    public int FramesWithFace => Library.Track.Faces.Count;

    /// <summary>How many frames of the base, counted from its first, a video of so many frames shows.</summary>
    public int FramesShown(int outputFrames) =>
        ShownBase.Play(Library.Track, outputFrames).Max(pictures => Math.Max(pictures.Frame, pictures.Next)) + 1;

    internal void ThrowIfNotOf(IFrameSource baseVideo)
    {
        if (baseVideo.Width != Width || baseVideo.Height != Height || baseVideo.Count != FrameCount)
        {
            throw new ArgumentException(
                $"The avatar was prepared from {FrameCount} frames of {Width}×{Height}, not from {baseVideo.Count} of {baseVideo.Width}×{baseVideo.Height}.", nameof(baseVideo));
        }
    }
}
