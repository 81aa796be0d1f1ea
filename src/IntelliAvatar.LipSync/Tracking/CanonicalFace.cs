using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>
/// The one upright face onto which every frame is mapped: origin in the middle of the outer eye corners, x along their line,
/// y down, unit = one pixel of the reference frame.
/// </summary>
public sealed class CanonicalFace
{
    // No point of these moves with the mouth. The base of the nose is next to it and counts most; the edge of the face is the least sure.
    private static readonly (int Point, float Weight)[] Stable =
    [
        .. Weighted(3, [2, 98, 327, 1, 4, 129, 358]),
        .. Weighted(0.5f, [234, 454, 93, 323, 127, 356]),
        .. Weighted(1, [33, 133, 362, 263, 168, 6, 197, 195, 5, 49, 279, 50, 280, 101, 330, 36, 266, 117, 346, 123, 352]),
    ];

    private readonly Vector2[] _targets;

    public CanonicalFace(FaceLandmarks reference)
    {
        EyeSpan = reference.EyeSpan();
        var along = (reference.Point(FacePoints.RightEyeCorner) - reference.Point(FacePoints.LeftEyeCorner)) / EyeSpan;
        var down = new Vector2(-along.Y, along.X);
        var origin = reference.EyeCentre();
        _targets = Array.ConvertAll(Stable, stable =>
        {
            var p = reference.Point(stable.Point) - origin;
            return new Vector2(Vector2.Dot(p, along), Vector2.Dot(p, down));
        });
    }

    /// <summary>The engine's unit of length: distance of the outer eye corners, in canonical pixels ("S" in the formulas).</summary>
    public float EyeSpan { get; }

    /// <summary>The affine map picture → canonical that brings the points which do not move with the mouth nearest to the reference's.</summary>
    public Matrix3x2 Fit(FaceLandmarks face)
    {
        var x = new PlaneFit();
        var y = new PlaneFit();
        for (var i = 0; i < Stable.Length; i++)
        {
            var p = face.Point(Stable[i].Point);
            x.Add(p.X, p.Y, _targets[i].X, Stable[i].Weight);
            y.Add(p.X, p.Y, _targets[i].Y, Stable[i].Weight);
        }

        var (toX, toY) = (x.Solve(), y.Solve());
        return new Matrix3x2(
            (float)toX.SlopeX, (float)toY.SlopeX,
            (float)toX.SlopeY, (float)toY.SlopeY,
            (float)toX.Offset, (float)toY.Offset);
    }

    private static (int Point, float Weight)[] Weighted(float weight, int[] points) => Array.ConvertAll(points, point => (point, weight));
}
