using IntelliAvatar.Chaos.Faults;
using IntelliAvatar.Chaos.Routes;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos;

/// <summary>A place where a server process runs, with its own way to everything; a supervisor starts the process again whenever it ends.</summary>
internal sealed class Node(string name, bool isApi, Func<ServerProcess> begin, Findings findings, FaultLog log, string logFolder) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeAnotherStart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task _supervising = Task.CompletedTask;
    private ServerProcess? _process;
    private Life? _life;
    private TaskCompletionSource _up = new();
    private int _starts;

    public string Name { get; } = name;

    public bool IsApi { get; } = isApi;

    /// <summary>Null: the database is a file.</summary>
    public Lane? Database { get; init; }

    /// <summary>Null: the files are on disk.</summary>
    public Lane? Store { get; init; }

    public required IReadOnlyList<Lane> ModelServers { get; init; }

    /// <summary>The file system of its unfinished files; null: it has none of its own.</summary>
    public Mounted? WorkDisk { get; init; }

    public bool IsDiskFull { get; set; }

    /// <summary>A process fault is on.</summary>
    public bool IsStruck { get; private set; }

    public int? Pid => _life?.Pid;

    /// <summary>The client of the present server, which may be dying; null: it is not up.</summary>
    public AvatarClient? Client => _up.Task.IsCompleted ? _process?.Client : null;

    public Life? Life => _life;

    public void Start() => _supervising = SuperviseAsync();

    public Task IsUpAsync() => _up.Task;

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (Take() is var (process, life))
        {
            life.FindInstance();
            life.EndBy(End.Killed);
            await process.KillAsync();
            IsStruck = false;
        }
    }

    public async Task StopAsync()
    {
        if (Take() is var (process, life))
        {
            life.FindInstance();
            life.EndBy(End.Stopped);
            await process.SignalAsync("TERM");
            await process.ExitAsync();
            IsStruck = false;
        }
    }

    public async Task FreezeAsync(TimeSpan time)
    {
        if (Take() is var (process, life))
        {
            var from = Life.Now;
            await process.SignalAsync("STOP");
            await Task.Delay(time, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await process.SignalAsync("CONT");
            life.Froze(from, Life.Now);
            IsStruck = false;
        }
    }

    /// <summary>No more starts: ends what runs.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        if (_process is { HasExited: false } process && _life is { } life)
        {
            life.EndBy(End.Stopped);
            await process.SignalAsync("CONT");
            await process.SignalAsync("TERM");
            if (await Task.WhenAny(_supervising, Task.Delay(AvatarClient.Patience, TimeProvider.System)) != _supervising)
            {
                findings.Break("I10", $"{Name} did not end within {AvatarClient.Patience.TotalSeconds:0} s of being told to");
                await process.KillAsync();
            }
        }

        await _supervising;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_process is { HasExited: false } process)
        {
            _life!.EndBy(End.Killed);
            await process.KillAsync();
        }

        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        WorkDisk?.Dispose();
        _closing.Dispose();
    }

    private (ServerProcess Process, Life Life)? Take()
    {
        lock (_lock)
        {
            if (IsStruck || _process is not { HasExited: false } process || _life is not { } life || life.End != End.None)
            {
                return null;
            }

            IsStruck = true;
            return (process, life);
        }
    }

    private async Task SuperviseAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var process = begin();
            var life = new Life(Name, process.Id);
            (_process, _life) = (process, life);
            findings.Lives.Enqueue(life);
            var isUp = await IsReadyAsync(process, life);
            if (isUp)
            {
                log.Write($"{Name} is up, {life.Instance ?? "instance unknown"}, process {life.Pid}");
                _up.TrySetResult();
            }

            var code = await process.ExitAsync();
            life.EndBy(End.ByItself);
            _up = _up.Task.IsCompleted ? new() : _up;
            Judge(process, life, code, isUp);
            _process = null;
            await process.DisposeAsync();
            await Task.Delay(BeforeAnotherStart, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsReadyAsync(ServerProcess process, Life life)
    {
        try
        {
            await process.ReadyAsync(LongestStart);
            life.FindInstance();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            findings.Break("I10", $"{Name} was not up after {LongestStart.TotalMinutes:0} minutes");
            await process.KillAsync();
            return false;
        }
    }

    private void Judge(ServerProcess process, Life life, int code, bool wasUp)
    {
        File.WriteAllText(Path.Combine(logFolder, $"{Name}-{++_starts:000}.log"), process.Said);
        log.Write($"{Name} ended, process {life.Pid}, {life.End}, code {code}");
        if (life.End == End.ByItself)
        {
            var why = wasUp ? "ended by itself" : IsDiskFull ? "did not start on a full disk" : "refused to start";
            findings.Break("I10", $"{Name} {why}, code {code}: {LastLine(process.Said)}");
        }
        else if (life.End == End.Stopped && code != 0 && wasUp)
        {
            findings.Break("I10", $"{Name} was told to stop and ended with {code}: {LastLine(process.Said)}");
        }
    }

    private static string LastLine(string said) => said.TrimEnd().Split('\n')[^1].Trim();
}
