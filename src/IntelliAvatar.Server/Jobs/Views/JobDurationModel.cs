using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>How long jobs take here: so much each, and so much for every second of speech. Learned from those that were completed last.</summary>
/// <param name="Each">What a job takes however short its speech is.</param>
/// <param name="PerSecond">Seconds of work for a second of speech.</param>
public sealed record JobDurationModel(TimeSpan Each, double PerSecond)
{
    /// <summary>Speech is about so fast: what a text will last before it was spoken.</summary>
    public const double CharactersPerSecond = 15;

    /// <summary>
    /// The straight line through what happened, neither part of it below nothing; null when nothing happened yet. Medians (Theil and Sen), so that a job that hung for
    /// minutes does not move it; pairs of jobs count by how far their lengths are apart, for those who are alike say little of what a second costs.
    /// </summary>
    public static JobDurationModel? Learn(IEnumerable<JobAttempt> attempts)
    {
        var seen = attempts
            .Where(IsWhole)
            .Select(attempt => (Speech: attempt.SpeechSeconds!.Value, Work: Work(JobStep.Parse(attempt.Steps), attempt.StartedAt, attempt.EndedAt).TotalSeconds))
            .ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        var pairs = seen.SelectMany((one, number) => seen.Skip(number + 1).Select(other => (Apart: Math.Abs(other.Speech - one.Speech), More: (other.Work - one.Work) / (other.Speech - one.Speech))))
            .Where(pair => pair.Apart > 0)
            .ToList();
        if (pairs.Count > 0)
        {
            var slope = Math.Max(0, Median(pairs.Select(pair => (pair.More, pair.Apart))));
            if (Median(seen.Select(job => (job.Work - (slope * job.Speech), 1.0))) is >= 0 and var each)
            {
                return new JobDurationModel(TimeSpan.FromSeconds(each), slope);
            }
        }

        return new JobDurationModel(TimeSpan.Zero, Median(seen.Select(job => (job.Work / job.Speech, 1.0))));
    }

    /// <summary>Whether the attempt tells what a job takes: it was completed, and did not only fetch what an earlier one had rendered.</summary>
    public static bool IsWhole(JobAttempt attempt) =>
        attempt is { Outcome: JobStatus.Completed, SpeechSeconds: > 0 }
        && JobStep.Parse(attempt.Steps).Select(step => step.Step).ToList() is var steps
        && (steps.Contains(JobStep.Generate) || !steps.Contains(JobStep.Fetch));

    private static double Median(IEnumerable<(double Value, double Weight)> values)
    {
        var sorted = values.OrderBy(value => value.Value).ToList();
        var (half, below) = (sorted.Sum(value => value.Weight) / 2, 0.0);
        return sorted.First(value => (below += value.Weight) >= half).Value;
    }

    /// <summary>
    /// How much of the time since <paramref name="started"/> was work that goes by the length of the speech: what was spent in line for a model
    /// server was not, nor a conversion.
    /// </summary>
    public static TimeSpan Work(IReadOnlyList<JobStep> steps, DateTimeOffset started, DateTimeOffset until)
    {
        var idle = steps.Select((step, number) => step.Step is JobStep.InLine or JobStep.Convert ? (number + 1 < steps.Count ? steps[number + 1].Began : until) - step.Began : TimeSpan.Zero);
        var work = until - started - TimeSpan.FromTicks(idle.Sum(wait => wait.Ticks));
        return work > TimeSpan.Zero ? work : TimeSpan.Zero;
    }

    /// <summary>What a whole job will take.</summary>
    /// <param name="speechSeconds">Null: not spoken yet.</param>
    /// <param name="characters">Of the text that will be spoken.</param>
    public TimeSpan Of(double? speechSeconds, int characters) => Each + TimeSpan.FromSeconds(PerSecond * (speechSeconds ?? (characters / CharactersPerSecond)));
}
