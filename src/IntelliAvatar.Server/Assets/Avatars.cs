using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Assets;

/// <summary>The library of base videos. A job takes a copy of an avatar's very bytes, so that an engine that has prepared them once knows them again.</summary>
public sealed class Avatars(Database database, IFileStore store) : IFileReferences
{
    /// <summary>Keeps a new avatar: its row and its two files, or nothing. One of this id that is there already stays as it is.</summary>
    public async Task<Avatar> AddAsync(Avatar avatar, string video, string picture, CancellationToken cancel)
    {
        var key = store.KeyFor(StorageKeys.Avatar(avatar.AvatarId), StorageKeys.NewTry());
        try
        {
            await store.StageAsync(video, key, cancel);
            await store.StageAsync(picture, StorageKeys.ThumbnailOf(key), cancel);
            return await database.WriteAsync(writing => InsertAsync(writing, avatar, key, video, picture, cancel), cancel);
        }
        catch (Exception broken)
        {
            if (await FindAfterAllAsync(avatar.AvatarId, key, broken) is { } there)
            {
                return there;
            }

            throw;
        }
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
            await DiscardAsync(gone.VideoKey);
        }

        return gone;
    }

    public bool Owns(string key) => StorageKeys.IsAvatar(key);

    public async IAsyncEnumerable<NamedFile> NamedAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancel)
    {
        const int Page = 500;
        string? before = null;
        do
        {
            var ids = (await connection.QueryAsync<string>(new(
                $"SELECT avatar_id FROM avatars {(before is null ? "" : "WHERE avatar_id < @before")} ORDER BY avatar_id DESC LIMIT {Page}", new { before }, cancellationToken: cancel))).AsList();
            foreach (var id in ids)
            {
                yield return new($"avatar {id}", StorageKeys.Avatar(id));
                yield return new($"avatar {id}", StorageKeys.ThumbnailOf(StorageKeys.Avatar(id)));
            }

            before = ids.Count < Page ? null : ids[^1];
        }
        while (before is not null);
    }

    /// <summary>Nothing: avatars are kept.</summary>
    public Task ExpireAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task<IReadOnlyCollection<string>> UnnamedAsync(DbConnection connection, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var known = (await connection.QueryAsync<string>(new(
            $"SELECT COALESCE(video, 'avatars/' || avatar_id || '/' || avatar_id || '.mp4') FROM avatars WHERE avatar_id {database.AnyOf("@ids")}",
            new { ids = keys.Select(StorageKeys.JobOf).ToArray() },
            cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Where(key => !known.Contains(StorageKeys.VideoOf(key)))];
    }

    public Task<bool> RemoveUnnamedAsync(string key, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, NameOf(StorageKeys.JobOf(key)));
                if ((await UnnamedAsync(writing, [key], cancel)).Count == 0)
                {
                    return false;
                }

                await store.RemoveAsync(key, cancel);
                return true;
            },
            cancel);

    private async Task<Avatar> InsertAsync(DbConnection writing, Avatar avatar, string key, string video, string picture, CancellationToken cancel)
    {
        await database.LockAsync(writing, NameOf(avatar.AvatarId));
        var stored = await writing.QuerySingleAsync<Avatar>(new(
            """
            INSERT INTO avatars (avatar_id, user_id, name, video, seconds, content, changes, created_at, changed_at)
            VALUES (@AvatarId, @UserId, @Name, @key, @Seconds, @Content, @Changes, now_ms(), now_ms())
            RETURNING *
            """,
            new { avatar.AvatarId, avatar.UserId, avatar.Name, key, avatar.Seconds, avatar.Content, avatar.Changes },
            cancellationToken: cancel));
        await store.PublishAsync(video, key, cancel);
        await store.PublishAsync(picture, StorageKeys.ThumbnailOf(key), cancel);
        return stored;
    }

    /// <summary>After a failure that may have come after the commit: the avatar, if it is there. If it is not, its files go, too.</summary>
    private async Task<Avatar?> FindAfterAllAsync(string avatarId, string key, Exception broken)
    {
        if (broken is StorageAwayException || broken.IsDatabaseBusy() || broken.IsDatabaseSilent())
        {
            return null;
        }

        await DiscardAsync(key);
        return broken.IsDatabaseTrouble() ? await FindAsync(avatarId, CancellationToken.None) : null;
    }

    /// <summary>Removes a video with its picture, unless a row names them. What cannot be reached now is found by the sweep.</summary>
    private async Task DiscardAsync(string key)
    {
        try
        {
            await RemoveUnnamedAsync(key, CancellationToken.None);
            await RemoveUnnamedAsync(StorageKeys.ThumbnailOf(key), CancellationToken.None);
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            // The sweep finds the files.
        }
    }

    private static string NameOf(string avatarId) => $"files of avatar {avatarId}";
}
