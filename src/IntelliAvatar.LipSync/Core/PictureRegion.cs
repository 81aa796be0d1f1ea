using System.Numerics;

namespace IntelliAvatar.LipSync.Core;

/// <summary>A rectangle cut out of a picture, so that the picture itself need not be kept.</summary>
public sealed class PictureRegion
{
    internal PictureRegion(int left, int top, YuvFrame pixels) => (Left, Top, Pixels) = (left, top, pixels);

    public int Bytes => Pixels.Data.Length;

    /// <summary>Where the rectangle begins in the whole picture, even.</summary>
    internal int Left { get; }

    /// <summary>Where the rectangle begins in the whole picture, even.</summary>
    internal int Top { get; }

    internal YuvFrame Pixels { get; }

    public PlaneSampler Luma => Plane(0);

    /// <summary>Plane 0 = Y, 1 = U, 2 = V, read at points of the whole picture.</summary>
    public PlaneSampler Plane(int plane) => Pixels.Sampler(plane, Left, Top);

    /// <summary>Cuts out what a canonical box covers, with a margin for the resampling kernels. What lies outside the picture is left out.</summary>
    public static PictureRegion Cut(YuvFrame picture, Matrix3x2 toPicture, Box box)
    {
        var (left, top, right, bottom) = Bounds(picture.Width, picture.Height, toPicture, box);
        var cut = new YuvFrame(right - left, bottom - top);
        for (var plane = 0; plane < 3; plane++)
        {
            var scale = plane == 0 ? 1 : 2;
            Copy(picture.Plane(plane), picture.PlaneWidth(plane), cut.Plane(plane), cut.PlaneWidth(plane), left / scale, top / scale);
        }

        return new PictureRegion(left, top, cut);
    }

    /// <summary>How many bytes <see cref="Cut"/> would keep.</summary>
    public static int BytesOf(int width, int height, Matrix3x2 toPicture, Box box)
    {
        var (left, top, right, bottom) = Bounds(width, height, toPicture, box);
        return YuvFrame.BytesOf(right - left, bottom - top);
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(int width, int height, Matrix3x2 toPicture, Box box)
    {
        const int margin = 4;
        var (min, max) = box.BoundsIn(toPicture);

        // Even, so that chroma pixels are not torn; inside, so that even a face at the edge leaves something to cut.
        var left = Math.Clamp((int)MathF.Floor(min.X) - margin, 0, width - 1) & ~1;
        var top = Math.Clamp((int)MathF.Floor(min.Y) - margin, 0, height - 1) & ~1;
        return (left, top, Math.Clamp((int)MathF.Ceiling(max.X) + margin, left + 1, width), Math.Clamp((int)MathF.Ceiling(max.Y) + margin, top + 1, height));
    }

    private static void Copy(ReadOnlySpan<byte> from, int fromWidth, Span<byte> to, int toWidth, int left, int top)
    {
        for (var row = 0; row * toWidth < to.Length; row++)
        {
            from.Slice(((top + row) * fromWidth) + left, toWidth).CopyTo(to[(row * toWidth)..]);
        }
    }
}
