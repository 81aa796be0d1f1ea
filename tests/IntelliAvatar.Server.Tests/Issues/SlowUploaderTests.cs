using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>One client that sent slowly held the slot of a model server, for as long as it liked; and a repeated job_id got the video of other files.</summary>
public sealed class SlowUploaderTests : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private readonly ManualClock _clock = new();
    private readonly List<TcpClient> _slow = [];
    private readonly LogBook _logs = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private Func<CancellationToken, Task> _meanwhile = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _app = CpuModelServer.Create(
            new CpuModelServerOptions { Urls = "http://127.0.0.1:0", WorkDirectory = _sandbox.Folder, MaxUploads = 3 },
            async (_, _, _, result, _, cancel) =>
            {
                await _meanwhile(cancel);
                await File.WriteAllBytesAsync(result, FakeModelServer.Mp4, cancel);
                return null;
            },
            _clock);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_logs);
        await _app.StartAsync();
        _http = new HttpClient
        {
            BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
            Timeout = AvatarClient.Patience,
        };
        _http.DefaultRequestHeaders.ExpectContinue = true;
    }

    public async Task DisposeAsync()
    {
        _slow.ForEach(client => client.Dispose());
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_client_that_sends_slowly_takes_no_slot()
    {
        await BeginSlowlyAsync();
        await UploadsUnderWayAsync(1);

        Assert.Equal("""{"status":"ready","slots":1,"busy":0}""", await _http.GetStringAsync("/health"));
        Assert.Equal((HttpStatusCode.OK, null), await GenerateAsync("job-1"));
    }

    [Fact]
    public async Task An_upload_that_does_not_move_is_given_up()
    {
        var slow = await BeginSlowlyAsync();
        await UploadsUnderWayAsync(1);

        _clock.Advance(TimeSpan.FromSeconds(59));
        await slow.GetStream().WriteAsync(new byte[1000]); // a drop is no stream
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("upload_stalled", await AnswerAsync(slow));
        await UploadsUnderWayAsync(0);
        Assert.DoesNotContain(_logs.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task An_upload_that_moves_goes_on_however_long_it_takes()
    {
        var slow = await BeginSlowlyAsync(length: 400_000);
        await UploadsUnderWayAsync(1);
        for (var sent = 0; sent < 5; sent++)
        {
            var before = UploadBytes();
            await slow.GetStream().WriteAsync(new byte[70_000]);
            await Eventually.HoldsAsync(() => UploadBytes() >= before + 65_536);
            _clock.Advance(TimeSpan.FromSeconds(55));
        }

        Assert.Equal(1, UploadsUnderWay());
    }

    [Fact]
    public async Task When_all_places_for_uploads_are_taken_a_slow_one_makes_room()
    {
        TcpClient[] slow = [await BeginSlowlyAsync(), await BeginSlowlyAsync(), await BeginSlowlyAsync()];

        await UploadsUnderWayAsync(3);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), await GenerateAsync("job-1")); // nobody can be said to be slow yet
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((HttpStatusCode.OK, null), await GenerateAsync("job-1"));
        await UploadsUnderWayAsync(2);
        Assert.Contains("too slow while others waited", await await Task.WhenAny(slow.Select(AnswerAsync)));
        Assert.DoesNotContain(_logs.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_nothing()
    {
        var slow = await BeginSlowlyAsync();
        await UploadsUnderWayAsync(1);

        slow.Client.LingerState = new(enable: true, seconds: 0);
        slow.Dispose();

        await UploadsUnderWayAsync(0);
        await Eventually.HoldsAsync(() => Directory.EnumerateDirectories(_sandbox.Folder, "*", SearchOption.AllDirectories).Count() == 1);
    }

    [Fact]
    public async Task Many_who_only_connect_and_many_who_do_not_finish_their_headers_keep_nobody_out()
    {
        for (var i = 0; i < 100; i++)
        {
            await SayAsync(i % 2 == 0 ? "" : "POST /generate HTTP/1.1\r\nHost: local");
        }

        Assert.Equal((HttpStatusCode.OK, null), await GenerateAsync("job-1"));
    }

    [Theory]
    [InlineData("video")]
    [InlineData("audio")]
    [InlineData("phones")]
    public async Task A_repeated_id_with_other_files_is_refused_and_with_the_same_gets_its_video(string other)
    {
        using var first = await PostAsync("job-1", 1, 2, "0.0 a");
        using var again = await PostAsync("job-1", 1, 2, "0.0 a");
        using var changed = await PostAsync("job-1", other == "video" ? 9 : 1, other == "audio" ? 9 : 2, other == "phones" ? "0.0 b" : "0.0 a");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Conflict, "job_id_reused"), (changed.StatusCode, await CodeOfAsync(changed)));
    }

    [Theory]
    [InlineData("media")]
    [InlineData("audio")]
    [InlineData("job_id")]
    [InlineData("phones")]
    public async Task A_part_that_comes_twice_is_refused(string twice)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("job-1"), "job_id" },
            { new StringContent("0.0 a"), "phones" },
            { new ByteArrayContent([1]), "media", "face.mp4" },
            { new ByteArrayContent([2]), "audio", "audio.wav" },
            { new ByteArrayContent([3]), twice },
        };
        using var answer = await _http.PostAsync("/generate", form);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "form_duplicate"), (answer.StatusCode, await CodeOfAsync(answer)));
    }

    [Fact]
    public async Task A_full_server_says_so_before_the_files_travel()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _meanwhile = cancel =>
        {
            begun.TrySetResult();
            return goOn.Task.WaitAsync(cancel);
        };
        var running = GenerateAsync("job-1");
        await begun.Task.WaitAsync(AvatarClient.Patience);

        var turnedAway = await SayAsync("POST /generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n");

        Assert.Contains("\"busy\"", await AnswerAsync(turnedAway));
        goOn.SetResult();
        Assert.Equal((HttpStatusCode.OK, null), await running);
    }

    /// <summary>Headers and the first bytes of a form.</summary>
    private Task<TcpClient> BeginSlowlyAsync(int length = 10_000_000) => SayAsync(
        $"POST /generate HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n"
        + "--b\r\nContent-Disposition: form-data; name=media; filename=a.mp4\r\n\r\nabc");

    private async Task<TcpClient> SayAsync(string words)
    {
        var client = new TcpClient();
        _slow.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, _http.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(words));
        return client;
    }

    private static async Task<string> AnswerAsync(TcpClient client)
    {
        // Behind the answer the connection may be reset, since the rest of the form was not read.
        var (said, buffer) = ("", new byte[4096]);
        while (!said.EndsWith('}') && await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(AvatarClient.Patience) is > 0 and var count)
        {
            said += Encoding.UTF8.GetString(buffer, 0, count).TrimEnd('\r', '\n', '0');
        }

        return said;
    }

    private Task UploadsUnderWayAsync(int wanted) => Eventually.HoldsAsync(() => UploadsUnderWay() == wanted);

    private int UploadsUnderWay() => _app.Services.GetRequiredService<UploadPlaces>().Taken;

    private long UploadBytes() => new DirectoryInfo(_sandbox.Folder).EnumerateFiles("face.mp4", SearchOption.AllDirectories).Sum(file => file.Length);

    private async Task<(HttpStatusCode Status, string? Code)> GenerateAsync(string jobId)
    {
        using var answer = await PostAsync(jobId, 1, 2, null);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : await CodeOfAsync(answer));
    }

    private async Task<HttpResponseMessage> PostAsync(string jobId, int video, int audio, string? phones)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(jobId), "job_id" },
            { new ByteArrayContent([(byte)video]), "media", "face.mp4" },
            { new ByteArrayContent([(byte)audio]), "audio", "audio.wav" },
        };
        if (phones is not null)
        {
            form.Add(new StringContent(phones), "phones");
        }

        return await _http.PostAsync("/generate", form);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString();
}
