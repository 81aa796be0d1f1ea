using System.Net.Sockets;
using System.Text;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>Connections that are refused, cut, reset or left hanging.</summary>
public sealed class BrokenConnectionTests : IDisposable
{
    private const string Success = "HTTP/1.1 200 OK\nConnection: close\n\n{\"status\":\"success\",\"video\":\"r.mp4\"}";
    private static readonly string Mp4 = Encoding.Latin1.GetString(FakeModelServer.Mp4);

    private readonly GatewayTalk _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:1", "busy: model_server_unreachable")]
    [InlineData("http://no-such-host.invalid", "busy: model_server_unknown_host")]
    public async Task A_server_that_cannot_be_reached_costs_no_attempt(string url, string verdict)
    {
        var outcome = await _talk.RenderAsync(new Uri(url));

        Assert.Equal(verdict, _talk.VerdictOn(outcome));
        Assert.Equal(ServerHealth.Faulty, outcome.Health);
    }

    [Fact]
    public async Task A_server_that_only_pretends_to_speak_tls_costs_no_attempt()
    {
        await using var server = await FakeModelServer.StartAsync();

        Assert.Equal("busy: model_server_insecure", _talk.VerdictOn(await _talk.RenderAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri)));
    }

    [Fact]
    public Task A_connection_cut_before_the_answer_may_have_rendered() =>
        OnGenerate("twice: answer_lost", (_, _) => Task.CompletedTask);

    [Fact]
    public Task A_connection_reset_before_the_answer_may_have_rendered() =>
        OnGenerate("twice: answer_lost", (stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            return Task.CompletedTask;
        });

    [Fact]
    public Task An_answer_that_is_no_http_may_have_rendered() =>
        OnGenerate("twice: answer_lost", (stream, cancel) => FakeModelServerSocket.SayAsync(stream, "220 smtp ready\n\n", cancel).AsTask());

    [Fact]
    public Task An_answer_cut_in_the_middle_may_have_rendered() =>
        OnGenerate("twice: answer_lost", (stream, cancel) => FakeModelServerSocket.SayAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 100\n\n{\"status\":", cancel).AsTask());

    [Fact]
    public Task An_answer_that_drips_may_have_rendered() =>
        OnGenerate("twice: answer_stalled", (stream, cancel) => DripAsync(stream, "HTTP/1.1 200 OK\n\n", cancel));

    [Fact]
    public Task A_download_cut_short_of_its_length_is_noticed() =>
        OnGetFile("again: result_cut", (stream, cancel) => FakeModelServerSocket.SayAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: 9000\n\n{Mp4}", cancel).AsTask());

    [Fact]
    public Task A_download_cut_between_its_chunks_is_noticed() =>
        OnGetFile("again: result_cut", (stream, cancel) => FakeModelServerSocket.SayAsync(stream, $"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n10\n{Mp4}\n", cancel).AsTask());

    [Fact]
    public Task A_download_that_is_reset_is_noticed() =>
        OnGetFile("again: result_cut", async (stream, cancel) =>
        {
            await FakeModelServerSocket.SayAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: 9000\n\n{Mp4}", cancel);
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        });

    [Fact]
    public async Task A_download_cut_without_a_known_length_is_left_to_the_check()
    {
        _talk.Check = _ => new Refusal("result_cut_off", "The video is not whole.");
        await OnGetFile("twice: result_cut_off", (stream, cancel) => FakeModelServerSocket.SayAsync(stream, $"HTTP/1.1 200 OK\nConnection: close\n\n{Mp4}", cancel).AsTask());
    }

    [Fact]
    public Task A_download_that_drips_is_given_up() =>
        OnGetFile("again: result_stalled", (stream, cancel) => DripAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: 9000\n\n{Mp4}", cancel));

    [Fact]
    public Task A_download_whose_head_never_ends_is_given_up() =>
        OnGetFile("again: result_stalled", (stream, cancel) => DripAsync(stream, "HTTP/1.1 200 OK\nX-Pad: ", cancel));

    [Fact]
    public Task A_download_that_never_begins_is_given_up() =>
        OnGetFile("again: result_stalled", (_, cancel) => new TaskCompletionSource().Task.WaitAsync(cancel));

    [Fact]
    public async Task A_server_that_stops_reading_is_given_up_and_has_not_been_asked()
    {
        using var deaf = new TcpListener(System.Net.IPAddress.Loopback, 0);
        deaf.Server.ReceiveBufferSize = 4096;
        deaf.Start();
        _talk.UseLargeVideo();

        var outcome = await _talk.RenderAsync(new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)deaf.LocalEndpoint).Port}"));

        Assert.Equal("again: upload_stalled", _talk.VerdictOn(outcome));
    }

    [Fact]
    public async Task A_file_server_that_cannot_be_reached_costs_the_attempt_that_was_spent()
    {
        await using var server = await FakeModelServer.StartAsync();

        var outcome = await _talk.RenderAsync(new ModelServer(server.Url, new Uri("http://127.0.0.1:1"), 1, default));

        Assert.Equal("again: result_server_unreachable", _talk.VerdictOn(outcome));
    }

    private async Task OnGenerate(string verdict, Func<NetworkStream, CancellationToken, Task> answer)
    {
        var renders = 0;
        await using var server = new FakeModelServerSocket((line, stream, cancel) =>
        {
            renders += line.StartsWith("POST /generate", StringComparison.Ordinal) ? 1 : 0;
            return line.StartsWith("POST", StringComparison.Ordinal)
                ? answer(stream, cancel)
                : FakeModelServerSocket.SayAsync(stream, "HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", cancel).AsTask();
        });

        var outcome = await _talk.RenderAsync(server.Url);

        Assert.Equal(verdict, _talk.VerdictOn(outcome));
        Assert.Equal(ServerHealth.Faulty, outcome.Health);
        Assert.Equal(1, renders);
    }

    private async Task OnGetFile(string verdict, Func<NetworkStream, CancellationToken, Task> answer)
    {
        await using var server = new FakeModelServerSocket(async (line, stream, cancel) =>
        {
            if (line.StartsWith("GET /get_file", StringComparison.Ordinal))
            {
                await answer(stream, cancel);
            }
            else if (line.StartsWith("POST", StringComparison.Ordinal))
            {
                _talk.Limits.FirstByte = _talk.Limits.Stall = TimeSpan.FromSeconds(0.4); // the upload had its time
                await FakeModelServerSocket.SayAsync(stream, Success, cancel);
            }
        });

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    private static async Task DripAsync(NetworkStream stream, string first, CancellationToken cancel)
    {
        await FakeModelServerSocket.SayAsync(stream, first, cancel);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
            await FakeModelServerSocket.SayAsync(stream, "x", cancel);
        }
    }
}
