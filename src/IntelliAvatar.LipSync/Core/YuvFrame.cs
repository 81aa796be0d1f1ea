namespace IntelliAvatar.LipSync.Core;

/// <summary>One picture, 8-bit planar YUV 4:2:0: the luma plane, then U, then V, each row by row without padding.</summary>
/// <remarks>Pixel i of a plane covers the interval i…i+1. For odd sizes the chroma planes are rounded up.</remarks>
public sealed class YuvFrame
{
    /// <param name="width">Luma width in pixels, at least 1.</param>
    /// <param name="height">Luma height in pixels, at least 1.</param>
    public YuvFrame(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
        Data = new byte[BytesOf(width, height)];
    }

    public int Width { get; }

    public int Height { get; }

    public int ChromaWidth => (Width + 1) / 2;

    public int ChromaHeight => (Height + 1) / 2;

    /// <summary>All three planes, <see cref="BytesOf"/> bytes.</summary>
    public byte[] Data { get; }

    public Span<byte> Y => Data.AsSpan(0, Width * Height);

    public Span<byte> U => Data.AsSpan(Width * Height, ChromaWidth * ChromaHeight);

    public Span<byte> V => Data.AsSpan((Width * Height) + (ChromaWidth * ChromaHeight), ChromaWidth * ChromaHeight);

    /// <summary>Bytes of one picture: w·h + 2·⌈w/2⌉·⌈h/2⌉.</summary>
    public static int BytesOf(int width, int height) => (width * height) + (2 * ((width + 1) / 2) * ((height + 1) / 2));

    /// <summary>Mixes another picture of the same size into this one.</summary>
    /// <param name="other">The picture.</param>
    /// <param name="weight">Its share, 0…1.</param>
    public void DissolveInto(YuvFrame other, float weight)
    {
        var share = (int)MathF.Round(256 * weight);
        for (var i = 0; i < Data.Length; i++)
        {
            Data[i] = (byte)(((Data[i] * (256 - share)) + (other.Data[i] * share) + 128) >> 8);
        }
    }

    public void CopyFrom(YuvFrame other) => other.Data.CopyTo(Data, 0);
}
