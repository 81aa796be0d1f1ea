using System.Numerics;
using PresenterStudio.Figure;

namespace PresenterStudio.Light;

/// <summary>A long lens in front of the presenter. Picture coordinates are −1…1, y up.</summary>
internal sealed class Camera(Presenter who)
{
    public const float Nearest = Distance - 14;

    private const float Distance = 130;
    private const float Farthest = Distance + 12;
    private const float HalfHeight = 21.5f; // of what is seen around the face's plane, in centimetres
    private const float Caution = 0.72f; // joined and displaced distances are a little too long
    private const int LongestWalk = 90;
    private static readonly Vector3 Eye = new(0, -5.2f, Distance);

    /// <summary>How far every ray within <paramref name="spread"/> of (x, y) can go at least before it meets anything.</summary>
    public float FreePath(float x, float y, float spread)
    {
        var ray = Ray(x, y);
        var depth = Nearest;
        while (depth < Farthest)
        {
            var free = who.Distance(Eye + ray * depth) * Caution - spread * HalfHeight * 1.2f;
            if (free < 0.15f)
            {
                return MathF.Max(Nearest, depth - 0.2f);
            }

            depth += free;
        }

        return Farthest;
    }

    /// <summary>Walks along the ray at (x, y) from <paramref name="start"/> to the first surface, and lights it.</summary>
    /// <param name="beside">A ray close by: where it met the same surface, its shadow is taken over.</param>
    public Sight Look(float x, float y, float start, Sight? beside = null)
    {
        var ray = Ray(x, y);
        var depth = start;
        for (var step = 0; depth < Farthest; step++)
        {
            var point = Eye + ray * depth;
            var (distance, part) = who.Nearest(point);
            if (distance < 0.012f || step == LongestWalk)
            {
                return Light(point, ray, depth, part, beside);
            }

            depth += distance * Caution;
        }

        return new(Backdrop.At(x, y), Farthest, Part.Nothing, 1, 1);
    }

    private static Vector3 Ray(float x, float y) => Vector3.Normalize(new(x * HalfHeight, y * HalfHeight, 6 - Distance));

    private Sight Light(Vector3 point, Vector3 ray, float depth, Part part, Sight? beside)
    {
        var n = Normal(point, part == Part.Hair ? 0.06f : 0.025f);
        float openness = 1, seen = 1;
        if (beside is { } known && known.Part == part && MathF.Abs(known.Depth - depth) < 0.3f)
        {
            (openness, seen) = (known.Openness, known.KeySeen);
        }
        else if (part is not (Part.UpperTeeth or Part.LowerTeeth or Part.Tongue))
        {
            openness = Studio.Openness(who, point, n);
            seen = part == Part.Eye || Vector3.Dot(n, Studio.Key) < -0.35f ? 1 : Studio.Shadow(who, point + n * 0.1f, Studio.Key);
        }

        var at = new Surface(point, n, -ray, openness, seen);
        return new(Shade(at, part), depth, part, openness, seen);
    }

    private Vector3 Shade(Surface at, Part part) => part switch
    {
        Part.Eye => EyeShader.Shade(who, at, Eye),
        Part.UpperTeeth => MouthShader.Tooth(who, at, upper: true),
        Part.LowerTeeth => MouthShader.Tooth(who, at, upper: false),
        Part.Tongue => MouthShader.Tongue(who, at),
        Part.Hair => HairShader.Shade(who, at),
        Part.Blazer => ClothShader.Blazer(who, at),
        Part.Blouse => ClothShader.Blouse(who, at),
        _ => SkinShader.Shade(who, at),
    };

    /// <summary>The way the distance grows: four looks at the corners of a tetrahedron.</summary>
    private Vector3 Normal(Vector3 p, float small)
    {
        Vector3 a = new(1, -1, -1), b = new(-1, -1, 1), c = new(-1, 1, -1), d = new(1, 1, 1);
        return Vector3.Normalize(a * who.Distance(p + a * small) + b * who.Distance(p + b * small)
            + c * who.Distance(p + c * small) + d * who.Distance(p + d * small));
    }
}
