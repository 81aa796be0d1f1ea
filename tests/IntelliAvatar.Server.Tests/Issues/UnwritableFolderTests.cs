using System.Text.Json;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// Where one folder of the storage could not be written, e.g. a link to a disk that is not mounted, the server was healthy, rendered each job five times
/// and failed it.
/// </summary>
[Collection(ServerIssueTests.Name)]
public sealed class UnwritableFolderTests(SampleMedia media) : RenderingTests(media)
{
    [Fact]
    public Task Nothing_begins_while_the_results_are_a_link_to_a_disk_that_is_not_mounted() => WaitsAsync("outputs", "link");

    [RootFact]
    public Task Nothing_begins_while_the_results_are_on_a_read_only_mount() => WaitsAsync("outputs", "mount");

    [Theory]
    [InlineData("uploads", "link")]
    [InlineData("outputs", "file")]
    [InlineData("avatars", "link")]
    [InlineData("incoming", "file")]
    [InlineData("tmp", "file")]
    public void Every_folder_is_looked_at(string folder, string kind)
    {
        Directory.CreateDirectory(Sandbox.Path("storage"));
        Assert.Null(StorageFolders.Find(Storage));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Sandbox.Path("storage")));

        using (Break(folder, kind))
        {
            var trouble = StorageFolders.Find(Storage)!;
            Assert.Equal(folder, trouble.Name);
            Assert.Contains(Sandbox.Path("storage", folder), trouble.Reason, StringComparison.Ordinal);
        }

        Assert.Null(StorageFolders.Find(Storage));
    }

    [RootFact]
    public void A_read_only_mount_is_trouble_and_a_full_disk_is_none_here()
    {
        foreach (var folder in (string[])["uploads", "incoming", "tmp"])
        {
            using (Break(folder, "mount"))
            {
                Assert.Equal(folder, StorageFolders.Find(Storage)?.Name);
            }
        }

        using var disk = Mounted.Small(Sandbox.Path("storage", "avatars"), megabytes: 1);
        disk.Fill();
        Assert.Null(StorageFolders.Find(Storage));
    }

    [Fact]
    public void A_link_to_another_folder_is_well()
    {
        Directory.CreateDirectory(Sandbox.Path("disk"));
        Directory.CreateDirectory(Sandbox.Path("storage"));
        File.CreateSymbolicLink(Sandbox.Path("storage", "outputs"), Sandbox.Path("disk"));
        Assert.Null(StorageFolders.Find(Storage));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("file")]
    public async Task A_result_that_cannot_be_published_costs_no_attempt(string kind)
    {
        await using var room = new SqliteRoom();
        await room.OpenAsync();
        var job = await room.SubmitAsync();
        var claim = (await room.ClaimAsync())!;
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = $"file:{room.Sandbox.Path("storage")}" }));
        var writing = new WriteGuard(workspace, room.Folders, room.Clock, NullLogger<WriteGuard>.Instance);
        var runner = new JobRunner(
            room.Queue, room.Signal, [new Finisher(room.Temporary("result"))], workspace, writing, Options.Create(room.Limits), room.Clock, NullLogger<JobRunner>.Instance);
        using (Break(room.Sandbox.Path("storage", "outputs"), kind))
        {
            var running = runner.RunAsync(claim, CancellationToken.None);
            await Eventually.HoldsAsync(async () =>
            {
                await room.AdvanceAsync(TimeSpan.FromSeconds(1));
                return running.IsCompleted;
            });
            await running;
            Assert.False(await writing.MayClaimAsync());
        }

        var released = (await room.FindAsync(job.JobId))!;
        Assert.Equal((JobStatus.Queued, 0, StorageAwayException.Code), (released.Status, released.Failures, released.ErrorCode));
        Assert.Contains("folder outputs", released.Error, StringComparison.Ordinal);
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await writing.MayClaimAsync());
    }

    [Theory]
    [InlineData("storage", "file", "is a file where a folder must be")]
    [InlineData("storage", "link", "is a link to")]
    [InlineData("storage/tmp", "file", "is a file where a folder must be")]
    [InlineData("storage/jobs.db", "folder", "is a folder and must be a file")]
    public async Task The_start_and_the_doctor_name_the_path_that_is_no_folder_or_no_file(string path, string kind, string words)
    {
        var full = Sandbox.Path(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        Make(full, kind);

        await using var start = await ProgramRun.ToEndAsync(Sandbox.Folder, null, "serve", "--urls", "http://127.0.0.1:0");
        var sentence = Assert.Single(start.Error.Split('\n'), line => line.StartsWith("intelliavatar cannot start: ", StringComparison.Ordinal));
        Assert.Contains($"{full} {words}", sentence, StringComparison.Ordinal);

        await using var doctor = await ProgramRun.ToEndAsync(Sandbox.Folder, null, "doctor");
        Assert.Contains(Bare($"{full} {words}"), Bare(doctor.Output), StringComparison.Ordinal);
        Assert.DoesNotContain("All is well", doctor.Output, StringComparison.Ordinal);
    }

    private StorageOptions Storage => new() { Url = $"file:{Sandbox.Path("storage")}" };

    private async Task WaitsAsync(string folder, string kind)
    {
        string waits;
        string[] settings = [$"--ModelServers:0:Url={Gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1"];
        await using (var before = await ServerProcess.StartAsync(Sandbox.Folder, "api", settings))
        {
            waits = await before.Client.SyncAsync(Media.Video, Media.Speech);
            await before.StopAsync();
        }

        var path = Sandbox.Path("storage", folder);
        var broken = Break(folder, kind);
        await using var server = await ServerProcess.StartAsync(Sandbox.Folder, "all", settings);
        try
        {
            var sentence = $"cannot write to its file storage (folder {folder})";
            await server.SaysAsync("claims no jobs until it can");
            Assert.Contains(path, server.Said, StringComparison.Ordinal);
            Assert.StartsWith($"Degraded: The server {sentence}", await server.Client.Http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
            var queue = JsonDocument.Parse(await server.Client.Http.GetStringAsync("/v1/queue")).RootElement;
            Assert.Contains(sentence, queue.GetProperty("not_accepting").GetString(), StringComparison.Ordinal);
            Assert.Contains(sentence, (await server.Client.JobAsync(waits)).GetProperty("waiting_for").GetString(), StringComparison.Ordinal);
            using var refused = await server.Client.PostSyncAsync(Media.Video, Media.Speech);
            Assert.Equal((503, StorageAwayException.Code), ((int)refused.StatusCode, (await AvatarClient.ProblemAsync(refused)).GetProperty("code").GetString()));
            await using var doctor = await ProgramRun.ToEndAsync(Sandbox.Folder, null, "doctor");
            Assert.Contains(Bare(path), Bare(doctor.Output), StringComparison.Ordinal);
            Assert.DoesNotContain("All is well", doctor.Output, StringComparison.Ordinal);
            Assert.Empty(Gpu.Submissions);
        }
        finally
        {
            broken.Dispose();
        }

        Assert.Equal(1, (await server.Client.CompletedAsync(waits)).GetProperty("attempt").GetInt32());
        Assert.Equal("Healthy", await server.Client.Http.GetStringAsync("/health/ready"));
        Assert.Single(Gpu.Submissions);
    }

    /// <summary>Until it is disposed the folder cannot be written.</summary>
    private IDisposable Break(string folder, string kind)
    {
        var path = Sandbox.Path("storage", folder); // an absolute path stays as it is
        if (kind == "mount")
        {
            Directory.CreateDirectory(path);
            return Mounted.ReadOnly(path);
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }

        Make(path, kind);
        return new Made(path);
    }

    private void Make(string path, string kind)
    {
        switch (kind)
        {
            case "link":
                File.CreateSymbolicLink(path, Sandbox.Path("nonexistent", "disk"));
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            default:
                File.WriteAllText(path, "");
                break;
        }
    }

    /// <summary>Without the lines of a table and what it was broken at.</summary>
    private static string Bare(string text) => Regex.Replace(text, @"[\s│]", "");

    private sealed class Made(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }

    private sealed class Finisher(string result) : IJobHandler
    {
        public string Kind => "test";

        public Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel) => Task.FromResult<JobOutcome>(new JobOutcome.Done(result));
    }
}
