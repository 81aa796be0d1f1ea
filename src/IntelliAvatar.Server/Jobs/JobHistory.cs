using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs;

/// <summary>What became of earlier attempts. The database itself writes them down whenever a job leaves <c>IN_PROGRESS</c>.</summary>
public sealed class JobHistory(Database database)
{
    private const int Latest = 200;

    /// <param name="Attempts">Those that have ended, the first one first.</param>
    /// <param name="RetriedAs">The jobs that repeat this one, the first one first.</param>
    public sealed record Story(Job Job, IReadOnlyList<JobAttempt> Attempts, IReadOnlyList<string> RetriedAs);

    /// <summary>The attempts at a job that have ended, the first one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> AttemptsAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new("SELECT * FROM job_attempts WHERE job_id = @jobId ORDER BY attempt", new { jobId }, cancellationToken: cancel))).AsList();
    }

    /// <summary>All that is known of a job, in one question: it is asked more often than anything else. Null: there is none of this id.</summary>
    public async Task<Story?> OfAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        await using var answers = await reader.QueryMultipleAsync(new(
            """
            SELECT * FROM jobs WHERE job_id = @jobId;
            SELECT * FROM job_attempts WHERE job_id = @jobId ORDER BY attempt;
            SELECT job_id FROM jobs WHERE retry_of = @jobId ORDER BY seq;
            """,
            new { jobId },
            cancellationToken: cancel));
        return await answers.ReadSingleOrDefaultAsync<Job>() is { } job
            ? new(job, (await answers.ReadAsync<JobAttempt>()).AsList(), (await answers.ReadAsync<string>()).AsList())
            : null;
    }

    /// <summary>The last attempts of all jobs, the last one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> LatestAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new($"SELECT * FROM job_attempts ORDER BY ended_at DESC LIMIT {Latest}", cancellationToken: cancel))).AsList();
    }
}
