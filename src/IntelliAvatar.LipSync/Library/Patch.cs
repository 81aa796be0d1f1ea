using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// What one picture of the lower face shows and another one, a moment away, does not, where it is no text: a sticker, a logo, a bar. All
/// of it differs, and most of its outline is a hard edge that the other picture does not have.
/// </summary>
internal static class Patch
{
    // In steps of luma: of what differs; across the outline, and by how much more than in the other picture.
    private const int LeastChange = 24, LeastEdge = 24, LeastNewEdge = 16;

    // In pixels, to both sides of the outline.
    private const int Across = 2;

    // Of the outline, and of the pixels in the rectangle around it; of the area at most; in squared eye spans its area beside the mouth;
    // in eye spans how far it reaches into the mouth.
    private const float LeastHard = 0.7f, LeastFilled = 0.4f, MostArea = 0.5f, LeastArea = 0.03f, Outline = 0.06f;

    /// <returns>1 for each pixel of what only the first picture shows, and of what only the other one does.</returns>
    /// <param name="a">The area in a picture.</param>
    /// <param name="b">The same in the other one.</param>
    /// <param name="area">Where is looked.</param>
    /// <param name="eyeSpan">Of the face, in pixels.</param>
    /// <param name="isHard">Whether the outline must be a hard edge. Else nothing tells which of the two shows it.</param>
    /// <param name="isAtMouth">Whether a pixel of the area may be one of the mouth.</param>
    /// <param name="isNearMouth">Whether it may be one of a mouth that opens wide, or of what moves around it.</param>
    public static (byte[] Gone, byte[] New) In(
        Look a, Look b, WorkArea area, float eyeSpan, bool isHard, bool[] isAtMouth, bool[] isNearMouth)
    {
        var (gone, come) = (new byte[area.Count], new byte[area.Count]);
        var (differs, seen) = (a.Differs(b, LeastChange), new bool[area.Count]);
        var pixels = new List<(int At, int Inside)>();
        var least = LeastArea * eyeSpan * eyeSpan;
        for (var i = 0; i < area.Count; i++)
        {
            if (differs[i] != 0 && !seen[i] && !isAtMouth[i])
            {
                Collect(i);
                if (pixels.Count >= least && pixels.Count <= MostArea * area.Count && pixels.Count(pixel => !isNearMouth[pixel.At]) >= least
                    && IsFilled())
                {
                    Mark(gone, a, b);
                    Mark(come, b, a);
                }
            }
        }

        return (gone, come);

        void Mark(byte[] found, Look with, Look without)
        {
            if (!isHard || IsHard(with, without))
            {
                pixels.ForEach(pixel => found[pixel.At] = 1);
            }
        }

        void Collect(int from)
        {
            pixels.Clear();
            seen[from] = true;
            pixels.Add((from, 0));
            for (var k = 0; k < pixels.Count; k++)
            {
                var (at, inside) = pixels[k];
                var x = at % area.Width;
                Visit(x > 0, at - 1);
                Visit(x < area.Width - 1, at + 1);
                Visit(at >= area.Width, at - area.Width);
                Visit(at < area.Count - area.Width, at + area.Width);

                void Visit(bool isPixel, int near)
                {
                    if (isPixel && differs[near] != 0 && !seen[near] && (isAtMouth[near] ? inside + 1 : 0) is var deep && deep <= Outline * eyeSpan)
                    {
                        seen[near] = true;
                        pixels.Add((near, deep));
                    }
                }
            }
        }

        int PixelAt(int x, int y) => (Math.Clamp(y, 0, area.Height - 1) * area.Width) + Math.Clamp(x, 0, area.Width - 1);

        bool IsFilled()
        {
            var (left, right) = (pixels.Min(pixel => pixel.At % area.Width), pixels.Max(pixel => pixel.At % area.Width));
            var (top, bottom) = (pixels.Min(pixel => pixel.At / area.Width), pixels.Max(pixel => pixel.At / area.Width));
            return pixels.Count >= LeastFilled * (right - left + 1) * (bottom - top + 1);
        }

        bool IsHard(Look with, Look without)
        {
            var (outline, hard) = (0, 0);
            foreach (var (at, inside) in pixels)
            {
                var (x, y) = (at % area.Width, at / area.Width);
                foreach (var (right, down) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
                {
                    var isPixel = x + right >= 0 && x + right < area.Width && y + down >= 0 && y + down < area.Height;
                    if (inside > 0 || !isPixel || differs[at + right + (down * area.Width)] != 0)
                    {
                        continue;
                    }

                    outline++;
                    var from = PixelAt(x - ((Across - 1) * right), y - ((Across - 1) * down));
                    var to = PixelAt(x + (Across * right), y + (Across * down));
                    var step = with.Difference(from, with, to);
                    hard += step >= LeastEdge && step - without.Difference(from, without, to) >= LeastNewEdge ? 1 : 0;
                }
            }

            return outline > 0 && hard >= LeastHard * outline;
        }
    }
}
