using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary><c>POST /feature1/create-job</c>: a video and the speech it shall speak.</summary>
internal static class CreateAvatarSync
{
    /// <param name="JobId">The id of the job that runs.</param>
    public sealed record AvatarSyncAnswer(string JobId, string Status);

    public static async Task<Results<Ok<AvatarSyncAnswer>, ProblemHttpResult>> Handle(
        HttpRequest request,
        IOptions<UploadLimits> limits,
        Workspace workspace,
        MediaIntake intake,
        JobQueue queue,
        TimeProvider time,
        CancellationToken cancel)
    {
        var (userId, feature) = (request.Query["user_id"].ToString(), request.Query["feature"].ToString());
        if ((ShortText.Refuse("user_id", userId, required: true) ?? ShortText.Refuse("feature", feature, required: false)) is { } unnamed)
        {
            return unnamed.ToProblem();
        }

        using var scratch = workspace.NewScratch();
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal) { ["video"] = limits.Value.MaxVideoBytes, ["audio"] = limits.Value.MaxAudioBytes };
        var (form, refusal) = await UploadForm.ReadAsync(request, wanted, scratch, cancel);
        if (form is null)
        {
            return refusal!.ToProblem();
        }

        var (video, audio) = (scratch.File("video.mp4"), scratch.File("audio.wav"));
        var face = await intake.AcceptVideoAsync(form.File("video"), video, cancel);
        if (face is IntakeResult.Refused noFace)
        {
            return noFace.Refusal.ToProblem();
        }

        var speech = await intake.AcceptAudioAsync(form.File("audio"), audio, cancel);
        if (speech is IntakeResult.Refused noSpeech)
        {
            return noSpeech.Refusal.ToProblem();
        }

        var job = AvatarSyncJob.New(userId, feature, (IntakeResult.Accepted)face, (IntakeResult.Accepted)speech, time.GetUtcNow());
        await queue.SubmitAsync(job, new Dictionary<string, string>(StringComparer.Ordinal) { [video] = job.InputVideo, [audio] = job.InputAudio! }, cancel);
        return TypedResults.Ok(new AvatarSyncAnswer(job.JobId, job.Status));
    }
}
