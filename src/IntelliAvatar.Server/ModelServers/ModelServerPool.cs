using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>Which server takes the next job: the least loaded of those that are well. Who asks while all are busy or unwell, waits.</summary>
public sealed class ModelServerPool
{
    /// <summary>How soon a server is asked for again whose places jobs of other processes had.</summary>
    private static readonly TimeSpan LookElsewhere = TimeSpan.FromSeconds(0.5);

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly List<Seat> _seats;
    private TaskCompletionSource _changed = NewSignal();

    public ModelServerPool(IOptions<ModelServersOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _seats = [.. options.Value.Servers.Select(server => new Seat(server.ToServer(), clock))];
        IsEmbedded = _seats.Count == 0;
        SharedSlots = IsEmbedded ? null : _seats.ToDictionary(seat => seat.Server.Name, seat => seat.Server.Slots);
        Slots = IsEmbedded ? 1 : _seats.Sum(seat => seat.Server.Slots);
    }

    /// <summary>How many jobs all servers render at once. Our embedded engine counts also while it is being restarted.</summary>
    public int Slots { get; }

    /// <summary>The slots of each server that other processes may use, too. Null: there is only our embedded engine.</summary>
    public IReadOnlyDictionary<string, int>? SharedSlots { get; }

    /// <summary>No server is configured: our own engine is started as a child.</summary>
    public bool IsEmbedded { get; }

    /// <summary>Takes a slot, or waits for one; dispose it to give it back. Null when none came free in <paramref name="patience"/>. The server to <paramref name="avoid"/> is used only if no other one is well.</summary>
    /// <param name="reserve">Asks whether other processes have left a place at that server. An embedded engine is nobody else's.</param>
    public async Task<Slot?> AcquireAsync(string? avoid, Func<ModelServer, CancellationToken, Task<bool>>? reserve, TimeSpan patience, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            while (true)
            {
                var slot = await AcquireAsync(avoid, either.Token);
                try
                {
                    if (reserve is null || IsEmbedded || await reserve(slot.Server, either.Token))
                    {
                        return slot;
                    }
                }
                catch
                {
                    slot.Dispose();
                    throw;
                }

                slot.GiveUp();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Takes a slot, or waits for one as long as it takes.</summary>
    public async Task<Slot> AcquireAsync(string? avoid, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            TimeSpan? reopens;
            lock (_lock)
            {
                if (Choose(avoid) is { } seat)
                {
                    seat.Busy++;
                    seat.Breaker.Entered();
                    return new Slot(this, seat);
                }

                changed = _changed.Task;
                reopens = NextReopening();
            }

            await WaitAsync(changed, reopens, cancel);
        }
    }

    /// <summary>Every server, for people and programs to look at.</summary>
    public IReadOnlyList<ModelServerStatus> Status()
    {
        lock (_lock)
        {
            return [.. _seats.Select(seat => new ModelServerStatus(
                seat.Server.Name, seat.Server.Slots, seat.Busy, !seat.Breaker.IsOpen, seat.Breaker.OpenUntil, seat.Trouble))];
        }
    }

    /// <summary>The embedded engine is up at this address (a new one after each restart).</summary>
    internal void Place(ModelServer server)
    {
        lock (_lock)
        {
            _seats.Add(new Seat(server, _clock));
            Announce();
        }
    }

    /// <summary>The embedded engine is gone; jobs wait for the next one.</summary>
    internal void Remove(ModelServer server)
    {
        lock (_lock)
        {
            _seats.RemoveAll(seat => seat.Server == server);
        }
    }

    private Seat? Choose(string? avoid)
    {
        var others = _seats.Where(seat => seat.Server.Name != avoid?.TrimEnd('/')).ToList();
        var candidates = others.Exists(seat => !seat.Breaker.IsOpen) ? others : _seats;
        return candidates
            .Where(seat => seat.Busy < seat.Server.Slots && seat.Breaker.LetsThrough && !seat.IsFullElsewhere)
            .MinBy(seat => (seat.Breaker.IsOpen, (double)seat.Busy / seat.Server.Slots));
    }

    /// <summary>How long until a breaker half-opens, or a server that other processes had filled is looked at again; null when nothing is going to happen by itself.</summary>
    private TimeSpan? NextReopening()
    {
        var now = _clock.GetUtcNow();
        return _seats.SelectMany(seat => new[] { seat.Breaker.OpenUntil, seat.FullElsewhereUntil }).Min(until => until > now ? until - now : null);
    }

    private async Task WaitAsync(Task changed, TimeSpan? reopens, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(changed, Task.Delay(reopens ?? Timeout.InfiniteTimeSpan, _clock, enough.Token));
        await enough.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private void Release(Seat seat, RenderOutcome? outcome)
    {
        lock (_lock)
        {
            seat.Busy--;
            if (outcome is null)
            {
                seat.Breaker.Left();
            }
            else
            {
                seat.Breaker.Report(outcome.Health);
                seat.Trouble = outcome.Health is ServerHealth.Well ? null : Sentence(outcome);
            }

            Announce();
        }
    }

    private static string? Sentence(RenderOutcome outcome) => outcome switch
    {
        RenderOutcome.Failed failed => failed.Reason,
        RenderOutcome.Busy busy => busy.Reason,
        RenderOutcome.Misconfigured wrong => wrong.Reason,
        _ => null,
    };

    private void Announce()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The right to have one job rendered by <see cref="Server"/>.</summary>
    public sealed class Slot : IDisposable
    {
        private readonly ModelServerPool _pool;
        private readonly Seat _seat;
        private RenderOutcome? _outcome;
        private bool _released;

        internal Slot(ModelServerPool pool, Seat seat) => (_pool, _seat) = (pool, seat);

        public ModelServer Server => _seat.Server;

        /// <summary>What became of the job; it decides whether the server stays in rotation.</summary>
        public void Report(RenderOutcome outcome) => _outcome = outcome;

        /// <summary>Gives the slot back because jobs of other processes have the server's places; it is left alone for a moment.</summary>
        internal void GiveUp()
        {
            _seat.FullElsewhereUntil = _pool._clock.GetUtcNow() + LookElsewhere;
            Dispose();
        }

        public void Dispose()
        {
            if (!_released)
            {
                _released = true;
                _pool.Release(_seat, _outcome);
            }
        }
    }

    internal sealed class Seat(ModelServer server, TimeProvider clock)
    {
        public ModelServer Server { get; } = server;

        public Breaker Breaker { get; } = new(clock);

        public int Busy { get; set; }

        public string? Trouble { get; set; }

        public DateTimeOffset? FullElsewhereUntil { get; set; }

        public bool IsFullElsewhere => FullElsewhereUntil > clock.GetUtcNow();
    }
}

/// <summary>One server as the pool sees it: one that is out of rotation gets its next job at OutUntil (null while that job runs); Trouble is its last answer, when it was trouble.</summary>
public sealed record ModelServerStatus(string Url, int Slots, int Busy, bool InRotation, DateTimeOffset? OutUntil, string? Trouble);
