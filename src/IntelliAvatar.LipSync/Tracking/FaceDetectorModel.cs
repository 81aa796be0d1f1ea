using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>BlazeFace short range (Bazarevsky et al. 2019), checked to be it.</summary>
internal sealed class FaceDetectorModel
{
    public const int Side = 128;
    public const int Anchors = 896;
    public const int NumbersPerAnchor = 16;

    public FaceDetectorModel(ReadOnlyMemory<byte> file)
    {
        Graph = new Graph(new TfliteFile(file), "classificators", "regressors");
        if (!Graph.Input.HasShape(1, Side, Side, 3) || Graph.Outputs[0].Length != Anchors || Graph.Outputs[1].Length != Anchors * NumbersPerAnchor)
        {
            throw new InvalidModelException("it is not the short-range face detector");
        }
    }

    public Graph Graph { get; }
}
