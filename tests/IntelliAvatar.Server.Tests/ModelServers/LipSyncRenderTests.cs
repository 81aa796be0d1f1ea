using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.ModelServers;

[Collection(ServerTests.Name)]
public sealed class LipSyncRenderTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly MediaLimits _limits = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_second_speech_on_the_same_base_is_drawn_at_once_and_the_same()
    {
        var head = await HeadAsync(frames: 40);
        var render = new LipSyncRender(_limits, new AvatarCache(_sandbox.Path("cache"), long.MaxValue, TimeProvider.System));
        var (cold, known) = (new Told(), new Told());

        Assert.Null(await render.RunAsync(head, media.Speech, null, _sandbox.Path("cold.mp4"), cold, default));
        Assert.Single(Directory.GetFiles(_sandbox.Path("cache")));
        Assert.Null(await render.RunAsync(head, media.Speech, null, _sandbox.Path("known.mp4"), known, default));

        Assert.Equal(await File.ReadAllBytesAsync(_sandbox.Path("cold.mp4")), await File.ReadAllBytesAsync(_sandbox.Path("known.mp4")));

        // One second of speech at 25 frames: nothing but frames drawn is reported the second time, and before them the looking the first.
        Assert.Equal(25, known.Values.Count);
        Assert.Equal((80 + 25, 1), (cold.Values.Count, cold.Values[^1]));
        Assert.Equal(cold.Values.Order(), cold.Values);
    }

    [Fact]
    public async Task A_damaged_cache_only_costs_time()
    {
        var head = await HeadAsync(frames: 10);
        var cache = _sandbox.Path("cache");
        var render = new LipSyncRender(_limits, new AvatarCache(cache, long.MaxValue, TimeProvider.System));
        Assert.Null(await render.RunAsync(head, media.Speech, null, _sandbox.Path("a.mp4"), new Told(), default));
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(cache)), "damaged");

        Assert.Null(await render.RunAsync(head, media.Speech, null, _sandbox.Path("b.mp4"), new Told(), default));

        Assert.Equal(await File.ReadAllBytesAsync(_sandbox.Path("a.mp4")), await File.ReadAllBytesAsync(_sandbox.Path("b.mp4")));
    }

    [Fact]
    public async Task A_base_that_decodes_to_less_than_was_kept_is_prepared_anew()
    {
        var (longer, shorter) = (await HeadAsync(frames: 20), await HeadAsync(frames: 12));
        var cache = _sandbox.Path("cache");
        var render = new LipSyncRender(_limits, new AvatarCache(cache, long.MaxValue, TimeProvider.System));
        Assert.Null(await render.RunAsync(longer, media.Speech, null, _sandbox.Path("longer.mp4"), new Told(), default));
        var ofLonger = Assert.Single(Directory.GetFiles(cache));
        Assert.Null(await render.RunAsync(shorter, media.Speech, null, _sandbox.Path("shorter.mp4"), new Told(), default));
        var ofShorter = Directory.GetFiles(cache).Single(file => file != ofLonger);
        File.Copy(ofLonger, ofShorter, overwrite: true);

        Assert.Null(await render.RunAsync(shorter, media.Speech, null, _sandbox.Path("again.mp4"), new Told(), default));

        Assert.Equal(await File.ReadAllBytesAsync(_sandbox.Path("shorter.mp4")), await File.ReadAllBytesAsync(_sandbox.Path("again.mp4")));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(90)]
    public async Task A_cancel_is_obeyed_within_a_few_frames_and_leaves_nothing(int afterReports)
    {
        var head = await HeadAsync(frames: 40);
        var render = new LipSyncRender(_limits);
        using var cancel = new CancellationTokenSource();
        var told = new Told { On = values => { if (values == afterReports) { cancel.Cancel(); } } };
        var folder = Directory.CreateDirectory(_sandbox.Path("result"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render.RunAsync(head, media.Speech, null, Path.Combine(folder.FullName, "out.mp4"), told, cancel.Token));

        // What other threads were at may still be told of: one frame each.
        Assert.InRange(told.Values.Count, afterReports, afterReports + Environment.ProcessorCount);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    private async Task<string> HeadAsync(int frames)
    {
        var path = _sandbox.Path($"head{frames}.mp4");
        var refusal = await FrameEncoder.EncodeAsync(
            new VideoFormat(240, 220, new FrameRate(25, 1), ColourTags.Unknown), media.Speech, path, _limits,
            async (sink, stop) =>
            {
                for (var i = 0; i < frames; i++)
                {
                    await sink.WriteAsync(DrawnFace.Draw(240, 220, new DrawnFace(120 + (i * 0.2f), 105, 78, 0.002f * i, 0.5f - (0.5f * MathF.Cos(i * 0.6f)))), stop);
                }
            },
            TimeSpan.FromMinutes(1), default);
        return refusal is null ? path : throw new InvalidOperationException(refusal.Detail);
    }

    /// <summary>All that was reported.</summary>
    private sealed class Told : IProgress<double>
    {
        private readonly Lock _lock = new();

        public List<double> Values { get; } = [];

        public Action<int>? On { get; init; }

        public void Report(double value)
        {
            lock (_lock)
            {
                Values.Add(value);
                On?.Invoke(Values.Count);
            }
        }
    }
}
