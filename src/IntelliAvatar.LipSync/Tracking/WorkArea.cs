using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The rectangle of one plane that the compositor works on, in that plane's pixels; right and bottom are exclusive.</summary>
public readonly record struct WorkArea(int Left, int Top, int Right, int Bottom, int Subsampling)
{
    // In eye spans: the mouth, open.
    private const float MouthHalfWidth = 0.36f, MouthBelow = 0.24f;

    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public int Count => Width * Height;

    /// <summary>Middle of a pixel, in luma pixels of the picture.</summary>
    public Vector2 Centre(int x, int y) => new Vector2(x + 0.5f, y + 0.5f) * Subsampling;

    /// <summary>Whether a pixel, counted row by row, may be one of the mouth.</summary>
    /// <param name="i">The pixel.</param>
    /// <param name="face">The face that the area was made for.</param>
    /// <param name="mean">Its measures.</param>
    /// <param name="around">How much farther, in eye spans, is looked.</param>
    public bool IsAtMouth(int i, PosedFace face, MeanFace mean, float around = 0)
    {
        var at = Vector2.Transform(Centre(Left + (i % Width), Top + (i / Width)), face.ToCanonical);
        return MathF.Abs(at.X - mean.MidX) < (MouthHalfWidth + around) * mean.EyeSpan && at.Y > mean.Nose
            && at.Y < mean.MidY + ((MouthBelow + around) * mean.EyeSpan);
    }

    /// <summary>Its part of a picture's luma.</summary>
    public byte[] LumaOf(YuvFrame picture)
    {
        var luma = new byte[Count];
        for (var y = 0; y < Height; y++)
        {
            picture.Y.Slice(((Top + y) * picture.Width) + Left, Width).CopyTo(luma.AsSpan(y * Width));
        }

        return luma;
    }

    /// <summary>The luma pixels that mask and jaw can reach; null if none of them lies in the picture.</summary>
    public static WorkArea? Of(YuvFrame frame, PosedFace face, MeanFace mean, float chin)
    {
        var (min, max) = new Box(
            mean.MidX - (0.8f * mean.EyeSpan),
            mean.Nose - (0.05f * mean.EyeSpan),
            mean.MidX + (0.8f * mean.EyeSpan),
            MathF.Max(chin, face.Shape.Chin) + (0.47f * mean.EyeSpan)).BoundsIn(face.ToPicture);

        // Even, so that the chroma area begins at the same place.
        var (left, top) = (Math.Max(0, (int)min.X) & ~1, Math.Max(0, (int)min.Y) & ~1);
        var (right, bottom) = (Math.Min(frame.Width, (int)max.X + 2), Math.Min(frame.Height, (int)max.Y + 2));
        return right > left && bottom > top ? new WorkArea(left, top, right, bottom, 1) : null;
    }

    /// <summary>The same rectangle of the chroma planes.</summary>
    public WorkArea Halved(YuvFrame frame) => new(
        Left / 2, Top / 2, Math.Min(frame.ChromaWidth, (Right + 1) / 2), Math.Min(frame.ChromaHeight, (Bottom + 1) / 2), 2);
}
