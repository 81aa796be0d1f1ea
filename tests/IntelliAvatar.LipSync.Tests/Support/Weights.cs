namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>The committed weights, as they are copied beside the program.</summary>
public static class Weights
{
    public static byte[] FaceDetector { get; } = Read("mediapipe-face-mesh/face_detection_short_range.tflite");

    public static byte[] FaceMesh { get; } = Read("mediapipe-face-mesh/face_landmark_with_attention.tflite");

    public static byte[] MouthNet { get; } = Read("mouth-net/mouthnet.bin");

    public static LipSyncModels Models { get; } = new(FaceDetector, FaceMesh, MouthNet);

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", name));
}
