using System.Text.Json;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Has a model server make the head speak the uploaded audio.</summary>
internal sealed class AvatarSyncJob(ConvertStep convert, RenderStep render) : IJobHandler
{
    public const string KindName = "avatar-sync";

    /// <param name="SpeechSeconds">Length of the audio; before its conversion null.</param>
    internal sealed record Payload(double? SpeechSeconds)
    {
        public static string Of(double? seconds) => JsonSerializer.Serialize(new Payload(seconds), JsonSerializerOptions.Web);
    }

    public string Kind => KindName;

    public async Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel)
    {
        var converted = ConvertStep.ShareOf(run.Job);
        return await convert.RunAsync(run, seconds => Payload.Of(seconds), cancel)
            ?? await render.RunAsync(
                run, run.Job.InputAudio!, phonesKey: null, TimeSpan.FromSeconds(run.Job.PayloadAs<Payload>().SpeechSeconds!.Value), converted, cancel);
    }
}
