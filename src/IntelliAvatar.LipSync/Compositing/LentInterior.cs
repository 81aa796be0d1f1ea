using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>
/// What is between the lips, from the mouth that this person opened the widest: when the lent mouths are opened farther than they are, teeth
/// would grow with them. It is the same mouth all the time, so the inside is steady.
/// </summary>
public sealed class LentInterior
{
    // In eye spans: from when on, and how gently, the other inside takes over; how soft its edge at the lips is.
    private const float Start = 0.015f, Full = 0.05f, Soft = 0.02f;

    private readonly WantedMouth _wanted;
    private readonly MouthWarp _warp;
    private readonly float _strength, _soft;

    private LentInterior(MouthSource source, MeanFace mean, WantedMouth wanted, float chin, float strength)
    {
        (Source, _wanted, _strength) = (source, wanted, strength);
        _warp = new MouthWarp(mean, source.Face.Shape, wanted, chin);
        _soft = Soft * mean.EyeSpan;
    }

    public MouthSource Source { get; }

    /// <param name="widest">The mouth that is open the widest.</param>
    /// <param name="mean">Where the mouth usually is.</param>
    /// <param name="wanted">The mouth of the finished frame.</param>
    /// <param name="lenders">The mouths that are shown.</param>
    /// <param name="chin">Height of the finished chin, canonical pixels.</param>
    /// <returns>null where the lent mouths need not be stretched.</returns>
    public static LentInterior? For(MouthSource widest, MeanFace mean, WantedMouth wanted, ReadOnlySpan<Lender> lenders, float chin)
    {
        var own = 0f;
        foreach (var (shape, weight) in lenders)
        {
            own += weight * shape.Gap;
        }

        var missing = MathF.Min(wanted.Gap, widest.Face.Shape.Gap) - own;
        var strength = Signal.SmoothStep(((missing / mean.EyeSpan) - Start) / (Full - Start));
        return strength > 0 ? new LentInterior(widest, mean, wanted, chin, strength) : null;
    }

    /// <summary>How much of it shows at a canonical point, 0…1.</summary>
    public float WeightAt(Vector2 canonical)
    {
        if (canonical.X <= _wanted.Left || canonical.X >= _wanted.Right)
        {
            return 0;
        }

        var lips = _wanted.Lips.At(canonical.X);
        var depth = MathF.Min(canonical.Y - lips.UpperInner, lips.LowerInner - canonical.Y);
        return depth <= 0 ? 0 : _strength * Signal.SmoothStep(depth / _soft);
    }

    /// <summary>Where in the picture of <see cref="Source"/> the pixel of a canonical point lies.</summary>
    public Vector2 PictureOf(Vector2 canonical) => Vector2.Transform(_warp.SourceOf(canonical.X, canonical.Y), Source.Face.ToPicture);
}
