using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>What a picture does not show cannot be lent, nor moved into it: beyond its edge there are no pixels, and those at the edge would be drawn out to streaks.</summary>
/// <param name="width">Of the pictures, in pixels.</param>
/// <param name="height">Of the pictures, in pixels.</param>
/// <param name="soft">How gently what is lent ends before the edge, in pixels.</param>
internal readonly struct PictureEdge(int width, int height, float soft)
{
    // In pixels.
    private const float Sharp = 3;

    /// <summary>Whether the picture goes on beyond no side of the region.</summary>
    public bool Cuts(PictureRegion region) =>
        region.Left == 0 || region.Top == 0 || region.Left + region.Pixels.Width == width || region.Top + region.Pixels.Height == height;

    /// <summary>How much there is at a point of the picture, 0…1.</summary>
    public float Presence(Vector2 at) => Inside(at) is var inside && inside >= soft ? 1 : Signal.SmoothStep(inside / soft);

    /// <summary>How much is missing there, 0…1: nothing until just before the edge.</summary>
    public float Absence(Vector2 at) => Inside(at) is var inside && inside >= Sharp ? 0 : Signal.SmoothStep((Sharp - inside) / (2 * Sharp));

    /// <summary>From where a pixel is taken that would come from <paramref name="at"/>: near the edge less far away, at the edge from there.</summary>
    public Vector2 Kept(Vector2 at, Vector2 pixel)
    {
        // Almost all pixels lie far from every edge.
        var move = 2 * Vector2.Abs(at - pixel);
        return move.X < pixel.X && move.X < width - pixel.X && move.Y < pixel.Y && move.Y < height - pixel.Y
            ? at
            : new(Kept(at.X, pixel.X, width), Kept(at.Y, pixel.Y, height));
    }

    /// <summary>Distance to the nearest edge, negative beyond it.</summary>
    public float Inside(Vector2 at) => MathF.Min(MathF.Min(at.X, width - at.X), MathF.Min(at.Y, height - at.Y));

    /// <summary>How much rather a picture is taken that is <paramref name="one"/> inside than one that is <paramref name="other"/> inside, 0…1.</summary>
    public float Rather(float one, float other) => Signal.SmoothStep(0.5f + ((one - other) / soft));

    private static float Kept(float at, float pixel, float size) =>
        at < pixel ? Slowed(at, pixel, pixel - at) : at > pixel && size - pixel < 2 * (at - pixel) ? size - Slowed(size - at, size - pixel, at - pixel) : at;

    // Bent where the distance to the edge is small, so that it never reaches the edge before the pixel does, and no row is drawn out to
    // more than four: those would be streaks.
    private static float Slowed(float at, float distance, float move) =>
        distance >= 2 * move ? at : (distance / 4) + (distance * distance / (8 * move));
}
