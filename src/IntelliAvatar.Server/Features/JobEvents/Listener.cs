using System.Threading.Channels;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>One open stream. A client that reads too slowly is dropped; it reconnects and gets what it missed.</summary>
/// <param name="jobId">Only this job's events; null: all.</param>
internal sealed class Listener(string? jobId, Action<Listener> leave) : IDisposable
{
    private const int MostTurns = 32;

    private readonly Channel<FeedTurn> _turns = Channel.CreateBounded<FeedTurn>(new BoundedChannelOptions(MostTurns) { SingleReader = true, SingleWriter = true });

    public string? JobId => jobId;

    /// <summary>What the listener was told last of the place of its job.</summary>
    public int? Position { get; set; }

    public ChannelReader<FeedTurn> Turns => _turns.Reader;

    public void Tell(FeedTurn turn)
    {
        if (!_turns.Writer.TryWrite(turn))
        {
            Drop();
        }
    }

    public void Drop() => _turns.Writer.TryComplete();

    public void Dispose() => leave(this);
}
