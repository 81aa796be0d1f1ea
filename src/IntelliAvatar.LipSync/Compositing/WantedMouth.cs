using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>A mouth that is lent, and its share.</summary>
public readonly record struct Lender(MouthShape Shape, float Weight);

/// <summary>
/// The mouth that the finished frame gets, in canonical pixels: where its corners and its four lip lines are. Whatever is drawn,
/// the lent mouths and the base's own skin around them, is warped onto these lines, so that it fits together.
/// </summary>
public sealed class WantedMouth
{
    // The lower jaw does most of the opening.
    private const float UpperOuterShare = -0.12f, UpperInnerShare = -MouthShape.UpperLipShare, LowerInnerShare = 1 - MouthShape.UpperLipShare, LowerOuterShare = 0.80f;

    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="lenders">Whose mouths are shown; the weights sum to 1.</param>
    /// <param name="gap">Wanted opening.</param>
    /// <param name="place">Where the base's mouth is around this time and how wide. The lent ones go there, and most of the way to its width:
    /// else the mouth would wander over the face as they change.</param>
    public WantedMouth(MeanFace mean, ReadOnlySpan<Lender> lenders, float gap, SlowMouth place)
    {
        Gap = gap;
        foreach (var (shape, weight) in lenders)
        {
            var half = shape.Width * Math.Clamp(1 + (0.6f * ((place.Width / MathF.Max(1, shape.Width)) - 1)), 0.85f, 1.18f) / 2;
            Left += weight * (place.MidX - half);
            Right += weight * (place.MidX + half);
            MidY += weight * (shape.MidY + place.Rest - shape.Rest);
        }

        var start = (int)MathF.Floor(Left) - 1;
        var columns = new LipColumn[Math.Max(2, (int)MathF.Ceiling(Right) + 2 - start)];
        for (var i = 0; i < columns.Length; i++)
        {
            foreach (var (shape, weight) in lenders)
            {
                var opened = Opened(shape, ToShape(start + i, shape), gap, mean.EyeSpan);
                var down = place.Rest - shape.Rest;
                columns[i] = new LipColumn(
                    columns[i].UpperOuter + (weight * (opened.UpperOuter + down)),
                    columns[i].UpperInner + (weight * (opened.UpperInner + down)),
                    columns[i].LowerInner + (weight * (opened.LowerInner + down)),
                    columns[i].LowerOuter + (weight * (opened.LowerOuter + down)));
            }
        }

        Lips = new LipLines(start, columns);
    }

    /// <summary>Distance of the inner lips.</summary>
    public float Gap { get; }

    /// <summary>x of the image-left mouth corner.</summary>
    public float Left { get; }

    /// <summary>x of the image-right mouth corner.</summary>
    public float Right { get; }

    public float MidX => (Left + Right) / 2;

    /// <summary>y of the middle of the mouth.</summary>
    public float MidY { get; }

    public LipLines Lips { get; }

    /// <summary>Where in a mouth's own frame the column x of this one comes from, between the corners.</summary>
    public float ToShape(float x, MouthShape shape) =>
        shape.MidX - (shape.Width / 2) + ((x - Left) * shape.Width / MathF.Max(1, Right - Left));

    /// <summary>A column of a lent mouth, opened or closed to the wanted gap.</summary>
    private static LipColumn Opened(MouthShape shape, float x, float gap, float span)
    {
        var lips = shape.Lips.At(x);
        var change = MathF.Max(-lips.Gap, (gap - shape.Gap) * Form(shape, lips, x, gap, span));
        var lower = lips.UpperInner + lips.Gap;
        return new LipColumn(
            MathF.Min(lips.UpperOuter, lips.UpperInner) + (UpperOuterShare * change),
            lips.UpperInner + (UpperInnerShare * change),
            lower + (LowerInnerShare * change),
            MathF.Max(lips.LowerOuter, lower) + (LowerOuterShare * change));
    }

    /// <summary>Share of the opening that a column takes part in: 1 in the middle. A shut mouth has no form of its own to enlarge: it opens as an arch.</summary>
    private static float Form(MouthShape shape, LipColumn lips, float x, float gap, float span)
    {
        var ownShare = gap < shape.Gap ? 1 : Math.Clamp(shape.Gap / (0.04f * span), 0, 1);
        var own = shape.Gap > 1e-3f ? MathF.Min(1.4f, lips.Gap / shape.Gap) : 0;
        if (ownShare >= 1)
        {
            return own;
        }

        var u = (x - shape.MidX) / (0.46f * shape.Width);
        return (own * ownShare) + (MathF.Pow(MathF.Max(0, 1 - (u * u)), 0.8f) * (1 - ownShare));
    }
}
