using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>When a job's turn comes and how long it will still take.</summary>
/// <param name="Position">1 is next; null: it does not wait, or too far back to be counted at a glance.</param>
/// <param name="Left">Null: nothing is known to tell by, the queue is paused, or the job has ended.</param>
/// <param name="Now">The database's time.</param>
public sealed record Estimate(int? Position, TimeSpan? Left, DateTimeOffset Now)
{
    /// <summary>Why no job begins, as a sentence; null: it is not known to be so.</summary>
    public string? Blocked { get; init; }
}

/// <summary>The queue at one moment.</summary>
public sealed class QueueSnapshot
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Estimate> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _inLine = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _ahead = [];
    private readonly JobDurationModel? _pace;
    private readonly TimeSpan? _average;

    internal QueueSnapshot(DateTimeOffset now, long waiting, PauseStore.Paused? paused, IReadOnlyCollection<Job> running, IReadOnlyCollection<Waiter> first, JobDurationModel? pace, int lanes)
    {
        (Now, Waiting, Paused, Running, Lanes, _pace) = (now, waiting, paused, running.Count, lanes, pace);
        Next = [.. first.Select(job => job.JobId)];
        var ahead = pace is null ? TimeSpan.Zero : AheadOfWaiting(running, pace);
        var converting = TimeSpan.FromTicks(running.Sum(job => ConversionLeft(job).Ticks));
        foreach (var job in first)
        {
            var own = pace?.Of(job.SpeechSeconds, job.Characters);

            // Files are converted while others are rendered, those of the jobs in front first.
            converting += job.Conversion;
            var converted = job.Conversion > TimeSpan.Zero ? Later(converting / SchedulerRoom.MostConverting, job.Conversion) : TimeSpan.Zero;
            var begins = Later(ahead / lanes, Later(job.RunAt - now, TimeSpan.Zero) + converted);
            _places[job.JobId] = new Estimate(_places.Count + 1, paused is null ? begins + own : null, now);
            _ahead.Add(ahead);
            ahead += own ?? TimeSpan.Zero;
        }

        _ahead.Add(ahead);

        _average = pace is null ? null : first.Count + running.Count == 0 ? pace.Each : ahead / (first.Count + running.Count);
        Left = paused is null && _average is { } each
            ? Later((ahead + (each * (waiting - first.Count))) / lanes, converting / SchedulerRoom.MostConverting)
            : null;
    }

    /// <summary>The database's time.</summary>
    public DateTimeOffset Now { get; }

    public long Waiting { get; }

    public int Running { get; }

    /// <summary>Null: it is not paused.</summary>
    public PauseStore.Paused? Paused { get; }

    /// <summary>Why no new jobs are accepted, as a sentence; null: they are.</summary>
    public string? NotAccepting { get; init; }

    /// <summary>Why no job begins, as a sentence; null: the disk has room.</summary>
    public string? Full { get; init; }

    /// <summary>The ids of those that go first, in their order.</summary>
    public IReadOnlyList<string> Next { get; }

    /// <summary>How many jobs are rendered at once.</summary>
    public int Lanes { get; }

    /// <summary>Until all of them are done.</summary>
    public TimeSpan? Left { get; }

    /// <summary>What can be told of the job at a glance.</summary>
    public Estimate Of(Job job) => job.Status switch
    {
        JobStatus.InProgress => new(null, _pace is null ? null : _inLine.TryGetValue(job.JobId, out var left) && IsInLine(job) ? left : LeftOf(job, _pace), Now),
        JobStatus.Queued => (_places.GetValueOrDefault(job.JobId) ?? new(null, null, Now)) with { Blocked = Full },
        _ => new(null, null, Now),
    };

    /// <summary>Of a job that waits in front; null: it does not.</summary>
    public Estimate? PlaceOf(string jobId) => _places.GetValueOrDefault(jobId);

    /// <summary>What would be told of a job that came now and got this place.</summary>
    public Estimate OfNew(int position, double speechSeconds)
    {
        if (_pace is null || Paused is not null)
        {
            return new(position, null, Now);
        }

        // Behind those that were counted one by one, each counts as much as these on average.
        var counted = Math.Min(position, _ahead.Count);
        var ahead = _ahead[counted - 1] + ((_average ?? TimeSpan.Zero) * (position - counted));
        return new(position, (ahead / Lanes) + _pace.Of(speechSeconds, 0), Now);
    }

    /// <summary>The same for one that waits so far back that it was counted by itself.</summary>
    internal Estimate FarBack(int? position) => new(position, Paused is null ? position * _average / Lanes : null, Now) { Blocked = Full };

    /// <summary>All work that was begun. Those in line for a model server have it to do after those that are rendered.</summary>
    private TimeSpan AheadOfWaiting(IReadOnlyCollection<Job> running, JobDurationModel pace)
    {
        var ahead = TimeSpan.FromTicks(running.Where(job => !IsInLine(job)).Sum(job => (LeftOf(job, pace) - ConversionLeft(job)).Ticks));
        foreach (var job in running.Where(IsInLine).OrderByDescending(job => job.Priority).ThenBy(job => job.Turn).ThenBy(job => job.Seq))
        {
            var own = LeftOf(job, pace);
            _inLine[job.JobId] = (ahead / Lanes) + own;
            ahead += own;
        }

        return ahead;
    }

    private static bool IsInLine(Job job) => job.Step == JobStep.InLine;

    /// <summary>By what the worker tells, or, where it tells nothing, by the clock.</summary>
    private TimeSpan LeftOf(Job job, JobDurationModel pace)
    {
        var whole = pace.Of(job.SpeechSeconds, job.Script?.Length ?? 0);
        if (job.ConversionSeconds is not null)
        {
            return whole + ConversionLeft(job);
        }

        var worked = JobDurationModel.Work(JobStep.Parse(job.Steps), job.StartedAt ?? Now, Now);
        var share = whole > TimeSpan.Zero ? Math.Min(worked / whole, 0.95) : 1;
        return Later(whole * (1 - Math.Max(job.Progress ?? 0, share)), Least);
    }

    /// <summary>Of a running job; zero when it is converted.</summary>
    private TimeSpan ConversionLeft(Job job)
    {
        if (job.ConversionSeconds is not { } conversion)
        {
            return TimeSpan.Zero;
        }

        // A low priority on a busy machine takes many times what the header promised.
        var converted = Now - (job.StartedAt ?? Now);
        var left = job.Progress is > 0.01 and var done ? converted * ((1 - done) / done) : TimeSpan.FromSeconds(conversion) - converted;
        return Later(left, Least);
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    internal sealed record Waiter(string JobId, DateTimeOffset RunAt, double? SpeechSeconds, int Characters, TimeSpan Conversion = default);
}
