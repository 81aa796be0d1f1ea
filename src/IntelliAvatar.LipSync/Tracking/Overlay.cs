using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>
/// Tells from one picture whether something was laid over its mouth: a banner or a bar (an edge as straight as no face has), a mosaic, a
/// blur, a sticker in a
/// colour that neither skin nor hair has. Lengths are in cells, of which <see cref="CellsPerEyeSpan"/> make an eye span; in a small face a
/// cell is a pixel.
/// </summary>
internal readonly ref struct Overlay
{
    private const float CellsPerEyeSpan = 96;

    // In pixels: of a smaller face too little is seen.
    private const float SmallestEyeSpan = 44;

    // In eye spans: how far to both sides of the mouth an edge goes; from where below the eyes; and where the skin beside the mouth is, and
    // how high.
    private const float EdgeHalfWidth = 0.5f, BelowEyes = 0.25f, Beside = 0.3f, BesideEnd = 0.42f, Level = 0.04f;

    // Steps of luma and chroma across an edge, and the share of the columns that have it. Beards and cheeks come to 0.9.
    private const int LumaStep = 12, ChromaStep = 8;
    private const float LeastStraight = 0.94f;

    // Share of all steps between neighbours that the most uneven 3 of 10 columns and rows have: 0.7 at most in faces, 0.86 and more in a
    // mosaic.
    private const float LeastMosaic = 0.8f, UnevenShare = 0.3f;

    // How much of a contrast lies within a third of its way: 0.6 and more at lips and eyes, 0.45 in what is blurred.
    private const float MostBlurred = 0.48f, MostAgainstEyes = 0.68f, EdgeWidth = 0.015f;

    // Of chroma: where skin of any colour and hair are, how far beyond this picture's own skin a sticker is, and on how much of both sides
    // of the mouth.
    private const int SkinLeastU = 77, SkinMostU = 132, SkinLeastV = 124, SkinMostV = 176;
    private const float LeastStrange = 15, StrangeShare = 0.55f;

    private readonly YuvFrame _picture;
    private readonly FaceLandmarks _face;
    private readonly Vector2 _middle, _down;
    private readonly float _cell, _span, _eyes;

    private Overlay(YuvFrame picture, FaceLandmarks face)
    {
        (_picture, _face) = (picture, face);
        _middle = (face.Point(FacePoints.UpperLipTop) + face.Point(FacePoints.LowerLipBottom)) / 2;
        _cell = MathF.Max(1, face.EyeSpan() / CellsPerEyeSpan);
        _span = face.EyeSpan() / _cell;

        // What is laid over a picture lies along its sides: the way down is that which is nearest to the face's own.
        var down = _middle - face.EyeCentre();
        _down = MathF.Abs(down.X) > MathF.Abs(down.Y) ? new Vector2(MathF.Sign(down.X), 0) : new Vector2(0, MathF.Sign(down.Y));
        _eyes = MathF.Max(MathF.Abs(down.X), MathF.Abs(down.Y)) / _cell;
    }

    public static bool HidesMouth(YuvFrame picture, FaceLandmarks face)
    {
        if (face.EyeSpan() < SmallestEyeSpan)
        {
            return false;
        }

        var overlay = new Overlay(picture, face);
        return overlay.IsBehindEdge() || overlay.IsMosaic() || overlay.IsBlurred() || overlay.IsStrange(-1) && overlay.IsStrange(1);
    }

    /// <summary>
    /// Whether a straight edge crosses the face above the middle of the mouth, and beside the mouth is not what is above the edge.
    /// </summary>
    private bool IsBehindEdge()
    {
        var half = (int)(EdgeHalfWidth * _span);
        var most = 2 * half + 1;
        var least = (int)(LeastStraight * most);
        Span<int> steps = stackalloc int[6];
        for (var v = (int)((BelowEyes * _span) - _eyes); v <= 0; v++)
        {
            steps.Clear();
            for (var u = -half; u <= half; u++)
            {
                // Most heights are out after a few columns.
                if (u % 4 == 0 && !MemoryExtensions.ContainsAnyInRange(steps, least - (half + 1 - u), most))
                {
                    break;
                }

                var (above, below) = (Place(u, v - 1), Place(u, v + 2));
                for (var plane = 0; plane < 3; plane++)
                {
                    var (change, step) = (At(plane, below) - At(plane, above), plane == 0 ? LumaStep : ChromaStep);
                    steps[2 * plane] += change >= step ? 1 : 0;
                    steps[(2 * plane) + 1] += change <= -step ? 1 : 0;
                }
            }

            if (MemoryExtensions.ContainsAnyInRange(steps, least, most) && Differs(v, -1) && Differs(v, 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool Differs(int edge, int side)
    {
        var level = (int)(Level * _span);
        var difference = Vector3.Abs(Mean(side, -level, level) - Mean(side, edge - 2 - (2 * level), edge - 2));
        return difference.X >= LumaStep || difference.Y >= ChromaStep || difference.Z >= ChromaStep;
    }

    private Vector3 Mean(int side, int from, int to)
    {
        var (sum, count) = (Vector3.Zero, 0);
        for (var v = from; v <= to; v++)
        {
            for (var u = (int)(Beside * _span); u <= BesideEnd * _span; u++, count++)
            {
                var at = Place(side * u, v);
                sum += new Vector3(At(0, at), At(1, at), At(2, at));
            }
        }

        return sum / count;
    }

    /// <summary>Whether all that changes around the mouth changes at a few lines, across and down; around the eyes it does not.</summary>
    private bool IsMosaic() => IsMosaic(0.35f, 0.2f, 0) && !IsMosaic(0.5f, 0.15f, -_eyes);

    private bool IsMosaic(float halfWidth, float halfHeight, float at)
    {
        var (w, h, level) = ((int)(halfWidth * _span), (int)(halfHeight * _span), (int)at);
        Span<int> columns = stackalloc int[2 * w], rows = stackalloc int[2 * h];
        for (var v = -h; v < h; v++)
        {
            for (var u = -w; u < w; u++)
            {
                var luma = Luma(u, level + v);
                columns[u + w] += Math.Abs(Luma(u + 1, level + v) - luma);
                rows[v + h] += Math.Abs(Luma(u, level + v + 1) - luma);
            }
        }

        return Uneven(columns) >= LeastMosaic && Uneven(rows) >= LeastMosaic;
    }

    private static float Uneven(Span<int> sums)
    {
        sums.Sort();
        var (all, most) = (0, 0);
        for (var i = 0; i < sums.Length; i++)
        {
            all += sums[i];
            most += i >= (1 - UnevenShare) * sums.Length ? sums[i] : 0;
        }

        return all == 0 ? 0 : most / (float)all;
    }

    private bool IsBlurred()
    {
        var mouth = Sharpness(0.15f, 0.22f, 0);
        return mouth < MostBlurred && mouth < MostAgainstEyes * Sharpness(0.45f, 0.15f, -_eyes);
    }

    /// <summary>The strongest change down each column, against that over three times the way.</summary>
    private float Sharpness(float halfWidth, float halfHeight, float at)
    {
        var (w, h, level, step) = ((int)(halfWidth * _span), (int)(halfHeight * _span), (int)at,
            Math.Max(1, (int)MathF.Round(EdgeWidth * _span)));
        var (near, far) = (0, 0);
        for (var u = -w; u < w; u++)
        {
            var (steep, wide) = (0, 0);
            for (var v = level - h; v < level + h; v++)
            {
                steep = Math.Max(steep, Math.Abs(Luma(u, v + step) - Luma(u, v - step)));
                wide = Math.Max(wide, Math.Abs(Luma(u, v + (3 * step)) - Luma(u, v - (3 * step))));
            }

            (near, far) = (near + steep, far + wide);
        }

        return near / MathF.Max(1, far);
    }

    /// <summary>
    /// Whether one side of the mouth has a colour that is far from the skin's, from grey, and from what is between and around.
    /// </summary>
    private bool IsStrange(int side)
    {
        var (count, strange) = (0, 0);
        var cheek = Colour(side, 0.12f, 0.36f, 0.28f, 0.36f);
        var forehead = Colour(side, 0, 0.25f, -0.2f, -0.1f);
        for (var y = 0.58f; y < 0.95f; y += 0.04f)
        {
            for (var x = 0.24f; x < 0.42f; x += 0.03f, count++)
            {
                var (u, v) = (Sample(1, side * x, y), Sample(2, side * x, y));
                strange += !MayBeSkin(u, v) && IsFar(u, v, forehead) && (IsFar(u, v, cheek) || !MayBeSkin(cheek.X, cheek.Y)) ? 1 : 0;
            }
        }

        return strange >= StrangeShare * count;
    }

    private static bool MayBeSkin(float u, float v) => u is >= SkinLeastU and <= SkinMostU && v is >= SkinLeastV and <= SkinMostV;

    // From all that is more or less of the skin's own colour, to grey.
    private static bool IsFar(float u, float v, Vector2 skin)
    {
        var (grey, at) = (new Vector2(128) - skin, new Vector2(u, v) - skin);
        var way = grey.LengthSquared() < 1 ? 0 : Math.Clamp(Vector2.Dot(at, grey) / grey.LengthSquared(), -0.5f, 1.1f);
        return (at - (way * grey)).Length() > LeastStrange;
    }

    private Vector2 Colour(int side, float left, float right, float top, float bottom)
    {
        var (sum, count) = (Vector2.Zero, 0);
        for (var y = top; y <= bottom; y += 0.02f)
        {
            for (var x = left; x <= right; x += 0.04f, count++)
            {
                sum += new Vector2(Sample(1, side * x, y), Sample(2, side * x, y));
            }
        }

        return sum / count;
    }

    /// <summary>At a place as <see cref="LowerFace.Cells"/> has them.</summary>
    private float Sample(int plane, float x, float y) => _picture.Sampler(plane).Bilinear(LowerFace.Place(_face, new Vector2(x, y)));

    private int Luma(int across, int down) => At(0, Place(across, down));

    private int At(int plane, (int X, int Y) at) =>
        plane == 0 ? _picture.Y[(at.Y * _picture.Width) + at.X] : _picture.Plane(plane)[(at.Y / 2 * _picture.ChromaWidth) + (at.X / 2)];

    private (int X, int Y) Place(int across, int down)
    {
        var at = _middle + (_cell * ((across * new Vector2(_down.Y, -_down.X)) + (down * _down)));
        return (Math.Clamp((int)at.X, 0, _picture.Width - 1), Math.Clamp((int)at.Y, 0, _picture.Height - 1));
    }
}
