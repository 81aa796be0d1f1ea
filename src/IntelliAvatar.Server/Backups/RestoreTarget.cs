namespace IntelliAvatar.Server.Backups;

/// <summary>Where a database is restored to.</summary>
internal abstract class RestoreTarget : IAsyncDisposable
{
    /// <summary>How much there is that people would miss.</summary>
    protected const string Rows = "SELECT (SELECT count(*) FROM jobs) + (SELECT count(*) FROM avatars) + (SELECT count(*) FROM uploads)";

    /// <summary>A backup of a running server has jobs in progress. That their workers are not there after a restore says nothing against the jobs.</summary>
    protected const string BlameNoWorker = "UPDATE jobs SET at_risk = false WHERE status = 'IN_PROGRESS'";

    /// <summary>Looks at what is there; changes nothing.</summary>
    /// <returns>One sentence when there is data; null: there is none.</returns>
    /// <exception cref="InvalidDataException">It cannot be restored to.</exception>
    public abstract Task<string?> OpenAsync(CancellationToken cancel);

    /// <summary>Takes a file of the archive; the database of before stays what it was.</summary>
    public abstract Task TakeAsync(string name, Stream content, CancellationToken cancel);

    /// <summary>Puts the restored database in the place of that of before.</summary>
    /// <returns>Where that is kept; null: there was none.</returns>
    public abstract Task<string?> PutAsync(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
