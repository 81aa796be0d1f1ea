using Dapper;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Jobs;

/// <summary>Removes files in storage that no job names: what a crash left between a file's rename and the commit that would have made it known.</summary>
public sealed class FileSweep(SqliteDatabase database, DiskFileStore files)
{
    /// <summary>Looks without a lock, then decides about each suspect inside a write transaction.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var removed = 0;
        foreach (var key in Suspects())
        {
            removed += await database.WriteAsync(
                connection =>
                {
                    // Files are only ever published inside a write transaction, so what no row names now never will be.
                    if (IsNamed(connection, key))
                    {
                        return 0;
                    }

                    files.Remove(key);
                    return 1;
                },
                cancel);
        }

        return removed;
    }

    private List<string> Suspects()
    {
        using var reader = database.OpenReader();
        return [.. files.Keys().Where(key => !IsNamed(reader, key))];
    }

    private static bool IsNamed(SqliteConnection connection, string key) =>
        connection.ExecuteScalar<bool>(
            StorageKeys.IsOutput(key)
                ? "SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @jobId AND output_video = @key)"
                : "SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @jobId)",
            new { jobId = StorageKeys.JobOf(key), key });
}
