using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>A frame from which mouths are taken: its face, a small texture to compare it by, and the pixels around the mouth.</summary>
public sealed record MouthSource(PosedFace Face, MouthTexture Texture, PictureRegion Region)
{
    /// <param name="face">The face.</param>
    /// <param name="region">The pixels around its mouth.</param>
    /// <param name="eyeSpan">The engine's unit of length.</param>
    public static MouthSource Of(PosedFace face, PictureRegion region, float eyeSpan) => new(face, new MouthTexture(region, face, eyeSpan), region);
}
