using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>Everything that <c>POST generate</c> was seen to answer, and some more.</summary>
public sealed class GenerateTests : IDisposable
{
    private readonly GatewayTalk _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData(500, "oops", "again: model_server_error")]
    [InlineData(502, "", "again: model_server_unavailable")]
    [InlineData(503, "<html>busy</html>", "again: model_server_unavailable")]
    [InlineData(504, "", "again: model_server_unavailable")]
    [InlineData(408, "", "again: model_server_throttles")]
    [InlineData(425, "", "again: model_server_throttles")]
    [InlineData(429, "{}", "again: model_server_throttles")]
    [InlineData(400, """{"message":"bad"}""", "never: model_server_rejected_input")]
    [InlineData(415, "", "never: model_server_rejected_input")]
    [InlineData(422, """{"detail":[{"loc":["body"],"msg":"field required"}]}""", "never: model_server_rejected_input")]
    [InlineData(422, """{"code":"no_face"}""", "never: model_server_rejected_input")]
    [InlineData(413, "", "never: model_server_input_too_large")]
    [InlineData(404, "<h1>Not Found</h1>", "again: model_server_has_no_generate")]
    [InlineData(405, "", "again: model_server_has_no_generate")]
    [InlineData(404, """{"code":"unknown_address"}""", "again: model_server_has_no_generate")]
    [InlineData(401, "", "misconfigured: model_server_unauthorized")]
    [InlineData(403, "{}", "misconfigured: model_server_unauthorized")]
    [InlineData(302, "", "misconfigured: model_server_redirects")]
    [InlineData(418, "", "twice: model_server_odd_status")]
    [InlineData(503, """{"code":"busy"}""", "again: model_server_unavailable")]
    [InlineData(200, """{"status":"queued","job_id":"x","queue_position":3}""", "queued: model_server_queued")]
    [InlineData(200, """{"status":"error","error":"CUDA out of memory"}""", "twice: render_failed")]
    [InlineData(200, """{"status":7}""", "twice: render_failed")]
    [InlineData(200, "{}", "twice: render_failed")]
    [InlineData(200, """{"status":"success"}""", "twice: result_unnamed")]
    [InlineData(200, """{"status":"success","video":""}""", "twice: result_unnamed")]
    [InlineData(200, """{"status":"success","video":null}""", "twice: result_unnamed")]
    [InlineData(200, """{"status":"success","video":["a.mp4"]}""", "twice: result_unnamed")]
    [InlineData(200, """{"status":"success","video":"/outputs/"}""", "twice: result_name_unusable")]
    [InlineData(200, """{"status":"success","video":"/a/.."}""", "twice: result_name_unusable")]
    [InlineData(200, """{"status":"success","video":"..\\..\\."}""", "twice: result_name_unusable")]
    [InlineData(200, """{"status":"success","video":"a\u0000b.mp4"}""", "twice: result_name_unusable")]
    [InlineData(200, """{"status":"success","video":"\ud800.mp4"}""", "twice: result_unnamed")]
    [InlineData(200, "", "twice: model_server_answer_empty")]
    [InlineData(200, "<!doctype html><p>Bad gateway", "twice: model_server_answer_html")]
    [InlineData(200, "done", "twice: model_server_answer_not_json")]
    [InlineData(200, "[1,2]", "twice: model_server_answer_not_json")]
    [InlineData(200, """{"status":"success","status":"error"}""", "twice: model_server_answer_not_json")]
    public async Task Every_answer_has_its_verdict(int status, string body, string verdict)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(status, body, headers: ("Location", "http://169.254.169.254/"));

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Empty(server.AskedFor);
        Assert.Single(server.Submissions);
    }

    [Theory]
    [InlineData(422, """{"status":"error","code":"no_face","message":"There is no face."}""", "never: no_face")]
    [InlineData(422, """{"code":"DROP TABLE jobs"}""", "never: model_server_rejected_input")]
    [InlineData(413, """{"code":"video_too_large"}""", "never: video_too_large")]
    [InlineData(404, """{"code":"unknown_address"}""", "never: unknown_address")]
    [InlineData(404, "<h1>Not Found</h1>", "again: model_server_has_no_generate")]
    [InlineData(500, """{"code":"render_failed"}""", "again: render_failed")]
    [InlineData(409, """{"code":"cancelled","message":"gone"}""", "twice: cancelled")]
    [InlineData(409, """{"code":"already_running"}""", "busy: already_running")]
    [InlineData(503, """{"code":"busy","message":"All slots are taken."}""", "busy: busy")]
    public async Task A_server_of_ours_says_its_own_code(int status, string body, string verdict)
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        server.OnGenerate = FakeModelServer.Always(status, body);

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Theory]
    [InlineData("""{"message":"no\u0000thing\n\n  here"}""", "no thing here")]
    [InlineData("""{"error":{"message":"inside"}}""", "inside")]
    [InlineData("""{"detail":[{"loc":["body","media"],"msg":"field required"}]}""", "field required")]
    [InlineData("""{"msg":"short"}""", "short")]
    public async Task The_servers_own_words_are_kept_and_cleaned(string body, string reason)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(422, body);

        Assert.Equal(reason, Assert.IsType<RenderOutcome.Failed>(await _talk.RenderAsync(server.Url)).Reason);
    }

    [Fact]
    public async Task A_very_long_reason_is_cut()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(500, $$"""{"message":"{{new string('x', 100_000)}}"}""");

        Assert.Equal(2000, Assert.IsType<RenderOutcome.Failed>(await _talk.RenderAsync(server.Url)).Reason.Length);
    }

    [Theory]
    [InlineData(1_100_000, "twice: model_server_answer_too_large")]
    [InlineData(1_000_000, "twice: model_server_answer_not_json")]
    public async Task An_answer_is_read_no_further_than_a_megabyte(int length, string verdict)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(200, new string('[', length));

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task Json_deeper_than_32_is_not_read()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(200, $$"""{"status":"success","video":"a.mp4","x":{{new string('[', 40)}}{{new string(']', 40)}}}""");

        Assert.Equal("twice: model_server_answer_not_json", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("999999", 600)]
    [InlineData("soon", null)]
    public async Task Retry_after_is_honoured_within_reason(string header, int? seconds)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.OnGenerate = FakeModelServer.Always(503, "", headers: ("Retry-After", header));

        var failed = Assert.IsType<RenderOutcome.Failed>(await _talk.RenderAsync(server.Url));

        Assert.Equal(seconds, failed.RetryAfter?.TotalSeconds);
        Assert.Equal(ServerHealth.Faulty, failed.Health);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_lost_its_slot_while_the_files_travelled_does_not_send_the_last_of_them(bool toOurs)
    {
        await using var server = await FakeModelServer.StartAsync();
        if (toOurs)
        {
            server.AsOurs();
        }

        var asked = 0;
        _talk.IsSlotKept = () => ++asked > 1;

        Assert.Equal("busy: slot_lost", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Empty(server.Submissions);

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Single(server.Submissions);
    }

    [Fact]
    public async Task The_files_travel_under_unique_plain_names_with_a_known_length()
    {
        await using var server = await FakeModelServer.StartAsync();
        await _talk.RenderAsync(server.Url, "jöb/1.2");
        await _talk.RenderAsync(server.Url, "jöb/1.2");

        var (first, second) = (server.Submissions.First(), server.Submissions.Last());
        Assert.Matches("^j-b-1-2-[0-9a-f]{8}-face\\.mp4$", first.MediaName);
        Assert.Matches("^j-b-1-2-[0-9a-f]{8}-audio\\.wav$", first.AudioName);
        Assert.NotEqual(first.MediaName, second.MediaName);
        Assert.Equal(("video/mp4", 70_000, "audio/wav", 3_000), (first.MediaType, first.MediaLength!.Value, first.AudioType, first.AudioLength!.Value));
        Assert.True(first.ContentLength > 73_000);
        Assert.DoesNotContain('"', first.ContentType!);
    }

    [Fact]
    public async Task A_stranger_gets_the_two_files_and_nothing_else()
    {
        await using var server = await FakeModelServer.StartAsync();
        await _talk.RenderAsync(server.Url);

        Assert.True(server.Submissions.Single() is { JobId: null or "", Phones: null or "" });
        Assert.Empty(server.Cancelled);
    }

    [Fact]
    public async Task A_server_of_ours_also_gets_the_id_and_the_phones()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        await _talk.RenderAsync(server.Url, "job-7");

        Assert.Equal(("job-7", "0.00 h\n0.10 ə\n"), (server.Submissions.Single().JobId, server.Submissions.Single().Phones));
    }

    [Fact]
    public async Task A_stranger_is_asked_once_who_it_is()
    {
        var asked = 0;
        await using var server = await FakeModelServer.StartAsync();
        server.OnHealth = http => FakeModelServer.Always(200, $"<p>page {Interlocked.Increment(ref asked)}")(http);
        await _talk.RenderAsync(server.Url);
        await _talk.RenderAsync(server.Url);

        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_server_of_ours_that_fails_its_health_check_gets_no_job(int status)
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        await _talk.RenderAsync(server.Url);
        server.OnHealth = status > 0 ? FakeModelServer.Always(status, "") : FakeModelServer.Never;

        var outcome = await _talk.RenderAsync(server.Url);

        Assert.Equal("busy: model_server_unhealthy", _talk.VerdictOn(outcome));
        Assert.Equal(ServerHealth.Down, outcome.Health);
        Assert.Single(server.Submissions);
    }

    [Fact]
    public async Task A_server_of_ours_that_was_replaced_by_a_stranger_is_treated_as_one()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        await _talk.RenderAsync(server.Url);
        server.OnHealth = FakeModelServer.Always(404, "");

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Empty(server.Submissions.Last().JobId ?? "");
    }

    [Fact]
    public async Task Progress_only_rises_and_nonsense_is_passed_over()
    {
        string[] said = ["0.2", "\"NaN\"", "0.1", "{}", "-4", "0.6", "1e999", "700"];
        var asked = 0;
        var toldAll = new TaskCompletionSource();
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        server.OnProgress = async http =>
        {
            await FakeModelServer.Always(200, $$"""{"progress":{{said[Math.Min(asked, said.Length - 1)]}}}""")(http);
            if (++asked == said.Length + 2)
            {
                toldAll.SetResult();
            }
        };
        var answer = server.OnGenerate;
        server.OnGenerate = async http =>
        {
            await toldAll.Task;
            await answer(http);
        };

        await _talk.RenderAsync(server.Url);

        Assert.Equal([0.19, 0.57, 0.95], _talk.Progress.Take(3).Select(value => Math.Round(value, 6)));
        Assert.Equal(1, _talk.Progress[^1]);
        Assert.Equal(_talk.Progress.Order(), _talk.Progress);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Giving_up_tells_a_server_of_ours_to_stop(bool isOurs)
    {
        var arrived = new TaskCompletionSource();
        await using var server = await FakeModelServer.StartAsync();
        _ = isOurs ? server.AsOurs() : server;
        server.OnGenerate = http =>
        {
            arrived.TrySetResult();
            return FakeModelServer.Never(http);
        };

        var render = _talk.RenderAsync(server.Url, "job-9");
        await arrived.Task;
        await _talk.Cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render);
        Assert.Equal(isOurs ? ["job-9"] : [], server.Cancelled);
        Assert.False(File.Exists(_talk.PartPath));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_the_attempts_time()
    {
        _talk.Limits.Attempt = TimeSpan.FromSeconds(1);
        _talk.Speech = TimeSpan.FromMilliseconds(10);
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        server.OnGenerate = FakeModelServer.Never;

        Assert.Equal("twice: model_server_silent", _talk.VerdictOn(await _talk.RenderAsync(server.Url, "job-3")));
        Assert.Equal(["job-3"], server.Cancelled);
    }

    [Theory]
    [InlineData(true, "rendered")]
    [InlineData(false, "twice: model_server_silent")]
    public async Task A_server_of_ours_gets_more_time_for_a_longer_speech(bool isOurs, string verdict)
    {
        _talk.Limits.Attempt = TimeSpan.FromSeconds(1);
        await using var server = await FakeModelServer.StartAsync();
        _ = isOurs ? server.AsOurs() : server;
        var answer = server.OnGenerate;
        server.OnGenerate = async http =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            await answer(http);
        };

        Assert.Equal(verdict, _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task A_server_that_is_full_says_so_before_the_files_travel()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        server.BeforeForm = async http =>
        {
            await FakeModelServer.Always(503, """{"status":"error","code":"busy","message":"All slots are taken."}""", headers: ("Retry-After", "9"))(http);
            return false;
        };

        var busy = Assert.IsType<RenderOutcome.Busy>(await _talk.RenderAsync(server.Url));
        Assert.Equal(("All slots are taken.", TimeSpan.FromSeconds(9)), (busy.Reason, busy.RetryAfter));
    }

    [Fact]
    public async Task A_server_that_cannot_be_told_to_wait_gets_the_files_at_once()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.BeforeForm = async http =>
        {
            var isExpecting = http.Request.Headers.Expect.Count > 0;
            await (isExpecting ? FakeModelServer.Always(417, "")(http) : Task.CompletedTask);
            return !isExpecting;
        };

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }
}
