using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Assets;

/// <summary>
/// Files that arrive in pieces, from clients that may be cut off at any byte. Each piece is a stored file of its own, made known by the same
/// transaction that moves the offset on; so the offset never says more than what is safe, any process can go on with an upload, and of
/// two that write at one place one moves the offset and the other moves nothing.
/// </summary>
public sealed class Uploads(Database database, IFileStore store, IOptions<UploadOptions> options, TimeProvider time) : IFileReferences
{
    private static readonly Refusal TooMany = new(
        "uploads_too_many",
        "Too many uploads are on their way. Finish or delete some of them; those that receive nothing for some minutes make room.",
        StatusCodes.Status429TooManyRequests);

    /// <summary>Of what is for all, one address has its part already.</summary>
    public static Refusal FromHere { get; } = new(
        TooMany.Code,
        "Uploads from your address already have half of the room that this server keeps for all. Finish or delete some of them, or try again in some minutes.",
        TooMany.Status);

    private static readonly Refusal OfUser = new(
        TooMany.Code,
        "This user's uploads already have half of the room that this server keeps for all. Finish or delete some of them, or try again in some minutes.",
        TooMany.Status);

    private const string Alive = "upload_id = @uploadId AND expires_at > now_ms()";
    private const string Unfinished = "received < length AND expires_at > now_ms()";

    /// <summary>Whatever arrives moves the expiry on, so it tells when that was.</summary>
    private const string Idle = "expires_at <= now_ms() + @Life - @idle";

    private long Life => (long)options.Value.Life.TotalMilliseconds;

    private long IdleTime => (long)options.Value.Idle.TotalMilliseconds;

    /// <param name="refuse">Whether there is room for it beside so many bytes that are still to come of others, so many of them from the same address; null: there is.</param>
    /// <returns>The upload, or why it is refused.</returns>
    public Task<(Upload? Upload, Refusal? Refusal)> CreateAsync(Upload upload, Func<long, long, Refusal?>? refuse, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, "announced uploads"); // of two who count at once one would not see the other
                var refusal = await RefuseAsync(writing, upload, refuse, cancel);
                return (refusal is null ? await InsertAsync(writing, upload, cancel) : null, refusal);
            },
            cancel);

    /// <summary>Null: there is none, or it has had its time.</summary>
    public async Task<Upload?> FindAsync(string uploadId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.QuerySingleOrDefaultAsync<Upload>(new(
            $"SELECT *, received < length AND {Idle} AS is_idle FROM uploads WHERE {Alive}", new { uploadId, Life, idle = IdleTime }, cancellationToken: cancel));
    }

    /// <summary>Keeps room again for the rest of an upload that was idle.</summary>
    /// <param name="refuse">As <see cref="CreateAsync"/>.</param>
    /// <returns>Why not; null: it can go on.</returns>
    public Task<Refusal?> WakeAsync(Upload upload, Func<long, long, Refusal?>? refuse, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, "announced uploads");
                var refusal = await RefuseAsync(writing, upload, refuse, cancel);
                if (refusal is null)
                {
                    await writing.ExecuteAsync(new($"UPDATE uploads SET expires_at = now_ms() + @Life WHERE {Alive}", new { uploadId = upload.UploadId, Life }, cancellationToken: cancel));
                }

                return refusal;
            },
            cancel);

    /// <summary>Keeps the next piece.</summary>
    /// <param name="at">How much was there before it.</param>
    /// <param name="piece">A temporary file with all of it.</param>
    /// <returns>The upload after that; null: meanwhile another request went on with it, or it is gone. Then nothing was kept.</returns>
    public async Task<Upload?> AppendAsync(string uploadId, long at, string piece, CancellationToken cancel)
    {
        var partId = database.NewId(time.GetUtcNow());
        var key = StorageKeys.Part(uploadId, partId);
        await store.StageAsync(piece, key, cancel);
        Upload? upload;
        try
        {
            upload = await database.WriteAsync(writing => AppendAsync(writing, uploadId, at, piece, partId, cancel), cancel);
        }
        catch (Exception broken) when (broken is not StorageAwayException && !broken.IsDatabaseBusy() && !broken.IsDatabaseSilent())
        {
            await DiscardAsync(key);
            throw;
        }

        if (upload is null)
        {
            await DiscardAsync(key);
        }

        return upload;
    }

    /// <summary>Removes an upload with all its bytes.</summary>
    /// <returns>False: there is none.</returns>
    public async Task<bool> DeleteAsync(string uploadId, CancellationToken cancel)
    {
        var (deleted, keys) = await database.WriteAsync(writing => DeleteAsync(writing, "upload_id = @uploadId", new { uploadId }, cancel), cancel);
        await RemoveAsync(keys, cancel);
        return deleted > 0;
    }

    /// <summary>Puts a whole upload together as one file.</summary>
    /// <exception cref="FileNotFoundException">It went meanwhile.</exception>
    public async Task AssembleAsync(Upload upload, string path, CancellationToken cancel)
    {
        IReadOnlyList<string> parts;
        await using (var reader = await database.OpenReaderAsync(cancel))
        {
            parts = (await reader.QueryAsync<string>(new("SELECT part_id FROM upload_parts WHERE upload_id = @UploadId ORDER BY start_at", new { upload.UploadId }, cancellationToken: cancel))).AsList();
        }

        await using var whole = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        foreach (var part in parts)
        {
            await using var stored = await store.OpenAsync(StorageKeys.Part(upload.UploadId, part), cancel) ?? throw Gone(upload);
            await stored.Content.CopyToAsync(whole, cancel);
        }

        if (whole.Length != upload.Length)
        {
            throw Gone(upload);
        }
    }

    public bool Owns(string key) => StorageKeys.IsPart(key);

    public async IAsyncEnumerable<NamedFile> NamedAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancel)
    {
        const int Page = 500;
        string? before = null;
        do
        {
            var parts = (await connection.QueryAsync<(string UploadId, string PartId)>(new(
                $"SELECT upload_id, part_id FROM upload_parts {(before is null ? "" : "WHERE part_id < @before")} ORDER BY part_id DESC LIMIT {Page}", new { before }, cancellationToken: cancel))).AsList();
            foreach (var part in parts)
            {
                yield return new($"upload {part.UploadId}", StorageKeys.Part(part.UploadId, part.PartId));
            }

            before = parts.Count < Page ? null : parts[^1].PartId;
        }
        while (before is not null);
    }

    public async Task ExpireAsync(CancellationToken cancel)
    {
        var (_, keys) = await database.WriteAsync(writing => DeleteAsync(writing, "expires_at <= now_ms()", new { }, cancel), cancel);
        await RemoveAsync(keys, cancel);
    }

    public async Task<IReadOnlyCollection<string>> UnnamedAsync(DbConnection connection, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var known = (await connection.QueryAsync<string>(new(
            $"SELECT part_id FROM upload_parts WHERE part_id {database.AnyOf("@parts")}", new { parts = keys.Select(StorageKeys.JobOf).ToArray() }, cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Where(key => !known.Contains(StorageKeys.JobOf(key)))];
    }

    public Task<bool> RemoveUnnamedAsync(string key, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, NameOf(StorageKeys.UploadOf(key)));
                if ((await UnnamedAsync(writing, [key], cancel)).Count == 0)
                {
                    return false;
                }

                await store.RemoveAsync(key, cancel);
                return true;
            },
            cancel);

    private async Task<Refusal?> RefuseAsync(DbConnection writing, Upload upload, Func<long, long, Refusal?>? refuse, CancellationToken cancel)
    {
        var others = await writing.QuerySingleAsync<Others>(new(
            $"""
            SELECT count(*) AS count,
                COALESCE(sum(CASE WHEN user_id = @UserId THEN 1 ELSE 0 END), 0) AS of_user, COALESCE(sum(CASE WHEN client = @Client THEN 1 ELSE 0 END), 0) AS from_here,
                CAST(COALESCE(sum(rest), 0) AS bigint) AS bytes,
                CAST(COALESCE(sum(CASE WHEN user_id = @UserId THEN rest ELSE 0 END), 0) AS bigint) AS bytes_of_user,
                CAST(COALESCE(sum(CASE WHEN client = @Client THEN rest ELSE 0 END), 0) AS bigint) AS bytes_from_here
            FROM (SELECT user_id, client, CASE WHEN {Idle} THEN 0 ELSE length - received END AS rest FROM uploads WHERE {Unfinished} AND upload_id <> @UploadId) AS others
            """,
            new { upload.UploadId, upload.UserId, upload.Client, Life, idle = IdleTime },
            cancellationToken: cancel));
        var (limit, rest) = (options.Value, upload.Length - upload.Received);
        return others.OfUser >= limit.MaxUnfinishedPerUser || others.Count >= limit.MaxUnfinished || others.Bytes + rest > limit.MaxUnfinishedBytes ? TooMany
            : others.FromHere >= UploadOptions.Share(limit.MaxUnfinished) || IsOverShare(others.BytesFromHere) ? FromHere
            : IsOverShare(others.BytesOfUser) ? OfUser
            : refuse?.Invoke(others.Bytes, others.BytesFromHere);

        // One large file is not refused for its size alone.
        bool IsOverShare(long own) => own > 0 && own + rest > UploadOptions.Share(limit.MaxUnfinishedBytes);
    }

    private Task<Upload> InsertAsync(DbConnection writing, Upload upload, CancellationToken cancel) =>
        writing.QuerySingleAsync<Upload>(new(
            """
            INSERT INTO uploads (upload_id, user_id, client, length, received, metadata, file_name, file_type, created_at, expires_at)
            VALUES (@UploadId, @UserId, @Client, @Length, 0, @Metadata, @FileName, @FileType, now_ms(), now_ms() + @Life)
            RETURNING *
            """,
            new { upload.UploadId, upload.UserId, upload.Client, upload.Length, upload.Metadata, upload.FileName, upload.FileType, Life },
            cancellationToken: cancel));

    private async Task<Upload?> AppendAsync(DbConnection writing, string uploadId, long at, string piece, string partId, CancellationToken cancel)
    {
        await database.LockAsync(writing, NameOf(uploadId));
        var bytes = new FileInfo(piece).Length;
        var upload = await writing.QuerySingleOrDefaultAsync<Upload>(new(
            $"UPDATE uploads SET received = received + @bytes, expires_at = now_ms() + @Life WHERE {Alive} AND received = @at AND received + @bytes <= length RETURNING *",
            new { uploadId, at, bytes, Life },
            cancellationToken: cancel));
        if (upload is not null)
        {
            await writing.ExecuteAsync(new(
                "INSERT INTO upload_parts (upload_id, start_at, bytes, part_id) VALUES (@uploadId, @at, @bytes, @partId)", new { uploadId, at, bytes, partId }, cancellationToken: cancel));
            await store.PublishAsync(piece, StorageKeys.Part(uploadId, partId), cancel);
        }

        return upload;
    }

    private async Task<(int Deleted, IReadOnlyList<string> Keys)> DeleteAsync(DbConnection writing, string which, object values, CancellationToken cancel)
    {
        // The rows first: a request that appends has them locked, and its part is seen after it has committed.
        var gone = (await writing.QueryAsync<string>(new($"DELETE FROM uploads WHERE {which} RETURNING upload_id", values, cancellationToken: cancel))).ToArray();
        var parts = await writing.QueryAsync<(string UploadId, string PartId)>(new(
            $"DELETE FROM upload_parts WHERE upload_id {database.AnyOf("@gone")} RETURNING upload_id, part_id", new { gone }, cancellationToken: cancel));
        return (gone.Length, [.. parts.Select(part => StorageKeys.Part(part.UploadId, part.PartId))]);
    }

    /// <summary>After the commit: what a crash leaves here is named by no row, and the sweep takes it.</summary>
    private async Task RemoveAsync(IEnumerable<string> keys, CancellationToken cancel)
    {
        try
        {
            foreach (var key in keys)
            {
                await store.RemoveAsync(key, cancel);
            }
        }
        catch (IOException)
        {
            // The sweep finds the rest.
        }
    }

    private async Task DiscardAsync(string key)
    {
        try
        {
            await RemoveUnnamedAsync(key, CancellationToken.None);
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            // The sweep finds it.
        }
    }

    private static FileNotFoundException Gone(Upload upload) => new($"Upload {upload.UploadId} is no longer stored.");

    private static string NameOf(string uploadId) => $"parts of {uploadId}";

    /// <summary>What is on its way beside one upload.</summary>
    private sealed class Others
    {
        public long Count { get; init; }

        public long OfUser { get; init; }

        public long FromHere { get; init; }

        public long Bytes { get; init; }

        public long BytesOfUser { get; init; }

        public long BytesFromHere { get; init; }
    }
}
