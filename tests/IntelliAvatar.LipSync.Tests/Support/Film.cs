using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>A drawn head that talks and sways, with whatever else is drawn into its pictures.</summary>
public static class Film
{
    public const int Width = 240, Height = 220;

    /// <summary>The mouth of the head is about here.</summary>
    public const int MouthX = 120, MouthY = 147;

    public static YuvFrame[] Talking(int frames, Action<YuvFrame, int>? draw = null) =>
        [.. Enumerable.Range(0, frames).Select(i =>
        {
            var picture = DrawnFace.Draw(Width, Height, Head(i));
            draw?.Invoke(picture, i);
            return picture;
        })];

    public static DrawnFace Head(int i) => new(120 + (2 * MathF.Sin(i * 0.11f)), 105, 78, 0.012f * MathF.Sin(i * 0.07f), 0.5f - (0.5f * MathF.Cos(i * 0.6f)));

    /// <summary>Paints the points that <paramref name="isInside"/> names.</summary>
    public static void Paint(this YuvFrame picture, (byte Y, byte U, byte V) colour, Func<int, int, bool> isInside)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var (scale, width) = (plane == 0 ? 1 : 2, picture.PlaneWidth(plane));
            var pixels = picture.Plane(plane);
            for (var i = 0; i < pixels.Length; i++)
            {
                if (isInside(i % width * scale, i / width * scale))
                {
                    pixels[i] = plane switch { 0 => colour.Y, 1 => colour.U, _ => colour.V };
                }
            }
        }
    }
}
