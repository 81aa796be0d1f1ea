using System.Collections.Concurrent;
using System.Diagnostics;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>The supervision of the child, with a shell in its place that says an address and then lives on.</summary>
public sealed class EmbeddedModelServerTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ModelServerPool _pool;
    private readonly EmbeddedModelServer _embedded;
    private readonly List<int> _children = [];
    private readonly ConcurrentQueue<DateTimeOffset> _starts = new();
    private readonly ConcurrentQueue<string> _keys = new();
    private string _script = $"echo warming up; echo '{CpuModelServer.Listening}'http://127.0.0.1:7; exec sleep 600";

    public EmbeddedModelServerTests()
    {
        _pool = new ModelServerPool(Options.Create(new ModelServersOptions()), _clock);
        _embedded = new EmbeddedModelServer(_pool, StartAsync, _clock, NullLogger<EmbeddedModelServer>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _embedded.StopAsync(default);
        _embedded.Dispose();
    }

    [Fact]
    public async Task Its_address_is_what_it_says_it_is()
    {
        await _embedded.StartAsync(default);

        using var slot = await AcquireAsync();

        Assert.Equal("http://127.0.0.1:7", slot.Server.Name);
    }

    [Fact]
    public async Task A_killed_child_is_replaced_and_jobs_wait_meanwhile()
    {
        await _embedded.StartAsync(default);
        (await AcquireAsync()).Dispose();

        KillNine(_children[0]);
        await Eventually.HoldsAsync(() => _pool.Status().Count == 0);
        var waiting = AcquireAsync();
        Assert.False(waiting.IsCompleted);

        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            return waiting.IsCompleted;
        });
        Assert.Equal(2, _children.Count);
        (await waiting).Dispose();
    }

    [Fact]
    public async Task A_child_that_dies_at_once_is_tried_ever_more_rarely()
    {
        _script = "exit 3";
        await _embedded.StartAsync(default);
        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            return _starts.Count > 4;
        });

        // The clock also runs while a child starts and ends, so from one start to the next it is at least the pause.
        var starts = _starts.ToArray();
        Assert.All(
            starts.Zip(starts.Skip(1), (start, next) => (next - start).TotalSeconds).Zip([0.5, 1, 2, 4]),
            pause => Assert.True(pause.First >= pause.Second, $"{pause}"));
    }

    [Fact]
    public async Task It_ends_with_us()
    {
        await _embedded.StartAsync(default);
        (await AcquireAsync()).Dispose();

        await _embedded.StopAsync(default);

        Assert.Empty(_pool.Status());
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(_children[0]));
    }

    [Fact]
    public async Task It_stays_away_when_model_servers_are_configured()
    {
        var options = new ModelServersOptions();
        options.Servers.Add(new() { Url = "http://gpu" });
        var pool = new ModelServerPool(Options.Create(options), _clock);
        using var embedded = new EmbeddedModelServer(pool, StartAsync, _clock, NullLogger<EmbeddedModelServer>.Instance);

        await embedded.StartAsync(default);
        await embedded.ExecuteTask!;

        Assert.Empty(_children);
    }

    [Fact]
    public void The_command_is_this_program_once_more_with_no_secret_in_its_environment()
    {
        Environment.SetEnvironmentVariable("EMBEDDED_TEST_API_KEY", "secret");
        var command = EmbeddedModelServer.Command("/work folder", "/cache folder", ["--Limits:MaxPictureSide=8192"], "a key");

        Assert.Equal(
            ["model-server", "--urls", "http://127.0.0.1:0", "--work", "/work folder", "--cache", "/cache folder", "--Limits:MaxPictureSide=8192"],
            command.Arguments.TakeLast(8));
        Assert.Equal("/work folder", command.WorkingDirectory);
        Assert.Equal(("setsid", Environment.ProcessPath), (command.Program, command.Arguments[0]));
        Assert.Equal(10, command.Niceness);
        Assert.DoesNotContain("EMBEDDED_TEST_API_KEY", command.Environment!.Keys);
        Assert.Contains("PATH", command.Environment!.Keys);
        Assert.Equal("a key", command.Environment["ModelServer__Key"]);
        Assert.DoesNotContain(command.Arguments, argument => argument.Contains("a key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_child_gets_a_key_of_its_own_that_the_jobs_are_sent_with()
    {
        await _embedded.StartAsync(default);
        using (var slot = await AcquireAsync())
        {
            Assert.Equal(_keys.Single(), slot.Server.Key);
            Assert.DoesNotContain(_keys.Single(), slot.Server.ToString(), StringComparison.Ordinal);
        }

        KillNine(_children[0]);
        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            return _keys.Count == 2;
        });
        Assert.Equal(2, _keys.Distinct().Count(key => key.Length >= 32));
    }

    private async Task<RunningChild> StartAsync(string key, CancellationToken cancel)
    {
        _keys.Enqueue(key);
        _starts.Enqueue(_clock.GetUtcNow());
        var child = await ChildProcess.StartAsync(new ChildCommand("sh", ["-c", _script]), cancel);
        _children.Add(child.Id);
        return child;
    }

    private Task<ModelServerPool.Slot> AcquireAsync() => _pool.AcquireAsync(null, default).WaitAsync(TimeSpan.FromSeconds(20));

    private static void KillNine(int id)
    {
        using var child = Process.GetProcessById(id);
        child.Kill();
    }
}
