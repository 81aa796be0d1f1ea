namespace IntelliAvatar.Server.ModelServers;

/// <summary>A circuit breaker: closed lets jobs through, open none, half-open one that decides. Not thread-safe; its pool locks.</summary>
internal sealed class CircuitBreaker(TimeProvider clock)
{
    private const int FailuresToOpen = 3;

    // Short, since a small studio has one server: when it is mended, the next job must not wait long.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private int _failures;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset? _openUntil;
    private bool _trying;

    /// <summary>Whether it refuses jobs, or has let one through whose end decides.</summary>
    public bool IsOpen => _openUntil is not null;

    /// <summary>Whether a job may go through now.</summary>
    public bool LetsThrough => _openUntil is null || (!_trying && clock.GetUtcNow() >= _openUntil);

    /// <summary>When an open breaker next lets a job through; null while none is awaited.</summary>
    public DateTimeOffset? OpenUntil => _trying ? null : _openUntil;

    public void Entered() => _trying = IsOpen;

    /// <summary>The job ended without telling anything about the server.</summary>
    public void Left() => _trying = false;

    public void Report(ServerHealth health)
    {
        switch (health)
        {
            case ServerHealth.Well:
                Reset();
                break;
            case ServerHealth.Misconfigured:
                Open(LongestPause);
                break;
            default:
                _failures++;
                if (IsOpen)
                {
                    Open(Min(_pause * 2, LongestPause));
                }
                else if (health is ServerHealth.Down || _failures >= FailuresToOpen)
                {
                    Open(FirstPause);
                }

                break;
        }
    }

    public void Reset()
    {
        _failures = 0;
        _openUntil = null;
        _trying = false;
    }

    private void Open(TimeSpan pause)
    {
        _pause = pause;
        _openUntil = clock.GetUtcNow() + pause;
        _trying = false;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
