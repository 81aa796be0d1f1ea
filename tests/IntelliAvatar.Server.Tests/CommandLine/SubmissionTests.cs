using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.CommandLine;

/// <summary><c>intelliavatar sync</c> and <c>say</c> against a real server.</summary>
[Collection(ServerTests.Name)]
public sealed class SubmissionTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>, IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private Task<ProgramRun> RunAsync(string? input, params string[] arguments) =>
        ProgramRun.ToEndAsync(_sandbox.Folder, input, [.. arguments, "--server", $"{running.Client.Http.BaseAddress}", "--user", "anita"]);

    [Fact]
    public async Task A_video_and_a_recording_become_a_file_and_standard_output_has_only_its_path()
    {
        await using var run = await RunAsync(null, "sync", "--video", media.Video, "--audio", media.Speech, "--wait", "--out", "talking.mp4");

        await run.EndsWithAsync(0);
        Assert.Equal($"{_sandbox.Path("talking.mp4")}\n", run.Output);
        Assert.Equal(running.Gpu.Result, await File.ReadAllBytesAsync(_sandbox.Path("talking.mp4")));
        Assert.Equal(["talking.mp4"], Directory.EnumerateFiles(_sandbox.Folder).Select(Path.GetFileName));
        Assert.Contains("completed", run.Error);
    }

    [Fact]
    public async Task Without_waiting_the_answer_is_the_id_of_the_job_or_the_whole_job()
    {
        await using var plain = await RunAsync(null, "sync", "--video", media.Video, "--audio", media.Speech);
        await plain.EndsWithAsync(0);
        Assert.Equal("anita", (await running.Client.CompletedAsync(Assert.Single(plain.Lines))).GetProperty("user_id").GetString());

        await using var json = await RunAsync(null, "sync", "--video", media.Video, "--audio", media.Speech, "--json", "--wait");
        await json.EndsWithAsync(0);
        using var job = JsonDocument.Parse(json.Output);
        Assert.Equal("COMPLETED", job.RootElement.GetProperty("status").GetString());
        Assert.NotEmpty(job.RootElement.GetProperty("attempts").EnumerateArray());
    }

    [Theory]
    [InlineData("argument")]
    [InlineData("input")]
    [InlineData("file")]
    public async Task A_text_comes_from_the_command_line_standard_input_or_a_file(string way)
    {
        const string Text = "@all: hello, \"papa\" & mama.";
        string[] source = way switch
        {
            "argument" => ["--text", Text],
            "input" => ["--text", "-"],
            _ => ["--text-file", _sandbox.Write("words.txt", Text)],
        };
        await using var run = await RunAsync(way == "input" ? Text : null, ["say", "--video", media.Video, "--gender", "female", .. source]);

        await run.EndsWithAsync(0);
        using var job = JsonDocument.Parse(await running.Client.Http.GetStringAsync($"/v1/jobs/{Assert.Single(run.Lines)}"));
        Assert.Equal(Text, job.RootElement.GetProperty("speech").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_refused_upload_shows_the_sentence_of_the_server_and_has_exit_code_1()
    {
        var text = _sandbox.Write("head.mp4", "I am no video.");
        using var refused = await running.Client.PostSyncAsync(text, media.Speech);
        var problem = await AvatarClient.ProblemAsync(refused);

        await using var run = await RunAsync(null, "sync", "--video", text, "--audio", media.Speech, "--wait");

        await run.EndsWithAsync(1);
        Assert.Contains($"{problem.GetProperty("detail").GetString()} ({problem.GetProperty("code").GetString()})", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("say")]
    [InlineData("sync")]
    public async Task An_answer_that_is_lost_makes_no_second_job(string verb)
    {
        await using var proxy = await ForgetfulProxy.StartAsync(running.Client.Http.BaseAddress!, "/v1/jobs", times: 2);
        string[] speech = verb == "sync" ? ["--audio", media.Speech] : ["--text", "Hello.", "--gender", "female"];

        await using var run = await ProgramRun.ToEndAsync(
            _sandbox.Folder, null, [verb, "--video", media.Video, .. speech, "--server", $"{proxy.Url}", "--user", $"once-{verb}"]);

        await run.EndsWithAsync(0);
        Assert.Equal(2, proxy.Lost);
        var job = Assert.Single(await running.Client.JobsAsync(), job => job.GetProperty("user_id").GetString() == $"once-{verb}");
        Assert.Equal(Assert.Single(run.Lines), job.GetProperty("job_id").GetString());
    }

    [Fact]
    public async Task A_video_goes_on_where_the_line_broke()
    {
        var video = media.Make(
            $"noise-{Guid.NewGuid():N}.mp4", "-f", "lavfi", "-i", "nullsrc=s=320x240:r=25:d=1", "-vf", "noise=alls=100:allf=t+u",
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "5", "-pix_fmt", "yuv420p");
        await using var relay = new CuttingRelay(running.Client.Http.BaseAddress!, [400_000, 300_000]);

        await using var run = await ProgramRun.ToEndAsync(
            _sandbox.Folder, null, ["say", "--video", video, "--text", "Hello.", "--gender", "female", "--server", $"{relay.Url}", "--user", "patient"]);

        await run.EndsWithAsync(0);
        Assert.Equal(2, relay.Broken);
        Assert.Contains("The server is back.", run.Error);
    }

    [Theory]
    [InlineData(8)] // in the middle of the upload
    [InlineData(400)] // before a byte is sent: the form is longer than all its parts may be
    public async Task A_file_that_is_too_large_is_refused_in_words_however_much_of_it_was_sent(int megabytes)
    {
        var large = _sandbox.Path("large.mp4");
        await using (var file = File.Create(large))
        {
            file.SetLength((long)megabytes << 20);
        }

        await using var run = await RunAsync(null, "sync", "--video", large, "--audio", media.Speech);

        await run.EndsWithAsync(1);
        Assert.Contains("_too_large)", run.Error);
    }

    [Fact]
    public async Task A_voice_must_exist_and_a_text_be_said_only_once()
    {
        await using var nobody = await RunAsync(null, "say", "--video", media.Video, "--text", "Hello.", "--voice", "nobody");
        await nobody.EndsWithAsync(1);
        Assert.Contains("(voice_unknown)", nobody.Error);

        await using var twice = await RunAsync(null, "say", "--video", media.Video, "--text", "Hello.", "--text-file", _sandbox.Write("words.txt", "Hello."));
        await twice.EndsWithAsync(2);
    }

    [Theory]
    [InlineData("sync", "missing/talking.mp4", "there is no folder")]
    [InlineData("sync", "/proc/talking.mp4", "nothing can be written into")]
    [InlineData("say", ".", "is a folder; name a file")]
    public async Task A_place_that_cannot_be_written_to_is_found_before_anything_is_sent(string verb, string place, string why)
    {
        string[] speech = verb == "sync" ? ["--audio", media.Speech] : ["--text", "Hello.", "--gender", "female"];
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, [verb, "--video", media.Video, .. speech, "--user", "nowhere", "--out", place, "--server", $"{running.Client.Http.BaseAddress}"]);

        await run.EndsWithAsync(2);
        Assert.Contains(why, run.Error);
        Assert.DoesNotContain(await running.Client.JobsAsync(), job => job.GetProperty("user_id").GetString() == "nowhere");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sandbox.Folder));
    }
}
