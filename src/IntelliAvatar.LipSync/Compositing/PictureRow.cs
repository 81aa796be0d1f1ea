using System.Numerics;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>Where the middles of a row's pixels lie after an affine map: on a straight line, in equal steps.</summary>
internal readonly struct PictureRow(WorkArea area, int y, Matrix3x2 map)
{
    private readonly Vector2 _first = Vector2.Transform(area.Centre(area.Left, y), map);
    private readonly Vector2 _step = new Vector2(map.M11, map.M12) * area.Subsampling;

    /// <summary>Pixel <paramref name="x"/>, counted from the left of the area.</summary>
    public Vector2 this[int x] => _first + (x * _step);
}
