using IntelliAvatar.LipSync;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>The engine's networks, which lie as <c>models/…</c> beside the program.</summary>
public static class EngineModels
{
    /// <summary>Reads them from disk.</summary>
    public static LipSyncModels Load() => new(
        Read("mediapipe-face-mesh", "face_detection_short_range.tflite"),
        Read("mediapipe-face-mesh", "face_landmark_with_attention.tflite"),
        Read("mouth-net", "mouthnet.bin"));

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", folder, name));
}
