using IntelliAvatar.Server.Tests.ModelServers;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A model server that froze, or whose machine vanished, in the middle of a render kept its job for 40 minutes and more.</summary>
public sealed class LifelessServerTests : IDisposable
{
    private readonly GatewayTalk _talk = new();

    public void Dispose() => _talk.Dispose();

    [Fact]
    public async Task One_of_ours_that_answers_nothing_while_it_renders_is_given_up()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        (server.OnGenerate, server.OnProgress) = (FakeModelServer.Never, FakeModelServer.Never);
        _talk.Limits.Silence = TimeSpan.FromSeconds(0.3);

        Assert.Equal("again: model_server_unresponsive", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(["job-1"], server.Cancelled);
    }

    [Fact]
    public async Task One_of_ours_whose_progress_stands_still_is_given_up()
    {
        await using var server = (await FakeModelServer.StartAsync()).AsOurs();
        (server.OnGenerate, server.OnProgress) = (FakeModelServer.Never, FakeModelServer.Always(200, """{"progress":0.4}"""));
        _talk.Limits.NoProgress = TimeSpan.FromSeconds(0.3);

        Assert.Equal("again: model_server_stuck", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
        Assert.Equal(["job-1"], server.Cancelled);
    }

    [Theory]
    [InlineData(true, false)] // progress moves
    [InlineData(true, true)] // it answers, and tells none
    [InlineData(false, false)] // a stranger
    public async Task One_that_works_for_long_is_not_cut(bool isOurs, bool isQuiet)
    {
        var asked = 0;
        await using var server = await FakeModelServer.StartAsync();
        (_talk.Limits.Silence, _talk.Limits.NoProgress) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        if (isOurs)
        {
            server.AsOurs().OnProgress = async http =>
            {
                var share = Interlocked.Increment(ref asked) / 100_000.0;
                await FakeModelServer.Always(isQuiet ? 404 : 200, $$"""{"progress":{{share}}}""")(http);
            };
        }

        var answer = server.OnGenerate;
        server.OnGenerate = async http =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3.5), TimeProvider.System); // longer than either
            await answer(http);
        };

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(server.Url)));
    }

    [Fact]
    public async Task The_system_watches_the_connection_while_nothing_is_said()
    {
        await using var server = await FakeModelServer.StartAsync();
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var answer = server.OnGenerate;
        server.OnGenerate = async http =>
        {
            begun.SetResult();
            await goOn.Task;
            await answer(http);
        };
        var rendering = _talk.RenderAsync(server.Url);
        await begun.Task.WaitAsync(AvatarClient.Patience);

        // The remote end is the server; its own end is not ours to watch.
        await Eventually.HoldsAsync(() => new[] { "/proc/net/tcp", "/proc/net/tcp6" }.SelectMany(File.ReadLines).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(fields => fields is [_, _, var remote, "01", _, var timer, ..] && remote.EndsWith($":{server.Url.Port:X4}", StringComparison.Ordinal) && timer.StartsWith("02:", StringComparison.Ordinal)));

        goOn.SetResult();
        Assert.Equal("rendered", _talk.VerdictOn(await rendering));
    }
}
