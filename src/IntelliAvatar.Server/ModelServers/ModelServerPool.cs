using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>Which server takes the next job: the least loaded of those that are well. Who asks while all are busy or unwell, waits.</summary>
public sealed partial class ModelServerPool
{
    /// <summary>How soon a server is asked for again whose places jobs of other processes had.</summary>
    private static readonly TimeSpan LookElsewhere = TimeSpan.FromSeconds(0.5);

    /// <summary>How long one whose server has others' jobs waits for it here: in the queue it may go to them.</summary>
    private static readonly TimeSpan PatienceElsewhere = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly List<PoolEntry> _entries;
    private readonly List<Waiter> _line = [];

    public ModelServerPool(IOptions<ModelServersOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _entries = [.. options.Value.Servers.Select(server => new PoolEntry(server.ToServer(), clock))];
        IsEmbedded = _entries.Count == 0;
        SharedSlots = IsEmbedded ? null : _entries.ToDictionary(entry => entry.Server.Name, entry => entry.Server.Slots);
        Slots = IsEmbedded ? 1 : _entries.Sum(entry => entry.Server.Slots);
        AtOnce = Slots;
    }

    /// <summary>How many jobs all servers render at once. Our embedded engine counts also while it is being restarted.</summary>
    public int Slots { get; }

    /// <summary>The slots of each server that other processes may use, too. Null: there is only our embedded engine.</summary>
    public IReadOnlyDictionary<string, int>? SharedSlots { get; }

    /// <summary>No server is configured: our own engine is started as a child.</summary>
    public bool IsEmbedded { get; }

    /// <summary>How many jobs this process may have rendered at once, whatever the servers could take.</summary>
    public int AtOnce { get; set; }

    /// <summary>How many jobs of this process are being rendered.</summary>
    public int Busy
    {
        get
        {
            lock (_lock)
            {
                return _entries.Sum(entry => entry.Busy);
            }
        }
    }

    /// <summary>Nothing begins here any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sends away everybody who waits or comes: the program stops, and what is rendered runs to its end.</summary>
    public void Close()
    {
        lock (_lock)
        {
            IsClosed = true;
            _line.ForEach(waiting => waiting.Got.TrySetResult(null));
            _line.Clear();
        }
    }

    /// <summary>
    /// Takes a slot, or waits for one; dispose it to give it back. Null when none came free in <paramref name="patience"/> and none of ours is in use,
    /// or the pool was closed. The server to <paramref name="avoid"/> is used only if no other one is well.
    /// </summary>
    /// <param name="turn">Whose turn it is among those who wait: the smaller goes first.</param>
    /// <param name="reserve">Asks whether other processes have left a place at that server. An embedded engine is not shared.</param>
    public async Task<Slot?> AcquireAsync(
        string? avoid, (long Rank, long Turn) turn, Func<ModelServer, CancellationToken, Task<bool>>? reserve, TimeSpan patience, CancellationToken cancel)
    {
        while (true)
        {
            var isElsewhere = false;
            using var late = new CancellationTokenSource(patience, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
            try
            {
                while (await WaitAsync(avoid, turn, either.Token) is { } slot)
                {
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
                    if (!isElsewhere)
                    {
                        isElsewhere = true;
                        late.CancelAfter(PatienceElsewhere);
                    }
                }

                return null;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                if (!HasReasonToWait(avoid))
                {
                    return null;
                }
            }
        }
    }

    /// <summary>Takes a slot, or waits for one as long as it takes.</summary>
    public async Task<Slot> AcquireAsync(string? avoid, CancellationToken cancel) =>
        await WaitAsync(avoid, default, cancel) ?? throw new OperationCanceledException("The pool is closed.");

    /// <summary>The server of this name, if it is ours.</summary>
    public ModelServer? Find(string name)
    {
        lock (_lock)
        {
            return _entries.Find(entry => entry.Server.Name == name)?.Server;
        }
    }

    /// <summary>Every server, for people and programs to look at.</summary>
    public IReadOnlyList<ModelServerStatus> Status()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => new ModelServerStatus(
                entry.Server.Name, entry.Server.Slots, entry.Busy, !entry.Breaker.IsOpen, entry.Breaker.OpenUntil, entry.Trouble))];
        }
    }

    /// <summary>The embedded engine is up at this address (a new one after each restart).</summary>
    internal void Place(ModelServer server)
    {
        lock (_lock)
        {
            _entries.Add(new PoolEntry(server, _clock));
        }

        Dispatch();
    }

    /// <summary>The embedded engine is gone; jobs wait for the next one.</summary>
    internal void Remove(ModelServer server)
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => entry.Server == server);
        }
    }

    /// <summary>True while one of our own jobs holds a slot, or a slot became free just as the wait timed out.</summary>
    private bool HasReasonToWait(string? avoid)
    {
        lock (_lock)
        {
            return !IsClosed && (_entries.Exists(entry => entry.Busy > 0) || Choose(avoid) is not null);
        }
    }

    private PoolEntry? Choose(string? avoid)
    {
        if (_entries.Sum(entry => entry.Busy) >= AtOnce)
        {
            return null;
        }

        var others = _entries.Where(entry => entry.Server.Name != avoid?.TrimEnd('/')).ToList();
        var candidates = others.Exists(entry => !entry.Breaker.IsOpen) ? others : _entries;
        return candidates
            .Where(entry => entry.Busy < entry.Server.Slots && entry.Breaker.LetsThrough && !entry.IsFullElsewhere)
            .MinBy(entry => (entry.Breaker.IsOpen, (double)entry.Busy / entry.Server.Slots));
    }

    /// <summary>How long until a breaker half-opens, or a server that other processes had filled is looked at again; null when nothing is going to happen by itself.</summary>
    private TimeSpan? NextReopening()
    {
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            return _entries.SelectMany(entry => new[] { entry.Breaker.OpenUntil, entry.FullElsewhereUntil }).Min(until => until > now ? until - now : null);
        }
    }

    private async Task<Slot?> WaitAsync(string? avoid, (long Rank, long Turn) turn, CancellationToken cancel)
    {
        var me = new Waiter(avoid, turn);
        lock (_lock)
        {
            if (IsClosed)
            {
                return null;
            }

            // After those whose turn is the same.
            var after = _line.FindIndex(other => other.Turn.CompareTo(turn) > 0);
            _line.Insert(after < 0 ? _line.Count : after, me);
        }

        while (true)
        {
            Dispatch();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(me.Got.Task, Task.Delay(NextReopening() ?? Timeout.InfiniteTimeSpan, _clock, enough.Token));
            await enough.CancelAsync();
            lock (_lock)
            {
                if (cancel.IsCancellationRequested && _line.Remove(me))
                {
                    throw new OperationCanceledException(cancel);
                }
            }

            if (me.Got.Task.IsCompleted)
            {
                return await me.Got.Task;
            }
        }
    }

    /// <summary>Gives free slots to those who wait, in their order.</summary>
    private void Dispatch()
    {
        lock (_lock)
        {
            foreach (var waiting in _line.ToList())
            {
                if (Choose(waiting.Avoid) is { } entry)
                {
                    entry.Busy++;
                    entry.Breaker.Entered();
                    _line.Remove(waiting);
                    waiting.Got.SetResult(new Slot(this, entry));
                }
            }
        }
    }

    private void Free(PoolEntry entry)
    {
        lock (_lock)
        {
            entry.Busy--;
        }
    }

    private void Record(PoolEntry entry, RenderOutcome? outcome)
    {
        lock (_lock)
        {
            if (outcome is null)
            {
                entry.Breaker.Left();
            }
            else
            {
                entry.Breaker.Report(outcome.Health);
                entry.Trouble = outcome.Health is ServerHealth.Well ? null : Sentence(outcome);
            }
        }
    }

    private static string? Sentence(RenderOutcome outcome) => outcome switch
    {
        RenderOutcome.Failed failed => failed.Reason,
        RenderOutcome.Busy busy => busy.Reason,
        RenderOutcome.Misconfigured wrong => wrong.Reason,
        _ => null,
    };

    private sealed record Waiter(string? Avoid, (long Rank, long Turn) Turn)
    {
        public TaskCompletionSource<Slot?> Got { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
