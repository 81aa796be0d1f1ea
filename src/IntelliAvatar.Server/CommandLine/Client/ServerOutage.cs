namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Patience with a server that has gone away: tells of it once, asks at longer and longer intervals, gives up in the end.</summary>
/// <param name="tell">Hears when the server is away, and when it is back.</param>
internal sealed class ServerOutage(Action<string> tell)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private TimeSpan _pause = TimeSpan.FromSeconds(1);
    private long? _since;

    /// <summary>Whether a refusal says no more than that the server cannot answer now.</summary>
    public static bool IsOne(Refusal refusal) => refusal.Status is
        StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests
        or StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout;

    /// <summary>Waits for a while.</summary>
    /// <returns>Null: ask again; else it has been away for too long.</returns>
    public async Task<Refusal?> WaitAsync(string why, CancellationToken cancel)
    {
        if (_since is null)
        {
            tell($"{why} Waiting for it.");
            _since = TimeProvider.System.GetTimestamp();
        }
        else if (TimeProvider.System.GetElapsedTime(_since.Value) > Patience)
        {
            return new Refusal("server_away", $"The server has been away for {Patience.TotalMinutes:0} minutes. What it has taken goes on when it is back.");
        }

        await Task.Delay(_pause, TimeProvider.System, cancel);
        _pause = _pause * 1.5 < LongestPause ? _pause * 1.5 : LongestPause;
        return null;
    }

    /// <summary>It has answered.</summary>
    /// <param name="pause">How long it wishes to be left alone after it breaks off; zero: it says nothing of that.</param>
    public void IsOver(TimeSpan pause = default)
    {
        if (_since is not null)
        {
            _since = null;
            tell("The server is back.");
        }

        _pause = pause > TimeSpan.Zero ? pause : _pause;
    }
}
