using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The trained networks that find faces. Immutable: share one among all threads.</summary>
public sealed class FaceModels
{
    private readonly Lazy<EyeMeshModel> _eyeMesh;

    /// <param name="faceDetector">The bytes of <c>face_detection_short_range.tflite</c>.</param>
    /// <param name="faceMesh">The bytes of <c>face_landmark_with_attention.tflite</c>.</param>
    /// <exception cref="InvalidModelException">One of them is not the network it should be.</exception>
    public FaceModels(ReadOnlyMemory<byte> faceDetector, ReadOnlyMemory<byte> faceMesh)
    {
        FaceDetector = new FaceDetectorModel(faceDetector);
        FaceMesh = new FaceMeshModel(faceMesh);
        _eyeMesh = new Lazy<EyeMeshModel>(() => new EyeMeshModel(faceMesh));
    }

    internal FaceDetectorModel FaceDetector { get; }

    internal FaceMeshModel FaceMesh { get; }

    /// <summary>Only stills need it.</summary>
    internal EyeMeshModel EyeMesh => _eyeMesh.Value;
}
