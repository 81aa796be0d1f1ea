using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Places the 468 points of the face in a region of interest. Not for two threads at once.</summary>
internal sealed class FaceMesh(FaceMeshModel model)
{
    private const float LeastScore = 0.5f;

    // Logits. A face upside down is fitted, too, but with less; which way up is better is clear.
    private const float SurelyUpright = 16, ClearlyBetter = 3;

    private readonly Interpreter _network = new(model.Graph);

    /// <summary>The face in <paramref name="region"/>, or null if the network sees none.</summary>
    public FaceLandmarks? Find(YuvFrame picture, RegionOfInterest region)
    {
        new PictureSampler(picture, region, FaceMeshModel.Side).Fill(_network.Input, black: 0, white: 1);
        _network.Run();

        var logit = _network.Output(2)[0];
        return 1 / (1 + MathF.Exp(-logit)) > LeastScore ? ReadPoints(region, logit) : null;
    }

    /// <summary>As <see cref="Find"/>, but also if the head is upside down in the region.</summary>
    public FaceLandmarks? FindEitherWay(YuvFrame picture, RegionOfInterest region)
    {
        var seen = Find(picture, region);
        return seen is null or { Logit: < SurelyUpright } ? Better(seen, Find(picture, region.Turned)) : seen;
    }

    /// <summary>The second if it is clearly more of a face, else the first.</summary>
    public static FaceLandmarks? Better(FaceLandmarks? seen, FaceLandmarks? turned) =>
        turned is not null && (seen is null || turned.Logit > seen.Logit + ClearlyBetter) ? turned : seen;

    private FaceLandmarks ReadPoints(RegionOfInterest region, float logit)
    {
        var face = new FaceLandmarks { Score = 1 / (1 + MathF.Exp(-logit)), Logit = logit };
        var mesh = _network.Output(0);
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            (face.X[i], face.Y[i]) = region.ToPicture(mesh[3 * i], mesh[(3 * i) + 1], FaceMeshModel.Side);
            face.Z[i] = mesh[(3 * i) + 2] * region.Side / FaceMeshModel.Side;
        }

        var lips = _network.Output(1);
        for (var i = 0; i < model.LipIndices.Length; i++)
        {
            var point = model.LipIndices[i];
            (face.X[point], face.Y[point]) = region.ToPicture(lips[2 * i], lips[(2 * i) + 1], FaceMeshModel.Side);
        }

        return face;
    }
}
