using System.Numerics;
using PresenterStudio.Figure;

namespace PresenterStudio.Light;

/// <summary>One frame, square: a ray per pixel, three more where a pixel differs from its neighbours.</summary>
internal sealed class Picture
{
    private const int Tile = 8;
    private const float Contrast = 0.035f;
    private static readonly Vector2 First = new(-0.125f, -0.125f);
    private static readonly Vector2[] More = [new(0.125f, -0.375f), new(0.375f, 0.25f), new(-0.25f, 0.375f)];

    private readonly Camera _camera;
    private readonly int _size;
    private readonly Sight[] _sights;
    private readonly Vector3[] _shown;

    private Picture(Presenter who, int size)
    {
        _camera = new(who);
        _size = size;
        _sights = new Sight[size * size];
        _shown = new Vector3[size * size];
    }

    /// <returns>RGB, 8 bits each, row by row from the top.</returns>
    public static byte[] Draw(Presenter who, int size)
    {
        var picture = new Picture(who, size);
        var tiles = (size + Tile - 1) / Tile;
        Parallel.For(0, tiles * tiles, tile => picture.DrawTile(tile % tiles * Tile, tile / tiles * Tile));
        var rgb = new byte[size * size * 3];
        Parallel.For(0, size, y => picture.Refine(y, rgb.AsSpan(y * size * 3, size * 3)));
        return rgb;
    }

    private void DrawTile(int left, int top)
    {
        var (x, y) = Place(left + Tile * 0.5f - 0.5f, top + Tile * 0.5f - 0.5f);
        var start = _camera.FreePath(x, y, spread: Tile * 1.45f / _size);
        for (var row = top; row < Math.Min(top + Tile, _size); row++)
        {
            for (var column = left; column < Math.Min(left + Tile, _size); column++)
            {
                var i = row * _size + column;
                (x, y) = Place(column + First.X, row + First.Y);
                _sights[i] = _camera.Look(x, y, start, Beside(column, row));
                _shown[i] = Colour.Display(_sights[i].Light);
            }
        }
    }

    /// <summary>The four pixels of a two by two block share one shadow, except near a crease or a shadow's edge: there it would show (hair hides it).</summary>
    private Sight? Beside(int column, int row)
    {
        if (((column | row) & 1) == 0)
        {
            return null;
        }

        var near = (column & 1) == 1 ? _sights[row * _size + column - 1] : _sights[(row - 1) * _size + column];
        return near is { Part: not Part.Hair, Openness: < 0.9f } or { Part: not Part.Hair, KeySeen: > 0.01f and < 0.99f } ? null : near;
    }

    private void Refine(int row, Span<byte> rgb)
    {
        for (var column = 0; column < _size; column++)
        {
            var i = row * _size + column;
            var shown = _shown[i];
            var (busy, closest) = Around(column, row);
            if (busy)
            {
                foreach (var offset in More)
                {
                    var (x, y) = Place(column + offset.X, row + offset.Y);
                    shown += Colour.Display(_camera.Look(x, y, closest - 0.5f, _sights[i]).Light);
                }

                shown /= 1 + More.Length;
            }

            var pixel = rgb.Slice(column * 3, 3);
            (pixel[0], pixel[1], pixel[2]) = (Byte(shown.X), Byte(shown.Y), Byte(shown.Z));
        }
    }

    /// <summary>Whether the eight neighbours look different, and how far the closest of all nine is.</summary>
    private (bool Busy, float Closest) Around(int column, int row)
    {
        var here = Colour.Luma(_shown[row * _size + column]);
        var (busy, closest) = (false, float.MaxValue);
        for (var y = Math.Max(0, row - 1); y <= Math.Min(_size - 1, row + 1); y++)
        {
            for (var x = Math.Max(0, column - 1); x <= Math.Min(_size - 1, column + 1); x++)
            {
                busy |= MathF.Abs(Colour.Luma(_shown[y * _size + x]) - here) > Contrast;
                closest = MathF.Min(closest, _sights[y * _size + x].Depth);
            }
        }

        return (busy, closest);
    }

    private (float X, float Y) Place(float column, float row) => ((column + 0.5f) / _size * 2 - 1, 1 - (row + 0.5f) / _size * 2);

    private static byte Byte(float v) => (byte)Math.Clamp(v * 255 + 0.5f, 0, 255);
}
