using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>
/// Tells all who listen what happens to jobs, whatever process does it: one look at the database a turn, however many listen, and none
/// while none does. Whole states are told, not differences; some may be told twice.
/// </summary>
internal sealed class JobFeed(
    JobChanges changes, Forecast forecast, JobQueue queue, QueueNotifier signal, EventWriter events, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<JobFeed> log)
    : BackgroundService
{
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly HashSet<Listener> _listeners = [];
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly Dictionary<long, long> _known = [];
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private DateTimeOffset? _since;
    private string? _queue;

    private readonly record struct Running(int Attempt, string? Step, double? Progress, string? ModelServer, DateTimeOffset ChangedAt);

    /// <summary>From now on this listener is told everything; dispose it to leave. What was before is told by catching up.</summary>
    public Listener Listen(string? jobId)
    {
        var listener = new Listener(jobId, Leave);
        lock (_gate)
        {
            _listeners.Add(listener);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            listener.Drop();
        }

        Wake();
        return listener;
    }

    /// <summary>The state of one job.</summary>
    public async Task<FeedTurn> CatchUpAsync(Listener listener, Job job, CancellationToken cancel)
    {
        var outlook = await forecast.OfAsync(job, cancel);
        listener.Position = outlook.Position;
        return new(outlook.Now.ToUnixTimeMilliseconds(), [events.Job(job, outlook)]);
    }

    public override void Dispose()
    {
        base.Dispose();
        _woken.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Streams must end before the server waits for its connections.
        await using var stopping = lifetime.ApplicationStopping.Register(DropAll);
        signal.Raised += Wake;
        try
        {
            await RunAsync(stoppingToken);
        }
        finally
        {
            signal.Raised -= Wake;
            DropAll();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var told = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (Listeners().Length == 0)
                {
                    _since = null;
                    await _woken.WaitAsync(stopping);
                    continue;
                }

                if (await TurnAsync(stopping))
                {
                    told = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(told) > Quiet && _since is { } now)
                {
                    told = time.GetTimestamp();
                    Tell(new(now.ToUnixTimeMilliseconds(), [FeedEvent.Ping]));
                }

                await Task.Delay(ShortestTurn, time, stopping);
                await _woken.WaitAsync(Turn, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning("A look at the jobs failed ({Reason}); trying again", broken.Message);
                await Task.Delay(Turn, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>Whether anything was told.</returns>
    private async Task<bool> TurnAsync(CancellationToken cancel)
    {
        var look = await forecast.LookAsync(cancel);
        if (_since is null)
        {
            // There were no listeners for a while. A new one catches up with what was before.
            _since = look.Now;
            _known.Clear();
            _running.Clear();
            _deleted.Clear();
            _queue = null;
        }

        var news = await changes.SinceAsync(_since.Value, MostAtOnce, _known, cancel);
        var told = news.Deleted.Where(_deleted.Add).Select(events.Deleted).ToList();
        _deleted.IntersectWith(news.Deleted);
        told.AddRange(news.Jobs.Where(IsNews).Select(job => events.Job(job, look.Of(job))));
        var state = events.Queue(look);
        if (state.Data != _queue)
        {
            _queue = state.Data;
            told.Add(state);
        }

        if (news.IsAll)
        {
            _since = news.Now;
            Forget(news.Now);
        }

        if (told.Count > 0)
        {
            Tell(new(_since.Value.ToUnixTimeMilliseconds(), told));
        }

        await TellPlacesAsync(look, cancel);
        return told.Count > 0;
    }

    private bool IsNews(Job job)
    {
        var changed = job.ChangedAt.ToUnixTimeMilliseconds();
        var isChanged = !_known.TryGetValue(job.Seq, out var at) || at != changed;
        _known[job.Seq] = changed;
        if (job.Status != JobStatus.InProgress)
        {
            _running.Remove(job.JobId);
            return isChanged;
        }

        var now = new Running(job.Attempt, job.Step, job.Progress, job.ModelServer, job.ChangedAt);
        var isNews = !_running.TryGetValue(job.JobId, out var before) || before != now;
        _running[job.JobId] = now;
        return isNews;
    }

    private void Forget(DateTimeOffset now)
    {
        var old = (now - (2 * JobChanges.Overlap)).ToUnixTimeMilliseconds();
        foreach (var (seq, _) in _known.Where(known => known.Value < old).ToList())
        {
            _known.Remove(seq);
        }
    }

    /// <summary>Those that watch one waiting job are told when it moves up.</summary>
    private async Task TellPlacesAsync(QueueSnapshot look, CancellationToken cancel)
    {
        foreach (var listener in Listeners())
        {
            if (listener.JobId is { } jobId && look.PlaceOf(jobId) is { } place && place.Position != listener.Position
                && await queue.FindAsync(jobId, cancel) is { Status: JobStatus.Queued } job)
            {
                listener.Position = place.Position;
                listener.Tell(new(look.Now.ToUnixTimeMilliseconds(), [events.Job(job, place)]));
            }
        }
    }

    private void Tell(FeedTurn turn)
    {
        var ofJobs = turn.Events.Where(one => one.JobId is not null).ToLookup(one => one.JobId!);
        foreach (var listener in Listeners())
        {
            if (listener.JobId is null || turn.Events is [{ Type: "ping" }])
            {
                listener.Tell(turn);
            }
            else if (ofJobs.Contains(listener.JobId))
            {
                listener.Tell(turn with { Events = [.. ofJobs[listener.JobId]] });
            }
        }
    }

    private Listener[] Listeners()
    {
        lock (_gate)
        {
            return [.. _listeners];
        }
    }

    private void Leave(Listener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    private void DropAll()
    {
        foreach (var listener in Listeners())
        {
            listener.Drop();
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_woken.CurrentCount == 0)
            {
                _woken.Release();
            }
        }
    }
}
