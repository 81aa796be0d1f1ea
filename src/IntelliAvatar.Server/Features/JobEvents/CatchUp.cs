using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>What a listener to all jobs must know first. When a server comes back all come at once, and most were told the same last: they are answered together.</summary>
internal sealed class CatchUp(JobChanges changes, Forecast forecast, EventWriter events)
{
    private const int MostAtOnce = 1000;
    private const long IsNew = -1;

    /// <summary>Longer than it takes to read a list before or after.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(1);

    private readonly RequestCoalescer<long, FeedTurn> _reads = new(lastTold => ReadAsync(lastTold, changes, forecast, events));

    /// <summary>All that has changed since it was last told, or, when it is new, in the last minute, and what runs now.</summary>
    /// <param name="since">The id of what it was told last; null: it is new.</param>
    public async Task<FeedTurn> ReadAsync(DateTimeOffset? since, CancellationToken cancel) => (await _reads.ReadAsync(since?.ToUnixTimeMilliseconds() ?? IsNew, cancel))!;

    private static async Task<IReadOnlyDictionary<long, FeedTurn>> ReadAsync(IReadOnlyCollection<long> lastTold, JobChanges changes, Forecast forecast, EventWriter events)
    {
        var turns = new Dictionary<long, FeedTurn>();
        foreach (var told in lastTold)
        {
            var look = await forecast.LookAsync(CancellationToken.None);
            var since = told == IsNew ? look.Now - Recently : DateTimeOffset.FromUnixTimeMilliseconds(told);
            var isForgotten = since < look.Now - JobQueue.DeletionsKept;
            var news = await changes.SinceAsync(isForgotten ? look.Now - Recently : since, MostAtOnce, null, CancellationToken.None);
            turns[told] = new(
                news.Now.ToUnixTimeMilliseconds(),
                [
                    .. isForgotten || !news.IsAll ? [FeedEvent.Reset] : Array.Empty<FeedEvent>(),
                    events.Queue(look),
                    .. news.Deleted.Select(events.Deleted),
                    .. news.Jobs.Select(job => events.Job(job, look.Of(job))),
                ]);
        }

        return turns;
    }
}
