using System.Diagnostics;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>
/// One job whose server is killed (-9) at every moment of its life, one after another, each time exactly there. <see cref="CrashContract"/> has the
/// moments that it has not: the upload, the model server's work, the download, another process's heir, the stop.
/// </summary>
public abstract class KilledLifeContract(SampleMedia media) : IAsyncLifetime
{
    private const string SpeechIsKept = "NEW.input_audio IS NOT NULL AND OLD.input_audio IS NULL", Completes = "NEW.status = 'COMPLETED'";

    private FakeModelServer _gpu = null!;
    private string _tools = null!;
    private int _attempts;

    protected Sandbox Sandbox { get; } = new();

    private Standstill Standstill { get; set; } = null!;

    private string Hold => Sandbox.Path("hold");

    private string Child => Sandbox.Path("child");

    /// <summary>Makes what stands still on a database of the test's own.</summary>
    protected abstract Task<Standstill> StandstillAsync();

    public async Task InitializeAsync()
    {
        _gpu = (await FakeModelServer.StartAsync(media)).Speaking(media);
        Standstill = await StandstillAsync();

        // ffmpeg and ffprobe, except that while the file is there they say who they are and do nothing.
        foreach (var tool in new[] { "ffmpeg", "ffprobe" })
        {
            _tools = Path.GetDirectoryName(Sandbox.Write(Path.Combine("tools", tool), $"#!/bin/sh\n[ -e {Hold} ] && {{ echo $$ >{Child}.new; mv {Child}.new {Child}; exec sleep 600; }}\nexec /usr/bin/{tool} \"$@\"\n"))!;
            Process.Start("chmod", ["+x", Path.Combine(_tools, tool)]).WaitForExit();
        }
    }

    public async Task DisposeAsync()
    {
        await Standstill.DisposeAsync();
        await _gpu.DisposeAsync();
        Sandbox.Dispose();
    }

    [Fact]
    public async Task A_job_whose_server_is_killed_at_every_moment_of_its_life_completes_once()
    {
        await KilledInsideTheSubmissionAsync();
        var id = await KilledBeforeTheAnswerAsync();
        await KilledInsideAsync(() => Standstill.AfterAsync("UPDATE", "OLD.status = 'IN_PROGRESS'"), Standstill.ReachedAsync, "the claim is committed, nothing after it");
        await KilledInsideAsync(() => Standstill.AfterAsync("UPDATE", SpeechIsKept), Standstill.ReachedAsync, "the speech is made, not named");
        if (Standstill is PostgresStandstill)
        {
            await KilledInsideAsync(() => Standstill.AtCommitAsync("UPDATE", SpeechIsKept), Standstill.ReachedAsync, "the speech is named, not committed");
            Assert.True(File.Exists(Sandbox.Path("storage", "uploads", id, $"{id}.wav")));
        }

        await KilledBeforeItIsSentAsync();
        await KilledWhileTheResultIsCheckedAsync();
        await KilledInsideAsync(() => Standstill.AfterAsync("UPDATE", Completes), Standstill.ReachedAsync, "the result is on the disk, not named");
        Assert.Empty(Files("outputs"));
        await KilledInsideAsync(() => Standstill.AtCommitAsync("UPDATE", Completes), () => Eventually.HoldsAsync(() => Files("outputs").Count > 0), "the result is named, not committed", id);
        await KilledInsideTheRescueAsync();

        await using var server = await StartAsync();
        var job = await server.Client.CompletedAsync(id);
        Assert.Equal(_attempts + 1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        Assert.Single(await server.Client.JobsAsync());
        Assert.Equal(_gpu.Result, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));
        Assert.All(_gpu.Submissions, submission => Assert.StartsWith(id, submission.MediaName));
        Assert.Equal(
            [$"outputs/{id}.mp4", $"uploads/{id}/{id}.mp4", $"uploads/{id}/{id}.phones", $"uploads/{id}/{id}.wav"],
            Files("outputs").Concat(Files("uploads")).Order(StringComparer.Ordinal));
        string[] ofServers = [".lock", "/loops/", "/database"];
        await Eventually.HoldsAsync(() => Files("tmp").All(file => ofServers.Any(part => file.Contains(part, StringComparison.Ordinal))));
    }

    private async Task KilledInsideTheSubmissionAsync()
    {
        await using var server = await StartAsync("api");
        Assert.Empty(await server.Client.JobsAsync()); // so that there is a database
        await Standstill.AfterAsync("INSERT", "NEW.job_id IS NOT NULL");
        var never = SubmitAsync(server);
        await Standstill.ReachedAsync();
        Assert.Empty(await server.Client.JobsAsync());
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => never);
        await Standstill.GoOnAsync();
        Assert.Empty(Files("uploads"));
        Assert.Contains(Files("tmp"), file => file.EndsWith("video.mp4", StringComparison.Ordinal));
    }

    /// <summary>Nobody reads the answer; whether it was written makes no difference to anybody.</summary>
    private async Task<string> KilledBeforeTheAnswerAsync()
    {
        await using var server = await StartAsync("api");
        Assert.Empty(await server.Client.JobsAsync());
        var never = SubmitAsync(server);
        var jobs = await Eventually.GetAsync(server.Client.JobsAsync, jobs => jobs.Count > 0);
        await server.KillAsync();
        await never.ContinueWith(_ => { }, TaskScheduler.Default);
        return Assert.Single(jobs).GetProperty("job_id").GetString()!;
    }

    private async Task KilledBeforeItIsSentAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var honest = _gpu.OnHealth;
        _gpu.OnHealth = http =>
        {
            asked.TrySetResult();
            return FakeModelServer.Never(http);
        };
        await using var server = await StartAsync();
        await asked.Task.WaitAsync(AvatarClient.Patience);
        Assert.Empty(_gpu.Submissions);
        await KilledAsync(server);
        _gpu.OnHealth = honest;
    }

    private async Task KilledWhileTheResultIsCheckedAsync()
    {
        var honest = _gpu.OnGetFile;
        _gpu.OnGetFile = http =>
        {
            File.WriteAllText(Hold, "");
            return honest(http);
        };
        await using var server = await StartAsync();
        await Eventually.HoldsAsync(() => File.Exists(Child));
        var child = Path.Combine("/proc", (await File.ReadAllTextAsync(Child)).Trim());
        Assert.True(Directory.Exists(child));
        await KilledAsync(server);
        await Eventually.HoldsAsync(() => !Directory.Exists(child));
        File.Delete(Hold);
        _gpu.OnGetFile = honest;
    }

    /// <summary>What is counted is the crash before, once, by the next rescuer.</summary>
    private async Task KilledInsideTheRescueAsync()
    {
        await Standstill.AfterAsync("UPDATE", "NEW.crashes > OLD.crashes");
        await using (var server = await StartAsync())
        {
            await Standstill.ReachedAsync();
            await server.KillAsync();
        }

        await Standstill.GoOnAsync();
    }

    private async Task KilledInsideAsync(Func<Task> standStill, Func<Task> reached, string where, string? hidden = null)
    {
        await standStill();
        await using (var server = await StartAsync())
        {
            await reached();
            var job = Assert.Single(await server.Client.JobsAsync());
            Assert.True((job.GetProperty("status").GetString(), job.GetProperty("attempt").GetInt32()) == ("IN_PROGRESS", _attempts + 1), $"{where}: {job}");
            if (hidden is not null)
            {
                Assert.Equal(StatusCodes.Status404NotFound, (int)(await server.Client.Http.GetAsync($"/feature1/download/{hidden}")).StatusCode);
            }

            await KilledAsync(server);
        }

        await Standstill.GoOnAsync();
    }

    private async Task KilledAsync(ServerProcess server)
    {
        _attempts++;
        await server.KillAsync();
    }

    private Task<ServerProcess> StartAsync(string role = "all") => ServerProcess.StartAsync(
        Sandbox.Folder,
        role,
        new Dictionary<string, string> { ["PATH"] = $"{_tools}:{Environment.GetEnvironmentVariable("PATH")}" },
        [
            .. Standstill.Settings, $"--ModelServers:0:Url={_gpu.Url}", "--Scheduler:MaxCrashes=100", "--Scheduler:MaxAttempts=100",
            "--Scheduler:RetryDelay=00:00:00.1", "--Scheduler:Rescue=00:00:00.2",
        ]);

    private Task<HttpResponseMessage> SubmitAsync(ServerProcess server) => server.Client.Http.PostAsync(
        "/feature2/text-to-avatar",
        AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, media.Video)));

    private List<string> Files(string folder)
    {
        var root = Sandbox.Path("storage");
        var path = Path.Combine(root, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))]
            : [];
    }
}

[Collection(ServerTests.Name)]
public sealed class SqliteKilledLifeTests(SampleMedia media) : KilledLifeContract(media)
{
    protected override Task<Standstill> StandstillAsync() => SqliteStandstill.InAsync(Sandbox);
}

[Collection(ServerTests.Name)]
public sealed class PostgresKilledLifeTests(SampleMedia media) : KilledLifeContract(media)
{
    protected override Task<Standstill> StandstillAsync() => PostgresStandstill.NewAsync();
}
