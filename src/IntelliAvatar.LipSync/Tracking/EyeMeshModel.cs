using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The branches of the attention mesh that refine the eyes; the rest is left out.</summary>
internal sealed class EyeMeshModel
{
    public EyeMeshModel(ReadOnlyMemory<byte> file)
    {
        Graph = new Graph(new TfliteFile(file), "output_left_eye", "output_right_eye", "conv_faceflag");
        if (Graph.Outputs[0].Length != 2 * EyeContour.PointCount || Graph.Outputs[1].Length != 2 * EyeContour.PointCount)
        {
            throw new InvalidModelException("it is not the face mesh with attention");
        }
    }

    public Graph Graph { get; }
}
