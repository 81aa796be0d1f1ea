using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>One attempt at a job, its steps with their lengths.</summary>
/// <param name="Number">By which the database knows it: how often the job was started.</param>
/// <param name="Counted">The same without those that were released at no cost; null for one of these.</param>
/// <param name="Outcome">Null: it runs.</param>
public sealed record AttemptViewModel(
    int Number, int? Counted, string? Outcome, string? Host, string? ModelServer, string? ErrorCode, string? Error, DateTimeOffset Began, TimeSpan Length,
    IReadOnlyList<AttemptViewModel.Part> Parts)
{
    /// <param name="After">Since the attempt began.</param>
    /// <param name="IsLast">Of a running attempt: it is being done.</param>
    public sealed record Part(string Step, DateTimeOffset Began, TimeSpan After, TimeSpan Length, bool IsLast);

    /// <summary>The first one first.</summary>
    public static IReadOnlyList<AttemptViewModel> Of(Job job, IEnumerable<JobAttempt> ended, string? host, DateTimeOffset now)
    {
        var all = ended.Select(one => Of(one.Attempt, one.Outcome, one.Host, one.ModelServer, one.ErrorCode, one.Error, one.StartedAt, one.EndedAt, one.Steps));
        if (job is { Status: JobStatus.InProgress, StartedAt: { } started })
        {
            all = all.Append(Of(job.Attempt, null, host, job.ModelServer, null, null, started, now, job.Steps));
        }

        var counted = 0;
        return [.. all.Select(one => one with { Counted = one.Outcome == JobAttempt.Released ? null : ++counted })];
    }

    private static AttemptViewModel Of(int number, string? outcome, string? host, string? server, string? code, string? error, DateTimeOffset began, DateTimeOffset end, string written)
    {
        var steps = JobStep.Parse(written);
        var parts = steps.Select((step, index) =>
        {
            var until = index + 1 < steps.Count ? steps[index + 1].Began : end;
            return new Part(step.Step, step.Began, Positive(step.Began - began), Positive(until - step.Began), index == steps.Count - 1);
        });
        return new(number, null, outcome, host, server, code, error, began, Positive(end - began), [.. parts]);
    }

    private static TimeSpan Positive(TimeSpan length) => length > TimeSpan.Zero ? length : TimeSpan.Zero;
}
