using IntelliAvatar.Server.Jobs;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Has a model server make the head speak the uploaded audio.</summary>
internal sealed class AvatarSyncJob(RenderStep render) : IJobHandler
{
    public const string KindName = "avatar-sync";

    /// <param name="SpeechSeconds">Length of the audio.</param>
    internal sealed record Payload(double SpeechSeconds);

    public string Kind => KindName;

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) =>
        render.RunAsync(
            run, run.Job.InputAudio!, phonesKey: null, TimeSpan.FromSeconds(run.Job.PayloadAs<Payload>().SpeechSeconds), from: 0, cancel);
}
