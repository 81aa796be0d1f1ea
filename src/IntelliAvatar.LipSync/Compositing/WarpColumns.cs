using System.Numerics;
using System.Runtime.Intrinsics;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// The height maps of a face's columns, worked out once for every whole x. Between two of them the knots lie on straight lines, as the lip
/// lines do; a pixel then costs a few instructions.
/// </summary>
internal sealed class WarpColumns
{
    private readonly int _start, _count;
    private readonly float[] _from, _to;

    /// <param name="start">The first whole x.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="knots">The map of a column.</param>
    public WarpColumns(int start, int count, Func<float, WarpKnots> knots)
    {
        (_start, _count) = (start, count);
        (_from, _to) = (new float[count * WarpKnots.Most], new float[count * WarpKnots.Most]);
        for (var column = 0; column < count; column++)
        {
            var map = knots(start + column);
            for (var i = 0; i < WarpKnots.Most; i++)
            {
                (_from[(column * WarpKnots.Most) + i], _to[(column * WarpKnots.Most) + i]) = map[i];
            }
        }
    }

    /// <summary>The source height that goes to y in the column x; y itself beside, above and below all columns.</summary>
    public float Invert(float x, float y)
    {
        var floor = MathF.Floor(x);
        var column = (int)floor - _start;
        if ((uint)column >= (uint)(_count - 1))
        {
            return y;
        }

        var (t, here) = (x - floor, column * WarpKnots.Most);
        var to = Between(_to, here, t);
        var below = BitOperations.PopCount(Vector256.LessThan(to, Vector256.Create(y)).ExtractMostSignificantBits());
        if (below is 0 or WarpKnots.Most)
        {
            return y;
        }

        var from = Between(_from, here, t);
        var (upper, lower) = (to[below - 1], to[below]);
        return y + float.Lerp(from[below - 1] - upper, from[below] - lower, (y - upper) / (lower - upper));
    }

    private static Vector256<float> Between(float[] heights, int column, float t)
    {
        var (left, right) = (Vector256.Create(heights.AsSpan(column, WarpKnots.Most)), Vector256.Create(heights.AsSpan(column + WarpKnots.Most, WarpKnots.Most)));
        return left + ((right - left) * t);
    }
}
