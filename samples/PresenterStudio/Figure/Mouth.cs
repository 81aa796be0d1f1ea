using System.Numerics;
using PresenterStudio.Acting;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>
/// The lips as curves over the face (x to the picture's right, y up) and the way an opening mouth moves the skin around it.
/// "Rest" is the closed mouth; every feature is modelled there and looked up through <see cref="ToRest"/>.
/// </summary>
internal sealed class Mouth(Pose pose)
{
    public const float HalfWidth = 2.55f;
    public const float Height = -6.55f;

    // The lower lip takes most of the opening, the upper lip lifts a little; the chin follows by about three quarters.
    private readonly float _lift = 0.16f * pose.MouthGap;
    private readonly float _drop = 0.84f * pose.MouthGap;

    /// <summary>How far the jaw has come down at the chin, in centimetres.</summary>
    public float JawDrop => 0.76f * pose.MouthGap;

    public float LowerLipDrop => _drop;

    /// <summary>Height of the closed lip line: a soft M whose corners the smile lifts.</summary>
    public float Line(float x)
    {
        var u = x / HalfWidth;
        return Height - 0.07f * Curve.Bell(x, 0.45f) + (0.06f + 0.26f * pose.Smile) * u * u;
    }

    /// <summary>Upper border of the red of the lips above the line, with its bow.</summary>
    public static float UpperRed(float x)
    {
        var u = MathF.Min(1, MathF.Abs(x) / (HalfWidth * 1.02f));
        return 0.80f * MathF.Pow(1 - u * u, 0.85f) * (1 - 0.18f * u) - 0.17f * Curve.Bell(x, 0.32f) + 0.03f;
    }

    /// <summary>Lower border of the red of the lips below the line.</summary>
    public static float LowerRed(float x)
    {
        var u = MathF.Min(1, MathF.Abs(x) / (HalfWidth * 0.98f));
        return 1.02f * MathF.Pow(1 - u * u, 0.72f) + 0.02f;
    }

    /// <summary>Where the skin that is seen at (x, y) lies when the mouth rests.</summary>
    public Vector2 ToRest(float x, float y)
    {
        if (y > Height + 5)
        {
            return new(x, y);
        }

        x = Narrow(x, y);
        var line = Line(x);
        var arch = Arch(x);
        if (y >= line)
        {
            return new(x, y - _lift * arch * (1 - Curve.Step(0, 1.8f, y - line)));
        }

        var jaw = x / 7.4f;
        jaw *= jaw;
        var chin = MathF.Max(0, 1 - jaw * jaw) * JawDrop;
        var lip = _drop * arch;
        var rest = MathF.Min(line, y + lip);
        for (var turn = 0; turn < 3; turn++)
        {
            rest = MathF.Min(line, y + Curve.Mix(lip, chin, Curve.Step(0, 4.4f, line - rest)));
        }

        return new(x, rest);
    }

    /// <summary>Signed distance, over the face, to the opening between the lips: negative between them.</summary>
    public float Opening(float x, float y)
    {
        x = Narrow(x, y);
        var across = MathF.Abs(x) - HalfWidth;
        var line = Line(x);
        if (across >= 0)
        {
            var up = y - line;
            return MathF.Sqrt(across * across + up * up);
        }

        var arch = Arch(x);
        var away = MathF.Max(y - (line + _lift * arch), line - _drop * arch - y);
        return away / (1 + 0.12f * pose.MouthGap);
    }

    /// <summary>A spread mouth is wider than at rest, a rounded one narrower; the skin around goes along.</summary>
    private float Narrow(float x, float y) =>
        x * (1 - (pose.Spread < 0 ? 0.16f : 0.10f) * pose.Spread * Curve.Hill(x, y - Height + 0.5f, 6.0f, 5.5f));

    private static float Arch(float x)
    {
        var u = MathF.Abs(x) / HalfWidth;
        return u >= 1 ? 0 : 1 - u * u * (0.6f + 0.4f * u * u);
    }
}
