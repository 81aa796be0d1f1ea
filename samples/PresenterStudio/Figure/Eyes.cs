using System.Numerics;
using PresenterStudio.Acting;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>Eyeballs and the almond between the lids. Both eyes are modelled as the one at positive x; the other is its mirror image.</summary>
internal sealed class Eyes(Pose pose)
{
    public const float Radius = 1.5f;
    public const float HalfWidth = 1.72f;
    public static readonly Vector3 Centre = new(3.16f, 0, 5.62f);

    public static float Ball(Vector3 mirrored) => (mirrored - Centre).Length() - Radius;

    /// <summary>Height of the upper and the lower lid margin over the face.</summary>
    public (float Upper, float Lower) Lids(float x)
    {
        var u = Math.Clamp((x - Centre.X) / HalfWidth, -1, 1);
        var round = 1 - u * u;
        var root = MathF.Sqrt(round);
        var arch = root * MathF.Sqrt(root);
        var corner = 0.13f * u - 0.02f;
        var upper = corner + 0.735f * arch * (1 - 0.08f * u);
        var lower = corner - (0.50f - 0.08f * pose.Smile) * (0.5f * arch + 0.5f * round) * (1 + 0.12f * u);
        lower += 0.06f * pose.Blink * round;
        return (Curve.Mix(upper, lower, pose.Blink), lower);
    }

    /// <summary>Signed distance, over the face, to the almond between the lids: negative between them.</summary>
    public float Almond(float x, float y)
    {
        var (upper, lower) = Lids(x);
        var across = MathF.Abs(x - Centre.X) - HalfWidth;
        if (across >= 0)
        {
            var up = y - upper;
            return MathF.Sqrt(across * across + up * up);
        }

        return MathF.Max(y - upper, lower - y) * 0.85f;
    }

    /// <summary>Unit vector from the ball to the middle of the iris: towards the camera, a trace outwards, since eyes this large would seem to squint.</summary>
    public Vector3 Look(Vector3 ball, Vector3 camera, int side)
    {
        var ahead = Vector3.Normalize(camera - ball);
        return Vector3.Normalize(ahead + new Vector3(pose.Gaze.X + side * 0.015f, pose.Gaze.Y, 0));
    }
}
