using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs;

/// <summary>What became of earlier attempts. The database itself writes them down whenever a job leaves <c>IN_PROGRESS</c>.</summary>
public sealed class JobHistory(Database database)
{
    private const int Latest = 200;

    /// <summary>The attempts at a job that have ended, the first one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> AttemptsAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new("SELECT * FROM job_attempts WHERE job_id = @jobId ORDER BY attempt", new { jobId }, cancellationToken: cancel))).AsList();
    }

    /// <summary>The jobs that repeat this one, the first one first.</summary>
    public async Task<IReadOnlyList<string>> RetriesOfAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<string>(new("SELECT job_id FROM jobs WHERE retry_of = @jobId ORDER BY seq", new { jobId }, cancellationToken: cancel))).AsList();
    }

    /// <summary>The last attempts of all jobs, the last one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> LatestAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new($"SELECT * FROM job_attempts ORDER BY ended_at DESC LIMIT {Latest}", cancellationToken: cancel))).AsList();
    }
}
