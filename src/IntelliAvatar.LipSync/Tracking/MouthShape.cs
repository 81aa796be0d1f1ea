using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>What the mouth of one frame looks like, in canonical pixels.</summary>
public sealed class MouthShape
{
    /// <summary>The share of an opening that the inner edge of the upper lip moves up by; the lower jaw does most of it.</summary>
    public const float UpperLipShare = 0.18f;

    /// <param name="face">Landmarks in picture pixels.</param>
    /// <param name="toCanonical">Picture → canonical, <see cref="CanonicalFace.Fit"/>.</param>
    public MouthShape(FaceLandmarks face, Matrix3x2 toCanonical)
    {
        var left = Map(FacePoints.LeftMouthCorner);
        var right = Map(FacePoints.RightMouthCorner);
        var gap = 0f;
        foreach (var (upper, lower, weight) in FacePoints.LipPairs)
        {
            gap += weight * (Map(lower).Y - Map(upper).Y);
        }

        Measures = new MouthMeasures(
            Gap: MathF.Max(0, gap / 5),
            Width: right.X - left.X,
            MidX: (left.X + right.X) / 2,
            MidY: (Map(FacePoints.UpperLipTop).Y + Map(FacePoints.LowerLipBottom).Y) / 2,
            Chin: ((2 * Map(FacePoints.Chin).Y) + Map(FacePoints.ChinLeft).Y + Map(FacePoints.ChinRight).Y) / 4,
            Nose: Map(FacePoints.NoseBase).Y,
            Pose: face.Pose());
        Lips = new LipLines(face, toCanonical);

        Vector2 Map(int point) => Vector2.Transform(face.Point(point), toCanonical);
    }

    internal MouthShape(MouthMeasures measures, LipLines lips) => (Measures, Lips) = (measures, lips);

    /// <summary>Distance of the inner lips, at least 0.</summary>
    public float Gap => Measures.Gap;

    /// <summary>Distance of the outer mouth corners.</summary>
    public float Width => Measures.Width;

    public float MidX => Measures.MidX;

    public float MidY => Measures.MidY;

    /// <summary>Height (y) of the middle of the upper lip's inner edge, were the mouth shut: <see cref="UpperLipShare"/> of the opening is the upper lip's.</summary>
    public float Rest => Lips.At(MidX).UpperInner + (UpperLipShare * Gap);

    /// <summary>Height of the chin (y).</summary>
    public float Chin => Measures.Chin;

    /// <summary>Height of the point below the nose (y).</summary>
    public float Nose => Measures.Nose;

    public LipLines Lips { get; }

    /// <summary>Turn and nod of the head, <see cref="FacePoints.Pose"/>.</summary>
    public Vector2 Pose => Measures.Pose;

    internal MouthMeasures Measures { get; }
}

/// <summary>The plain numbers of a <see cref="MouthShape"/>, canonical pixels.</summary>
internal readonly record struct MouthMeasures(float Gap, float Width, float MidX, float MidY, float Chin, float Nose, Vector2 Pose);
