using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Benchmarks.Api;

/// <summary>A table with very many jobs: a hundred users, two features, one in fifty failed, some of them waiting.</summary>
internal static class ManyJobs
{
    public const int Ended = 1_000_000, Waiting = 1000;

    public static string IdOf(int number) => $"00000000-0000-7000-8000-{number:d12}";

    public static async Task FillAsync(Database database, CancellationToken cancel)
    {
        var number = database is PostgresDatabase ? "lpad(i::text, 12, '0')" : "printf('%012d', i)";
        await database.WriteAsync(
            writing => writing.ExecuteAsync(new(
                $$"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @all)
                INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, changes, script, speech_seconds, status, created_at, started_at, completed_at, changed_at, run_at, turn, attempt, output_video, error_code, error)
                SELECT '00000000-0000-7000-8000-' || {{number}}, 'text-to-avatar', 'user' || (i % 100), CASE WHEN i % 2 = 0 THEN 'Avatar Sync Studio' ELSE 'Text-to-Avatar Studio' END,
                       '{}', 'uploads/x', '[]', 'Hello, this is speech number ' || i || ', and it says a few words more than that.', 4.2,
                       CASE WHEN i > @ended THEN 'QUEUED' WHEN i % 50 = 0 THEN 'FAILED' ELSE 'COMPLETED' END, now_ms() - (@all - i) * 1000, NULL,
                       CASE WHEN i <= @ended THEN now_ms() - (@all - i) * 1000 + 900 END, now_ms() - (@all - i) * 1000 + 900, 0, i / 100, 1,
                       CASE WHEN i <= @ended AND i % 50 <> 0 THEN 'outputs/x' END, CASE WHEN i <= @ended AND i % 50 = 0 THEN 'result_error' END,
                       CASE WHEN i <= @ended AND i % 50 = 0 THEN 'No face was found.' END
                FROM n
                """,
                new { all = Ended + Waiting, ended = Ended }, commandTimeout: 900, cancellationToken: cancel)),
            cancel);
        if (database is PostgresDatabase)
        {
            await using var connection = await database.OpenReaderAsync(cancel);
            await connection.ExecuteAsync(new("VACUUM ANALYZE jobs", commandTimeout: 600, cancellationToken: cancel));
        }
    }
}
