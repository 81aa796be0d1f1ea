using System.Threading.Channels;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>Wakes workers that wait for work or work on a cancelled job, in this process and, where the database has notifications, in the others. A hint: a worker that misses it finds out at its next poll.</summary>
public sealed class QueueNotifier
{
    private const string Work = "work", Cancel = "cancel ";

    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Database _database;

    public QueueNotifier(Database database)
    {
        _database = database;
        database.Notified += Hear;
    }

    /// <summary>The job of this id is to be cancelled.</summary>
    public event Action<string>? CancelAsked;

    /// <summary>Something has changed in the queue.</summary>
    public event Action? Raised;

    public void Raise()
    {
        Hear(Work);
        _database.Notify(Work);
    }

    /// <summary>Wakes only this process's scheduler: what changed is no other's business.</summary>
    public void Wake() => Hear(Work);

    public void AskCancel(string jobId)
    {
        Hear(Cancel + jobId);
        _database.Notify(Cancel + jobId);
    }

    /// <summary>Returns when raised, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await _raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Not notified; look anyway.
        }
    }

    private void Hear(string word)
    {
        if (word.StartsWith(Cancel, StringComparison.Ordinal))
        {
            CancelAsked?.Invoke(word[Cancel.Length..]);
        }
        else
        {
            _raised.Writer.TryWrite(true);
            Raised?.Invoke();
        }
    }
}
