using System.Diagnostics;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>The real program in a process of its own, on a free loopback port, with its data in a folder of the test.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, bool listens)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, listens);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listens);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The server ended before it was ready:\n{Said}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public AvatarClient Client { get; private set; } = null!;

    /// <summary>All it has written to its console.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts <c>intelliavatar serve</c> and waits until it is ready.</summary>
    /// <param name="folder">Its working directory; storage and database lie in it.</param>
    /// <param name="settings">With <c>--urls=…</c> among them it listens there.</param>
    public static Task<ServerProcess> StartAsync(string folder, string role = "all", params string[] settings) => StartAsync(folder, role, new Dictionary<string, string>(), settings);

    /// <param name="environment">What its environment has besides, or instead of, ours.</param>
    public static async Task<ServerProcess> StartAsync(string folder, string role, IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var server = Begin(folder, role, environment, settings);
        await server.ReadyAsync(AvatarClient.Patience);
        return server;
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static ServerProcess Begin(string folder, string role, IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll");
        string[] address = settings.Any(setting => setting.StartsWith("--urls=", StringComparison.Ordinal)) ? [] : ["--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--role", role, .. address, .. settings])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name is "DATABASE_URL" or "MODEL_SERVER_URL" or "SARVAM_API_KEY" || name.StartsWith("AWS_", StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["Storage__Reserve"] = "0"; // tests need little room, and the machine may have little
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start)!, listens: role != "scheduler");
    }

    /// <summary>Waits until it has written this to its console.</summary>
    public async Task SaysAsync(string words) =>
        await Eventually.GetAsync(() => Task.FromResult(Said), said => said.Contains(words, StringComparison.Ordinal));

    /// <summary>Waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It ended before that.</exception>
    public async Task ReadyAsync(TimeSpan atMost)
    {
        if (await _ready.Task.WaitAsync(atMost) is { } url)
        {
            Client = new AvatarClient(url);
        }
    }

    /// <summary>Waits until it has ended, for whatever reason, and gives its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <param name="signal">Its name, e.g. <c>STOP</c>.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What Ctrl+C or a service manager does. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(AvatarClient.Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Client?.Dispose();
    }

    private void Hear(string? line, bool listens)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        const string Listening = "Now listening on: ";
        if (listens && line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
        {
            _ready.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
        else if (!listens && line.Contains("Application started", StringComparison.Ordinal))
        {
            _ready.TrySetResult(null);
        }
    }
}
