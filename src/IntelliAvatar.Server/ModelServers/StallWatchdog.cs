namespace IntelliAvatar.Server.ModelServers;

/// <summary>Cancels a transfer that does not move: fewer than the asked bytes within a window, be it none at all or one a second.</summary>
internal sealed class StallWatchdog : IDisposable
{
    private TimeSpan _window;
    private readonly int _bytes;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;
    private long _moved;

    public StallWatchdog(TimeSpan window, int bytes, TimeProvider clock, CancellationToken outer)
    {
        _window = window;
        _bytes = bytes;
        _stalled = new CancellationTokenSource(window, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, outer);
    }

    public CancellationToken Token => _either.Token;

    public bool Stalled => _stalled.IsCancellationRequested;

    public void Moved(int bytes)
    {
        _moved += bytes;
        if (_moved >= _bytes)
        {
            _moved = 0;
            _stalled.CancelAfter(_window);
        }
    }

    /// <summary>From now on a window is this long.</summary>
    public void Allow(TimeSpan window)
    {
        _window = window;
        _moved = 0;
        _stalled.CancelAfter(window);
    }

    /// <summary>The transfer is over: from here on only the outer token counts.</summary>
    public void Finish() => _stalled.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
