using System.Runtime.CompilerServices;

namespace IntelliAvatar.LipSync.Face;

/// <summary>A piecewise linear map of heights: source heights and where they go, both rising. Above and below nothing moves.</summary>
internal struct WarpKnots
{
    public const int Most = 8;

    private Heights _from, _to;

    public int Count { get; private set; }

    public readonly (float From, float To) this[int i] => (_from[i], _to[i]);

    /// <summary>Adds a knot below the others. Knots stay in order, so that the map can be inverted.</summary>
    public void Add(float source, float move)
    {
        _from[Count] = Count == 0 ? source : MathF.Max(source, _from[Count - 1] + 0.05f);
        _to[Count] = Count == 0 ? source + move : MathF.Max(source + move, _to[Count - 1] + 0.02f);
        Count++;
    }

    /// <summary>The source height that goes to <paramref name="y"/>.</summary>
    public readonly float Invert(float y)
    {
        if (y <= _to[0] || y >= _to[Count - 1])
        {
            return y;
        }

        var i = 1;
        while (y > _to[i])
        {
            i++;
        }

        return float.Lerp(_from[i - 1], _from[i], (y - _to[i - 1]) / (_to[i] - _to[i - 1]));
    }

    [InlineArray(Most)]
    private struct Heights
    {
        private float _first;
    }
}
