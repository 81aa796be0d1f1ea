using System.Runtime.InteropServices;
using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Core;
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
    public async Task A_base_that_speaks_teaches_how_its_person_opens_the_mouth_and_a_mute_one_does_not()
    {
        var sound = OwnSpeaker.Babble(6, seed: 2);
        var openings = OwnSpeaker.Openings(sound, new FrameRate(25, 1));
        var spoken = await HeadAsync("spoken.mp4", SaidIn("own.wav", sound), openings.Length, i => openings[i]);
        var mute = media.Make("mute.mp4", "-i", spoken, "-an", "-t", "1", "-c", "copy");

        Assert.NotNull((await PreparedAsync(spoken)).Own);
        Assert.Null((await PreparedAsync(mute)).Own);
    }

    [Fact]
    public async Task A_base_whose_sound_is_damaged_is_rendered_like_a_mute_one()
    {
        var damaged = media.Make("damaged.mp4", "-i", await HeadAsync(frames: 10), "-c", "copy", "-bsf:a", "noise=5");

        Assert.Null((await PreparedAsync(damaged)).Own);
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

    /// <summary>Renders once and looks at what was kept.</summary>
    private async Task<PreparedAvatar> PreparedAsync(string head)
    {
        var cache = _sandbox.Path(Path.GetFileName(head) + ".cache");
        Assert.Null(await new LipSyncRender(_limits, new AvatarCache(cache, long.MaxValue, TimeProvider.System)).RunAsync(head, media.Speech, null, _sandbox.Path("out.mp4"), new Told(), default));
        return AvatarFile.Read(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(cache))))!;
    }

    private string SaidIn(string name, float[] sound)
    {
        File.WriteAllBytes(_sandbox.Path("raw"), MemoryMarshal.AsBytes<float>(sound).ToArray());
        return media.Make(name, "-f", "f32le", "-ar", "16000", "-ac", "1", "-i", _sandbox.Path("raw"));
    }

    private Task<string> HeadAsync(int frames) => HeadAsync($"head{frames}.mp4", media.Speech, frames, i => 0.5f - (0.5f * MathF.Cos(i * 0.6f)));

    private async Task<string> HeadAsync(string name, string speech, int frames, Func<int, float> mouth)
    {
        var path = _sandbox.Path(name);
        var refusal = await FrameEncoder.EncodeAsync(
            new VideoFormat(240, 220, new FrameRate(25, 1), ColourTags.Unknown), speech, path, _limits,
            async (sink, stop) =>
            {
                for (var i = 0; i < frames; i++)
                {
                    await sink.WriteAsync(DrawnFace.Draw(240, 220, new DrawnFace(120 + (i * 0.2f), 105, 78, 0.002f * i, mouth(i))), stop);
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
