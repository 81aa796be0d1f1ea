using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.CommandLine;

/// <summary><c>intelliavatar jobs</c> against a real server.</summary>
[Collection(ServerTests.Name)]
public sealed class JobsTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>, IDisposable
{
    private readonly Sandbox _sandbox = new();

    private AvatarClient Client => running.Client;

    public void Dispose() => _sandbox.Dispose();

    private async Task<ProgramRun> RunAsync(int exit, params string[] arguments) =>
        await (await ProgramRun.ToEndAsync(_sandbox.Folder, null, [.. arguments, "--server", $"{Client.Http.BaseAddress}"])).EndsWithAsync(exit);

    private async Task<string> CompletedAsync()
    {
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await Client.CompletedAsync(id);
        return id;
    }

    [Fact]
    public async Task Jobs_are_listed_the_newest_first_in_columns_when_piped_and_as_one_document_when_wanted_so()
    {
        var (older, newer) = (await CompletedAsync(), await CompletedAsync());

        await using var lines = await RunAsync(0, "jobs", "list", "--limit", "2");
        Assert.Equal([newer, older], lines.Lines.Select(line => line.Split('\t')[0]));
        Assert.All(lines.Lines, line => Assert.Equal("COMPLETED", line.Split('\t')[1]));

        await using var json = await RunAsync(0, "jobs", "list", "--limit", "2", "--json", "--status", "completed");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal([newer, older], document.RootElement.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("job_id").GetString()));

        await using var found = await RunAsync(0, "jobs", "list", "--text", older);
        Assert.Equal(older, Assert.Single(found.Lines).Split('\t')[0]);
    }

    [Fact]
    public async Task A_job_is_shown_in_lines_and_as_the_document_that_the_server_gives()
    {
        var id = await CompletedAsync();

        await using var lines = await RunAsync(0, "jobs", "show", id);
        Assert.Contains("status       COMPLETED", lines.Output);
        Assert.Contains(", completed", lines.Output);

        await using var json = await RunAsync(0, "jobs", "show", id, "--json");
        using var shown = JsonDocument.Parse(json.Output);
        using var served = JsonDocument.Parse(await Client.Http.GetStringAsync($"/v1/jobs/{id}"));
        Assert.True(JsonElement.DeepEquals(served.RootElement, shown.RootElement));
    }

    [Fact]
    public async Task A_job_is_watched_to_its_end_a_line_for_each_state_or_a_line_of_JSON()
    {
        await Client.Http.PostAsync("/v1/queue/pause", null);
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await using var plain = ProgramRun.Start(_sandbox.Folder, "jobs", "watch", id, "--server", $"{Client.Http.BaseAddress}");
        await using var json = ProgramRun.Start(_sandbox.Folder, "jobs", "watch", id, "--json", "--server", $"{Client.Http.BaseAddress}");
        await Eventually.HoldsAsync(() => plain.Output.Contains("waiting, 1 in the queue") && json.Lines.Length > 0);
        await Client.Http.PostAsync("/v1/queue/resume", null);

        await plain.EndsWithAsync(0);
        await json.EndsWithAsync(0);
        Assert.Equal($"{id} completed", plain.Lines[^1]);
        Assert.Equal(plain.Lines.Distinct(), plain.Lines);
        var states = json.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status").GetString()).ToList();
        Assert.Equal(("QUEUED", "COMPLETED"), (states[0], states[^1]));
    }

    [Fact]
    public async Task A_failed_job_ends_the_watch_with_its_reason_and_exit_code_1()
    {
        var honest = running.Gpu.OnGenerate;
        running.Gpu.OnGenerate = FakeModelServer.Always(200, """{"status":"error","message":"no face"}""");
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await using var watch = await RunAsync(1, "jobs", "watch", id);
        running.Gpu.OnGenerate = honest;

        var job = await Client.EndAsync(id);
        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Contains(job.GetProperty("error").GetString()!, watch.Error);
        Assert.Contains($"({job.GetProperty("error_code").GetString()})", watch.Error);
    }

    [Fact]
    public async Task A_job_is_cancelled_repeated_and_deleted()
    {
        await Client.Http.PostAsync("/v1/queue/pause", null);
        var id = await Client.SyncAsync(media.Video, media.Speech);

        await using var early = await RunAsync(1, "jobs", "delete", id);
        Assert.Contains("Cancel it first. (job_not_ended)", early.Error);
        await using var cancelled = await RunAsync(0, "jobs", "cancel", id);
        Assert.Equal($"{id} cancelled", Assert.Single(cancelled.Lines));
        await Client.Http.PostAsync("/v1/queue/resume", null);

        await using var repeated = await RunAsync(0, "jobs", "retry", id, "--wait", "--out", "again.mp4");
        Assert.Equal(_sandbox.Path("again.mp4"), Assert.Single(repeated.Lines));
        Assert.Equal(running.Gpu.Result, await File.ReadAllBytesAsync(_sandbox.Path("again.mp4")));

        await using var deleted = await RunAsync(0, "jobs", "delete", id);
        Assert.Equal($"{id} deleted", Assert.Single(deleted.Lines));
        await using var gone = await RunAsync(1, "jobs", "show", id);
        Assert.Contains("There is no job with this id. (job_unknown)", gone.Error);
    }

    [Fact]
    public async Task Whoever_interrupts_a_watch_hears_that_the_job_goes_on_and_how_to_follow_it()
    {
        await Client.Http.PostAsync("/v1/queue/pause", null);
        var id = await Client.SyncAsync(media.Video, media.Speech);
        await using var watch = ProgramRun.Start(_sandbox.Folder, "jobs", "watch", id, "--server", $"{Client.Http.BaseAddress}");
        await Eventually.HoldsAsync(() => watch.Lines.Length > 0);

        await watch.SignalAsync("TERM");
        await watch.EndsWithAsync(130);
        Assert.Contains($"jobs watch {id} --server http://127.0.0.1", watch.Error);
        Assert.Equal("QUEUED", (await Client.JobAsync(id)).GetProperty("status").GetString());
        await Client.Http.PostAsync("/v1/queue/resume", null);
        await Client.CompletedAsync(id);
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("jobs show")]
    [InlineData("jobs show ../secrets")]
    [InlineData("jobs list --limit none")]
    [InlineData("jobs list --server nowhere")]
    [InlineData("say --video missing.mp4 --text Hello")]
    [InlineData("sync")]
    public async Task What_is_typed_wrongly_has_exit_code_2_and_asks_nobody(string line)
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, line.Split(' '));

        await run.EndsWithAsync(2);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Where_no_server_answers_the_sentence_says_what_to_do()
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "jobs", "list", "--server", "http://127.0.0.1:1");

        await run.EndsWithAsync(1);
        Assert.Contains("No server answers at http://127.0.0.1:1", run.Error);
        Assert.Contains("(server_unreachable)", run.Error);
    }
}
