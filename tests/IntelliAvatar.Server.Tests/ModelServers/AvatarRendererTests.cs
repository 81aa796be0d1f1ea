using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.ModelServers.Rendering;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>The whole capability: pool, conversation and check, with real videos.</summary>
public sealed class AvatarRendererTests : IAsyncLifetime
{
    private const string Sound = "sine=440:d=2";

    private readonly DirectoryInfo _sandbox = Directory.CreateTempSubdirectory("avatar-renderer-");

    public async Task InitializeAsync()
    {
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=d=2:s=160x120:r=25", "-pix_fmt", "yuv420p", PathOf("face.mp4"));
        await FfmpegAsync("-f", "lavfi", "-i", Sound, "-ar", "16000", PathOf("speech.wav"));
    }

    public Task DisposeAsync()
    {
        _sandbox.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_checked_result_is_published_byte_for_byte_and_nothing_else_remains()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Result = await VideoAsync(seconds: 2);

        var outcome = await RenderAsync(server.Url.ToString());

        Assert.Equal(server.Url.ToString().TrimEnd('/'), Assert.IsType<RenderOutcome.Rendered>(outcome).Server);
        Assert.Equal(server.Result, await File.ReadAllBytesAsync(PathOf("result.mp4")));
        Assert.Empty(_sandbox.GetFiles("*.part"));
    }

    [Theory]
    [InlineData(1.86, false, null)]
    [InlineData(1.86, true, "result_wrong_length")]
    [InlineData(1.5, false, "result_wrong_length")]
    [InlineData(3.0, false, "result_wrong_length")]
    public async Task A_stranger_may_trim_a_few_frames_and_a_server_of_ours_may_not(double seconds, bool isOurs, string? code)
    {
        await using var server = await FakeModelServer.StartAsync();
        _ = isOurs ? server.AsOurs() : server;
        server.Result = await VideoAsync(seconds);

        var outcome = await RenderAsync(server.Url.ToString());

        Assert.Equal(code, (outcome as RenderOutcome.Failed)?.Code);
        Assert.Equal(code is null ? null : 2, (outcome as RenderOutcome.Failed)?.MaxTries);
        Assert.Equal(code is null, File.Exists(PathOf("result.mp4")));
        Assert.Empty(_sandbox.GetFiles("*.part"));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.6)]
    [InlineData(0.2)]
    public async Task A_video_that_was_cut_without_notice_is_refused(double share)
    {
        await using var server = await FakeModelServer.StartAsync();
        var whole = await VideoAsync(seconds: 2);
        server.Result = whole[..(int)(whole.Length * share)];

        var failed = Assert.IsType<RenderOutcome.Failed>(await RenderAsync(server.Url.ToString()));

        Assert.StartsWith("result_", failed.Code, StringComparison.Ordinal);
        Assert.Equal((true, 2), (failed.MayPass, failed.MaxTries!.Value));
        Assert.Empty(_sandbox.GetFiles("result*"));
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_rested_and_the_next_one_asked()
    {
        await using var bad = await FakeModelServer.StartAsync();
        await using var good = await FakeModelServer.StartAsync();
        bad.OnGenerate = FakeModelServer.Always(500, "");
        good.Result = await VideoAsync(seconds: 2);
        await using var services = Services(bad.Url.ToString(), good.Url.ToString());
        var renderer = services.GetRequiredService<AvatarRenderer>();
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<RenderOutcome.Failed>(await renderer.RenderAsync(Request() with { AvoidServer = good.Url.ToString() }, new Progress<double>(), default));
        }

        Assert.IsType<RenderOutcome.Rendered>(await renderer.RenderAsync(Request() with { AvoidServer = good.Url.ToString() }, new Progress<double>(), default));
        Assert.Equal([false, true], services.GetRequiredService<ModelServerPool>().Status().Select(server => server.InRotation));
    }

    [Fact]
    public async Task Our_own_engine_makes_a_face_speak()
    {
        await DrawFaceAsync(PathOf("face.mp4"), frames: 25);
        await using var server = CpuModelServer.Create(new CpuModelServerOptions { Urls = "http://127.0.0.1:0", WorkDirectory = PathOf("work") });
        await server.StartAsync();
        await File.WriteAllTextAsync(PathOf("speech.phones"), "0.0\n0.2 m\n0.4 ɑ\n0.9 p\n1.1 i\n1.7\n");
        var progress = new LastValue();
        await using var services = Services(AddressOf(server));

        var outcome = await services.GetRequiredService<AvatarRenderer>().RenderAsync(Request() with { PhonesPath = PathOf("speech.phones") }, progress, default);

        Assert.IsType<RenderOutcome.Rendered>(outcome);
        Assert.Equal(1, progress.Value);
        Assert.True(new FileInfo(PathOf("result.mp4")).Length > 10_000);
    }

    [Fact]
    public async Task Our_own_engine_stops_when_the_job_is_cancelled()
    {
        await DrawFaceAsync(PathOf("face.mp4"), frames: 500);
        await using var server = CpuModelServer.Create(new CpuModelServerOptions { Urls = "http://127.0.0.1:0", WorkDirectory = PathOf("work") });
        await server.StartAsync();
        await using var services = Services(AddressOf(server));
        using var cancel = new CancellationTokenSource();
        var renders = server.Services.GetRequiredService<RenderRegistry>();

        var render = services.GetRequiredService<AvatarRenderer>().RenderAsync(Request() with { SubmissionId = "job-1" }, new LastValue(), cancel.Token);
        await Eventually.HoldsAsync(() => renders.ProgressOf("job-1") > 0);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render);
        await Eventually.HoldsAsync(() => renders.Busy == 0);
        Assert.Null(renders.ProgressOf("job-1"));
        Assert.Equal(["in-use"], Directory.EnumerateFiles(PathOf("work"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Our_own_engine_says_that_there_is_no_face()
    {
        await using var server = CpuModelServer.Create(new CpuModelServerOptions { Urls = "http://127.0.0.1:0", WorkDirectory = PathOf("work") });
        await server.StartAsync();

        var failed = Assert.IsType<RenderOutcome.Failed>(await RenderAsync(AddressOf(server)));

        Assert.Equal(("no_face", false), (failed.Code, failed.MayPass));
        Assert.Equal(["in-use"], Directory.EnumerateFiles(PathOf("work"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public void A_wrong_setting_stops_the_start()
    {
        using var services = Services("ftp://gpu");

        var wrong = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ModelServerPool>());
        Assert.Equal("ModelServers:0:Url must look like http://host:port, but is 'ftp://gpu'.", wrong.Message);
    }

    private async Task<RenderOutcome> RenderAsync(string url)
    {
        await using var services = Services(url);
        return await services.GetRequiredService<AvatarRenderer>().RenderAsync(Request(), new Progress<double>(), default);
    }

    private RenderRequest Request() =>
        new("job", $"job-{Guid.NewGuid():N}", PathOf("face.mp4"), PathOf("speech.wav"), null, TimeSpan.FromSeconds(2), PathOf("result.mp4"));

    private static ServiceProvider Services(params string[] urls)
    {
        var settings = urls.Select((url, i) => KeyValuePair.Create($"ModelServers:{i}:Url", (string?)url)).Append(new("Gateway:Pause", "00:00:00.02"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddMedia(configuration).AddModelServers(configuration).AddGateway(configuration).AddRendering().BuildServiceProvider();
    }

    private async Task<byte[]> VideoAsync(double seconds)
    {
        var path = PathOf($"{Guid.NewGuid():N}.mp4");
        await FfmpegAsync("-f", "lavfi", "-i", $"testsrc=d={seconds}:s=160x120:r=25", "-f", "lavfi", "-i", $"sine=440:d={seconds}", "-pix_fmt", "yuv420p", "-movflags", "+faststart", path);
        return await File.ReadAllBytesAsync(path);
    }

    /// <summary>A face that opens and shuts its mouth once a second.</summary>
    private static async Task DrawFaceAsync(string path, int frames)
    {
        const int Side = 192;
        var drawn = Enumerable.Range(0, 25).Select(i => DrawnFace.Draw(Side, Side, new DrawnFace(96, 90, 60, Mouth: 0.5f + (0.5f * MathF.Sin(i * MathF.Tau / 25))))).ToList();
        var pipes = new ChildPipes
        {
            Input = async (stdin, stop) =>
            {
                for (var i = 0; i < frames; i++)
                {
                    await stdin.WriteAsync(drawn[i % 25].Data, stop);
                }
            },
        };
        var exit = await ChildProcess.RunAsync(
            new ChildCommand("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", $"{Side}x{Side}", "-framerate", "25", "-i", "pipe:0", path]), pipes, default);
        Assert.True(exit.Succeeded, exit.Errors);
    }

    private static async Task FfmpegAsync(params string[] arguments)
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]), default);
        Assert.True(exit.Succeeded, exit.Errors);
    }

    private static string AddressOf(WebApplication server) => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private string PathOf(string name) => Path.Combine(_sandbox.FullName, name);

    private sealed class LastValue : IProgress<double>
    {
        public double Value { get; private set; }

        public void Report(double value) => Value = value;
    }
}
