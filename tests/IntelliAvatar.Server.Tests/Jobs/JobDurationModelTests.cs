using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What a job will take, learned from those that were done.</summary>
public sealed class JobDurationModelTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_very_short_text_takes_what_every_job_takes()
    {
        // 4 seconds each and 2 for a second of speech, give or take a little.
        var pace = JobDurationModel.Learn([Job(1, 6.2), Job(2, 7.9), Job(3, 10.1), Job(20, 44), Job(60, 123), Job(120, 245)])!;

        Assert.InRange(pace.Of(speechSeconds: 0.5, 0).TotalSeconds, 4.5, 5.5);
        Assert.InRange(pace.Of(speechSeconds: null, characters: 15).TotalSeconds, 5.5, 6.5);
        Assert.InRange(pace.Of(speechSeconds: 100, 0).TotalSeconds, 195, 212);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    public void A_job_that_hung_for_minutes_moves_nothing(double itsSpeech)
    {
        var usual = Enumerable.Range(1, 20).Select(number => Job(number * 3, 4 + (number * 6)));

        var pace = JobDurationModel.Learn([.. usual, Job(itsSpeech, 900)])!;

        Assert.InRange(pace.Each.TotalSeconds, 3.5, 4.5);
        Assert.InRange(pace.PerSecond, 1.95, 2.05);
    }

    [Fact]
    public void Jobs_of_nearly_one_length_do_not_hide_what_a_long_one_tells()
    {
        var alike = Enumerable.Range(0, 12).Select(number => Job(5 + (number * 0.01), number % 2 == 0 ? 15 : 13));

        var pace = JobDurationModel.Learn([.. alike, Job(100, 204), Job(110, 224)])!;

        Assert.InRange(pace.Each.TotalSeconds, 3, 5);
        Assert.InRange(pace.PerSecond, 1.9, 2.1);
    }

    [Fact]
    public void Nothing_is_ever_less_than_nothing()
    {
        var dearer = JobDurationModel.Learn([Job(1, 1), Job(10, 30), Job(20, 70)])!; // the line would begin below nothing
        Assert.Equal((TimeSpan.Zero, 3), (dearer.Each, dearer.PerSecond));

        var cheaper = JobDurationModel.Learn([Job(1, 30), Job(10, 20), Job(20, 10)])!; // and here a second would give time back
        Assert.Equal((TimeSpan.FromSeconds(20), 0), (cheaper.Each, cheaper.PerSecond));
    }

    [Fact]
    public void One_length_alone_is_taken_by_the_second_and_what_waited_or_failed_does_not_count()
    {
        Assert.Null(JobDurationModel.Learn([]));
        var failed = new JobAttempt { JobId = "f", Outcome = JobStatus.Failed, SpeechSeconds = 5, StartedAt = Noon, EndedAt = Noon.AddMinutes(9) };
        Assert.Null(JobDurationModel.Learn([failed]));

        Assert.Equal(new JobDurationModel(TimeSpan.Zero, 2), JobDurationModel.Learn([failed, Job(5, 10), Job(5, 10)]));
    }

    [Fact]
    public void An_attempt_that_only_fetched_what_was_rendered_before_tells_nothing()
    {
        JobAttempt[] jobs = [Job(10, 20, JobStep.InLine, JobStep.Generate, JobStep.Fetch), Job(20, 40, "speech", JobStep.Generate), Job(30, 60)];
        var fetched = Enumerable.Range(1, 9).Select(number => Job(number * 10, 1, JobStep.Fetch));

        Assert.Equal(new JobDurationModel(TimeSpan.Zero, 2), JobDurationModel.Learn([.. jobs, .. fetched]));
        Assert.Null(JobDurationModel.Learn(fetched));
        Assert.Equal(2, ReportOf([.. jobs, .. fetched]).SecondsPerSpeechSecond);
        Assert.Null(ReportOf([.. fetched]).SecondsPerSpeechSecond);
    }

    private static ModelServerReport ReportOf(IReadOnlyList<JobAttempt> attempts) => new("http://gpu", "gateway", 1, 0, "well", null, null, null, Noon, [], [], attempts);

    /// <summary>Steps take no time here.</summary>
    private static JobAttempt Job(double speech, double work, params string[] steps) => new()
    {
        JobId = "j", Outcome = JobStatus.Completed, SpeechSeconds = speech, StartedAt = Noon, EndedAt = Noon.AddSeconds(work), Steps = JobStep.Format(steps.Select(step => new JobStep(step, Noon))),
    };

    private static JobAttempt Job(double speech, double work) =>
        new() { JobId = "j", Outcome = JobStatus.Completed, SpeechSeconds = speech, StartedAt = Noon, EndedAt = Noon.AddSeconds(work) };
}
