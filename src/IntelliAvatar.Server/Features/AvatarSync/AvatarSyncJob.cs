using System.Text.Json;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Has a model server make the head speak the uploaded audio.</summary>
internal sealed class AvatarSyncJob(RenderStep render) : IJobHandler
{
    private const string KindName = "avatar-sync";
    private const string DefaultFeature = "Avatar Sync Studio";

    /// <param name="SpeechSeconds">Length of the audio.</param>
    internal sealed record Payload(double SpeechSeconds);

    public string Kind => KindName;

    public static Job New(string userId, string feature, IntakeResult.Accepted video, IntakeResult.Accepted speech, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now).ToString();
        return new Job
        {
            JobId = id,
            Kind = KindName,
            UserId = userId,
            Feature = string.IsNullOrWhiteSpace(feature) ? DefaultFeature : feature.Trim(),
            Payload = JsonSerializer.Serialize(new Payload(speech.Duration.TotalSeconds), JsonSerializerOptions.Web),
            SpeechSeconds = speech.Duration.TotalSeconds,
            InputVideo = StorageKeys.Video(id),
            InputAudio = StorageKeys.Audio(id),
            Changes = JsonSerializer.Serialize(video.Changes.Concat(speech.Changes)),
        };
    }

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) =>
        render.RunAsync(
            run, run.Job.InputAudio!, phonesKey: null, TimeSpan.FromSeconds(run.Job.PayloadAs<Payload>().SpeechSeconds), from: 0, cancel);
}
