using System.Runtime.CompilerServices;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>A piecewise linear map of heights: eight source heights and where they go, both rising. Above and below nothing moves.</summary>
internal struct WarpKnots
{
    public const int Most = 8;

    private Heights _from, _to;
    private int _count;

    public readonly (float From, float To) this[int i] => (_from[i], _to[i]);

    /// <summary>Adds a knot below the others. Knots stay in order, so that the map can be inverted.</summary>
    public void Add(float from, float to)
    {
        _from[_count] = _count == 0 ? from : MathF.Max(from, _from[_count - 1] + 0.05f);
        _to[_count] = _count == 0 ? to : MathF.Max(to, _to[_count - 1] + 0.02f);
        _count++;
    }

    [InlineArray(Most)]
    private struct Heights
    {
        private float _first;
    }
}
