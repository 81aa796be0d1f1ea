namespace IntelliAvatar.Server.Storage;

/// <summary>The names of a job's files in storage. Clients and operators know them; they never change.</summary>
public static class StorageKeys
{
    public static string Video(string jobId) => $"uploads/{jobId}/{jobId}.mp4";

    public static string Audio(string jobId) => $"uploads/{jobId}/{jobId}.wav";

    /// <summary>When each sound of the speech begins, beside the speech that we made ourselves.</summary>
    public static string Phones(string jobId) => $"uploads/{jobId}/{jobId}.phones";

    public static string Output(string jobId) => $"outputs/{jobId}.mp4";

    public static bool IsOutput(string key) => key.StartsWith("outputs/", StringComparison.Ordinal);

    /// <summary>The job whose file this is.</summary>
    public static string JobOf(string key) => Path.GetFileNameWithoutExtension(key);
}
