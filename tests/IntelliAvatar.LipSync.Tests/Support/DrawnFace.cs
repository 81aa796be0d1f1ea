using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>A face drawn from soft ellipses: enough of one that the networks find it, and nobody's picture.</summary>
/// <param name="X">Middle of the head, in pixels.</param>
/// <param name="Y">Middle of the head, in pixels.</param>
/// <param name="Size">Half the height of the head, in pixels.</param>
/// <param name="Angle">Turn of the head in radians.</param>
/// <param name="Mouth">0 shut … 1 wide open.</param>
public sealed record DrawnFace(float X, float Y, float Size, float Angle = 0, float Mouth = 0.3f)
{
    private static readonly Colour s_hair = new(52, 36, 28);
    private static readonly Colour s_skin = new(214, 164, 136);
    private static readonly Colour s_shade = new(150, 100, 80);
    private static readonly Colour s_white = new(236, 234, 230);
    private static readonly Colour s_iris = new(74, 52, 38);
    private static readonly Colour s_dark = new(24, 16, 14);
    private static readonly Colour s_lip = new(168, 82, 80);
    private static readonly Colour s_shirt = new(44, 74, 120);

    /// <summary>A picture with these faces, or with none.</summary>
    public static YuvFrame Draw(int width, int height, params DrawnFace[] faces)
    {
        var picture = new YuvFrame(width, height);
        var colours = new Colour[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var background = new Colour(150 + (40f * y / height), 160 + (30f * y / height), 170);
                colours[(y * width) + x] = faces.Aggregate(background, (below, face) => face.Paint(below, x + 0.5f, y + 0.5f));
            }
        }

        Encode(colours, picture);
        return picture;
    }

    private Colour Paint(Colour c, float pictureX, float pictureY)
    {
        var (sin, cos) = MathF.SinCos(Angle);
        var (dx, dy) = ((pictureX - X) / Size, (pictureY - Y) / Size);
        var (x, y) = ((cos * dx) + (sin * dy), (cos * dy) - (sin * dx));
        var side = MathF.Abs(x);

        c = c.Over(s_hair, Ellipse(x, y + 0.22f, 0.84f, 0.98f));
        c = c.Over(s_shirt, Ellipse(x, y - 2.3f, 1.6f, 1.0f));
        c = c.Over(s_skin.Over(s_shade, 0.6f), Ellipse(x, y - 1.0f, 0.36f, 0.55f));
        var rim = MathF.Sqrt((x * x / 0.49f) + (y * y / 0.90f));
        c = c.Over(s_skin.Over(s_shade, 0.7f * Math.Clamp((rim - 0.55f) / 0.45f, 0, 1)), Ellipse(x, y, 0.70f, 0.95f));
        c = c.Over(s_hair, Ellipse(x, y + 0.86f, 0.62f, 0.30f));

        c = c.Over(s_shade, 0.55f * Ellipse(side - 0.28f, y + 0.14f, 0.20f, 0.13f, 0.08f));
        c = c.Over(s_hair, Ellipse(side - 0.29f, y + 0.33f + (0.15f * (side - 0.29f)), 0.18f, 0.035f, 0.02f));
        c = c.Over(s_white, Ellipse(side - 0.28f, y + 0.13f, 0.125f, 0.055f));
        c = c.Over(s_iris, Ellipse(side - 0.28f, y + 0.13f, 0.055f, 0.055f));
        c = c.Over(s_dark, Ellipse(side - 0.28f, y + 0.13f, 0.025f, 0.025f));
        c = c.Over(s_dark, 0.8f * Ellipse(side - 0.28f, y + 0.185f, 0.14f, 0.018f, 0.02f));

        c = c.Over(s_shade, 0.4f * Ellipse(side - 0.10f, y - 0.08f, 0.05f, 0.25f, 0.06f));
        c = c.Over(s_shade, 0.7f * Ellipse(x, y - 0.28f, 0.16f, 0.05f, 0.05f));
        c = c.Over(s_dark, 0.8f * Ellipse(side - 0.075f, y - 0.27f, 0.035f, 0.02f));

        var gap = 0.14f * Mouth;
        c = c.Over(s_lip, Ellipse(x, y - 0.52f - (gap / 2), 0.27f, 0.075f + (gap / 2)));
        c = c.Over(s_dark, Ellipse(x, y - 0.52f - (gap / 2), 0.20f, MathF.Max(0.010f, gap / 2)));
        return c.Over(s_shade, 0.5f * Ellipse(x, y - 0.70f - gap, 0.20f, 0.03f, 0.04f));
    }

    /// <summary>How much of a point lies in an ellipse about the origin, with a soft edge.</summary>
    private static float Ellipse(float x, float y, float radiusX, float radiusY, float edge = 0.02f)
    {
        var distance = (MathF.Sqrt((x * x / (radiusX * radiusX)) + (y * y / (radiusY * radiusY))) - 1) * MathF.Min(radiusX, radiusY);
        return Math.Clamp(0.5f - (distance / edge), 0, 1);
    }

    private static void Encode(Colour[] colours, YuvFrame picture)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (r, g, b) = colours[(y * picture.Width) + x];
                picture.Y[(y * picture.Width) + x] = (byte)(16.5f + (0.257f * r) + (0.504f * g) + (0.098f * b));
                picture.U[(y / 2 * picture.ChromaWidth) + (x / 2)] = (byte)(128.5f - (0.148f * r) - (0.291f * g) + (0.439f * b));
                picture.V[(y / 2 * picture.ChromaWidth) + (x / 2)] = (byte)(128.5f + (0.439f * r) - (0.368f * g) - (0.071f * b));
            }
        }
    }

    private readonly record struct Colour(float R, float G, float B)
    {
        public Colour Over(Colour top, float share) => new(R + ((top.R - R) * share), G + ((top.G - G) * share), B + ((top.B - B) * share));
    }
}
