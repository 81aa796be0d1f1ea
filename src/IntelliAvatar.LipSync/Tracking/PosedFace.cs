using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The face of one base frame: where it is and what its mouth does.</summary>
/// <param name="Frame">Index of the frame in the base video.</param>
/// <param name="ToCanonical">Picture → canonical.</param>
/// <param name="ToPicture">Canonical → picture.</param>
/// <param name="Shape">What the mouth looks like there.</param>
/// <param name="Shot">Number of the shot that the frame belongs to; between two shots the camera cuts.</param>
/// <param name="IsCovered">Something is held before the mouth, so that it can neither be lent nor replaced.</param>
/// <param name="Fade">What a fade does to the picture, if one does, or it just turns into another.</param>
public sealed record PosedFace(int Frame, Matrix3x2 ToCanonical, Matrix3x2 ToPicture, MouthShape Shape, int Shot = 0, bool IsCovered = false, Light? Fade = null)
{
    /// <summary>The picture is just fading or turning into another one.</summary>
    public bool IsFading => Fade is not null;
}

/// <summary>Means over all frames with a face, in canonical pixels: where the mouth usually is.</summary>
/// <param name="EyeSpan">The engine's unit of length, <see cref="CanonicalFace.EyeSpan"/>.</param>
/// <param name="MidX">x of the middle of the mouth.</param>
/// <param name="MidY">y of the middle of the mouth.</param>
/// <param name="Nose">y of the point below the nose.</param>
public sealed record MeanFace(float EyeSpan, float MidX, float MidY, float Nose);
