namespace IntelliAvatar.Server.ModelServers;

/// <summary>One face video and one speech to become a talking video.</summary>
/// <param name="JobId">The job, for the log.</param>
/// <param name="SubmissionId">Made once per submission, from job and attempt. A server of ours answers a repeated id with the finished result
/// instead of rendering again, so a result that was refused needs a new one.</param>
/// <param name="VideoPath">H.264 in mp4.</param>
/// <param name="AudioPath">16-bit PCM wav.</param>
/// <param name="PhonesPath">When each sound of the speech begins, if our own speech made it.</param>
/// <param name="Speech">How long the speech is: the result must be as long.</param>
/// <param name="ResultPath">Where the checked mp4 shall be; beside it a <c>.part</c> file lives meanwhile.</param>
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
    /// <summary>Asks whether, among all processes, the server has a place for this job. Null: nobody else uses our servers.</summary>
    public Func<ModelServer, CancellationToken, Task<bool>>? Reserve { get; init; }
}
