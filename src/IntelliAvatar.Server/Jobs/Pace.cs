namespace IntelliAvatar.Server.Jobs;

/// <summary>How long jobs take here: so much each, and so much for every second of speech. Learned from those that were completed last.</summary>
/// <param name="Each">What a job takes however short its speech is.</param>
/// <param name="PerSecond">Seconds of work for a second of speech.</param>
public sealed record Pace(TimeSpan Each, double PerSecond)
{
    /// <summary>Speech is about so fast: what a text will last before it was spoken.</summary>
    public const double CharactersPerSecond = 15;

    /// <summary>The straight line through what happened (least squares), neither part of it below nothing; null when nothing happened yet.</summary>
    public static Pace? Learn(IEnumerable<JobAttempt> attempts)
    {
        var seen = attempts
            .Where(attempt => attempt is { Outcome: JobStatus.Completed, SpeechSeconds: > 0 })
            .Select(attempt => (Speech: attempt.SpeechSeconds!.Value, Work: Work(JobStep.Parse(attempt.Steps), attempt.StartedAt, attempt.EndedAt).TotalSeconds))
            .ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        var (speech, work) = (seen.Average(job => job.Speech), seen.Average(job => job.Work));
        var spread = seen.Sum(job => (job.Speech - speech) * (job.Speech - speech));
        var slope = spread > 0 ? seen.Sum(job => (job.Speech - speech) * (job.Work - work)) / spread : work / speech;
        slope = Math.Clamp(slope, 0, work / speech);
        return new Pace(TimeSpan.FromSeconds(work - (slope * speech)), slope);
    }

    /// <summary>How much of the time since <paramref name="started"/> was work: what was spent in line for a model server was not.</summary>
    public static TimeSpan Work(IReadOnlyList<JobStep> steps, DateTimeOffset started, DateTimeOffset until)
    {
        var idle = steps.Select((step, number) => step.Step == JobStep.InLine ? (number + 1 < steps.Count ? steps[number + 1].Began : until) - step.Began : TimeSpan.Zero);
        var work = until - started - TimeSpan.FromTicks(idle.Sum(wait => wait.Ticks));
        return work > TimeSpan.Zero ? work : TimeSpan.Zero;
    }

    /// <summary>What a whole job will take.</summary>
    /// <param name="speechSeconds">Null: not spoken yet.</param>
    /// <param name="characters">Of the text that will be spoken.</param>
    public TimeSpan Of(double? speechSeconds, int characters) => Each + TimeSpan.FromSeconds(PerSecond * (speechSeconds ?? (characters / CharactersPerSecond)));
}
