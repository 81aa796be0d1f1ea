using System.Numerics;
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
        for (var y = 0; y < area.Height; y++)
        {
            var row = (area.Top + y) / 2 * picture.ChromaWidth;
            ReadOnlySpan<byte> u = picture.U[row..], v = picture.V[row..];
            for (var x = 0; x < area.Width; x++)
            {
                colour[(y * area.Width) + x] = ColourOf(u[(area.Left + x) / 2], v[(area.Left + x) / 2]);
            }
        }

        return new(area.LumaOf(picture), colour);
    }

    /// <summary>The one number for a pixel's colours.</summary>
    public static byte ColourOf(byte u, byte v) => (byte)((u - v + 256) / 2);

    /// <summary>By how much a pixel differs from one of another look, in steps of luma.</summary>
    public int Difference(int i, Look other, int k) =>
        Math.Max(Math.Abs(Luma[i] - other.Luma[k]), ColourWeight * Math.Abs(Colour[i] - other.Colour[k]));

    /// <summary>Other than 0 where a pixel differs from the other look's by so many steps of luma at least.</summary>
    public byte[] Differs(Look other, int least)
    {
        var differs = new byte[Luma.Length];
        var (luma, colour) = (new Vector<byte>((byte)least), new Vector<byte>((byte)((least + ColourWeight - 1) / ColourWeight)));
        var i = 0;
        for (; i <= differs.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (Vector.GreaterThanOrEqual(Step(Luma, other.Luma), luma) | Vector.GreaterThanOrEqual(Step(Colour, other.Colour), colour))
                .CopyTo(differs, i);
        }

        for (; i < differs.Length; i++)
        {
            differs[i] = (byte)(Difference(i, other, i) >= least ? 1 : 0);
        }

        return differs;

        Vector<byte> Step(byte[] one, byte[] two)
        {
            var (a, b) = (new Vector<byte>(one, i), new Vector<byte>(two, i));
            return Vector.Max(a, b) - Vector.Min(a, b);
        }
    }
}
