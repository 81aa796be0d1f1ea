using System.Collections.Concurrent;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Http;

/// <summary>What was answered to requests that carried an <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header-07), for a day.</summary>
/// <remarks>
/// A key reserves the id of what the request makes before it is made. So a request that broke at any moment is done again under the same id,
/// and what it made before, if anything, is what the second one finds. A key is in use only while a process really serves it: the
/// process knows its own, and the others see a lease that it renews.
/// </remarks>
public sealed class IdempotencyKeys : IDisposable
{
    /// <summary>How long others believe that a key is served without hearing of it again.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Renewal = Lease / 3;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IdempotencyRow.Id, Serving> _served = new();
    private readonly IdempotencyRows _rows;
    private readonly ILiveness _liveness;
    private readonly string _instance;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _over;

    public IdempotencyKeys(Database database, ILiveness liveness, Workspace workspace, TimeProvider time, ILogger<IdempotencyKeys> log)
        : this(database, liveness, workspace.Instance, time, log)
    {
    }

    internal IdempotencyKeys(Database database, ILiveness liveness, string instance, TimeProvider time, ILogger<IdempotencyKeys> log)
    {
        (_rows, _liveness, _instance, _time, _log) = (new(database, instance, Lease), liveness, instance, time, log);
        _over = _stop.Token;
    }

    /// <summary>What a key means for the request that carries it.</summary>
    public abstract record Turn
    {
        private Turn()
        {
        }

        /// <summary>Do it, and make what you make under this id: it may be there already.</summary>
        public sealed record Go(string ResourceId) : Turn;

        /// <summary>It was done; this was the answer.</summary>
        public sealed record Done(int Status, string Answer, string? Location) : Turn;

        /// <summary>It is being done at this moment.</summary>
        public sealed record Running : Turn;

        /// <summary>Another request has this key.</summary>
        public sealed record Another : Turn;
    }

    private sealed class Serving : IDisposable
    {
        private readonly CancellationTokenSource _ended = new();

        public CancellationToken Ended => _ended.Token;

        /// <summary>No other process has ever had the key: without our answer nothing can have been made under its id, and nothing will be.</summary>
        public bool IsFirst { get; set; }

        public void Dispose()
        {
            _ended.Cancel();
            _ended.Dispose();
        }
    }

    /// <summary>After <see cref="Turn.Go"/> the key is this process's until it is ended, freed or dropped.</summary>
    /// <param name="fingerprint">The same exactly for the same request.</param>
    /// <param name="freshId">The id for what is made, if this is the first time.</param>
    public async Task<Turn> BeginAsync(string userId, string key, string fingerprint, string freshId, CancellationToken cancel)
    {
        var served = new IdempotencyRow.Id(userId, key);
        var serving = new Serving();
        if (!_served.TryAdd(served, serving))
        {
            serving.Dispose();
            return await _rows.FindAsync(served, cancel) is { } other && other.Fingerprint != fingerprint ? new Turn.Another() : new Turn.Running();
        }

        try
        {
            var turn = await DecideAsync(served, fingerprint, freshId, cancel);
            if (turn is Turn.Go go)
            {
                serving.IsFirst = go.ResourceId == freshId;
                _ = RenewAsync(served, serving.Ended);
            }
            else
            {
                Release(served);
            }

            return turn;
        }
        catch
        {
            // Perhaps the key is ours by now, although the answer said no.
            _ = SettleAsync(served, _rows.DropAsync);
            throw;
        }
    }

    /// <summary>Keeps the answer.</summary>
    public Task EndAsync(string userId, string key, int status, string answer, string? location) =>
        SettleAsync(new(userId, key), id => _rows.EndAsync(id, status, answer, location));

    /// <summary>
    /// The request was refused and has made nothing: the key is free again. One that was taken over keeps its id: the process that had it before may
    /// have been stopped for a while, and still make something under it.
    /// </summary>
    public Task FreeAsync(string userId, string key)
    {
        var served = new IdempotencyRow.Id(userId, key);
        var isFirst = _served.TryGetValue(served, out var serving) && serving.IsFirst;
        return SettleAsync(served, isFirst ? _rows.FreeAsync : _rows.DropAsync);
    }

    /// <summary>It is not known how far the request came: when it is sent again, it goes on under its id.</summary>
    public Task DropAsync(string userId, string key) => SettleAsync(new(userId, key), _rows.DropAsync);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<Turn> DecideAsync(IdempotencyRow.Id served, string fingerprint, string freshId, CancellationToken cancel)
    {
        if (await _rows.InsertAsync(served, fingerprint, freshId, cancel))
        {
            return new Turn.Go(freshId);
        }

        var known = await _rows.FindAsync(served, cancel);
        return known switch
        {
            null => new Turn.Running(), // given up or expired at this moment
            _ when known.Fingerprint != fingerprint => new Turn.Another(),
            { Status: { } status } => new Turn.Done(status, known.Answer!, known.Location),
            _ when await IsServedElsewhereAsync(known, cancel) => new Turn.Running(),
            _ => await _rows.TakeOverAsync(served, known, cancel) ? new Turn.Go(known.ResourceId) : new Turn.Running(),
        };
    }

    /// <summary>A key of our own that we do not know to serve was left behind by an error.</summary>
    private async Task<bool> IsServedElsewhereAsync(IdempotencyRow known, CancellationToken cancel) =>
        known.Owner.Length > 0 && known.Owner != _instance && !known.IsLeaseOver && await _liveness.IsAliveAsync(known.Owner, cancel);

    private async Task RenewAsync(IdempotencyRow.Id served, CancellationToken ended)
    {
        RequestPatience.Leave();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, _over);
        while (true)
        {
            await Task.Delay(Renewal, _time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await _rows.RenewAsync(served);
            }
            catch (Exception away) when (away.IsDatabaseTrouble() || away is ObjectDisposedException)
            {
                // Another process may take it over then, and finds under its id what we make.
            }
        }
    }

    /// <summary>Writes down how a request ended, and lets go of its key. What the database does not take now it gets later.</summary>
    private async Task SettleAsync(IdempotencyRow.Id served, Func<IdempotencyRow.Id, Task> write)
    {
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = WriteInTheEndAsync(served, write, tried);
        await tried.Task.WaitAsync(Again, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteInTheEndAsync(IdempotencyRow.Id served, Func<IdempotencyRow.Id, Task> write, TaskCompletionSource tried)
    {
        await Task.Yield();
        RequestPatience.Leave();
        try
        {
            while (!_over.IsCancellationRequested)
            {
                try
                {
                    await write(served);
                    return;
                }
                catch (Exception away) when (away.IsDatabaseTrouble())
                {
                    tried.TrySetResult();
                    await Task.Delay(Again, _time, _over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The process ends; with it the key is free.
        }
        catch (Exception bug)
        {
            _log.LogError(bug, "How a request with an Idempotency-Key ended could not be written down");
        }
        finally
        {
            Release(served);
            tried.TrySetResult();
        }
    }

    private void Release(IdempotencyRow.Id served)
    {
        if (_served.TryRemove(served, out var serving))
        {
            serving.Dispose();
        }
    }
}
