using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>
/// Files and the rows that name them. A file is published inside the transaction that makes it known, and both that and its removal
/// are done only while the job's files are held: so whether a row names a file is certain when it is asked.
/// </summary>
public sealed class JobFiles(Database database, IFileStore store) : IFileReferences
{
    private const string NamesInRow = "SELECT job_id, input_video, input_audio, output_video FROM jobs WHERE job_id";

    private sealed record Names(string InputVideo, string? InputAudio, string? OutputVideo);

    public bool Owns(string key) => !StorageKeys.IsPart(key) && !StorageKeys.IsAvatar(key);

    public async IAsyncEnumerable<NamedFile> NamedAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancel)
    {
        const int Page = 500;
        var before = long.MaxValue;
        while (true)
        {
            var rows = (await connection.QueryAsync<(long Seq, string JobId, string Video, string? Audio, string? Output)>(new(
                $"SELECT seq, job_id, input_video, input_audio, output_video FROM jobs WHERE seq < @before ORDER BY seq DESC LIMIT {Page}", new { before }, cancellationToken: cancel))).AsList();
            foreach (var row in rows)
            {
                var owner = $"job {row.JobId}";
                foreach (var key in AllOf(new Job { JobId = row.JobId, Kind = "", UserId = "", Feature = "", Payload = "", InputVideo = row.Video, InputAudio = row.Audio, OutputVideo = row.Output }))
                {
                    yield return new(owner, key, key == row.Video || key == row.Audio || key == row.Output);
                }
            }

            if (rows.Count < Page)
            {
                yield break;
            }

            before = rows[^1].Seq;
        }
    }

    /// <summary>Nothing: jobs are kept.</summary>
    public Task ExpireAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The key under which this claim of a job stores what people know by that name.</summary>
    public string KeyFor(string name, Job claim) => store.KeyFor(name, claim.TryId);

    /// <summary>The same uploads with the keys of a try of their own in place of names.</summary>
    public IReadOnlyDictionary<string, string> KeysFor(IReadOnlyDictionary<string, string> names)
    {
        var tryId = StorageKeys.NewTry();
        return names.ToDictionary(upload => upload.Key, upload => store.KeyFor(upload.Value, tryId), StringComparer.Ordinal);
    }

    /// <summary>The slow part of publishing, before the transaction, so that no writer waits for megabytes to be copied.</summary>
    /// <param name="made">Temporary file → storage key.</param>
    public async Task StageAsync(IReadOnlyDictionary<string, string> made, CancellationToken cancel)
    {
        foreach (var (temporary, key) in made)
        {
            await store.StageAsync(temporary, key, cancel);
        }
    }

    public async Task PublishAsync(DbConnection writing, string jobId, IReadOnlyDictionary<string, string> made, CancellationToken cancel)
    {
        if (made.Count == 0)
        {
            return;
        }

        await database.LockAsync(writing, NameOf(jobId));
        foreach (var (temporary, key) in made)
        {
            await store.PublishAsync(temporary, key, cancel);
        }
    }

    /// <summary>Throws away what was staged and not published. What cannot be reached now is found by the sweep.</summary>
    public async Task DiscardAsync(IEnumerable<string> keys)
    {
        try
        {
            foreach (var key in keys.Where(StorageKeys.IsKey))
            {
                await RemoveUnnamedAsync(key, CancellationToken.None);
            }
        }
        catch (Exception away) when (away.IsDatabaseTrouble())
        {
            // The sweep finds the files.
        }
    }

    /// <summary>Keeps a picture of a result beside it, unless the result is gone meanwhile.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> KeepPictureAsync(string temporary, string key, CancellationToken cancel)
    {
        await store.StageAsync(temporary, key, cancel);
        var kept = await database.WriteAsync(
            async writing =>
            {
                await database.LockAsync(writing, NameOf(StorageKeys.JobOf(key)));
                if ((await UnnamedAsync(writing, [key], cancel)).Count > 0)
                {
                    return false;
                }

                await store.PublishAsync(temporary, key, cancel);
                return true;
            },
            cancel);
        if (!kept)
        {
            await DiscardAsync([key]);
        }

        return kept;
    }

    /// <summary>The keys of all that may be stored for a job.</summary>
    public static IEnumerable<string> AllOf(Job job)
    {
        yield return job.InputVideo;
        if (job.InputAudio is { } audio)
        {
            yield return audio;
            if (!StorageKeys.IsAsSent(audio))
            {
                yield return StorageKeys.PhonesOf(audio);
            }
        }

        if (job.OutputVideo is { } video)
        {
            yield return video;
            yield return StorageKeys.ThumbnailOf(video);
            yield return StorageKeys.PreviewOf(video);
        }
    }

    /// <summary>Removes a file, if no row names it: then no row ever will.</summary>
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

    /// <summary>Those of the keys that no row names.</summary>
    public async Task<IReadOnlyCollection<string>> UnnamedAsync(DbConnection connection, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<(string JobId, string InputVideo, string? InputAudio, string? OutputVideo)>(new(
            $"{NamesInRow} {database.AnyOf("@jobs")}", new { jobs = keys.Select(StorageKeys.JobOf).Distinct().ToArray() }, cancellationToken: cancel));
        var jobs = rows.ToDictionary(row => row.JobId, row => new Names(row.InputVideo, row.InputAudio, row.OutputVideo));
        return [.. keys.Where(key => !jobs.TryGetValue(StorageKeys.JobOf(key), out var names) || !IsNamed(key, names))];
    }

    /// <summary>A job's row names its result with the pictures of it, its video, and its speech with the timings beside it.</summary>
    private static bool IsNamed(string key, Names names) =>
        StorageKeys.IsOutput(key) ? names.OutputVideo == StorageKeys.VideoOf(key)
        : names.InputVideo == key || names.InputAudio == key || (StorageKeys.IsPhones(key) && names.InputAudio == StorageKeys.AudioOf(key));

    private static string NameOf(string jobId) => $"files of {jobId}";
}
