using System.Numerics;
using IntelliAvatar.LipSync.Face;

namespace IntelliAvatar.LipSync.Mouth;

/// <summary>A very small picture of the skin between nose, cheeks and chin, laid out by the eyes and the nose, so that two of one face can be compared whatever the mouth does.</summary>
public sealed class LowerFace
{
    private const int Columns = 9, Rows = 7, Taps = 3;
    private const float HalfWidth = 0.42f, Top = 0.56f, Bottom = 1.14f;

    private static readonly Vector2[] s_cells = [.. Cells()];

    private readonly byte[] _values;

    private LowerFace(byte[] values) => _values = values;

    /// <summary>Cells of one plane.</summary>
    public static int CellCount => s_cells.Length;

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
                        ((tap % Taps) - 1) * 2 * HalfWidth / Columns / Taps, ((tap / Taps) - 1) * (Bottom - Top) / Rows / Taps);
                    sum += sampler.Bilinear(origin + (at.X * across) + (at.Y * down));
                }

                values[(plane * CellCount) + cell] = (byte)((sum / (Taps * Taps)) + 0.5f);
            }
        }

        return new LowerFace(values);
    }

    // x in eye spans from the middle, y in double nose heights from the eyes; a face narrows towards the chin.
    private static IEnumerable<Vector2> Cells() =>
        from row in Enumerable.Range(0, Rows)
        let y = Top + ((row + 0.5f) * (Bottom - Top) / Rows)
        from column in Enumerable.Range(0, Columns)
        let x = (((column + 0.5f) / Columns) - 0.5f) * 2 * HalfWidth
        where MathF.Abs(x) < HalfWidth - (0.25f * (y - Top) / (Bottom - Top))
        select new Vector2(x, y);
}
