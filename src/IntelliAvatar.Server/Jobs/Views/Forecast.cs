using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>When a job's turn comes and when it will be done, from what is in the queue now and how long recent jobs took here.</summary>
/// <remarks>Looked up at most a few times a second, however often it is asked: thousands may watch their jobs.</remarks>
public sealed class Forecast(Database database, JobQueue queue, JobHistory history, ModelServerRegistry registry, PauseStore controls, DiskReserve reserve, TimeProvider time)
{
    /// <summary>Who waits farther back is counted one by one when asked for.</summary>
    private const int Foremost = 1000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(300);
    /// <summary>A request does not wait so long: it has its own time.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PaceIsFresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<QueueSnapshot>? _looking;
    private volatile Cached? _latest;
    private (JobDurationModel? Pace, int Lanes, long At)? _learned;

    private sealed record Cached(QueueSnapshot Look, long At);

    /// <summary>The queue as it is, or was a moment ago. All who ask at once get the same, also that the database did not answer.</summary>
    public Task<QueueSnapshot> LookAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (Known() is { } known)
            {
                return Task.FromResult(known);
            }

            if (_looking is null or { IsCompleted: true })
            {
                using (ExecutionContext.SuppressFlow())
                {
                    _looking = Task.Run(LookAnewAsync, CancellationToken.None);
                }
            }

            return _looking.WaitAsync(RequestPatience.Limit(LongestLook), time, cancel);
        }
    }

    /// <summary>Exactly, however far back the job waits.</summary>
    public async Task<Estimate> OfAsync(Job job, CancellationToken cancel)
    {
        var look = await LookAsync(cancel);
        var outlook = look.Of(job);
        return job.Status == JobStatus.Queued && outlook.Position is null ? look.FarBack(await queue.PositionAsync(job.JobId, cancel)) : outlook;
    }

    private QueueSnapshot? Known() => _latest is { } latest && time.GetElapsedTime(latest.At) < Fresh ? latest.Look : null;

    private async Task<QueueSnapshot> LookAnewAsync()
    {
        // A client that hangs up does not end it: the others wait for it.
        var cancel = CancellationToken.None;
        var paused = await controls.ListAsync(cancel);
        var (pace, lanes) = await LearnAsync(paused, cancel);
        await using var reader = await database.OpenReaderAsync(cancel);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await reader.ExecuteScalarAsync<long>(new("SELECT now_ms()", cancellationToken: cancel)));
        var running = (await reader.QueryAsync<Job>(new("SELECT * FROM jobs WHERE status = 'IN_PROGRESS'", cancellationToken: cancel))).AsList();
        var waiting = await reader.ExecuteScalarAsync<long>(new("SELECT count(*) FROM jobs WHERE status = 'QUEUED'", cancellationToken: cancel));
        var first = await reader.QueryAsync<(string JobId, long RunAt, double? SpeechSeconds, int Characters, double Conversion)>(new(
            $"SELECT job_id, run_at, speech_seconds, COALESCE(length(script), 0), COALESCE(conversion_seconds, 0.0) FROM jobs {database.IndexHint("jobs_queued")} WHERE status = 'QUEUED' ORDER BY priority DESC, turn, seq LIMIT {Foremost}",
            cancellationToken: cancel));
        var look = new QueueSnapshot(
            now, waiting, paused.FirstOrDefault(part => part.Target == PauseStore.Queue), running,
            [.. first.Select(row => new QueueSnapshot.Waiter(row.JobId, DateTimeOffset.FromUnixTimeMilliseconds(row.RunAt), row.SpeechSeconds, row.Characters, TimeSpan.FromSeconds(row.Conversion)))], pace, lanes)
        {
            NotAccepting = reserve.Trouble,
            Full = reserve.Full,
        };
        _latest = new(look, time.GetTimestamp());
        return look;
    }

    private async Task<(JobDurationModel? Pace, int Lanes)> LearnAsync(IEnumerable<PauseStore.Paused> controlled, CancellationToken cancel)
    {
        if (_learned is { } known && time.GetElapsedTime(known.At) < PaceIsFresh)
        {
            return (known.Pace, known.Lanes);
        }

        var pace = JobDurationModel.Learn(await history.LatestAsync(cancel));
        var paused = controlled.Select(part => part.Target).ToHashSet(StringComparer.Ordinal);
        var lanes = (await registry.ReadAsync(cancel))
            .Where(server => server is { IsCurrent: true, Entry.IsWell: true } && !paused.Contains(PauseStore.ModelServer(server.Entry.Url)))
            .GroupBy(server => server.Entry.Url, StringComparer.Ordinal)
            .Sum(server => server.Max(seen => seen.Entry.Slots));
        _learned = (pace, Math.Max(1, lanes), time.GetTimestamp());
        return (pace, Math.Max(1, lanes));
    }
}
