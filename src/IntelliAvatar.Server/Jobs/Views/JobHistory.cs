using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>What became of earlier attempts. The database itself writes them down whenever a job leaves <c>IN_PROGRESS</c>.</summary>
public sealed class JobHistory(Database database)
{
    private const int Latest = 200;

    private readonly RequestCoalescer<string, JobWithAttempts> _stories = new(jobs => ReadAsync(database, jobs));

    /// <param name="Attempts">Those that have ended, the first one first.</param>
    /// <param name="Host">The machine of the process that runs the job; null: none does, or it is not known.</param>
    /// <param name="RetriedAs">The jobs that repeat this one, the first one first.</param>
    public sealed record JobWithAttempts(Job Job, IReadOnlyList<JobAttempt> Attempts, string? Host, IReadOnlyList<string> RetriedAs);

    /// <summary>The attempts at a job that have ended, the first one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> AttemptsAsync(string jobId, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new("SELECT * FROM job_attempts WHERE job_id = @jobId ORDER BY attempt", new { jobId }, cancellationToken: cancel))).AsList();
    }

    /// <summary>All that is known of a job. It is asked more often than anything else. Null: there is none of this id.</summary>
    public Task<JobWithAttempts?> OfAsync(string jobId, CancellationToken cancel) => _stories.ReadAsync(jobId, cancel);

    /// <summary>The last attempts of all jobs, the last one first.</summary>
    public async Task<IReadOnlyList<JobAttempt>> LatestAsync(CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return (await reader.QueryAsync<JobAttempt>(new($"SELECT * FROM job_attempts ORDER BY ended_at DESC LIMIT {Latest}", cancellationToken: cancel))).AsList();
    }

    private static async Task<IReadOnlyDictionary<string, JobWithAttempts>> ReadAsync(Database database, IReadOnlyCollection<string> jobIds)
    {
        await using var reader = await database.OpenReaderAsync(CancellationToken.None);
        await using var answers = await reader.QueryMultipleAsync(
            $"""
            SELECT * FROM jobs WHERE job_id {database.AnyOf("@jobs")};
            SELECT * FROM job_attempts WHERE job_id {database.AnyOf("@jobs")} ORDER BY job_id, attempt;
            SELECT jobs.job_id, processes.host FROM jobs JOIN processes ON processes.instance = jobs.owner WHERE jobs.job_id {database.AnyOf("@jobs")};
            SELECT retry_of, job_id FROM jobs WHERE retry_of {database.AnyOf("@jobs")} ORDER BY seq;
            """,
            new { jobs = jobIds.ToArray() });
        var jobs = (await answers.ReadAsync<Job>()).AsList();
        var attempts = (await answers.ReadAsync<JobAttempt>()).ToLookup(attempt => attempt.JobId);
        var hosts = (await answers.ReadAsync<(string JobId, string Host)>()).ToDictionary(owner => owner.JobId, owner => owner.Host, StringComparer.Ordinal);
        var retries = (await answers.ReadAsync<(string Of, string JobId)>()).ToLookup(retry => retry.Of, retry => retry.JobId);
        return jobs.ToDictionary(job => job.JobId, job => new JobWithAttempts(job, [.. attempts[job.JobId]], hosts.GetValueOrDefault(job.JobId), [.. retries[job.JobId]]), StringComparer.Ordinal);
    }
}
