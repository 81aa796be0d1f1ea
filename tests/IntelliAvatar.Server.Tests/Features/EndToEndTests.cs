using IntelliAvatar.Server.CommandLine;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>The main job with nothing faked: the server, offline voices, our own engine as its child, the sample presenter.</summary>
[Collection(ServerTests.Name)]
public sealed class EndToEndTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_text_becomes_a_video_whose_mouth_follows_it()
    {
        var presenter = Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4");
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder);
        var form = AvatarClient.Form(
            ("user_id", "anita", null), ("text", "Maybe Bob may buy a big map. Papa, come home.", null), ("gender", "female", null), ("video", null, presenter));

        var id = await server.Client.JobIdAsync(await server.Client.Http.PostAsync("/feature2/text-to-avatar", form));
        await server.Client.CompletedAsync(id);
        var video = _sandbox.Path("video.mp4");
        await File.WriteAllBytesAsync(video, await server.Client.Http.GetByteArrayAsync($"/feature1/download/{id}"));

        string Stored(string ending) => _sandbox.Path("storage", "uploads", id, $"{id}.{ending}");
        var measured = await new FinishedVideo(presenter, Stored("wav"), video, Stored("phones")).MeasureAsync(new Progress<double>(), CancellationToken.None);
        var (contract, metrics) = Assert.IsType<MediaResult<FinishedVideo.Measured>.Ready>(measured).Value;
        Assert.True(contract.Met, contract.ToString());
        Assert.Equal(metrics.Frames, metrics.FramesWithFace);
        Assert.True(metrics.Phones!.Bilabials >= 8);
        Assert.True(metrics.Phones.BilabialsClosedShare >= 0.95, metrics.Phones.ToString());
        Assert.True(metrics.Phones.Track.R >= 0.9, metrics.Phones.ToString());
    }
}
