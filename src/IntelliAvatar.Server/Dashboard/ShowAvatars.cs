using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /avatars</c>: a page of the library, the newest first.</summary>
internal static class ShowAvatars
{
    private const int PageSize = 24;

    public static async Task<PageResult<AvatarsPage>> Handle(
        HttpRequest request, Assets.Avatars avatars, ModelServerRegistry registry, IOptions<StorageOptions> storage, IOptions<UploadLimits> limits, CancellationToken cancel)
    {
        var before = Guid.TryParseExact(request.Query["cursor"], "D", out var cursor) ? cursor.ToString() : null;
        var found = await avatars.ListAsync(null, before, PageSize + 1, cancel);
        var page = found.Take(PageSize).ToList();

        // Other servers prepare where it cannot be seen.
        var isOwnEngine = (await registry.ReadAsync(cancel)).Any(seen => seen is { IsCurrent: true, Entry.Protocol: ModelServerRegistry.Embedded });
        var cache = AvatarCache.In(storage.Value);
        return new(new
        {
            Avatars = page.Select(avatar => new AvatarViewModel(avatar, isOwnEngine ? AvatarCache.Has(cache, avatar.Content) : null)).ToList(),
            Limits = limits.Value,
            IsFirst = before is null,
            Older = found.Count > PageSize ? $"/avatars?cursor={page[^1].AvatarId}" : null,
        });
    }
}
