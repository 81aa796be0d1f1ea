namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>One render of this server, from its acceptance until its result is forgotten.</summary>
internal sealed class Render(string jobId, string content, CancellationTokenSource cancel) : IProgress<double>, IDisposable
{
    private double _progress;

    public string JobId { get; } = jobId;

    /// <summary>What it is made of: the same for the same files only.</summary>
    public string Content { get; } = content;

    /// <summary>It cannot be guessed, so no client fetches the result of another.</summary>
    public string ResultName { get; } = $"{Guid.NewGuid():N}.mp4";

    public double Progress => Volatile.Read(ref _progress);

    public CancellationToken Cancelled => cancel.Token;

    public bool IsCancelled { get; private set; }

    public DateTimeOffset FinishedAt { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    public void Report(double value) => Volatile.Write(ref _progress, value);

    public void Cancel()
    {
        IsCancelled = true;
        _ = cancel.CancelAsync();
    }

    public void Dispose() => cancel.Dispose();
}
