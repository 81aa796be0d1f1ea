using System.Numerics;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>What is the same for all planes of a frame.</summary>
internal sealed record Scene(
    PosedFace Face, float Strength, WantedMouth Wanted, LipsMask Mask, MouthWarp Skin, LentMouth[] Lent, LentInterior? Interior, PictureEdge Edge, bool IsCut, StandingObject? Before)
{
    private readonly bool _isPartlyAbsent = IsCut || Array.Exists(Lent, lent => lent.Before is not null);

    /// <summary>How much of the lent mouth shows at a canonical point, 0…1.</summary>
    public float MaskAt(Vector2 p)
    {
        var mask = Mask.At(p.X, p.Y);
        return mask > 0 && _isPartlyAbsent ? mask * PresenceAt(p) : mask;
    }

    /// <summary>
    /// The same where the base has nothing to show at <paramref name="at"/>, for that lies beyond its edge: there the lent mouth goes on, if
    /// it is cut less; but not as far as the side of the face, which may be elsewhere in the lent picture.
    /// </summary>
    public float MaskBeyond(float mask, Vector2 p, Vector2 at)
    {
        if (!IsCut || Edge.Absence(at) is not (> 0 and var absence) || Mask.Beside(p.X) is not (> 0 and var beside))
        {
            return mask;
        }

        var inside = 0f;
        foreach (var lent in Lent)
        {
            inside += lent.Weight * Edge.Inside(PlaceIn(lent, p));
        }

        return MathF.Max(mask, beside * absence * Edge.Rather(inside, Edge.Inside(at)));
    }

    private float PresenceAt(Vector2 p)
    {
        var presence = 1f;
        foreach (var lent in Lent)
        {
            var at = PlaceIn(lent, p);
            presence *= lent.Before?.Covers(at) == true ? 0 : float.Lerp(1, Edge.Presence(at), lent.Weight);
        }

        return presence;
    }

    private static Vector2 PlaceIn(in LentMouth lent, Vector2 p) => Vector2.Transform(lent.Warp.SourceOf(p.X, p.Y), lent.Source.Face.ToPicture);
}

/// <summary>A source with its weight and how it is warped.</summary>
internal readonly record struct LentMouth(MouthSource Source, float Weight, MouthWarp Warp, MouthColours Colours, StandingObject? Before);
