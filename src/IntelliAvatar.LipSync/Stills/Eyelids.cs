using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>Shuts one eye: the upper lid comes down with its lashes, skin from above unfolds behind it, and the lower lid rises a little.</summary>
internal sealed class Eyelids
{
    /// <summary>How far below the lower lid the skin gives way, in openings.</summary>
    public const float Give = 1.2f;

    /// <summary>What unfolds looks like the skin up to here, of the way to the brow.</summary>
    public const float BelowBrow = 0.65f;

    // Shares of the opening: the lower lid's part of the way, the lashes, and what is left out at the edges since it may still be eye.
    private const float Rise = 0.2f, LashHeight = 0.07f, SkipBelow = 0.12f, SkipAbove = 0.06f;

    // The upper lid unfolds between these heights, in those of its crease.
    private const float FoldFrom = 0.3f, FoldTo = 0.9f, SkinShare = 0.6f;

    private readonly EyeContour _eye;
    private readonly float _lashes;

    /// <param name="eye">Where its lids are.</param>
    /// <param name="picture">How dark its lashes are.</param>
    public Eyelids(EyeContour eye, YuvFrame picture)
    {
        _eye = eye;
        _lashes = Signal.Quantile([.. Enumerable.Range(0, 21).Select(k => k / 20f).Select(along => picture.Sampler(0).Bilinear(eye.InPicture(along, eye.Upper[along])))], 0.2);
    }

    /// <param name="original">The picture with the eye as it is.</param>
    /// <param name="frame">Receives the eye; elsewhere it is left alone.</param>
    /// <param name="shut">0 as in the picture … 1 shut.</param>
    public void Draw(YuvFrame original, YuvFrame frame, float shut)
    {
        Vector2 middle = _eye.InPicture(0.5f, 0), reach = new(1.2f * _eye.Width);
        for (var plane = 0; plane < 3; plane++)
        {
            var (scale, width, height) = (plane == 0 ? 1 : 2, frame.PlaneWidth(plane), frame.PlaneHeight(plane));
            var (min, max) = (Vector2.Max(Vector2.Zero, (middle - reach) / scale), Vector2.Min(new Vector2(width, height), (middle + reach) / scale));
            var from = original.Sampler(plane);
            for (var y = (int)min.Y; y < max.Y; y++)
            {
                var row = frame.Plane(plane).Slice(y * width, width);
                for (var x = (int)min.X; x < max.X; x++)
                {
                    var place = _eye.Place(new Vector2(x + 0.5f, y + 0.5f) * scale);
                    if (_eye.OpeningAt(place.X) > 0)
                    {
                        row[x] = (byte)Math.Clamp(Pixel(from, plane, place, shut) + 0.5f, 0, 255);
                    }
                }
            }
        }
    }

    private float Pixel(PlaneSampler from, int plane, Vector2 place, float shut)
    {
        var way = shut * _eye.OpeningAt(place.X);
        var belowEdge = place.Y - (_eye.Upper[place.X] + ((1 - Rise) * way));
        var belowRim = place.Y - (_eye.Lower[place.X] - (Rise * way));

        var value = At(from, plane, place.X, place.Y);
        if (Soft(belowRim) is > 0 and var lower)
        {
            var risen = (Rise + SkipBelow) * way * (1 - Signal.SmoothStep(belowRim / (Give * _eye.Opening)));
            value = float.Lerp(value, At(from, plane, place.X, place.Y + risen), lower);
        }

        if (Soft(-belowEdge) is > 0 and var upper)
        {
            value = float.Lerp(value, UpperLid(from, plane, place, way), upper);
        }

        // The lashes of both lids lie on each other.
        var lash = belowEdge / MathF.Max(1, LashHeight * _eye.Opening);
        var darkness = shut * shut * MathF.Min(1, 2 * _eye.OpeningAt(place.X) / _eye.Opening) * MathF.Exp(-lash * lash);
        return plane == 0 && value > _lashes ? float.Lerp(value, _lashes, darkness) : value;
    }

    private float UpperLid(PlaneSampler from, int plane, Vector2 place, float way)
    {
        var fall = (1 - Rise + SkipAbove) * way;
        var above = _eye.Upper[place.X] - place.Y;
        var (low, high) = ((FoldFrom * _eye.Crease) - fall, FoldTo * _eye.Crease);
        if (above <= low || above >= high)
        {
            return At(from, plane, place.X, above >= high ? place.Y : place.Y - fall);
        }

        var along = (above - low) / (high - low);
        var stretched = At(from, plane, place.X, _eye.Upper[place.X] - float.Lerp(FoldFrom * _eye.Crease, high, along));
        var skin = At(from, plane, place.X, _eye.Upper[place.X] - float.Lerp(_eye.Crease, BelowBrow * _eye.Brow, along));
        var share = SkinShare * MathF.Min(1, 1.5f * way / _eye.Opening) * Signal.SmoothStep(along / 0.4f) * Signal.SmoothStep((1 - along) / 0.4f);
        return float.Lerp(stretched, skin, share);
    }

    private float At(PlaneSampler from, int plane, float along, float below)
    {
        var point = _eye.InPicture(along, below);
        return plane == 0 ? from.CatmullRom(point) : from.Bilinear(point);
    }

    /// <summary>From 0 to 1 within a pixel around an edge.</summary>
    private static float Soft(float inside) => Math.Clamp(inside + 0.5f, 0, 1);
}
