namespace IntelliAvatar.LipSync.Mouth;

/// <summary>A frame from which mouths are taken: its face, a small texture to compare it by, and the pixels around the mouth.</summary>
public sealed record MouthSource(PosedFace Face, MouthTexture Texture, PictureRegion Region);
