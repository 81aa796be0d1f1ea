using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.TextToAvatar;

/// <summary><c>POST /feature2/text-to-avatar</c>: a video and the text it speaks.</summary>
internal static class CreateTextToAvatar
{
    private const string Accepted = "The speech is made first, then the video. Ask /feature1/jobs how far it is.";

    /// <param name="JobId">The id of the job that runs.</param>
    /// <param name="Message">What happens now, for a person.</param>
    public sealed record TextToAvatarAnswer(string Status, string JobId, string Message);

    public static async Task<Results<Ok<TextToAvatarAnswer>, ProblemHttpResult>> Handle(
        HttpRequest request,
        IOptions<UploadLimits> limits,
        Workspace workspace,
        OrderIntake intake,
        Database database,
        TimeProvider time,
        CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal) { ["video"] = limits.Value.MaxVideoBytes };
        var (form, refusal) = await UploadForm.ReadAsync(request, wanted, scratch, cancel);
        if (form is null)
        {
            return refusal!.ToProblem();
        }

        var (userId, feature) = (form.Field("user_id"), form.Field("feature"));
        var says = new SpeechRequest(form.Field("text") ?? "", form.Field("voice"), form.Field("gender"), form.Field("language"));
        if ((ShortText.Refuse("user_id", userId, required: true) ?? ShortText.Refuse("feature", feature, required: false) ?? RefuseNobody(says)) is { } incomplete)
        {
            return incomplete.ToProblem();
        }

        var order = new Order { UserId = userId!, Feature = feature, Video = new MediaSource.Sent(form.File("video")), Says = says };
        var (job, cannot) = await intake.PlaceAsync(order, database.NewId(time.GetUtcNow()), scratch, cancel);
        return job is null ? cannot!.ToProblem() : TypedResults.Ok(new TextToAvatarAnswer(job.Status, job.JobId, Accepted));
    }

    private static Refusal? RefuseNobody(SpeechRequest says) =>
        says is { Gender: null, Voice: null } ? new("voice_missing", "Say who speaks: send gender (male or female), or a voice of GET /v1/voices.") : null;
}
