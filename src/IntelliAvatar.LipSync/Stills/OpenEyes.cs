using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>Finds the eyes of a still that can be shut well.</summary>
internal static class OpenEyes
{
    // In pixels: the lids of a smaller eye are only smeared.
    private const float LeastOpening = 8;

    // Shares: of an eye's width, below which it is half shut and the network sees its lids badly; of the other eye's width, below which the
    // head is turned away; of the opening, below which there is too little skin under the brow.
    private const float LeastRoundness = 0.3f, LeastOfOther = 0.7f, LeastBrow = 0.6f;

    // Plain skin reaches 0.2, glasses begin at 0.3.
    private const float MostUneven = 0.22f;

    // Where the face is around its eyes, in eye spans.
    private const float MiddleBelowEyes = 0.35f, Side = 2.9f;

    /// <summary>Both eyes, or none.</summary>
    /// <param name="models">The networks.</param>
    /// <param name="picture">The still.</param>
    /// <param name="face">Where its face is.</param>
    /// <param name="eyeSpan">The engine's unit of length.</param>
    public static Eyelids[] In(FaceModels models, YuvFrame picture, PosedFace face, float eyeSpan)
    {
        if (new FaceMesh(models.FaceMesh).Find(picture, Around(face, eyeSpan)) is not { } points)
        {
            return [];
        }

        var eyes = new EyeMesh(models.EyeMesh).Find(picture, RegionOfInterest.Around(points));
        if (eyes.Min(eye => eye.Width) < LeastOfOther * eyes.Max(eye => eye.Width)
            || !Array.TrueForAll(eyes, eye => eye.Opening >= MathF.Max(LeastOpening, LeastRoundness * eye.Width)))
        {
            return [];
        }

        eyes = Array.ConvertAll(eyes, eye => new LidSearch(picture, eye).Run());
        return Array.TrueForAll(eyes, eye => eye.Brow >= LeastBrow * eye.Opening && LidSkin.Unevenness(picture, eye) <= MostUneven)
            ? Array.ConvertAll(eyes, eye => new Eyelids(eye, picture))
            : [];
    }

    private static RegionOfInterest Around(PosedFace face, float eyeSpan)
    {
        var middle = Vector2.Transform(new Vector2(0, MiddleBelowEyes * eyeSpan), face.ToPicture);
        var across = Vector2.TransformNormal(Vector2.UnitX, face.ToPicture);
        return new RegionOfInterest(middle.X, middle.Y, Side * eyeSpan * across.Length(), MathF.Atan2(across.Y, across.X));
    }
}
