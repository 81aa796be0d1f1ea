using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Assets;

/// <summary>The library of base videos. A job takes a copy of an avatar's very bytes, so that an engine that has prepared them once knows them again.</summary>
public sealed class Avatars(Database database, IFileStore store) : IFileOwner
{
    /// <summary>Keeps a new avatar: its row and its two files, or nothing.</summary>
    public async Task<Avatar> AddAsync(Avatar avatar, string video, string picture, CancellationToken cancel)
    {
        var key = StorageKeys.Avatar(avatar.AvatarId);
        await store.StageAsync(video, key, cancel);
        await store.StageAsync(picture, StorageKeys.ThumbnailOf(key), cancel);
        return await database.WriteAsync(
            async writing =>
            {
                await database.HoldAsync(writing, NameOf(avatar.AvatarId));
                var stored = await writing.QuerySingleAsync<Avatar>(new(
                    """
                    INSERT INTO avatars (avatar_id, user_id, name, seconds, content, changes, created_at, changed_at)
                    VALUES (@AvatarId, @UserId, @Name, @Seconds, @Content, @Changes, now_ms(), now_ms())
                    RETURNING *
                    """,
                    avatar,
                    cancellationToken: cancel));
                await store.PublishAsync(video, key, cancel);
                await store.PublishAsync(picture, StorageKeys.ThumbnailOf(key), cancel);
                return stored;
            },
            cancel);
    }

    public async Task<Avatar?> FindAsync(string avatarId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.QuerySingleOrDefaultAsync<Avatar>(new("SELECT * FROM avatars WHERE avatar_id = @avatarId", new { avatarId }, cancellationToken: cancel));
    }

    /// <summary>The newest first.</summary>
    /// <param name="userId">Only this user's; null: all.</param>
    /// <param name="before">Only those that are older than the avatar of this id; null: from the newest on.</param>
    public async Task<IReadOnlyList<Avatar>> ListAsync(string? userId, string? before, int most, CancellationToken cancel)
    {
        var where = (userId is null ? "" : " AND user_id = @userId") + (before is null ? "" : " AND avatar_id < @before");
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<Avatar>(new(
            $"SELECT * FROM avatars WHERE 1 = 1{where} ORDER BY avatar_id DESC LIMIT @most", new { userId, before, most }, cancellationToken: cancel))).AsList();
    }

    /// <returns>The avatar under its new name; null: there is none of this id.</returns>
    public Task<Avatar?> RenameAsync(string avatarId, string name, CancellationToken cancel) =>
        database.WriteAsync(
            writing => writing.QuerySingleOrDefaultAsync<Avatar>(new(
                "UPDATE avatars SET name = @name, changed_at = now_ms() WHERE avatar_id = @avatarId RETURNING *", new { avatarId, name }, cancellationToken: cancel)),
            cancel);

    /// <summary>Removes an avatar. Jobs that used it have copies of their own.</summary>
    /// <returns>What it was; null: there was none of this id.</returns>
    public async Task<Avatar?> DeleteAsync(string avatarId, CancellationToken cancel)
    {
        var gone = await database.WriteAsync(
            writing => writing.QuerySingleOrDefaultAsync<Avatar>(new("DELETE FROM avatars WHERE avatar_id = @avatarId RETURNING *", new { avatarId }, cancellationToken: cancel)), cancel);
        if (gone is not null)
        {
            // After the commit: what a crash leaves here is named by no row, and the sweep takes it.
            var key = StorageKeys.Avatar(avatarId);
            await RemoveUnnamedAsync(key, cancel);
            await RemoveUnnamedAsync(StorageKeys.ThumbnailOf(key), cancel);
        }

        return gone;
    }

    public bool Owns(string key) => StorageKeys.IsAvatar(key);

    /// <summary>Nothing: avatars are kept.</summary>
    public Task ExpireAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task<IReadOnlyCollection<string>> UnnamedAsync(DbConnection connection, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var known = (await connection.QueryAsync<string>(new(
            $"SELECT avatar_id FROM avatars WHERE avatar_id {database.AnyOf("@ids")}", new { ids = keys.Select(StorageKeys.JobOf).ToArray() }, cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Where(key => !known.Contains(StorageKeys.JobOf(key)))];
    }

    public Task<bool> RemoveUnnamedAsync(string key, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.HoldAsync(writing, NameOf(StorageKeys.JobOf(key)));
                if ((await UnnamedAsync(writing, [key], cancel)).Count == 0)
                {
                    return false;
                }

                await store.RemoveAsync(key, cancel);
                return true;
            },
            cancel);

    private static string NameOf(string avatarId) => $"files of avatar {avatarId}";
}
