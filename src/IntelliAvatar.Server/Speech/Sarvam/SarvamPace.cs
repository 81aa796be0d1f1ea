namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Spreads requests so that no minute has more of them than the account may send: a token bucket with a small burst.</summary>
internal sealed class SarvamPace
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval, _burst;
    private DateTimeOffset _full;

    public SarvamPace(int requestsPerMinute, TimeProvider clock)
    {
        // A full bucket and what flows into it within a minute are the account's limit together.
        var burst = Math.Max(1, requestsPerMinute / 6);
        _clock = clock;
        _interval = TimeSpan.FromMinutes(1) / Math.Max(1, requestsPerMinute - burst);
        _burst = _interval * (burst - 1);
    }

    /// <summary>Waits until a request may be sent; first come, first served.</summary>
    public Task WaitAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var wait = _full - now - _burst;
            _full = (_full > now ? _full : now) + _interval;
            return wait > TimeSpan.Zero ? Task.Delay(wait, _clock, cancel) : Task.CompletedTask;
        }
    }
}
