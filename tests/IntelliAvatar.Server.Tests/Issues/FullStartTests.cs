using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A server that was started while its disk was full ended at once, so that not even what it had could be read, and stayed away when there was room again.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class FullStartTests(SampleMedia media) : RenderingTests(media)
{
    [RootFact]
    public Task In_memory_after_an_orderly_stop() => StartsAsync(Mounted.Small(Sandbox.Path("storage"), megabytes: 24), server => server.StopAsync());

    [RootFact]
    public Task On_a_disk_after_an_orderly_stop() => StartsAsync(Disk("storage"), server => server.StopAsync());

    [RootFact]
    public Task On_a_disk_after_a_kill() => StartsAsync(Disk("storage"), server => server.KillAsync());

    [RootFact]
    public async Task With_a_full_work_folder_of_its_own()
    {
        Directory.CreateDirectory(Sandbox.Path("storage"));
        await StartsAsync(Disk("storage", "tmp"), server => server.StopAsync());
    }

    [RootFact]
    public async Task Without_a_database_it_waits_until_one_can_be_made()
    {
        using var disk = Disk("storage");
        disk.Fill();
        await using var server = ServerProcess.Begin(Sandbox.Folder, "all", new Dictionary<string, string>(), Settings);
        await server.SaysAsync("its disk is full; the start goes on by itself");
        disk.Free();
        await server.ReadyAsync(AvatarClient.Patience);
        await server.Client.CompletedAsync(await server.Client.SyncAsync(Media.Video, Media.Speech));
    }

    [RootFact]
    public async Task Killed_then_it_leaves_nothing_that_is_never_removed()
    {
        using var disk = Mounted.Small(Sandbox.Path("storage"), megabytes: 24);
        await using (var before = await ServerProcess.StartAsync(Sandbox.Folder, "api", Settings))
        {
            await before.StopAsync();
        }

        disk.Fill();
        await using (var full = await ServerProcess.StartAsync(Sandbox.Folder, "all", Settings))
        {
            await full.SaysAsync("The server's disk is full.");
            await full.KillAsync();
        }

        disk.Free();
        await using var after = await ServerProcess.StartAsync(Sandbox.Folder, "api", Settings);
        Assert.Single(Directory.GetDirectories(Sandbox.Path("storage", "tmp")));
    }

    private string[] Settings => [$"--ModelServers:0:Url={Gpu.Url}", "--Scheduler:RetryDelay=00:00:00.1"];

    private Mounted Disk(params string[] folder) => Mounted.Image(Sandbox.Path(folder), Sandbox.Path("disk.img"), megabytes: 32);

    private async Task StartsAsync(Mounted mounted, Func<ServerProcess, Task> stop)
    {
        using var disk = mounted;
        string waits;
        await using (var before = await ServerProcess.StartAsync(Sandbox.Folder, "api", Settings))
        {
            waits = await before.Client.SyncAsync(Media.Video, Media.Speech);
            await stop(before);
        }

        disk.Fill();
        await using var server = await ServerProcess.StartAsync(Sandbox.Folder, "all", Settings);

        await server.SaysAsync("The server's disk is full.");
        Assert.NotEmpty(await server.Client.Http.GetByteArrayAsync($"/v1/jobs/{waits}/input/video"));
        Assert.NotEqual("Healthy", await (await server.Client.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        Assert.Contains("disk is full", await server.Client.Http.GetStringAsync("/v1/queue"), StringComparison.Ordinal);
        await server.Client.UntilAsync(waits, job => job.GetProperty("waiting_for").GetString()?.Contains("is full", StringComparison.Ordinal) == true);
        Assert.Contains("is full", await server.Client.Http.GetStringAsync($"/v1/jobs/{waits}"), StringComparison.Ordinal);
        Assert.False((await server.Client.Http.GetAsync("/")).StatusCode >= System.Net.HttpStatusCode.BadRequest);

        disk.Free();
        await server.Client.CompletedAsync(waits);
        Assert.Equal("Healthy", await server.Client.Http.GetStringAsync("/health/ready"));
        Assert.DoesNotContain("fail: ", server.Said.Replace("fail: IntelliAvatar.Server.Jobs.Worker.WriteGuard", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
