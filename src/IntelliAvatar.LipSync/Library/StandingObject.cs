using System.Numerics;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>What stands before the lower face for a while, as a microphone or a caption does.</summary>
/// <param name="First">The first frame of the base that shows it.</param>
/// <param name="Last">The last one.</param>
/// <param name="Left">Where its rectangle begins in the picture.</param>
/// <param name="Top">Where its rectangle begins in the picture.</param>
/// <param name="Width">Of the rectangle.</param>
/// <param name="IsThere">1 for each pixel of it, row by row.</param>
public sealed record StandingObject(int First, int Last, int Left, int Top, int Width, byte[] IsThere)
{
    /// <summary>Whether a point of the picture is behind it.</summary>
    public bool Covers(Vector2 at)
    {
        var (x, y) = ((int)at.X - Left, (int)at.Y - Top);
        return at.X >= Left && at.Y >= Top && x < Width && (y * Width) + x < IsThere.Length && IsThere[(y * Width) + x] != 0;
    }

    /// <summary>Whether it stands before a part of the lips, which can then lend nothing.</summary>
    internal bool IsOnLips(PosedFace face)
    {
        if (face.Frame < First || face.Frame > Last)
        {
            return false;
        }

        var lips = face.Shape.Lips;
        for (var i = 0; i < lips.Columns.Length; i++)
        {
            var column = lips.Columns[i];
            for (var y = column.UpperOuter; y <= column.LowerOuter; y++)
            {
                if (Covers(Vector2.Transform(new Vector2(lips.Start + i, y), face.ToPicture)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
