using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs;

/// <summary>When a job's turn comes and when it will be done, by what is in the queue now and by how long jobs took here lately.</summary>
/// <remarks>Looked up at most a few times a second, whoever asks however often: thousands may watch their jobs.</remarks>
public sealed class Forecast(Database database, JobQueue queue, JobHistory history, ModelServerBoard board, JobControls controls, TimeProvider time) : IDisposable
{
    /// <summary>Who waits farther back is counted one by one when asked for.</summary>
    public const int Foremost = 1000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PaceIsFresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private volatile Look? _latest;
    private (Pace? Pace, int Lanes, long At)? _learned;

    /// <param name="Position">1 is next; null: it does not wait.</param>
    /// <param name="Left">How long it will still take; null: nothing is known to tell by, the queue is paused, or it has ended.</param>
    /// <param name="Now">The database's time.</param>
    public sealed record Outlook(int? Position, TimeSpan? Left, DateTimeOffset Now);

    /// <param name="Paused">Why nothing begins; null: it is not paused.</param>
    /// <param name="Next">The ids of those that go first, in their order.</param>
    public sealed record State(long Waiting, int Running, JobControls.Paused? Paused, IReadOnlyList<string> Next, TimeSpan? Left, DateTimeOffset Now);

    private sealed record Look(State State, IReadOnlyDictionary<string, (int Position, TimeSpan? Left)> Waiting, Pace? Pace, TimeSpan? Average, int Lanes, long At);

    public async Task<State> QueueAsync(CancellationToken cancel) => (await LookAsync(cancel)).State;

    public async Task<Outlook> OfAsync(Job job, CancellationToken cancel)
    {
        var look = await LookAsync(cancel);
        switch (job.Status)
        {
            case JobStatus.InProgress:
                return new(null, look.Pace is null ? null : Left(job, job.Script?.Length ?? 0, look.Pace, look.State.Now), look.State.Now);
            case JobStatus.Queued when look.Waiting.TryGetValue(job.JobId, out var place):
                return new(place.Position, place.Left, look.State.Now);
            case JobStatus.Queued:
                var position = await queue.PositionAsync(job.JobId, cancel);
                return new(position, look.State.Paused is null ? position * look.Average / look.Lanes : null, look.State.Now);
            default:
                return new(null, null, look.State.Now);
        }
    }

    public void Dispose() => _looking.Dispose();

    private async Task<Look> LookAsync(CancellationToken cancel)
    {
        if (_latest is { } fresh && time.GetElapsedTime(fresh.At) < Fresh)
        {
            return fresh;
        }

        await _looking.WaitAsync(cancel);
        try
        {
            return _latest is { } meanwhile && time.GetElapsedTime(meanwhile.At) < Fresh ? meanwhile : _latest = await LookAnewAsync(cancel);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task<Look> LookAnewAsync(CancellationToken cancel)
    {
        var (pace, lanes) = await LearnAsync(cancel);
        var paused = (await controls.ListAsync(cancel)).FirstOrDefault(part => part.Target == JobControls.Queue);
        await using var reader = await database.OpenReaderAsync(cancel);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await reader.ExecuteScalarAsync<long>(new("SELECT now_ms()", cancellationToken: cancel)));
        var running = (await reader.QueryAsync<Job>(new("SELECT * FROM jobs WHERE status = 'IN_PROGRESS'", cancellationToken: cancel))).AsList();
        var waiting = await reader.ExecuteScalarAsync<long>(new("SELECT count(*) FROM jobs WHERE status = 'QUEUED'", cancellationToken: cancel));
        var first = (await reader.QueryAsync<(string JobId, long RunAt, double? SpeechSeconds, int Characters)>(new(
            $"""
            SELECT job_id, run_at, speech_seconds, COALESCE(length(script), 0) FROM jobs WHERE status = 'QUEUED' ORDER BY priority DESC, turn, seq LIMIT {Foremost}
            """,
            cancellationToken: cancel))).AsList();

        var ahead = pace is null ? TimeSpan.Zero : Sum(running.Select(job => Left(job, job.Script?.Length ?? 0, pace, now)));
        var places = new Dictionary<string, (int, TimeSpan?)>(StringComparer.Ordinal);
        foreach (var (jobId, runAt, speech, characters) in first)
        {
            var own = pace?.Of(speech, characters);
            var begins = Later(ahead / lanes, DateTimeOffset.FromUnixTimeMilliseconds(runAt) - now);
            places[jobId] = (places.Count + 1, paused is null ? begins + own : null);
            ahead += own ?? TimeSpan.Zero;
        }

        var average = pace is null || first.Count == 0 ? pace?.Each : ahead / (first.Count + running.Count);
        var all = pace is null || paused is not null ? null : (ahead + (average * (waiting - first.Count))) / lanes;
        return new(
            new State(waiting, running.Count, paused, [.. first.Select(job => job.JobId)], all, now), places, pace, average, lanes, time.GetTimestamp());
    }

    private async Task<(Pace? Pace, int Lanes)> LearnAsync(CancellationToken cancel)
    {
        if (_learned is { } known && time.GetElapsedTime(known.At) < PaceIsFresh)
        {
            return (known.Pace, known.Lanes);
        }

        var pace = Pace.Learn(await history.LatestAsync(cancel));
        var paused = (await controls.ListAsync(cancel)).Select(part => part.Target).ToHashSet(StringComparer.Ordinal);
        var lanes = (await board.ReadAsync(cancel))
            .Where(server => server is { IsCurrent: true, Entry.IsWell: true } && !paused.Contains(JobControls.ModelServer(server.Entry.Url)))
            .GroupBy(server => server.Entry.Url, StringComparer.Ordinal)
            .Sum(server => server.Max(seen => seen.Entry.Slots));
        _learned = (pace, Math.Max(1, lanes), time.GetTimestamp());
        return (pace, Math.Max(1, lanes));
    }

    /// <summary>By what the worker tells, or, where it tells nothing, by the clock.</summary>
    private static TimeSpan Left(Job job, int characters, Pace pace, DateTimeOffset now)
    {
        var whole = pace.Of(job.SpeechSeconds, characters);
        var worked = Pace.Work(JobStep.Parse(job.Steps), job.StartedAt ?? now, now);
        var done = whole > TimeSpan.Zero ? Math.Min(worked / whole, 0.95) : 1;
        return Later(whole * (1 - Math.Max(job.Progress ?? 0, done)), Least);
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => TimeSpan.FromTicks(spans.Sum(span => span.Ticks));

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
