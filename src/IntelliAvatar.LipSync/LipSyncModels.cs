using System.Security.Cryptography;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync;

/// <summary>The trained networks, read and checked once. Immutable: share one among all threads.</summary>
public sealed class LipSyncModels
{
    /// <param name="faceDetector">The bytes of <c>face_detection_short_range.tflite</c>.</param>
    /// <param name="faceMesh">The bytes of <c>face_landmark_with_attention.tflite</c>.</param>
    /// <param name="mouthNet">The bytes of <c>mouthnet.bin</c>.</param>
    /// <exception cref="InvalidModelException">One of them is not the network it should be.</exception>
    public LipSyncModels(ReadOnlyMemory<byte> faceDetector, ReadOnlyMemory<byte> faceMesh, ReadOnlyMemory<byte> mouthNet)
    {
        Faces = new FaceModels(faceDetector, faceMesh);
        MouthNet = new MouthNet(mouthNet.Span);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(
            [.. typeof(LipSyncModels).Module.ModuleVersionId.ToByteArray(), .. SHA256.HashData(faceDetector.Span), .. SHA256.HashData(faceMesh.Span), .. SHA256.HashData(mouthNet.Span)]));
    }

    /// <summary>Changes with any of the networks and with any change of this library: what was prepared under another one is to be prepared again.</summary>
    public string Fingerprint { get; }

    public FaceModels Faces { get; }

    public MouthNet MouthNet { get; }
}
