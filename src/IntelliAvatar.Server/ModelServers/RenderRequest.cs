namespace IntelliAvatar.Server.ModelServers;

/// <summary>One face video and one speech to become a talking video.</summary>
/// <param name="JobId">The job, for the log.</param>
/// <param name="SubmissionId">Made once per submission, from job and attempt. A server of ours answers a repeated id with the finished result
/// instead of rendering again, so a result that was refused needs a new one.</param>
/// <param name="VideoPath">H.264 in mp4.</param>
/// <param name="AudioPath">16-bit PCM wav.</param>
/// <param name="PhonesPath">When each sound of the speech begins, if our own speech made it.</param>
/// <param name="Speech">How long the speech is: the result must be as long.</param>
/// <param name="ResultPath">Where the checked mp4 is put; beside it a <c>.part</c> file lives meanwhile.</param>
/// <param name="AvoidServer">The server that failed this job last, if another may be tried.</param>
public sealed record RenderRequest(
    string JobId,
    string SubmissionId,
    string VideoPath,
    string AudioPath,
    string? PhonesPath,
    TimeSpan Speech,
    string ResultPath,
    string? AvoidServer = null)
{
    /// <summary>Asks whether, among all processes, the server has a place for this job. Null: no other process uses our servers.</summary>
    public Func<ModelServer, CancellationToken, Task<bool>>? Reserve { get; init; }

    /// <summary>Whose turn it is among those who wait for a place here: the smaller goes first.</summary>
    public (long Rank, long Turn) Line { get; init; }

    /// <summary>Told when a place was got and the server is about to be asked. False: the job is another's by now.</summary>
    public Func<CancellationToken, Task<bool>>? Begun { get; init; }

    /// <summary>Asked before the last bytes of the files are sent, from when on the server works: whether the place is still this job's. Null: it is.</summary>
    public Func<CancellationToken, Task<bool>>? Confirm { get; init; }

    /// <summary>
    /// Told the server's name and that of the result when it has rendered: while the result is fetched and checked, it may work for another job.
    /// False: the place is still needed.
    /// </summary>
    public Func<string, string, CancellationToken, Task<bool>>? Rendered { get; init; }

    /// <summary>Asked after that, before the result is fetched; it may wait.</summary>
    public Func<CancellationToken, Task>? Fetching { get; init; }

    /// <summary>Asked when the result was fetched and checked, before the place is given up that was needed meanwhile: whether it is surely this job's. Null: it is.</summary>
    public Func<CancellationToken, Task<bool>>? Fetched { get; init; }
}
