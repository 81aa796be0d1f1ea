using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos;

/// <summary>A place where a server process runs, and another one whenever that has ended.</summary>
internal sealed class Node(string role, Func<string, Task<ServerProcess>> start, Findings findings) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeAnotherStart = TimeSpan.FromSeconds(0.2);

    private ServerProcess _server = null!;
    private Task _busy = Task.CompletedTask;

    public bool IsApi => role == "api";

    public int Blows { get; private set; }

    /// <summary>The client of the present server, which may be dying.</summary>
    public AvatarClient Client => _server.Client;

    public async Task StartAsync() => _server = await StartAgainAsync();

    /// <summary>Strikes as soon as the server is up, and does not wait for what comes after.</summary>
    public async Task StrikeAsync(BlowKind kind)
    {
        await _busy;
        if (_server.HasExited)
        {
            findings.Break("I10", $"a server ended by itself:\n{Last(_server.Said)}");
        }

        Blows++;
        _busy = kind switch
        {
            BlowKind.Kill => KillAsync(),
            BlowKind.Freeze => FreezeAsync(),
            _ => StopAndStartAsync(),
        };
    }

    public Task IsUpAsync() => _busy;

    public async Task StopAsync()
    {
        await _busy;
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _busy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task KillAsync()
    {
        findings.Ended(InstanceOf(_server.Id));
        await _server.KillAsync();
        await _server.DisposeAsync();
        _server = await StartAgainAsync();
    }

    private async Task FreezeAsync()
    {
        await _server.SignalAsync("STOP");
        await Task.Delay(ChaosOptions.Lease * 1.5, TimeProvider.System);
        await _server.SignalAsync("CONT");
    }

    private async Task StopAndStartAsync()
    {
        await EndAsync();
        await _server.DisposeAsync();
        _server = await StartAgainAsync();
    }

    private async Task EndAsync()
    {
        findings.Ended(InstanceOf(_server.Id));
        if (await _server.StopAsync() is not 0 and var code)
        {
            findings.Break("I10", $"a server that was told to stop ended with {code}:\n{Last(_server.Said)}");
        }
    }

    /// <summary>The database may be away: then a service manager would try again, too.</summary>
    private async Task<ServerProcess> StartAgainAsync()
    {
        while (true)
        {
            try
            {
                return await start(role);
            }
            catch (InvalidOperationException away) when (away.Message.Contains("database", StringComparison.OrdinalIgnoreCase))
            {
                await Task.Delay(BeforeAnotherStart, TimeProvider.System);
            }
        }
    }

    /// <summary>The name under which a process owns jobs is that of the lock file it has open.</summary>
    private static string? InstanceOf(int pid)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd")
                .Select(link => new FileInfo(link).LinkTarget)
                .Where(path => path?.EndsWith(".lock", StringComparison.Ordinal) == true && path.Contains("/tmp/", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Last(string said) => said.Length > 2000 ? said[^2000..] : said;
}
