using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>
/// Files and the rows that name them. A file gets its key inside the transaction that makes it known, and both that and its removal
/// are done only while the job's files are held: so whether a row names a file is certain when it is asked.
/// </summary>
public sealed class JobFiles(Database database, DiskFileStore files)
{
    /// <param name="made">Temporary file → storage key.</param>
    public async Task PublishAsync(DbConnection writing, string jobId, IReadOnlyDictionary<string, string> made)
    {
        if (made.Count == 0)
        {
            return;
        }

        await database.HoldAsync(writing, NameOf(jobId));
        foreach (var (temporary, key) in made)
        {
            files.Publish(temporary, key);
        }
    }

    /// <summary>Removes a file, if no row names it: then no row ever will.</summary>
    public Task<bool> RemoveUnnamedAsync(string key, CancellationToken cancel) =>
        database.WriteAsync(
            async writing =>
            {
                await database.HoldAsync(writing, NameOf(StorageKeys.JobOf(key)));
                if (await IsNamedAsync(writing, key))
                {
                    return false;
                }

                files.Remove(key);
                return true;
            },
            cancel);

    private static Task<bool> IsNamedAsync(DbConnection connection, string key) =>
        connection.ExecuteScalarAsync<bool>(
            StorageKeys.IsOutput(key)
                ? "SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @jobId AND output_video = @key)"
                : "SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @jobId)",
            new { jobId = StorageKeys.JobOf(key), key });

    private static string NameOf(string jobId) => $"files of {jobId}";
}
