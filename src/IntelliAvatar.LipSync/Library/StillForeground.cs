using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Finds in a single picture what stands before the lower face: rows of text, a bar from side to side with an upper and a lower edge,
/// a thing with hard sides that reaches from the chin down past it. Nothing moves there that could tell more.
/// </summary>
/// <param name="picture">The picture.</param>
/// <param name="face">Its face.</param>
/// <param name="mean">The measures of the face.</param>
/// <param name="area">Where is looked.</param>
internal sealed class StillForeground(YuvFrame picture, PosedFace face, MeanFace mean, WorkArea area)
{
    // In a row of pixels, of which so much is of one colour. Hair and clothes have strokes, too.
    private const int LeastStrokes = 5;
    private const float LeastEven = 0.6f, AroundText = 0.12f;

    // In eye spans to both sides of the face: what sways (StillLife).
    private const float Reach = 2.4f;

    // In eye spans: how far around a pixel its surroundings are; how far to both sides of the mouth a bar goes, and from where
    // below the mouth.
    private const float Surroundings = 0.3f, BarHalfWidth = 0.5f, BelowMouth = 0.16f;

    // Steps of luma and chroma across the edge of a bar, and the share of the columns that have it.
    private const int LumaStep = 12, ChromaStep = 8;
    private const float LeastStraight = 0.94f;

    // Of a thing before the chin, in eye spans: half the face there; its least and greatest width;
    // how far above the chin it begins, how far below that it is still seen.
    private const float FaceHalfWidth = 0.45f, Thinnest = 0.08f, Widest = 0.7f, AboveChin = 0.1f, BelowChin = 0.2f, FarthestBelow = 1.2f;

    // Steps across its sides within two pixels, of luma or chroma; and how alike its rows are.
    private const int LeastSide = 36, LeastColourSide = 14, MostUnlike = 30;

    /// <summary>1 for each of its pixels; null if there is nothing.</summary>
    public byte[]? Find()
    {
        var isThere = new byte[area.Count];
        AddText(isThere);
        AddBar(isThere);
        AddThing(isThere);
        return isThere.Contains((byte)1) ? isThere : null;
    }

    /// <summary>The area as far to both sides and below as a still's head sways.</summary>
    public static WorkArea Widened(WorkArea area, YuvFrame picture, PosedFace face, MeanFace mean)
    {
        var scale = Vector2.TransformNormal(Vector2.UnitX, face.ToPicture).Length();
        var (middle, reach) = ((area.Left + area.Right) / 2, (int)(Reach * mean.EyeSpan * scale));
        return area with
        {
            Left = Math.Max(0, middle - reach) & ~1,
            Right = Math.Min(picture.Width, middle + reach),
            Bottom = Math.Min(picture.Height, area.Bottom + (reach / 4)),
        };
    }

    /// <summary>It is told from what lies before the face, and goes on beside it.</summary>
    private void AddText(byte[] isThere)
    {
        if (WorkArea.Of(picture, face, mean, face.Shape.Chin) is not { } near
            || TextIn(near) is not { IsThere: true } text || text.Evenness < LeastEven)
        {
            return;
        }

        var around = Math.Max(2, (int)(AroundText * mean.EyeSpan));
        var (top, bottom) = (near.Top - area.Top + text.Bounds.Top - around, near.Top - area.Top + text.Bounds.Bottom + around);
        var wide = new byte[area.Count];
        TextIn(area).Mark(wide);
        for (var i = Math.Max(0, top) * area.Width; i < Math.Min(area.Height, bottom + 1) * area.Width; i++)
        {
            isThere[i] |= wide[i];
        }
    }

    private CaptionText TextIn(WorkArea where)
    {
        var luma = where.LumaOf(picture);
        return new(luma, Smoothed(luma, where), where, mean.EyeSpan, i => where.IsAtMouth(i, face, mean), LeastStrokes);
    }

    /// <summary>Every pixel's surroundings in its row: what thin strokes stand out from.</summary>
    private byte[] Smoothed(byte[] luma, WorkArea where)
    {
        var smoothed = new byte[luma.Length];
        var half = Math.Max(4, (int)(Surroundings * mean.EyeSpan));
        for (var y = 0; y < where.Height; y++)
        {
            var row = luma.AsSpan(y * where.Width, where.Width);
            var (sum, from, to) = (0, 0, 0);
            for (var x = 0; x < row.Length; x++)
            {
                for (; to < Math.Min(row.Length, x + half + 1); to++)
                {
                    sum += row[to];
                }

                for (; from < x - half; from++)
                {
                    sum -= row[from];
                }

                smoothed[(y * where.Width) + x] = (byte)(sum / (to - from));
            }
        }

        return smoothed;
    }

    private void AddBar(byte[] isThere)
    {
        var mouth = InPicture(mean.MidX, mean.MidY + (BelowMouth * mean.EyeSpan));
        var half = (int)(BarHalfWidth * mean.EyeSpan * Vector2.TransformNormal(Vector2.UnitX, face.ToPicture).Length());
        var (left, right) = (Math.Max(area.Left, (int)mouth.X - half), Math.Min(area.Right - 1, (int)mouth.X + half));
        var begin = -1;
        for (var y = Math.Max(area.Top + 1, (int)mouth.Y); y < area.Bottom - 2 && right > left; y++)
        {
            if (!IsEdge(y, left, right))
            {
                continue;
            }

            if (begin >= 0 && y - begin > 3 && y - begin <= 2 * half)
            {
                isThere.AsSpan((begin - area.Top) * area.Width, (y + 2 - begin) * area.Width).Fill(1);
                return;
            }

            begin = begin < 0 ? y : begin;
        }
    }

    private bool IsEdge(int y, int left, int right)
    {
        Span<int> steps = stackalloc int[6];
        for (var x = left; x <= right; x++)
        {
            for (var plane = 0; plane < 3; plane++)
            {
                var (change, least) = (At(plane, x, y + 2) - At(plane, x, y - 1), plane == 0 ? LumaStep : ChromaStep);
                steps[2 * plane] += change >= least ? 1 : 0;
                steps[(2 * plane) + 1] += change <= -least ? 1 : 0;
            }
        }

        return steps.ContainsAnyInRange((int)(LeastStraight * (right - left + 1)), int.MaxValue);
    }

    private void AddThing(byte[] isThere)
    {
        var span = mean.EyeSpan;
        var scale = Vector2.TransformNormal(Vector2.UnitX, face.ToPicture).Length();
        var (top, chin) = (mean.MidY + (BelowMouth * span), face.Shape.Chin);
        var step = 1 / scale;
        var rows = new List<(float Y, float Left, float Right)>();
        for (var y = top; y < chin + (FarthestBelow * span); y += step)
        {
            if (SidesAt(y, FaceHalfWidth * span, rows.Count > 0 ? rows[^1] : null) is { } sides)
            {
                rows.Add((y, sides.Left, sides.Right));
            }
            else if (rows.Count > 0 && y - rows[^1].Y > 3 * step)
            {
                if (rows[^1].Y > chin + (BelowChin * span))
                {
                    break;
                }

                rows.Clear();
            }
        }

        if (rows.Count == 0 || rows[0].Y > chin - (AboveChin * span) || rows[^1].Y < chin + (BelowChin * span))
        {
            return;
        }

        foreach (var (y, left, right) in rows)
        {
            for (var x = left - step; x <= right + step; x += step / 2)
            {
                var at = InPicture(x, y);
                for (var down = -2; down <= 2; down++)
                {
                    Set((int)at.X, (int)at.Y + down);
                }
            }
        }

        void Set(int x, int y)
        {
            if (x >= area.Left && x < area.Right && y >= area.Top && y < area.Bottom)
            {
                isThere[((y - area.Top) * area.Width) + x - area.Left] = 1;
            }
        }
    }

    /// <summary>The hard sides of what is before the face in a row: as below the row before, if there is one.</summary>
    private (float Left, float Right)? SidesAt(float y, float half, (float Y, float Left, float Right)? above)
    {
        var step = 1 / Vector2.TransformNormal(Vector2.UnitX, face.ToPicture).Length();
        var edges = new List<float>();
        for (var x = mean.MidX - half; x <= mean.MidX + half; x += step)
        {
            var (a, b) = (Colour(x - (1.5f * step), y), Colour(x + (1.5f * step), y));
            if (IsSide(a - b))
            {
                edges.Add(x);
            }
        }

        // From the outermost hard step to the outermost on the other side, with what is not the face's colour between.
        for (var i = 0; i < edges.Count; i++)
        {
            for (var k = edges.Count - 1; k > i && edges[k] - edges[i] >= Thinnest * mean.EyeSpan; k--)
            {
                var (left, right) = (edges[i], edges[k]);
                if (right - left <= Widest * mean.EyeSpan && IsApart(left, right, y, step)
                    && (above is not { } row || (MathF.Abs(left - row.Left) <= 0.12f * mean.EyeSpan
                        && MathF.Abs(right - row.Right) <= 0.12f * mean.EyeSpan
                        && IsAlike(Colour((left + right) / 2, y), Colour((row.Left + row.Right) / 2, row.Y)))))
                {
                    return (left, right);
                }
            }
        }

        return null;
    }

    /// <summary>Whether beside both sides it is another colour than all between.</summary>
    private bool IsApart(float left, float right, float y, float step)
    {
        var (before, after) = (Colour(left - (3 * step), y), Colour(right + (3 * step), y));
        for (var k = 1; k < 6; k++)
        {
            var inside = Colour(float.Lerp(left + (2 * step), right - (2 * step), k / 6f), y);
            if (!IsSide(inside - before) || !IsSide(inside - after))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSide(Vector3 step) =>
        MathF.Abs(step.X) >= LeastSide || MathF.Abs(step.Y) >= LeastColourSide || MathF.Abs(step.Z) >= LeastColourSide;

    private static bool IsAlike(Vector3 a, Vector3 b) =>
        Vector3.Abs(a - b) is { X: <= MostUnlike, Y: <= LeastColourSide, Z: <= LeastColourSide };

    private Vector3 Colour(float x, float y)
    {
        var at = InPicture(x, y);
        return new(picture.Sampler(0).Bilinear(at), picture.Sampler(1).Bilinear(at), picture.Sampler(2).Bilinear(at));
    }

    private Vector2 InPicture(float x, float y) => Vector2.Transform(new Vector2(x, y), face.ToPicture);

    private int At(int plane, int x, int y) =>
        plane == 0 ? picture.Y[(y * picture.Width) + x] : picture.Plane(plane)[(y / 2 * picture.ChromaWidth) + (x / 2)];
}
