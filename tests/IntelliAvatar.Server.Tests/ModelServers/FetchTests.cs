using System.IO.Compression;
using System.Text.Json;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>Everything that <c>GET get_file</c> was seen to answer, and some more.</summary>
public sealed class FetchTests : IDisposable
{
    private readonly GatewayTalk _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData(200, """{"status":"error","msg":"render crashed"}""", 3, "again: result_is_json")]
    [InlineData(200, "[]", 3, "again: result_not_mp4")]
    [InlineData(200, "<html>nginx</html>", 3, "again: result_html")]
    [InlineData(200, "", 3, "again: result_empty")]
    [InlineData(200, "x", 3, "again: result_not_mp4")]
    [InlineData(200, "\0\0\0\u0010ftyp", 3, "again: result_not_mp4")]
    [InlineData(200, "RIFF....WAVEfmt and so on", 3, "again: result_not_mp4")]
    [InlineData(404, "", 3, "again: result_missing")]
    [InlineData(400, """{"message":"no such thing"}""", 3, "again: result_error")]
    [InlineData(500, "", 3, "again: result_error")]
    [InlineData(429, "", 3, "again: result_error")]
    [InlineData(401, "", 1, "misconfigured: model_server_unauthorized")]
    [InlineData(403, "", 1, "misconfigured: model_server_unauthorized")]
    [InlineData(302, "", 1, "misconfigured: model_server_redirects")]
    [InlineData(307, "", 1, "misconfigured: model_server_redirects")]
    public async Task Every_answer_has_its_verdict(int status, string body, int asked, string verdict)
    {
        await using var elsewhere = await FakeModelServer.StartAsync();
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = FakeModelServer.Always(status, body, "video/mp4", ("Location", $"{elsewhere.Url}get_file?filename=result.mp4"));

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(asked, server.AskedFor.Count);
        Assert.Empty(elsewhere.AskedFor);
    }

    [Theory]
    [InlineData("video/mp4")]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task A_video_is_known_by_its_bytes_whatever_the_content_type(string? type)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = http =>
        {
            http.Response.ContentType = type;
            return http.Response.Body.WriteAsync(server.Result).AsTask();
        };

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(server.Result, await File.ReadAllBytesAsync(_talk.PartPath));
    }

    [Theory]
    [InlineData("/code/data/temp/name.mp4", "name.mp4")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\x.mp4", "x.mp4")]
    [InlineData("http://169.254.169.254/latest/meta-data", "meta-data")]
    [InlineData("file:///etc/shadow", "shadow")]
    [InlineData("%2e%2e%2fsecret", "%2e%2e%2fsecret")]
    [InlineData("a.mp4&filename=b.mp4#?x", "a.mp4&filename=b.mp4#?x")]
    [InlineData("con", "con")]
    [InlineData("🎬 é.mp4", "🎬 é.mp4")]
    public async Task A_foreign_name_only_ever_goes_back_encoded_and_without_its_folders(string video, string asked)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = http => http.Response.WriteAsJsonAsync(new { status = "success", video });

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal([asked], server.AskedFor);
    }

    [Fact]
    public async Task A_name_longer_than_a_file_can_have_is_not_asked_for()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = http => http.Response.WriteAsJsonAsync(new { status = "success", video = new string('n', 5000) });

        Assert.Equal("twice: result_name_unusable", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Empty(server.AskedFor);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("filename")]
    public async Task Json_may_send_on_to_another_name_once(string field)
    {
        await using var server = await FakeModelServer.StartAsync();
        var video = server.OnGetFile;
        server.OnGetFile = http => http.Request.Query["filename"] == "real.mp4" ? video(http)
            : FakeModelServer.Always(200, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = "/out/real.mp4" }))(http);

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(["result.mp4", "real.mp4"], server.AskedFor);
    }

    [Fact]
    public async Task Json_that_sends_on_for_ever_is_a_video_that_is_not_ready()
    {
        _talk.Limits.Attempt = TimeSpan.FromSeconds(1);
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = FakeModelServer.Always(200, """{"file":"again.mp4"}""");

        Assert.Equal("twice: result_not_ready", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(["result.mp4", "again.mp4"], server.AskedFor.Distinct());
    }

    [Fact]
    public async Task A_queue_notice_in_place_of_the_video_is_waited_out()
    {
        var asked = 0;
        await using var server = await FakeModelServer.StartAsync();
        var video = server.OnGetFile;
        server.OnGetFile = http => ++asked < 6 ? FakeModelServer.Always(200, """{"status":"queued","job_id":"j","queue_position":1}""")(http) : video(http);

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(6, asked);
    }

    [Fact]
    public async Task A_queue_notice_without_end_ends_with_the_attempt()
    {
        _talk.Limits.Attempt = TimeSpan.FromSeconds(1);
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = FakeModelServer.Always(200, """{"status":"queued"}""");

        Assert.Equal("twice: result_not_ready", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task An_odd_answer_is_forgiven_when_the_video_comes_after_it()
    {
        var asked = 0;
        await using var server = await FakeModelServer.StartAsync();
        var video = server.OnGetFile;
        server.OnGetFile = http => ++asked < 3 ? FakeModelServer.Always(404, "")(http) : video(http);

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task Odd_answers_of_different_kinds_are_not_counted_as_one_kind()
    {
        var asked = 0;
        await using var server = await FakeModelServer.StartAsync();
        var video = server.OnGetFile;
        server.OnGetFile = http => ++asked switch
        {
            1 => FakeModelServer.Always(404, "")(http),
            2 => FakeModelServer.Always(200, "<html>nginx</html>")(http),
            3 => FakeModelServer.Always(500, "")(http),
            4 => FakeModelServer.Always(404, "")(http),
            _ => video(http),
        };

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(5, asked);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_at_the_limit()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = async http =>
        {
            await http.Response.Body.WriteAsync(FakeModelServer.Mp4);
            var more = new byte[64 << 10];
            while (true)
            {
                await http.Response.Body.WriteAsync(more, http.RequestAborted);
            }
        };

        Assert.Equal("twice: result_too_large", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_refused_before_it_is_read()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = async http =>
        {
            http.Response.ContentLength = 10L << 30;
            await http.Response.Body.WriteAsync(FakeModelServer.Mp4);
            await FakeModelServer.Never(http);
        };

        Assert.Equal("twice: result_too_large", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task Nothing_is_unpacked_on_the_way()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(FakeModelServer.Mp4);
        }

        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        };

        Assert.Equal("again: result_not_mp4", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task A_refused_result_is_fetched_once_more_and_given_up_when_it_is_the_same()
    {
        _talk.Check = _ => new Refusal("result_wrong_length", "The video is too short.");
        await using var server = await FakeModelServer.StartAsync();

        Assert.Equal("twice: result_wrong_length", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(2, server.AskedFor.Count);
    }

    [Fact]
    public async Task A_result_that_was_still_being_written_is_fetched_again()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = http => http.Response.Body.WriteAsync((byte[])[.. FakeModelServer.Mp4, .. new byte[server.AskedFor.Count]]).AsTask();
        _talk.Check = _ => new FileInfo(_talk.PartPath).Length < FakeModelServer.Mp4.Length + 3 ? new Refusal("result_cut_off", "The video is not whole.") : null;

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(3, server.AskedFor.Count);
    }

    [Fact]
    public async Task The_video_of_another_job_is_refused()
    {
        await using var server = await FakeModelServer.StartAsync();
        var mine = await _talk.RenderAsync(server.Url, "job-1");
        var mineAgain = await _talk.RenderAsync(server.Url, "job-1");
        _talk.ChangeSpeech();
        var another = await _talk.RenderAsync(server.Url, "job-2");

        Assert.Equal((typeof(RenderOutcome.Rendered), typeof(RenderOutcome.Rendered)), (mine.GetType(), mineAgain.GetType()));
        Assert.Equal("twice: result_of_another_job", _talk.VerdictOn(another));
    }

    [Fact]
    public async Task A_server_of_ours_may_make_the_same_video_of_the_same_sound_in_another_file()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        var wav = await _talk.RenderAsync(server.Url, "job-1");
        _talk.ChangeSpeech();
        var flac = await _talk.RenderAsync(server.Url, "job-2");

        Assert.Equal(("rendered", "rendered"), (wav is RenderOutcome.Rendered ? "rendered" : "", _talk.VerdictOn(flac)));
    }

    [Fact]
    public async Task Results_may_live_on_a_server_of_their_own()
    {
        await using var files = await FakeModelServer.StartAsync();
        await using var server = await FakeModelServer.StartAsync();

        var outcome = await _talk.RenderAsync(new ModelServer(server.Url, files.Url, 1, default));

        Assert.Equal("rendered", _talk.VerdictOn(outcome));
        Assert.Equal((0, 1), (server.AskedFor.Count, files.AskedFor.Count));
    }

    [Fact]
    public async Task A_cancel_in_the_middle_of_the_download_leaves_nothing()
    {
        var begun = new TaskCompletionSource();
        await using var server = await FakeModelServer.StartAsync();
        server.OnGetFile = async http =>
        {
            await http.Response.Body.WriteAsync((byte[])[.. FakeModelServer.Mp4, .. new byte[100_000]]);
            begun.SetResult();
            await FakeModelServer.Never(http);
        };

        var render = _talk.RenderAsync(server.Url);
        await begun.Task;
        await _talk.Cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render);
        Assert.False(File.Exists(_talk.PartPath));
    }
}
