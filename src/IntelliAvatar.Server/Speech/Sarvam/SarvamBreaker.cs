namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Leaves Sarvam alone for a while after it said that it cannot serve us. When the pause is over, one call at a time tries.</summary>
internal sealed class SarvamBreaker(TimeProvider clock)
{
    private static readonly TimeSpan Probing = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _pausedUntil;
    private ChunkOutcome.Failed? _why;

    /// <returns>Why Sarvam must not be called now; null when it may.</returns>
    public ChunkOutcome.Failed? Refuse()
    {
        lock (_lock)
        {
            if (_why is null)
            {
                return null;
            }

            var now = clock.GetUtcNow();
            if (now < _pausedUntil)
            {
                return _why with { RetryAfter = _pausedUntil - now };
            }

            _pausedUntil = now + Probing; // This caller probes; the others wait for what it finds.
            return null;
        }
    }

    public void Pause(ChunkOutcome.Failed why, TimeSpan length)
    {
        lock (_lock)
        {
            (_why, _pausedUntil) = (why, clock.GetUtcNow() + length);
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _why = null;
        }
    }
}
