using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A job whose server is killed (-9) at every moment of the conversion of its video. <see cref="KilledLifeContract"/> has the rest of its life.</summary>
public abstract class KilledConversionContract(SampleMedia media) : IAsyncLifetime
{
    private const string IsKept = "NEW.input_video <> OLD.input_video";

    private readonly string _film = media.Make("film.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "mpeg4", "-q:v", "5");
    private FakeModelServer _gpu = null!;
    private HeldConversions _ffmpeg = null!;
    private int _attempts;

    protected Sandbox Sandbox { get; } = new();

    private Standstill Standstill { get; set; } = null!;

    /// <summary>Makes what stands still on a database of the test's own.</summary>
    protected abstract Task<Standstill> StandstillAsync();

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _ffmpeg = new HeldConversions(Sandbox);
        Standstill = await StandstillAsync();
    }

    public async Task DisposeAsync()
    {
        _ffmpeg.GoOn();
        await Standstill.DisposeAsync();
        await _gpu.DisposeAsync();
        Sandbox.Dispose();
    }

    [Fact]
    public async Task A_conversion_whose_server_is_killed_at_every_moment_is_kept_once()
    {
        string id;
        await using (var server = await StartAsync())
        {
            id = await server.Client.SyncAsync(_film, media.Speech);
            var child = await _ffmpeg.ReachedAsync();
            await KilledAsync(server);
            await Eventually.HoldsAsync(() => !Directory.Exists(child));
        }

        Assert.Equal([".video", ".wav"], Inputs(id));
        _ffmpeg.GoOn();
        await KilledInsideAsync(Standstill.AfterAsync, "made, not named", id, ".video", ".wav");
        if (Standstill is PostgresStandstill)
        {
            await KilledInsideAsync(Standstill.AtCommitAsync, "named, not committed", id, ".mp4", ".video", ".wav");
        }

        var rendering = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var honest = _gpu.OnGenerate;
        _gpu.OnGenerate = http =>
        {
            rendering.TrySetResult();
            return FakeModelServer.Never(http);
        };
        await using (var server = await StartAsync())
        {
            await rendering.Task.WaitAsync(AvatarClient.Patience);
            await KilledAsync(server);
        }

        Assert.Equal([".mp4", ".wav"], Inputs(id));
        var conversions = _ffmpeg.Count;
        _gpu.OnGenerate = honest;
        await using var last = await StartAsync();
        var job = await last.Client.CompletedAsync(id);
        Assert.Equal(_attempts + 1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        Assert.Equal(["converted from MPEG-4 to H.264 8-bit"], job.GetProperty("changes").EnumerateArray().Select(change => change.GetString()!));
        Assert.Equal(conversions, _ffmpeg.Count);
        Assert.Equal([".mp4", ".wav"], Inputs(id));

        // A conversion may be what killed its process; a render on another machine may not.
        var attempts = JsonDocument.Parse(await last.Client.Http.GetStringAsync($"/v1/jobs/{id}")).RootElement.GetProperty("attempts").EnumerateArray();
        Assert.Equal([.. Enumerable.Repeat("LOST", _attempts - 1), "RELEASED", "COMPLETED"], attempts.Select(attempt => attempt.GetProperty("outcome").GetString()!));
    }

    private async Task KilledInsideAsync(Func<string, string, Task> standStill, string where, string id, params string[] left)
    {
        await standStill("UPDATE", IsKept);
        await using (var server = await StartAsync())
        {
            await Standstill.ReachedAsync();
            var job = await server.Client.JobAsync(id);
            Assert.True((job.GetProperty("status").GetString(), job.GetProperty("attempt").GetInt32()) == ("IN_PROGRESS", _attempts + 1), $"{where}: {job}");
            Assert.Empty(job.GetProperty("changes").EnumerateArray());
            await KilledAsync(server);
        }

        Assert.Equal(left, Inputs(id));
        await Standstill.GoOnAsync();
    }

    private async Task KilledAsync(ServerProcess server)
    {
        _attempts++;
        await server.KillAsync();
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(
        Sandbox.Folder,
        "all",
        _ffmpeg.Environment,
        [
            .. Standstill.Settings, "--Limits:MaxConversionInRequest=00:00:00", $"--ModelServers:0:Url={_gpu.Url}", "--ModelServers:0:LengthTolerance=00:00:10",
            "--Scheduler:MaxCrashes=100", "--Scheduler:MaxAttempts=100", "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:Rescue=00:00:00.2",
        ]);

    private IReadOnlyList<string> Inputs(string id) =>
        [.. Directory.EnumerateFiles(Sandbox.Path("storage", "uploads", id)).Select(path => Path.GetFileName(path)[id.Length..]).Order(StringComparer.Ordinal)];
}

[Collection(ServerTests.Name)]
public sealed class SqliteKilledConversionTests(SampleMedia media) : KilledConversionContract(media)
{
    protected override Task<Standstill> StandstillAsync() => SqliteStandstill.InAsync(Sandbox);
}

[Collection(ServerTests.Name)]
public sealed class PostgresKilledConversionTests(SampleMedia media) : KilledConversionContract(media)
{
    protected override Task<Standstill> StandstillAsync() => PostgresStandstill.NewAsync();
}
