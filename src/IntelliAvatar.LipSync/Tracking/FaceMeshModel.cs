using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite;
using IntelliAvatar.LipSync.Tflite.Operators;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The face mesh with attention to the lips (Grishchenko et al. 2020), checked to be it; the eye and iris branches are left out.</summary>
internal sealed class FaceMeshModel
{
    public const int Side = 192;
    private const int LipPoints = 80;

    public FaceMeshModel(ReadOnlyMemory<byte> file)
    {
        Graph = new Graph(new TfliteFile(file), "output_mesh_identity", "output_lips", "conv_faceflag");
        LipIndices = Graph.Operators.OfType<LandmarksToTransformMatrix>().Select(box => box.Subset).FirstOrDefault() ?? [];
        if (!Graph.Input.HasShape(1, Side, Side, 3)
            || Graph.Outputs[0].Length != 3 * FaceLandmarks.Count
            || Graph.Outputs[1].Length != 2 * LipPoints
            || Graph.Outputs[2].Length != 1
            || LipIndices.Length != LipPoints
            || LipIndices.Any(index => index >= FaceLandmarks.Count))
        {
            throw new InvalidModelException("it is not the face mesh with attention");
        }
    }

    public Graph Graph { get; }

    /// <summary>Which points of the mesh the refined lips are, in their order.</summary>
    public int[] LipIndices { get; }
}
