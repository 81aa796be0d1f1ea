using System.Numerics;

namespace IntelliAvatar.LipSync.Core;

/// <summary>An upright rectangle.</summary>
public readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    /// <summary>The smallest upright rectangle around this one after a map.</summary>
    public (Vector2 Min, Vector2 Max) BoundsIn(Matrix3x2 map)
    {
        var a = Vector2.Transform(new Vector2(Left, Top), map);
        var b = Vector2.Transform(new Vector2(Right, Top), map);
        var c = Vector2.Transform(new Vector2(Left, Bottom), map);
        var d = Vector2.Transform(new Vector2(Right, Bottom), map);
        return (Vector2.Min(Vector2.Min(a, b), Vector2.Min(c, d)), Vector2.Max(Vector2.Max(a, b), Vector2.Max(c, d)));
    }
}
