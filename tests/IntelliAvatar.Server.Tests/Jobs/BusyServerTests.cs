using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>With a backlog, a model server's slot is never left empty for what is not its work. Told by the order of events, whatever each takes.</summary>
[Collection(ServerTests.Name)]
public sealed class BusyServerTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private FakeModelServer _gpu = null!;
    private ServerProcess _server = null!;

    public async Task InitializeAsync()
    {
        _gpu = await FakeModelServer.StartAsync(media);
        _gpu.OnGenerate = FakeModelServer.OwnName;
        _server = await ServerProcess.StartAsync(_sandbox.Folder, "all", $"--ModelServers:0:Url={_gpu.Url}");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _gpu.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task The_next_render_begins_before_the_last_ones_result_is_fetched_and_one_slot_never_has_two()
    {
        const int Jobs = 6;
        var (open, most, fetched) = (0, 0, 0);
        var begun = Enumerable.Range(0, Jobs + 1).Select(_ => NewSignal()).ToList();
        begun[Jobs].SetResult();
        var (generate, getFile) = (_gpu.OnGenerate, _gpu.OnGetFile);
        _gpu.BeforeForm = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            return Task.FromResult(true);
        };
        _gpu.OnGenerate = http =>
        {
            begun[_gpu.Submissions.Count - 1].TrySetResult();
            Interlocked.Decrement(ref open);
            return generate(http);
        };

        // No result is given before the render after it has begun.
        _gpu.OnGetFile = async http =>
        {
            await begun[Interlocked.Increment(ref fetched)].Task.WaitAsync(AvatarClient.Patience);
            await getFile(http);
        };

        var ids = await SubmitAsync(Jobs);

        foreach (var id in ids)
        {
            Assert.Equal(1, (await _server.Client.CompletedAsync(id)).GetProperty("attempt").GetInt32());
        }

        Assert.Equal((1, Jobs), (most, _gpu.Submissions.Count));
    }

    [Fact]
    public async Task While_one_job_renders_the_next_ones_speech_is_made_and_its_step_says_what_it_waits_for()
    {
        var (reached, go) = (NewSignal(), NewSignal());
        var generate = _gpu.OnGenerate;
        _gpu.OnGenerate = async http =>
        {
            reached.TrySetResult();
            await go.Task.WaitAsync(AvatarClient.Patience);
            await generate(http);
        };
        var first = (await SubmitAsync(1))[0];
        await reached.Task.WaitAsync(AvatarClient.Patience);

        var form = AvatarClient.Form(("user_id", "anita", null), ("text", "Hello.", null), ("gender", "female", null), ("video", null, media.Video));
        var next = await _server.Client.JobIdAsync(await _server.Client.Http.PostAsync("/feature2/text-to-avatar", form));

        await _server.Client.UntilAsync(next, job => job.GetProperty("step").GetString() == "waiting for a model server");
        Assert.True(File.Exists(_sandbox.Path("storage", "uploads", next, $"{next}.wav")));
        Assert.Equal("generate", (await _server.Client.JobAsync(first)).GetProperty("step").GetString());
        Assert.Single(_gpu.Submissions);

        // Who waits is cancelled at once, and the one that renders is not disturbed.
        using var cancelled = await _server.Client.Http.PostAsync($"/v1/jobs/{next}/cancel", null);
        Assert.Equal("CANCELLED", (await _server.Client.EndAsync(next)).GetProperty("status").GetString());
        go.SetResult();
        await _server.Client.CompletedAsync(first);
    }

    private async Task<IReadOnlyList<string>> SubmitAsync(int jobs)
    {
        var ids = new List<string>();
        for (var i = 0; i < jobs; i++)
        {
            ids.Add(await _server.Client.SyncAsync(media.Video, media.Speech));
        }

        return ids;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
