using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Places the lids of both eyes in a region of interest. Not for two threads at once.</summary>
internal sealed class EyeMesh(EyeMeshModel model)
{
    private readonly Interpreter _network = new(model.Graph);

    /// <summary>Both eyes, the left of the picture first.</summary>
    public EyeContour[] Find(YuvFrame picture, RegionOfInterest region)
    {
        new PictureSampler(picture, region, FaceMeshModel.Side).Fill(_network.Input, black: 0, white: 1);
        _network.Run();
        return [Read(0, region), Read(1, region)];
    }

    private EyeContour Read(int output, RegionOfInterest region)
    {
        var points = new Vector2[EyeContour.PointCount];
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = region.ToPicture(_network.Output(output)[2 * i], _network.Output(output)[(2 * i) + 1], FaceMeshModel.Side);
            points[i] = new Vector2(x, y);
        }

        return new EyeContour(points);
    }
}
