using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Heights of the four lip lines in one column of the canonical face, from top to bottom.</summary>
public readonly record struct LipColumn(float UpperOuter, float UpperInner, float LowerInner, float LowerOuter)
{
    /// <summary>Opening in this column, never negative (tracking noise can put the lower lip above the upper one).</summary>
    public float Gap => MathF.Max(0, LowerInner - UpperInner);
}

/// <summary>The lip lines as heights over whole canonical x, piecewise linear through their landmarks, level beyond the mouth corners.</summary>
public sealed class LipLines
{
    private readonly int _start;
    private readonly LipColumn[] _columns;

    internal LipLines(int start, LipColumn[] columns) => (_start, _columns) = (start, columns);

    /// <param name="face">Landmarks in picture pixels.</param>
    /// <param name="toCanonical">Picture → canonical.</param>
    public LipLines(FaceLandmarks face, Matrix3x2 toCanonical)
    {
        _start = (int)MathF.Floor(Map(FacePoints.LeftMouthCorner).X) - 1;
        var end = (int)MathF.Ceiling(Map(FacePoints.RightMouthCorner).X) + 2;
        _columns = new LipColumn[Math.Max(0, end - _start)];
        var upperOuter = Line(FacePoints.UpperLipOuter);
        var upperInner = Line(FacePoints.UpperLipInner);
        var lowerInner = Line(FacePoints.LowerLipInner);
        var lowerOuter = Line(FacePoints.LowerLipOuter);
        for (var i = 0; i < _columns.Length; i++)
        {
            var x = _start + i;
            _columns[i] = new LipColumn(HeightAt(upperOuter, x), HeightAt(upperInner, x), HeightAt(lowerInner, x), HeightAt(lowerOuter, x));
        }

        Vector2 Map(int point) => Vector2.Transform(face.Point(point), toCanonical);

        Vector2[] Line(ReadOnlySpan<int> points)
        {
            var line = new Vector2[points.Length];
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = Map(points[i]);
            }

            Array.Sort(line, (a, b) => a.X.CompareTo(b.X));
            return line;
        }
    }

    /// <summary>The x of the first column.</summary>
    internal int Start => _start;

    internal LipColumn[] Columns => _columns;

    /// <summary>The lips at x; beside the mouth those of the corner.</summary>
    public LipColumn At(float x)
    {
        if (_columns.Length < 2)
        {
            return default;
        }

        var (column, t) = Place(x);
        ref readonly var a = ref _columns[column];
        ref readonly var b = ref _columns[column + 1];
        return new LipColumn(
            float.Lerp(a.UpperOuter, b.UpperOuter, t),
            float.Lerp(a.UpperInner, b.UpperInner, t),
            float.Lerp(a.LowerInner, b.LowerInner, t),
            float.Lerp(a.LowerOuter, b.LowerOuter, t));
    }

    /// <summary>The outer two of <see cref="At"/>.</summary>
    internal (float Upper, float Lower) OuterAt(float x)
    {
        if (_columns.Length < 2)
        {
            return default;
        }

        var (column, t) = Place(x);
        var (a, b) = (_columns[column], _columns[column + 1]);
        return (float.Lerp(a.UpperOuter, b.UpperOuter, t), float.Lerp(a.LowerOuter, b.LowerOuter, t));
    }

    /// <summary>The column before x, and how far x is on the way to the next.</summary>
    private (int Column, float Share) Place(float x)
    {
        var place = Math.Clamp(x - _start, 0, _columns.Length - 1.001f);
        return ((int)place, place - (int)place);
    }

    private static float HeightAt(Vector2[] line, float x)
    {
        if (x <= line[0].X)
        {
            return line[0].Y;
        }

        for (var i = 1; i < line.Length; i++)
        {
            if (x <= line[i].X)
            {
                return float.Lerp(line[i - 1].Y, line[i].Y, (x - line[i - 1].X) / MathF.Max(1e-3f, line[i].X - line[i - 1].X));
            }
        }

        return line[^1].Y;
    }
}
