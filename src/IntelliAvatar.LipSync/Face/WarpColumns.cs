using System.Numerics;
using System.Runtime.Intrinsics;

namespace IntelliAvatar.LipSync.Face;

/// <summary>
/// The height maps of a mouth's columns, worked out once for every whole x. Between two of them the knots lie on straight lines, as the lip
/// lines do; a pixel then costs a few instructions. Where two neighbours have different knots (at the mouth corners) nothing is said.
/// </summary>
internal sealed class WarpColumns
{
    // A vector holds the knots of a column; what is not used lies below everything.
    private const int Stride = 8;
    private const float FarBelow = 1e9f;

    private readonly int _start;
    private readonly int[] _counts;
    private readonly float[] _from, _to;

    /// <param name="start">The first whole x.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="knots">The map of a column.</param>
    public WarpColumns(int start, int count, Func<float, WarpKnots> knots)
    {
        _start = start;
        _counts = new int[count];
        (_from, _to) = (new float[count * Stride], new float[count * Stride]);
        Array.Fill(_to, FarBelow);
        for (var column = 0; column < count; column++)
        {
            var map = knots(start + column);
            _counts[column] = map.Count;
            for (var i = 0; i < map.Count; i++)
            {
                (_from[(column * Stride) + i], _to[(column * Stride) + i]) = map[i];
            }
        }
    }

    /// <summary>The source height that goes to y in the column x; false where it must be worked out.</summary>
    public bool TryInvert(float x, float y, out float source)
    {
        source = y;
        var floor = MathF.Floor(x);
        var column = (int)floor - _start;
        if ((uint)column >= (uint)(_counts.Length - 1) || _counts[column] != _counts[column + 1])
        {
            return false;
        }

        var (t, here) = (x - floor, column * Stride);
        var to = Between(_to, here, t);
        var below = BitOperations.PopCount(Vector256.LessThan(to, Vector256.Create(y)).ExtractMostSignificantBits());
        if (below > 0 && below < _counts[column])
        {
            var (upper, lower) = (Between(_to, here + below - 1, t, Stride), Between(_to, here + below, t, Stride));
            var share = (y - upper) / (lower - upper);
            source = float.Lerp(Between(_from, here + below - 1, t, Stride), Between(_from, here + below, t, Stride), share);
        }

        return true;
    }

    private static Vector256<float> Between(float[] heights, int column, float t)
    {
        var (left, right) = (Vector256.Create(heights.AsSpan(column, Stride)), Vector256.Create(heights.AsSpan(column + Stride, Stride)));
        return left + ((right - left) * t);
    }

    private static float Between(float[] heights, int at, float t, int stride) => heights[at] + ((heights[at + stride] - heights[at]) * t);
}
