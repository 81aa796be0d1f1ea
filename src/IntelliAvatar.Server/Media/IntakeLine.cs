namespace IntelliAvatar.Server.Media;

/// <summary>Who may convert a file next.</summary>
/// <remarks>
/// <para>There is a slot for each processor, and two at least. One user has at most all but one of them, and so have all files that take long:
/// a file that is converted in a moment finds a free slot whatever others send. Of large pictures one is converted at a time, for their memory.</para>
/// <para>The user with the fewest files at work comes first, then the one who was served longest ago, then the file that takes the shortest.</para>
/// </remarks>
internal sealed class IntakeLine(int processors, TimeProvider time)
{
    /// <summary>More than this are not kept waiting, and not more than half of them for one user.</summary>
    private const int MostWaiting = 200;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly int _slots = Math.Max(2, processors);
    private readonly Lock _gate = new();
    private readonly List<Turn> _running = [];
    private readonly List<Turn> _waiting = [];

    /// <summary>When each user who waits or is at work was served last, as a number that grows.</summary>
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private long _serving;

    public static Refusal Busy { get; } = new(
        "intake_busy", "The server is busy with other files just now. Try again in half a minute.", StatusCodes.Status503ServiceUnavailable);

    /// <summary>Waits for a slot.</summary>
    /// <returns>The slot, until it is disposed; null when none came free in time, or too many are waiting already.</returns>
    public async Task<IDisposable?> EnterAsync(string userId, MediaCost cost, TimeSpan maxWait, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var turn = new Turn(this, userId, cost);
        lock (_gate)
        {
            if (maxWait != Timeout.InfiniteTimeSpan && (_waiting.Count >= MostWaiting || Waiting(userId) >= MostWaiting / 2 || WorkBefore(turn) > maxWait))
            {
                return null;
            }

            _waiting.Add(turn);
            Advance();
        }

        try
        {
            await turn.Begun.WaitAsync(maxWait, time, cancel);
            return turn;
        }
        catch (TimeoutException) when (Leave(turn))
        {
            return null;
        }
        catch (TimeoutException)
        {
            return turn; // It came at the very moment.
        }
        catch (OperationCanceledException)
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>How long the files take that come before this one: all smaller ones of its user, and one of each other user.</summary>
    private TimeSpan WorkBefore(Turn turn) =>
        TimeSpan.FromSeconds(_waiting
            .Where(other => other.Cost.Cpu <= turn.Cost.Cpu)
            .GroupBy(other => other.UserId, StringComparer.Ordinal)
            .Sum(user => user.Key == turn.UserId ? user.Sum(other => other.Cost.Cpu.TotalSeconds) : user.Min(other => other.Cost.Cpu.TotalSeconds)) / _slots);

    private bool Leave(Turn turn)
    {
        lock (_gate)
        {
            var left = _waiting.Remove(turn);
            Forget(turn.UserId);
            return left;
        }
    }

    private void End(Turn turn)
    {
        lock (_gate)
        {
            _waiting.Remove(turn);
            var ended = _running.Remove(turn);
            Forget(turn.UserId);
            if (ended)
            {
                Advance();
            }
        }
    }

    private void Forget(string userId)
    {
        if (Running(userId) + Waiting(userId) == 0)
        {
            _served.Remove(userId);
        }
    }

    private void Advance()
    {
        while (_waiting.Where(MayBegin).OrderBy(turn => Running(turn.UserId)).ThenBy(turn => _served.GetValueOrDefault(turn.UserId)).ThenBy(turn => turn.Cost.Cpu).FirstOrDefault() is { } next)
        {
            _served[next.UserId] = ++_serving;
            _waiting.Remove(next);
            _running.Add(next);
            next.Begin();
        }
    }

    private bool MayBegin(Turn turn) =>
        _running.Count < _slots
        && Running(turn.UserId) < _slots - 1
        && (!turn.IsLong || _running.Count(other => other.IsLong) < _slots - 1)
        && (!turn.Cost.IsLarge || !_running.Exists(other => other.Cost.IsLarge));

    private int Running(string userId) => _running.Count(turn => turn.UserId == userId);

    private int Waiting(string userId) => _waiting.Count(turn => turn.UserId == userId);

    private sealed class Turn(IntakeLine line, string userId, MediaCost cost) : IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string UserId { get; } = userId;

        public MediaCost Cost { get; } = cost;

        public bool IsLong { get; } = cost.Cpu > Moment;

        public Task Begun => _begun.Task;

        public void Begin() => _begun.SetResult();

        public void Dispose() => line.End(this);
    }
}
