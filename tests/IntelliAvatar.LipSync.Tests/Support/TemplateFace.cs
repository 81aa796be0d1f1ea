using System.Numerics;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>Landmarks of a face whose measures are known, without any picture: eye corners 100 apart, mouth 60 wide at height 75, chin at 125.</summary>
public static class TemplateFace
{
    public const float EyeSpan = 100, MouthWidth = 60, MouthY = 75, ChinY = 125, NoseY = 52;

    private static readonly (int Point, float X, float Y)[] Rigid =
    [
        (33, -50, 0), (263, 50, 0), (133, -18, 0), (362, 18, 0),
        (168, 0, 0), (6, 0, 10), (197, 0, 20), (195, 0, 28), (5, 0, 35), (4, 0, 42), (1, 0, 45), (2, 0, NoseY),
        (98, -12, 50), (327, 12, 50), (129, -15, 46), (358, 15, 46), (49, -14, 44), (279, 14, 44),
        (50, -40, 40), (280, 40, 40), (101, -25, 35), (330, 25, 35), (36, -28, 45), (266, 28, 45),
        (117, -42, 25), (346, 42, 25), (123, -50, 45), (352, 50, 45),
        (234, -70, 20), (454, 70, 20), (93, -68, 40), (323, 68, 40), (127, -70, 0), (356, 70, 0), (10, 0, -48),
    ];

    private static readonly int[] UpperOuter = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];
    private static readonly int[] UpperInner = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
    private static readonly int[] LowerInner = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];
    private static readonly int[] LowerOuter = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291];

    /// <param name="gap">Distance of the inner lips at the five inner pairs, in template units.</param>
    /// <param name="toPicture">Where the template lies in the picture; the identity by default.</param>
    /// <param name="width">Distance of the mouth corners.</param>
    public static FaceLandmarks With(float gap, Matrix3x2? toPicture = null, float width = MouthWidth)
    {
        var face = new FaceLandmarks { Score = 1 };
        var map = toPicture ?? Matrix3x2.Identity;
        foreach (var (point, x, y) in Rigid)
        {
            Put(point, x, y);
        }

        for (var i = 0; i < 11; i++)
        {
            var u = (i - 5) / 5f;
            var arch = 1 - (u * u);

            // The five pairs that measure the opening are all the same distance apart; towards the corners the lips meet.
            var own = MathF.Abs(u) < 0.5f ? gap : gap * (1 - MathF.Abs(u)) * 2;
            Put(UpperOuter[i], u * width / 2, MouthY - (9 * arch) - (0.18f * own));
            Put(LowerOuter[i], u * width / 2, MouthY + (9 * arch) + (0.82f * own));
            Put(UpperInner[i], u * width * 0.42f, MouthY - (0.18f * own));
            Put(LowerInner[i], u * width * 0.42f, MouthY + (0.82f * own));
        }

        Put(152, 0, ChinY + (0.72f * gap));
        Put(148, -12, ChinY + (0.72f * gap));
        Put(377, 12, ChinY + (0.72f * gap));
        return face;

        void Put(int point, float x, float y)
        {
            var p = Vector2.Transform(new Vector2(x, y), map);
            (face.X[point], face.Y[point]) = (p.X, p.Y);
        }
    }

    /// <summary>The template turned, scaled and moved.</summary>
    public static Matrix3x2 Placed(float x, float y, float scale = 1, float radians = 0) =>
        Matrix3x2.CreateScale(scale) * Matrix3x2.CreateRotation(radians) * Matrix3x2.CreateTranslation(x, y);
}
