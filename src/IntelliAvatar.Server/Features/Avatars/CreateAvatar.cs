using System.Text.Json;
using System.Text.Json.Serialization;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Avatars;

/// <summary><c>POST /v1/avatars</c>: a base video is normalised once, for all jobs that will use it.</summary>
internal sealed class CreateAvatar(Assets.Avatars avatars, MediaSourceResolver sources, MediaIntake intake, ThumbnailMaker pictures, IOptions<UploadLimits> limits, Workspace workspace)
{
    /// <param name="Name">What people call it.</param>
    /// <param name="Upload">The id of a finished upload.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record NewAvatar(string UserId, string Name, string Upload);

    private sealed record Draft(string UserId, string Name, string? Upload, string? Video, string Fingerprint);

    public static async Task<Results<Created<AvatarState>, ProblemHttpResult>> Handle(HttpContext http, CreateAvatar create, CancellationToken cancel)
    {
        using var scratch = create.NewScratch();
        var (draft, refusal) = await create.ReadAsync(http.Request, scratch, cancel);
        return draft is null
            ? refusal!.ToProblem()
            : await http.OnceAsync(draft.UserId, $"avatar {draft.Fingerprint}", (id, stop) => create.MakeAsync(draft, id, scratch, stop), cancel);
    }

    private TempFolder NewScratch() => workspace.NewScratch();

    private async Task<(Draft? Draft, Refusal? Refusal)> ReadAsync(HttpRequest request, TempFolder scratch, CancellationToken cancel)
    {
        string userId, name;
        string? upload = null, video = null;
        if (request.HasJsonContentType())
        {
            var (body, broken) = await JsonBody.ReadAsync<NewAvatar>(request, cancel);
            if (body is null)
            {
                return (null, broken);
            }

            (userId, name, upload) = (body.UserId, body.Name, body.Upload);
        }
        else
        {
            var wanted = new Dictionary<string, long>(StringComparer.Ordinal) { ["video"] = limits.Value.MaxVideoBytes };
            var (form, broken) = await UploadForm.ReadAsync(request, wanted, scratch, cancel);
            if (form is null)
            {
                return (null, broken);
            }

            (userId, name, video) = (form.Field("user_id") ?? "", form.Field("name") ?? "", form.File("video"));
        }

        var refusal = ShortText.Refuse("user_id", userId, required: true) ?? ShortText.Refuse("name", name, required: true);
        var content = video is null ? upload : await ContentHash.OfFileAsync(video, cancel);
        return refusal is null ? (new(userId, name.Trim(), upload, video, $"{name} {content}"), null) : (null, refusal);
    }

    private async Task<Idempotency.Made<AvatarState>> MakeAsync(Draft draft, string id, TempFolder scratch, CancellationToken cancel)
    {
        if (await avatars.FindAsync(id, cancel) is { } there)
        {
            return Made(there);
        }

        var sent = draft.Video;
        if (draft.Upload is { } upload)
        {
            (sent, var missing) = await sources.FetchUploadAsync("video", upload, limits.Value.MaxVideoBytes, scratch, cancel);
            if (sent is null)
            {
                return new(null, null, missing);
            }
        }

        var (video, picture) = (scratch.File("video.mp4"), scratch.File("picture.jpg"));
        var looked = await intake.AcceptVideoAsync(sent!, video, new(draft.UserId), cancel);
        if (looked is IntakeResult.Refused refused)
        {
            return new(null, null, refused.Refusal);
        }

        if (await pictures.ThumbnailAsync(_ => Task.FromResult(video), picture, cancel) is { } unpictured)
        {
            return new(null, null, unpictured);
        }

        var accepted = (IntakeResult.Accepted)looked;
        var avatar = new Avatar
        {
            AvatarId = id,
            UserId = draft.UserId,
            Name = draft.Name,
            Seconds = accepted.Duration.TotalSeconds,
            Content = await ContentHash.OfFileAsync(video, cancel),
            Changes = JsonSerializer.Serialize(accepted.Changes),
        };
        return Made(await avatars.AddAsync(avatar, video, picture, cancel));
    }

    private static Idempotency.Made<AvatarState> Made(Avatar avatar) => new(AvatarState.Of(avatar), $"/v1/avatars/{avatar.AvatarId}", null);
}
