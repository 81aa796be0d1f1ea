using IntelliAvatar.LipSync.Face.Tflite;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Places the 468 points of the face in a region of interest. Not for two threads at once.</summary>
internal sealed class FaceMesh(FaceMeshModel model)
{
    private const float LeastScore = 0.5f;

    private readonly Interpreter _network = new(model.Graph);

    /// <summary>The face in <paramref name="region"/>, or null if the network sees none.</summary>
    public FaceLandmarks? Find(YuvFrame picture, RegionOfInterest region)
    {
        new PictureSampler(picture, region, FaceMeshModel.Side).Fill(_network.Input, black: 0, white: 1);
        _network.Run();

        var score = 1 / (1 + MathF.Exp(-_network.Output(2)[0]));
        return score > LeastScore ? ReadPoints(region, score) : null;
    }

    private FaceLandmarks ReadPoints(RegionOfInterest region, float score)
    {
        var face = new FaceLandmarks { Score = score };
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
