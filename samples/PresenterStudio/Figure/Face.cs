using System.Numerics;
using PresenterStudio.Acting;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>
/// The skin of the head, in head space: centimetres, origin between the eyes, x to the picture's right, y up, z to the camera.
/// Big forms are ellipsoids joined smoothly; soft forms are hills pushed out of or into the front.
/// </summary>
internal sealed class Face(Pose pose, Mouth mouth, Eyes eyes)
{
    public float Distance(Vector3 p)
    {
        var rest = mouth.ToRest(p.X, p.Y);
        var q = new Vector3(p.X, rest.Y, p.Z);
        var m = q with { X = MathF.Sqrt(q.X * q.X + 0.01f) };

        var skin = Skull(q);
        if (skin > 5)
        {
            return skin - 2.8f; // the nose sticks out this far
        }

        var front = Curve.Step(1.5f, 4.5f, p.Z);
        skin -= front * (Relief(m) + Lips(rest.X, rest.Y));
        skin = Sdf.Join(skin, Nose(m), 0.8f);
        skin = Sdf.Carve(skin, Nostril(m), 0.25f);

        if (p.Z > 4)
        {
            var side = p with { X = MathF.Abs(p.X) };
            skin = Sdf.Join(skin, Eyes.Ball(side) - 0.17f, 0.55f);
            if (MathF.Abs(p.Y) < 2)
            {
                skin += Crease(side);
                skin = Sdf.Carve(skin, eyes.Almond(side.X, side.Y), 0.16f);
            }
            else if (p.Y < -4 && MathF.Abs(p.X) < 4)
            {
                skin = Sdf.Carve(skin, MathF.Max(mouth.Opening(p.X, p.Y), 4.6f - p.Z), 0.5f);
            }
        }

        return skin;
    }

    private static float Skull(Vector3 p)
    {
        var cranium = Sdf.Ellipsoid(p - new Vector3(0, 3.1f, -1.2f), new(7.0f, 8.3f, 8.7f));
        var middle = Sdf.Ellipsoid(p - new Vector3(0, -2.2f, 0.6f), new(6.35f, 7.2f, 6.7f));
        var jaw = Sdf.Ellipsoid(p - new Vector3(0, -5.7f, 1.4f), new(4.85f, 4.3f, 5.6f));
        var chin = Sdf.Ellipsoid(p - new Vector3(0, -9.0f, 5.0f), new(2.3f, 1.9f, 2.5f));
        return Sdf.Join(Sdf.Join(cranium, middle, 3), Sdf.Join(jaw, chin, 3.2f), 2.2f);
    }

    private float Relief(Vector3 m) =>
        (0.42f + 0.14f * pose.Smile) * Curve.Hill(m.X - 3.9f, m.Y + 2.7f - 0.2f * pose.Smile, 2.9f, 2.5f) // apple of the cheek
        + 0.34f * Curve.Hill(m.X - 2.9f, m.Y - 2.0f, 3.2f, 1.6f) // brow
        - 0.85f * Curve.Hill(m.X - 2.7f, m.Y - 0.35f, 2.7f, 2.0f) // socket
        - 0.10f * Curve.Hill(m.X - 3.0f, m.Y + 1.6f, 2.4f, 1.4f) // under the eye
        - 0.28f * Curve.Hill(m.X - 4.6f, m.Y + 6.0f, 2.6f, 3.0f) // hollow of the cheek
        - (0.07f + 0.10f * pose.Smile) * Curve.Hill((m.X - 2.85f) - (-5.2f - m.Y) * 0.55f, m.Y + 5.2f, 1.0f, 2.2f); // from nose to mouth

    private float Lips(float x, float y)
    {
        var above = y - mouth.Line(x);
        return 0.50f * Curve.Hill(x, above - 0.55f, 3.4f, 2.3f)
            + 0.30f * Curve.Hill(x, above - 0.34f, 2.8f, 0.85f)
            + 0.62f * Curve.Hill(x, above + 0.50f, 2.5f, 1.05f)
            - 0.36f * Curve.Hill(x, above + 1.75f, 2.6f, 0.95f)
            - 0.13f * Curve.Hill(x, above - 1.45f, 0.42f, 1.1f) // philtrum
            - 0.20f * Curve.Hill(MathF.Abs(x) - 2.75f, above + 0.02f, 1.0f, 0.9f); // corner
    }

    private static float Nose(Vector3 m)
    {
        var bridge = Sdf.Cone(m, new(0, 1.2f, 6.6f), new(0, -2.9f, 8.85f), 0.62f, 0.68f);
        var tip = (m - new Vector3(0, -3.35f, 9.0f)).Length() - 0.76f;
        var wing = Sdf.Ellipsoid(m - new Vector3(1.12f, -3.75f, 7.9f), new(0.56f, 0.50f, 0.85f));
        return Sdf.Join(Sdf.Join(bridge, tip, 0.9f), wing, 0.75f);
    }

    private static float Nostril(Vector3 m) =>
        Sdf.Ellipsoid(m - new Vector3(0.64f, -4.16f, 8.6f), new(0.36f, 0.24f, 0.5f));

    /// <summary>The fold above the upper lid, shallower when the eye shuts.</summary>
    private float Crease(Vector3 side)
    {
        var u = (side.X - Eyes.Centre.X) / (Eyes.HalfWidth * 1.1f);
        if (MathF.Abs(u) >= 1)
        {
            return 0;
        }

        var height = 0.13f * u + 1.08f * MathF.Sqrt(1 - u * u);
        return 0.11f * (1 - 0.5f * pose.Blink) * (1 - u * u) * Curve.Bell(side.Y - height, 0.11f);
    }
}
