namespace IntelliAvatar.LipSync;

/// <summary>The pipeline as one sentence.</summary>
public static class LipSyncEngine
{
}
