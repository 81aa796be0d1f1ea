using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Luma of an area, and one number for its colours: from yellow and red to blue and green, in which nearly all that is not skin
/// differs from skin.
/// </summary>
internal sealed record Look(byte[] Luma, byte[] Colour)
{
    private const int ColourWeight = 2;

    public static Look Of(YuvFrame picture, WorkArea area)
    {
        var colour = new byte[area.Count];
        for (var i = 0; i < colour.Length; i++)
        {
            colour[i] = ColourAt(picture, area.Left + (i % area.Width), area.Top + (i / area.Width));
        }

        return new(area.LumaOf(picture), colour);
    }

    public static byte ColourAt(YuvFrame picture, int x, int y)
    {
        var i = (y / 2 * picture.ChromaWidth) + (x / 2);
        return (byte)((picture.U[i] - picture.V[i] + 256) / 2);
    }

    /// <summary>By how much a pixel differs from one of another look, in steps of luma.</summary>
    public int Difference(int i, Look other, int k) =>
        Math.Max(Math.Abs(Luma[i] - other.Luma[k]), ColourWeight * Math.Abs(Colour[i] - other.Colour[k]));
}
