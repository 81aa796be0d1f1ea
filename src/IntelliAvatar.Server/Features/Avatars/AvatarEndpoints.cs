using System.Text.Json.Serialization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.Avatars;

/// <summary>What else can be done with the library: look, rename, delete.</summary>
internal static class AvatarEndpoints
{
    private const int Usual = 20, Most = 100;

    private static readonly Refusal Unknown = new("avatar_unknown", "There is no avatar with this id.", StatusCodes.Status404NotFound);

    /// <param name="Name">What people call it from now on.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record AvatarChange(string Name);

    public static async Task<Results<Ok<AvatarPage>, ProblemHttpResult>> HandleList(HttpContext http, Assets.Avatars avatars, CancellationToken cancel)
    {
        var query = http.Request.Query;
        var (userId, cursor) = (query["user_id"].ToString(), query["cursor"].ToString());
        var (limit, refusal) = Paging.LimitOf(query, Usual, Most);
        refusal = ShortText.Refuse("user_id", userId, required: false) is { } odd ? odd with { Status = StatusCodes.Status400BadRequest }
            : cursor.Length > 0 && !Guid.TryParseExact(cursor, "D", out _) ? Paging.CursorInvalid
            : refusal;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var found = await avatars.ListAsync(userId.Length > 0 ? userId : null, cursor.Length > 0 ? cursor : null, limit + 1, cancel);
        var page = found.Take(limit).Select(AvatarState.Of).ToList();
        return TypedResults.Ok(new AvatarPage(page, found.Count > limit ? page[^1].AvatarId : null));
    }

    public static async Task<Results<Ok<AvatarState>, ProblemHttpResult>> Handle([FromRoute(Name = "avatar_id")] string avatarId, Assets.Avatars avatars, CancellationToken cancel) =>
        await avatars.FindAsync(avatarId, cancel) is { } avatar ? TypedResults.Ok(AvatarState.Of(avatar)) : Unknown.ToProblem();

    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> HandleVideo(
        [FromRoute(Name = "avatar_id")] string avatarId, HttpContext http, Assets.Avatars avatars, IFileStore files, CancellationToken cancel) =>
        ServeAsync(avatarId, key => key, "video/mp4", http, avatars, files, cancel);

    public static Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> HandleThumbnail(
        [FromRoute(Name = "avatar_id")] string avatarId, HttpContext http, Assets.Avatars avatars, IFileStore files, CancellationToken cancel) =>
        ServeAsync(avatarId, StorageKeys.ThumbnailOf, "image/jpeg", http, avatars, files, cancel);

    public static async Task<Results<Ok<AvatarState>, ProblemHttpResult>> HandleRename(
        [FromRoute(Name = "avatar_id")] string avatarId, AvatarChange change, Assets.Avatars avatars, CancellationToken cancel) =>
        ShortText.Refuse("name", change.Name, required: true) is { } refusal ? refusal.ToProblem()
        : await avatars.RenameAsync(avatarId, change.Name.Trim(), cancel) is { } avatar ? TypedResults.Ok(AvatarState.Of(avatar))
        : Unknown.ToProblem();

    /// <summary>With what an engine on this machine has prepared of it.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleDelete(
        [FromRoute(Name = "avatar_id")] string avatarId, Assets.Avatars avatars, IOptions<StorageOptions> storage, CancellationToken cancel)
    {
        if (await avatars.DeleteAsync(avatarId, cancel) is not { } gone)
        {
            return Unknown.ToProblem();
        }

        AvatarCache.Forget(AvatarCache.In(storage.Value), gone.Content);
        return TypedResults.NoContent();
    }

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, ProblemHttpResult>> ServeAsync(
        string avatarId, Func<string, string> keyOf, string type, HttpContext http, Assets.Avatars avatars, IFileStore files, CancellationToken cancel)
    {
        if (await avatars.FindAsync(avatarId, cancel) is not { } avatar)
        {
            return Unknown.ToProblem();
        }

        var key = keyOf(avatar.VideoKey);
        switch ((await FileResults.ServeAsync(key, type, Path.GetFileName(StorageKeys.NameOf(key)), asAttachment: false, http, files, cancel))?.Result)
        {
            case RedirectHttpResult link:
                return link;
            case FileStreamHttpResult file:
                return file;
            default:
                return Unknown.ToProblem();
        }
    }
}
