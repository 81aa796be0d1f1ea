using System.Numerics;
using IntelliAvatar.LipSync.Face;

namespace IntelliAvatar.LipSync.Mouth;

/// <summary>What the mouth of one frame looks like, in canonical pixels.</summary>
public sealed class MouthShape
{
    /// <param name="face">Landmarks in picture pixels.</param>
    /// <param name="toCanonical">Picture → canonical, <see cref="CanonicalFace.Fit"/>.</param>
    public MouthShape(FaceLandmarks face, Matrix3x2 toCanonical)
    {
        var left = Map(FacePoints.LeftMouthCorner);
        var right = Map(FacePoints.RightMouthCorner);
        Width = right.X - left.X;
        MidX = (left.X + right.X) / 2;
        MidY = (Map(FacePoints.UpperLipTop).Y + Map(FacePoints.LowerLipBottom).Y) / 2;
        Chin = ((2 * Map(FacePoints.Chin).Y) + Map(FacePoints.ChinLeft).Y + Map(FacePoints.ChinRight).Y) / 4;
        Nose = Map(FacePoints.NoseBase).Y;
        var gap = 0f;
        foreach (var (upper, lower, weight) in FacePoints.LipPairs)
        {
            gap += weight * (Map(lower).Y - Map(upper).Y);
        }

        Gap = MathF.Max(0, gap / 5);
        Lips = new LipLines(face, toCanonical);
        Pose = face.Pose();

        Vector2 Map(int point) => Vector2.Transform(face.Point(point), toCanonical);
    }

    /// <summary>Distance of the inner lips, at least 0.</summary>
    public float Gap { get; }

    /// <summary>Distance of the outer mouth corners.</summary>
    public float Width { get; }

    public float MidX { get; }

    public float MidY { get; }

    /// <summary>Height of the chin (y).</summary>
    public float Chin { get; }

    /// <summary>Height of the point below the nose (y).</summary>
    public float Nose { get; }

    public LipLines Lips { get; }

    /// <summary>Turn and nod of the head, <see cref="FacePoints.Pose"/>.</summary>
    public Vector2 Pose { get; }
}
