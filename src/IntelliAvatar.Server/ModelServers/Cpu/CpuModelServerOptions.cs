using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Settings of <c>intelliavatar model-server</c>.</summary>
public sealed record CpuModelServerOptions
{
    /// <summary>The environment variable that hands <see cref="Key"/> over.</summary>
    public const string KeyVariable = "ModelServer__Key";

    public string Urls { get; init; } = "http://127.0.0.1:7001";

    /// <summary>The secret that a request must have; null: everybody who reaches the server may use it.</summary>
    public string? Key { get; init; }

    /// <summary>Names under which the server is called, beside those in <see cref="Urls"/>. None, and a key: any name.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How many videos are rendered at once; each uses all processors where it can.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Where uploads, decoded pictures and results lie for a while; null for the system's temporary directory.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>Where prepared avatars are kept; null for this user's own cache folder.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>How many bytes of prepared avatars are kept; 0: none.</summary>
    public long MaxCacheBytes { get; init; } = 2L << 30;

    /// <summary>How many uploads may be under way at once.</summary>
    public int MaxUploads { get; init; } = 8;

    /// <summary>An upload of which fewer than <see cref="UploadStallBytes"/> come in this time is given up.</summary>
    public TimeSpan UploadStall { get; init; } = TimeSpan.FromSeconds(60);

    public int UploadStallBytes { get; init; } = 64 << 10;

    public long MaxVideoBytes { get; init; } = 500L << 20;

    public long MaxAudioBytes { get; init; } = 200L << 20;

    /// <summary>What a video and a speech may be.</summary>
    public MediaLimits Limits { get; init; } = new();

    /// <summary>How long a result that was fetched may be fetched again.</summary>
    public TimeSpan KeepFetched { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a result waits to be fetched.</summary>
    public TimeSpan KeepUnfetched { get; init; } = TimeSpan.FromHours(1);
}
