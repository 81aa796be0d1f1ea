using Dapper;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// An older program that still ran when a newer one upgraded the SQLite file could neither claim nor end a job any more
/// (<c>no such function: now_ms</c>, in a trigger). The statements here are those of the build of 22 November 2026.
/// </summary>
public sealed class OlderProgramTests : IAsyncLifetime
{
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND owner = @Owner AND status = 'IN_PROGRESS'";
    private const string LetGo = "owner = NULL, lease_until = NULL, step = NULL, progress = NULL";

    private readonly SqliteRoom _room = new();
    private SqliteConnection _old = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _room.OpenAsync();
        _old = new SqliteConnection($"Data Source={_room.Sandbox.Path("storage", "jobs.db")};Pooling=False");
        await _old.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _old.DisposeAsync();
        await _room.DisposeAsync();
    }

    public static TheoryData<string, string, string> Ends => new()
    {
        { $"status = 'COMPLETED', output_video = 'outputs/x.mp4', completed_at = @now, error = NULL, error_code = NULL, {LetGo}, progress = 1", "COMPLETED", "COMPLETED" },
        { $"status = 'QUEUED', failures = failures + 1, run_at = @now, started_at = NULL, error_code = 'c', error = 'r', {LetGo}", "QUEUED", "FAILED" },
        { $"status = 'FAILED', failures = failures + 1, completed_at = @now, error_code = 'c', error = 'r', {LetGo}", "FAILED", "FAILED" },
        { $"status = 'QUEUED', run_at = @now, started_at = NULL, error_code = 'c', error = 'r', {LetGo}", "QUEUED", "RELEASED" },
        { $"crashes = crashes + 1, status = 'QUEUED', started_at = NULL, error_code = 'worker_lost', error = 'r', run_at = @now, {LetGo}", "QUEUED", "LOST" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task It_goes_on_claiming_and_ending_jobs_and_its_attempts_are_on_record(string set, string status, string outcome)
    {
        var job = await _room.SubmitAsync();

        var claim = await ClaimAsync();
        Assert.Equal(1, await _old.ExecuteAsync(
            $"UPDATE jobs SET lease_until = @until, step = 'generate', progress = 0.5, model_server = 'http://gpu' WHERE {Fence}", new { claim.JobId, claim.Attempt, claim.Owner, until = Now + 60_000 }));
        Assert.Equal(1, await _old.ExecuteAsync($"UPDATE jobs SET {set} WHERE {Fence}", new { claim.JobId, claim.Attempt, claim.Owner, now = Now }));

        Assert.Equal(status, (await _room.FindAsync(job.JobId))!.Status);
        var attempt = Assert.Single(await new JobHistory(_room.Database).AttemptsAsync(job.JobId, None));
        Assert.Equal((outcome, "http://gpu"), (attempt.Outcome, attempt.ModelServer));
        Assert.InRange(attempt.EndedAt, attempt.StartedAt, DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task What_it_submits_is_run_by_the_newer_program_and_what_it_gave_back_too()
    {
        var id = Guid.CreateVersion7().ToString();
        await _old.ExecuteAsync(
            """
            INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, input_audio, changes, status, created_at, run_at)
            VALUES (@id, 'test', 'anita', 'Test', '{}', 'v', 'a', '[]', 'QUEUED', @now, @now)
            """,
            new { id, now = Now });
        var given = await ClaimAsync();
        await _old.ExecuteAsync($"UPDATE jobs SET status = 'QUEUED', run_at = @now, started_at = NULL, {LetGo} WHERE {Fence}", new { given.JobId, given.Attempt, given.Owner, now = Now });

        var claim = (await _room.ClaimAsync("new"))!;

        Assert.Equal((id, 2), (claim.JobId, claim.Attempt));
        Assert.True(await _room.Queue.CompleteAsync(claim, _room.Temporary("result"), None));
    }

    [Fact]
    public async Task It_does_not_get_a_job_whose_inputs_are_still_to_be_converted()
    {
        var job = await _room.SubmitAsync();
        await _room.ExecuteAsync("UPDATE jobs SET conversion_seconds = 9");

        Assert.Null(await TryClaimAsync());

        Assert.Equal(job.JobId, Assert.Single(await _room.Queue.ClaimUnconvertedAsync("new", 1, None)).JobId);
    }

    [Fact]
    public async Task A_job_of_its_that_is_dead_is_taken_back_by_the_newer_program()
    {
        var job = await _room.SubmitAsync();
        await ClaimAsync();

        Assert.Equal(job.JobId, Assert.Single(await _room.RescueAsync("old")).JobId);
        Assert.Equal(job.JobId, (await _room.ClaimAsync("new"))!.JobId);
    }

    private long Now => _room.Now.ToUnixTimeMilliseconds();

    private async Task<(string JobId, int Attempt, string Owner)> ClaimAsync() => (await TryClaimAsync())!.Value;

    private async Task<(string JobId, int Attempt, string Owner)?> TryClaimAsync() =>
        await _old.QuerySingleOrDefaultAsync<(string JobId, int Attempt, string Owner)?>(
            """
            UPDATE jobs
            SET status = 'IN_PROGRESS', attempt = attempt + 1, owner = @owner, lease_until = @leaseUntil, started_at = @now, step = NULL, progress = 0
            WHERE status = 'QUEUED' AND seq = (SELECT seq FROM jobs WHERE status = 'QUEUED' AND run_at <= @now ORDER BY seq LIMIT 1)
            RETURNING job_id, attempt, owner
            """,
            new { owner = "old", now = Now, leaseUntil = Now + 60_000 });
}
