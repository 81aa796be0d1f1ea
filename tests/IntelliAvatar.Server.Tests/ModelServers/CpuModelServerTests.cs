using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>Our model server with a renderer that does what the test tells it.</summary>
public sealed class CpuModelServerTests : IAsyncLifetime
{
    private static readonly byte[] Video = [.. FakeModelServer.Mp4, 1, 2, 3, 4];

    private readonly DirectoryInfo _sandbox = Directory.CreateTempSubdirectory("cpu-server-");
    private readonly ManualClock _clock = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private int _renders;
    private RenderVideo _render = async (_, _, _, result, _, cancel) =>
    {
        await File.WriteAllBytesAsync(result, Video, cancel);
        return null;
    };

    public async Task InitializeAsync() => (_app, _http) = await StartAsync(new CpuModelServerOptions { Slots = 2, MaxVideoBytes = 100_000, MaxAudioBytes = 50_000 });

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _sandbox.Delete(recursive: true);
    }

    [Fact]
    public async Task A_video_and_a_speech_become_a_video_that_can_be_fetched()
    {
        string? sent = null;
        var render = _render;
        _render = async (video, audio, phones, result, progress, cancel) =>
        {
            sent = $"{new FileInfo(video).Length} {new FileInfo(audio).Length} {phones}";
            return await render(video, audio, phones, result, progress, cancel);
        };

        var (status, answer) = await GenerateAsync("job-1", phones: "0.0 a");
        var fetched = await _http.GetAsync($"/get_file?filename={NameIn(answer)}");

        Assert.Equal((HttpStatusCode.OK, "success"), (status, answer.GetProperty("status").GetString()));
        Assert.Equal("90000 40000 0.0 a", sent);
        Assert.Equal("video/mp4", fetched.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Video, await fetched.Content.ReadAsByteArrayAsync());
        Assert.Equal(["in-use", NameIn(answer)], FilesLeft());
    }

    [Fact]
    public async Task A_part_of_a_result_can_be_fetched()
    {
        var (_, answer) = await GenerateAsync("job-1");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/get_file?filename={NameIn(answer)}");
        request.Headers.Range = new RangeHeaderValue(2, 5);

        var part = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Video[2..6], await part.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("in-use")]
    [InlineData("../in-use")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task Only_results_can_be_fetched(string name)
    {
        var (status, code) = await CodeOfAsync(await _http.GetAsync($"/get_file?filename={Uri.EscapeDataString(name)}"));

        Assert.Equal((HttpStatusCode.NotFound, "unknown_file"), (status, code));
    }

    [Fact]
    public async Task Health_says_how_many_slots_are_taken()
    {
        var (running, release) = HoldRenders();
        var render = GenerateAsync("job-1");
        await running;

        Assert.Equal("""{"status":"ready","slots":2,"busy":1}""", await _http.GetStringAsync("/health"));

        release();
        await render;
        Assert.Equal("""{"status":"ready","slots":2,"busy":0}""", await _http.GetStringAsync("/health"));
    }

    [Fact]
    public async Task With_all_slots_taken_it_says_when_to_come_again()
    {
        var (_, release) = HoldRenders();
        Task[] both = [GenerateAsync("job-1"), GenerateAsync("job-2")];
        await Eventually.HoldsAsync(() => Volatile.Read(ref _renders) == 2);

        using var form = Form("job-3");
        var response = await _http.PostAsync("/generate", form);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), await CodeOfAsync(response));
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        release();
        await Task.WhenAll(both);
    }

    [Fact]
    public async Task Progress_is_told_by_job()
    {
        var halfway = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _render = async (_, _, _, result, progress, cancel) =>
        {
            progress.Report(0.5);
            halfway.SetResult();
            await goOn.Task;
            await File.WriteAllBytesAsync(result, Video, cancel);
            return null;
        };
        var render = GenerateAsync("job/1");
        await halfway.Task;

        Assert.Equal("""{"progress":0.5}""", await _http.GetStringAsync("/progress?job_id=job%2F1"));

        goOn.SetResult();
        await render;
        Assert.Equal("""{"progress":1}""", await _http.GetStringAsync("/progress?job_id=job%2F1"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown_job"), await CodeOfAsync(await _http.GetAsync("/progress?job_id=job-2")));
    }

    [Fact]
    public async Task A_cancelled_render_stops_and_leaves_nothing()
    {
        var (running, _) = HoldRenders();
        var render = GenerateAsync("job-1");
        await running;

        var answer = await _http.PostAsync("/cancel?job_id=job-1", null);
        var (status, said) = await render;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "cancelled"), (status, said.GetProperty("code").GetString()));
        Assert.Equal(["in-use"], FilesLeft());
        Assert.Equal((HttpStatusCode.NotFound, "unknown_job"), await CodeOfAsync(await _http.PostAsync("/cancel?job_id=job-1", null)));
    }

    [Fact]
    public async Task A_client_that_hangs_up_cancels_its_render()
    {
        var (running, _) = HoldRenders();
        using var hangUp = new CancellationTokenSource();
        using var form = Form("job-1");
        var render = _http.PostAsync("/generate", form, hangUp.Token);
        await running;

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render);
        await Eventually.HoldsAsync(async () => await _http.GetStringAsync("/health") == """{"status":"ready","slots":2,"busy":0}""");
        Assert.Equal(["in-use"], FilesLeft());
    }

    [Fact]
    public async Task The_same_job_again_gets_the_finished_result()
    {
        var (_, first) = await GenerateAsync("job-1");
        var (_, again) = await GenerateAsync("job-1");
        var (_, another) = await GenerateAsync("job-2");

        Assert.Equal(NameIn(first), NameIn(again));
        Assert.NotEqual(NameIn(first), NameIn(another));
        Assert.Equal(2, _renders);
    }

    [Fact]
    public async Task The_same_job_while_it_runs_is_refused()
    {
        var (running, release) = HoldRenders();
        var first = GenerateAsync("job-1");
        await running;

        var (status, said) = await GenerateAsync("job-1");

        Assert.Equal((HttpStatusCode.Conflict, "already_running"), (status, said.GetProperty("code").GetString()));
        release();
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
    }

    [Fact]
    public async Task What_the_engine_refuses_is_said_with_its_code()
    {
        _render = (_, _, _, _, _, _) => Task.FromResult<Refusal?>(new Refusal("no_face", "There is no face."));

        var (status, said) = await GenerateAsync("job-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("""{"status":"error","code":"no_face","message":"There is no face."}""", said.GetRawText());
        Assert.Equal(["in-use"], FilesLeft());
    }

    [Fact]
    public async Task A_bug_costs_one_job_and_no_slot()
    {
        _render = (_, _, _, _, _, _) => throw new InvalidOperationException("bug");

        var (status, said) = await GenerateAsync("job-1");

        Assert.Equal((HttpStatusCode.InternalServerError, "render_failed"), (status, said.GetProperty("code").GetString()));
        Assert.DoesNotContain("bug", said.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"status":"ready","slots":2,"busy":0}""", await _http.GetStringAsync("/health"));
    }

    [Theory]
    [InlineData(0, 40_000, "job", HttpStatusCode.UnprocessableEntity, "video_missing")]
    [InlineData(90_000, 0, "job", HttpStatusCode.UnprocessableEntity, "audio_missing")]
    [InlineData(100_001, 40_000, "job", HttpStatusCode.RequestEntityTooLarge, "video_too_large")]
    [InlineData(90_000, 50_001, "job", HttpStatusCode.RequestEntityTooLarge, "audio_too_large")]
    [InlineData(9_000_000, 40_000, "job", HttpStatusCode.RequestEntityTooLarge, "upload_too_large")]
    [InlineData(90_000, 40_000, null, HttpStatusCode.RequestEntityTooLarge, "field_too_long")]
    public async Task A_wrong_form_is_refused(int video, int audio, string? jobId, HttpStatusCode status, string code)
    {
        using var form = Form(jobId ?? new string('x', 201), video, audio);

        Assert.Equal((status, code), await CodeOfAsync(await _http.PostAsync("/generate", form)));
        Assert.Equal(["in-use"], FilesLeft());
        Assert.Equal(0, _renders);
    }

    [Theory]
    [InlineData("text/plain", "hello", HttpStatusCode.UnsupportedMediaType, "form_missing")]
    [InlineData("multipart/form-data", "hello", HttpStatusCode.UnsupportedMediaType, "form_missing")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=media\r\n\r\ncut", HttpStatusCode.BadRequest, "form_broken")]
    public async Task What_is_no_form_is_refused(string type, string body, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Assert.Equal((status, code), await CodeOfAsync(await _http.PostAsync("/generate", content)));
        Assert.Equal(["in-use"], FilesLeft());
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 60)]
    public async Task A_result_is_kept_for_a_while(bool isFetched, int minutes)
    {
        var (_, answer) = await GenerateAsync("job-1");
        if (isFetched)
        {
            await _http.GetByteArrayAsync($"/get_file?filename={NameIn(answer)}");
        }

        var renders = _app.Services.GetRequiredService<RenderRegistry>();
        await Eventually.HoldsAsync(() => renders.Named(NameIn(answer))!.FetchedAt is not null == isFetched);
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        renders.Sweep();
        Assert.Contains(NameIn(answer), FilesLeft());

        _clock.Advance(TimeSpan.FromTicks(1));
        renders.Sweep();

        Assert.Equal(["in-use"], FilesLeft());
        Assert.Equal((HttpStatusCode.NotFound, "unknown_file"), await CodeOfAsync(await _http.GetAsync($"/get_file?filename={NameIn(answer)}")));
    }

    [Fact]
    public async Task Results_are_swept_without_being_asked()
    {
        await GenerateAsync("job-1");

        await Eventually.HoldsAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            return FilesLeft() is ["in-use"];
        });
    }

    [Fact]
    public async Task A_start_sweeps_what_dead_servers_left_and_spares_the_living()
    {
        var dead = _sandbox.CreateSubdirectory($"intelliavatar-work-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(Path.Combine(dead.FullName, "in-use"), "");
        await File.WriteAllTextAsync(Path.Combine(dead.FullName, "left.mp4"), "");

        var (second, http) = await StartAsync(new CpuModelServerOptions());
        http.Dispose();
        await second.DisposeAsync();

        Assert.False(Directory.Exists(dead.FullName));
        Assert.Equal(["in-use"], FilesLeft());
    }

    private async Task<(WebApplication App, HttpClient Http)> StartAsync(CpuModelServerOptions options)
    {
        var app = CpuModelServer.Create(options with { Urls = "http://127.0.0.1:0", WorkDirectory = _sandbox.FullName }, RenderAsync, _clock);
        await app.StartAsync();
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.ExpectContinue = true; // a refusal is heard before the files travel
        return (app, http);
    }

    private Task<Refusal?> RenderAsync(string video, string audio, string? phones, string result, IProgress<double> progress, CancellationToken cancel)
    {
        Interlocked.Increment(ref _renders);
        return _render(video, audio, phones, result, progress, cancel);
    }

    /// <summary>Makes every render wait; the task ends when the first has begun, the action lets them go on.</summary>
    private (Task Running, Action Release) HoldRenders()
    {
        var running = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        var render = _render;
        _render = async (video, audio, phones, result, progress, cancel) =>
        {
            running.TrySetResult();
            await released.Task.WaitAsync(cancel);
            return await render(video, audio, phones, result, progress, cancel);
        };
        return (running.Task, released.SetResult);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> GenerateAsync(string jobId, string? phones = null)
    {
        using var form = Form(jobId, phones: phones);
        var response = await _http.PostAsync("/generate", form);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private static MultipartFormDataContent Form(string jobId, int video = 90_000, int audio = 40_000, string? phones = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(jobId), "job_id" } };
        if (phones is not null)
        {
            form.Add(new StringContent(phones), "phones");
        }

        if (video > 0)
        {
            form.Add(new ByteArrayContent(new byte[video]), "media", "../../face.mp4");
        }

        if (audio > 0)
        {
            form.Add(new ByteArrayContent(new byte[audio]), "audio", "audio.wav");
        }

        return form;
    }

    private static async Task<(HttpStatusCode Status, string? Code)> CodeOfAsync(HttpResponseMessage response) =>
        (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString());

    private static string NameIn(JsonElement answer) => Path.GetFileName(answer.GetProperty("video").GetString()!);

    /// <summary>Names of all files of the server under test.</summary>
    private List<string> FilesLeft() => [.. _sandbox.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Where(entry => !entry.Name.StartsWith("intelliavatar-work-", StringComparison.Ordinal)).Select(entry => entry.Name).OrderBy(name => name != "in-use").ThenBy(name => name)];
}
