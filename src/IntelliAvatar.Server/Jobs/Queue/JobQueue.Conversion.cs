namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>Jobs whose inputs are stored as they were sent. The first step converts each of them once.</summary>
public sealed partial class JobQueue
{
    /// <summary>QUEUED → IN_PROGRESS for jobs whose inputs are to be converted first: up to that moment they need no model server.</summary>
    public async Task<IReadOnlyList<Job>> ClaimUnconvertedAsync(string owner, int most, CancellationToken cancel, bool isYoung = false)
    {
        const string Due = $"{DueNow} AND conversion_seconds IS NOT NULL";
        return await AnyAsync(Due, Claimed(owner, most, isYoung), cancel) ? await ClaimAsync("jobs_unconverted", Due, owner, most, isYoung, cancel) : [];
    }

    /// <summary>Keeps an input in the form that this attempt made of it, so that no later attempt converts it again. What was sent is removed.</summary>
    /// <param name="converted">The job as it is then.</param>
    /// <param name="made">Temporary file → storage key.</param>
    /// <returns>False: the job is no longer this worker's; nothing was published.</returns>
    public async Task<bool> KeepInputAsync(Job claim, Job converted, IReadOnlyDictionary<string, string> made, CancellationToken cancel)
    {
        var kept = await FencedAsync(
            claim,
            """
            input_video = @InputVideo, input_audio = @InputAudio, changes = @Changes, payload = @Payload,
            speech_seconds = @SpeechSeconds, conversion_seconds = @ConversionSeconds,
            at_risk = (at_risk AND @goesOn)
            """,
            new { converted.InputVideo, converted.InputAudio, converted.Changes, converted.Payload, converted.SpeechSeconds, converted.ConversionSeconds, goesOn = converted.ConversionSeconds is not null },
            made,
            cancel);
        if (kept)
        {
            // After the commit: what a crash leaves here is named by no row, and the sweep takes it.
            await files.DiscardAsync(JobFiles.AllOf(claim).Except(JobFiles.AllOf(converted)));
        }

        return kept;
    }
}
