using IntelliAvatar.Server.Dashboard;
using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>The page of a job numbered attempts that had cost nothing, so that a job that had waited six times for a full disk seemed to have failed six times.</summary>
public sealed class CountedAttemptTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    [Fact]
    public void Only_attempts_that_cost_something_are_numbered() => Assert.Equal(
        [null, 1, null, null, 2, 3],
        Look("RELEASED", "FAILED", "RELEASED", "RELEASED", "LOST", null).Select(attempt => attempt.Counted));

    [Fact]
    public void The_number_by_which_the_database_knows_an_attempt_stays() =>
        Assert.Equal([1, 2, 3], Look("RELEASED", "RELEASED", "COMPLETED").Select(attempt => attempt.Number));

    /// <param name="outcomes">Null: it runs.</param>
    private static IReadOnlyList<AttemptViewModel> Look(params string?[] outcomes)
    {
        var ended = outcomes.OfType<string>().Select((outcome, index) => new JobAttempt { JobId = "j", Attempt = index + 1, Outcome = outcome, StartedAt = Now, EndedAt = Now });
        var job = new Job
        {
            JobId = "j", Kind = "avatar-sync", UserId = "anita", Feature = "Avatar Sync Studio", Payload = "{}", InputVideo = "v", Attempt = outcomes.Length,
            Status = outcomes.Contains(null) ? JobStatus.InProgress : JobStatus.Completed, StartedAt = Now,
        };
        return AttemptViewModel.Of(job, ended, null, Now);
    }
}
