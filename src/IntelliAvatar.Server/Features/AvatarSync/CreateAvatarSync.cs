using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary><c>POST /feature1/create-job</c>: a video and the speech.</summary>
internal static class CreateAvatarSync
{
    /// <param name="JobId">The id of the job that runs.</param>
    public sealed record AvatarSyncAnswer(string JobId, string Status);

    public static async Task<Results<Ok<AvatarSyncAnswer>, ProblemHttpResult>> Handle(
        HttpRequest request,
        IOptions<UploadLimits> limits,
        Workspace workspace,
        OrderIntake intake,
        Database database,
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

        var order = new Order { UserId = userId, Feature = feature, Video = new MediaSource.Sent(form.File("video")), Audio = new MediaSource.Sent(form.File("audio")) };
        var (job, cannot) = await intake.PlaceAsync(order, database.NewId(time.GetUtcNow()), scratch, cancel);
        return job is null ? cannot!.ToProblem() : TypedResults.Ok(new AvatarSyncAnswer(job.JobId, job.Status));
    }
}
