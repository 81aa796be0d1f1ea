namespace IntelliAvatar.Server.Persistence;

/// <summary>One caller's part of a write transaction that several share.</summary>
internal sealed class QueuedWrite(Func<Task> work)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _broken;
    private int _isTaken;

    /// <summary>Ends when the transaction was committed, or with what went wrong.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The one that gets true decides about it: the writer that does it, or the caller that calls it off.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Does the work. What goes wrong in it is kept for its caller.</summary>
    /// <returns>Whether it went well.</returns>
    public async Task<bool> TryAsync()
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception broken)
        {
            _broken = broken;
            return false;
        }
    }

    /// <summary>The transaction is over.</summary>
    /// <param name="broken">Why it was not committed, which all that were in it share.</param>
    public void End(Exception? broken)
    {
        if ((_broken ?? broken) is { } why)
        {
            _ended.SetException(why);
        }
        else
        {
            _ended.SetResult();
        }
    }
}
