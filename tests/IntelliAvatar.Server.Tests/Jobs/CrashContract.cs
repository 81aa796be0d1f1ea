using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>kill -9 in each phase of a job, then a new start: the job completes once, nothing half is visible, nothing stray stays.</summary>
public abstract class CrashContract(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;
    private string[] _database = [];

    private string[] Settings =>
    [
        .. _database, $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:Rescue=00:00:00.2",
    ];

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _database = await DatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    /// <summary>The settings of a database of the test's own.</summary>
    protected abstract Task<string[]> DatabaseAsync();

    private Task<ServerProcess> StartAsync(string role = "all") => ServerProcess.StartAsync(_sandbox.Folder, role, Settings);

    [Fact]
    public async Task Killed_during_an_upload_nothing_of_it_stays()
    {
        await using (var server = await StartAsync())
        {
            using var upload = await HalfAnUploadAsync(server);
            await Eventually.HoldsAsync(() => Files("tmp").Any(file => file.EndsWith(".upload", StringComparison.Ordinal)));
            await server.KillAsync();
        }

        await using var again = await StartAsync();
        await Eventually.HoldsAsync(() => !Files("tmp").Any(file => file.EndsWith(".upload", StringComparison.Ordinal)));
        Assert.Empty(await again.Client.JobsAsync());
        Assert.Empty(Files("uploads"));
    }

    [Fact]
    public async Task Killed_while_the_job_waits_it_runs_after_the_next_start()
    {
        string id;
        await using (var server = await StartAsync("api"))
        {
            id = await server.Client.SyncAsync(media.Video, media.Speech);
            await server.KillAsync();
        }

        await AssertCompletesAsync(id, attempt: 1);
    }

    [Fact]
    public async Task Killed_while_the_speech_is_made()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var sarvam = new FakeModelServerSocket(async (_, stream, cancel) =>
        {
            if (asked.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            }

            await FakeModelServerSocket.SayAsync(stream, "HTTP/1.1 403 Forbidden\nContent-Length: 0\n\n", cancel);
        });
        _gpu.Speaking(media);
        string[] settings = [.. Settings, "--Speech:Sarvam:ApiKey=test", $"--Speech:Sarvam:Url={sarvam.Url}"];
        string id;
        await using (var server = await ServerProcess.StartAsync(_sandbox.Folder, "all", settings))
        {
            id = await server.Client.JobIdAsync(await server.Client.Http.PostAsync(
                "/feature2/text-to-avatar",
                AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, media.Video))));
            await asked.Task.WaitAsync(AvatarClient.Patience);
            Assert.Equal(JsonValueKind.Null, (await server.Client.JobAsync(id)).GetProperty("input_audio").ValueKind);
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartAsync(_sandbox.Folder, "all", settings);
        var job = await again.Client.CompletedAsync(id);
        Assert.Equal((2, $"uploads/{id}/{id}.wav"), (job.GetProperty("attempt").GetInt32(), job.GetProperty("input_audio").GetString()));
        Assert.Equal(
            [$"outputs/{id}.mp4", $"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.phones", $"uploads/{id}/{id}.wav"],
            Files("outputs").Concat(Files("uploads")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Killed_while_the_model_server_works()
    {
        var working = Once(_gpu, gpu => gpu.OnGenerate, (gpu, handler) => gpu.OnGenerate = handler);
        await KillWhenAsync(working);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_download()
    {
        var honest = _gpu.OnGetFile;
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGetFile = async http =>
        {
            _gpu.OnGetFile = honest;
            http.Response.ContentLength = _gpu.Result.Length;
            await http.Response.Body.WriteAsync(_gpu.Result.AsMemory(0, _gpu.Result.Length / 2));
            await http.Response.Body.FlushAsync();
            half.TrySetResult();
            await FakeModelServer.Never(http);
        };
        await KillWhenAsync(half.Task);
    }

    [Fact]
    public async Task Killed_while_it_publishes()
    {
        string id;
        await using (var server = await StartAsync())
        {
            (id, var holding) = await SubmitHeldAsync(server);

            // A folder stands where the result must go, so the publishing fails and is tried again until the kill.
            Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "storage", "outputs", $"{id}.mp4"));
            holding.SetResult();
            await Eventually.HoldsAsync(() => server.Said.Contains("could not be written", StringComparison.Ordinal));
            Assert.Equal(StatusCodes.Status404NotFound, (int)(await server.Client.Http.GetAsync($"/feature1/download/{id}")).StatusCode);
            await server.KillAsync();
            Directory.Delete(Path.Combine(_sandbox.Folder, "storage", "outputs", $"{id}.mp4"));
        }

        await AssertCompletesAsync(id, attempt: 2);
    }

    [Fact]
    public async Task A_kill_between_the_rename_and_the_commit_leaves_a_file_that_nobody_sees()
    {
        string id;
        await using (var server = await StartAsync("api"))
        {
            id = await server.Client.SyncAsync(media.Video, media.Speech);
            var outputs = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "storage", "outputs"));
            await File.WriteAllTextAsync(Path.Combine(outputs.FullName, $"{id}.mp4"), "of an attempt that never committed");
            Assert.Equal(StatusCodes.Status404NotFound, (int)(await server.Client.Http.GetAsync($"/feature1/download/{id}")).StatusCode);
            await server.KillAsync();
        }

        await AssertCompletesAsync(id, attempt: 1);
    }

    [Fact]
    public async Task Of_two_processes_on_one_folder_the_scheduler_may_die_and_come_back()
    {
        await using var api = await StartAsync("api");
        string id;
        await using (var scheduler = await StartAsync("scheduler"))
        {
            var working = Once(_gpu, gpu => gpu.OnGenerate, (gpu, handler) => gpu.OnGenerate = handler);
            id = await api.Client.SyncAsync(media.Video, media.Speech);
            await working;
            Assert.Equal("IN_PROGRESS", (await api.Client.JobAsync(id)).GetProperty("status").GetString());
            await scheduler.KillAsync();
        }

        await using var heir = await StartAsync("scheduler");
        Assert.Equal(2, (await api.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        Assert.Equal(_gpu.Result, await api.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
    }

    [Fact]
    public async Task A_graceful_stop_lets_the_running_job_finish()
    {
        string id;
        await using (var server = await StartAsync())
        {
            (id, var holding) = await SubmitHeldAsync(server);
            var stopping = server.StopAsync();
            await Eventually.HoldsAsync(() => server.Said.Contains("Stopping: waiting", StringComparison.Ordinal));

            // System.CommandLine ends a program two seconds after it was told to stop, unless it is asked not to.
            await Assert.ThrowsAsync<TimeoutException>(() => stopping.WaitAsync(TimeSpan.FromSeconds(4)));
            holding.SetResult();
            Assert.Equal(0, await stopping);
        }

        await using var again = await StartAsync("api");
        var job = await again.Client.JobAsync(id);
        Assert.Equal(("COMPLETED", 1), (job.GetProperty("status").GetString(), job.GetProperty("attempt").GetInt32()));
    }

    private async Task KillWhenAsync(Task reached)
    {
        string id;
        await using (var server = await StartAsync())
        {
            id = await server.Client.SyncAsync(media.Video, media.Speech);
            await reached.WaitAsync(AvatarClient.Patience);
            await server.KillAsync();
        }

        await AssertCompletesAsync(id, attempt: 2);
    }

    private async Task AssertCompletesAsync(string id, int attempt)
    {
        await using var again = await StartAsync();
        var job = await again.Client.CompletedAsync(id);

        Assert.Equal(attempt, job.GetProperty("attempt").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        Assert.Single(await again.Client.JobsAsync());
        Assert.Equal(_gpu.Result, await again.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        Assert.Equal(
            [$"outputs/{id}.mp4", $"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.wav"],
            Files("outputs").Concat(Files("uploads")).Order(StringComparer.Ordinal));
        string[] ofServers = [".lock", "/loops/", "/database"];
        await Eventually.HoldsAsync(() => Files("tmp").All(file => ofServers.Any(part => file.Contains(part, StringComparison.Ordinal))));
    }

    /// <summary>The first call of a handler never answers and completes the task; later ones answer as before.</summary>
    private static Task Once(FakeModelServer gpu, Func<FakeModelServer, RequestDelegate> get, Action<FakeModelServer, RequestDelegate> set)
    {
        var honest = get(gpu);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        set(gpu, http =>
        {
            set(gpu, honest);
            reached.TrySetResult();
            return FakeModelServer.Never(http);
        });
        return reached.Task;
    }

    /// <summary>Submits a job and waits until it is being generated, which goes on when the test says so.</summary>
    private async Task<(string Id, TaskCompletionSource Holding)> SubmitHeldAsync(ServerProcess server)
    {
        var holding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = Gate(holding.Task);
        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        await asked;
        return (id, holding);
    }

    /// <summary>Generating waits until the test opens the gate; the returned task tells that it was reached.</summary>
    private Task Gate(Task open)
    {
        var honest = _gpu.OnGenerate;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await open.WaitAsync(AvatarClient.Patience);
            await honest(http);
        };
        return reached.Task.WaitAsync(AvatarClient.Patience);
    }

    private static async Task<TcpClient> HalfAnUploadAsync(ServerProcess server)
    {
        var address = server.Client.Http.BaseAddress!;
        var client = new TcpClient(address.Host, address.Port);
        const string Head = """
            POST /feature1/create-job?user_id=anita HTTP/1.1
            Host: 127.0.0.1
            Content-Type: multipart/form-data; boundary=b
            Content-Length: 1000000

            --b
            Content-Disposition: form-data; name="video"; filename="v.mp4"


            """;
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head.ReplaceLineEndings("\r\n")));
        await client.GetStream().WriteAsync(new byte[300_000]);
        return client;
    }

    private List<string> Files(string folder)
    {
        var root = Path.Combine(_sandbox.Folder, "storage");
        var path = Path.Combine(root, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))]
            : [];
    }
}
