using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Tests.Jobs;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Found by the simulation: a job of an old round that was tried again turned the rounds back, so that its user's next jobs overtook whoever waited.</summary>
public sealed class TurnedBackRoundTests
{
    [Fact]
    public Task An_old_job_that_runs_again_lets_its_user_overtake_nobody_on_SQLite() => OvertakesNobodyAsync(new SqliteRoom());

    [Fact]
    public Task An_old_job_that_runs_again_lets_its_user_overtake_nobody_on_PostgreSQL() => OvertakesNobodyAsync(new PostgresRoom());

    private static async Task OvertakesNobodyAsync(QueueRoom room)
    {
        await using (room)
        {
            await room.OpenAsync();
            await room.SubmitAsync("busy");
            await room.Queue.RetryAsync((await room.ClaimAsync())!, new JobOutcome.Retry("c", "r"), CancellationToken.None);
            for (var round = 0; round < 6; round++)
            {
                await room.SubmitAsync("patient");
            }

            for (var round = 0; round < 5; round++)
            {
                await room.Queue.CompleteAsync((await room.ClaimAsync())!, room.Temporary("result"), CancellationToken.None);
            }

            await room.AdvanceAsync(room.Limits.MaxRetryDelay);
            Assert.Equal("busy", (await room.ClaimAsync())!.UserId);
            for (var job = 0; job < 4; job++)
            {
                await room.SubmitAsync("busy");
            }

            string[] next = [(await room.ClaimAsync())!.UserId, (await room.ClaimAsync())!.UserId];
            Assert.Contains("patient", next);
        }
    }
}
