using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>A very small picture of the skin between nose, cheeks and chin, laid out by the eyes and the nose, so that two of one face can be compared whatever the mouth does.</summary>
public sealed class LowerFace
{
    private const int Columns = 19, Rows = 20, Taps = 2;
    private const float HalfWidth = 0.46f, Top = 0.46f, Bottom = 1.26f, Narrowing = 0.26f;

    private static readonly Vector2[] s_cells = [.. Grid()];

    // A little more than an open mouth.
    private static readonly Vector2[] s_mouth = [new(-0.4f, 0.58f), new(0.4f, 0.58f), new(-0.4f, 1), new(0.4f, 1)];

    private readonly byte[] _values;

    private LowerFace(byte[] values, bool isWhole, bool isOverlaid) => (_values, IsWhole, IsOverlaid) = (values, isWhole, isOverlaid);

    /// <summary>Whether all of the mouth lies in the picture.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether something that was laid over the picture hides the mouth (<see cref="Overlay"/>).</summary>
    public bool IsOverlaid { get; }

    /// <summary>Cells of one plane.</summary>
    public static int CellCount => s_cells.Length;

    /// <summary>The middles of the cells: x in eye spans from the middle of the face, y in double heights of the nose below the eyes.</summary>
    public static ReadOnlySpan<Vector2> Cells => s_cells;

    /// <summary>Mean of a cell in plane 0 = Y, 1 = U, 2 = V.</summary>
    public byte this[int plane, int cell] => _values[(plane * CellCount) + cell];

    /// <summary>Takes it from a picture.</summary>
    public static LowerFace Of(YuvFrame picture, FaceLandmarks face)
    {
        var origin = face.EyeCentre();
        var across = face.Point(FacePoints.RightEyeCorner) - face.Point(FacePoints.LeftEyeCorner);
        var down = 2 * (face.Point(FacePoints.NoseBase) - origin);
        var values = new byte[3 * CellCount];
        for (var plane = 0; plane < 3; plane++)
        {
            var sampler = picture.Sampler(plane);
            for (var cell = 0; cell < CellCount; cell++)
            {
                var sum = 0f;
                for (var tap = 0; tap < Taps * Taps; tap++)
                {
                    var at = s_cells[cell] + new Vector2(
                        ((tap % Taps) - 0.5f) * 2 * HalfWidth / Columns / Taps, ((tap / Taps) - 0.5f) * (Bottom - Top) / Rows / Taps);
                    sum += sampler.Bilinear(origin + (at.X * across) + (at.Y * down));
                }

                values[(plane * CellCount) + cell] = (byte)((sum / (Taps * Taps)) + 0.5f);
            }
        }

        return new LowerFace(values, s_mouth.All(corner => IsInside(origin + (corner.X * across) + (corner.Y * down))),
            Overlay.HidesMouth(picture, face));

        bool IsInside(Vector2 at) => at.X >= 0 && at.Y >= 0 && at.X <= picture.Width && at.Y <= picture.Height;
    }

    /// <summary>Where in the picture a place is that is given as <see cref="Cells"/> are.</summary>
    internal static Vector2 Place(FaceLandmarks face, Vector2 at)
    {
        var origin = face.EyeCentre();
        return origin + (at.X * (face.Point(FacePoints.RightEyeCorner) - face.Point(FacePoints.LeftEyeCorner))) + (at.Y * 2 * (face.Point(FacePoints.NoseBase) - origin));
    }

    // x in eye spans from the middle, y in double nose heights from the eyes; a face narrows towards the chin.
    private static IEnumerable<Vector2> Grid() =>
        from row in Enumerable.Range(0, Rows)
        let y = Top + ((row + 0.5f) * (Bottom - Top) / Rows)
        from column in Enumerable.Range(0, Columns)
        let x = (((column + 0.5f) / Columns) - 0.5f) * 2 * HalfWidth
        where MathF.Abs(x) < HalfWidth - (Narrowing * (y - Top) / (Bottom - Top))
        select new Vector2(x, y);
}
