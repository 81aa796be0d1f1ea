using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tracking;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;

namespace IntelliAvatar.Benchmarks.LipSync;

/// <summary>The parts of the engine one by one, on one thread.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class EngineParts
{
    private const int Plans = 40;

    private static Media? s_media;
    private static FrameSpool? s_head;

    private YuvFrame _picture = null!, _finished = null!;
    private FaceDetector _detector = null!;
    private FaceMesh _mesh = null!;
    private RegionOfInterest _region;
    private MouthLibrary _library = null!;
    private Compositor _compositor = null!;
    private FramePlan[] _plans = [];
    private MouthNet _net = null!;
    private AudioFeatures _audio = null!;
    private float[] _samples = [];
    private int _next;

    internal static async Task RunAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        await using var head = Media.Ready(await FrameSpool.OpenAsync(media.Head, folder.Root, new MediaLimits(), maxFrames: 100, maxBytes: long.MaxValue, cancel));
        (s_media, s_head) = (media, head);

        // In this process: another one would not find the head, nor the repository's own settings.
        BenchmarkRunner.Run<EngineParts>(DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(folder.Root));
    }

    [GlobalSetup]
    public void Prepare()
    {
        var (head, models) = (s_head!, EngineModels.Load());
        (_picture, _finished) = (new YuvFrame(head.Width, head.Height), new YuvFrame(head.Width, head.Height));
        head.Read(0, _picture);
        (_detector, _mesh) = (new FaceDetector(models.Faces.FaceDetector), new FaceMesh(models.Faces.FaceMesh));
        _region = RegionOfInterest.Around(_detector.Find(_picture, default)!.Value);
        _library = new LipSyncEngine(models, Environment.ProcessorCount).Prepare(head, s_media!.Format.Rate, null, default) is Preparation.Ready ready
            ? ready.Avatar.Library
            : throw new InvalidOperationException("The base has no face.");
        _compositor = new Compositor(_library, Sharpening.For(_library.Sources));
        _plans = Storyboard.Plan(_library, Openings());
        _net = models.MouthNet;
        var random = new Random(1);
        _samples = [.. Enumerable.Range(0, 10 * AudioFeatures.SampleRate).Select(i => (0.3f * MathF.Sin(i * 0.05f)) + (0.1f * random.NextSingle()))];
        _audio = new AudioFeatures(_samples, default);
    }

    [Benchmark(Description = "face mesh, with its crop")]
    public object? Mesh() => _mesh.Find(_picture, _region);

    [Benchmark(Description = "face detector, until it finds")]
    public object? Detector() => _detector.Find(_picture, default);

    [Benchmark(Description = "one frame composed")]
    public void Compose()
    {
        _finished.CopyFrom(_picture);
        _compositor.Render(_finished, _plans[_next++ % Plans]);
    }

    [Benchmark(Description = "40 frames chosen")]
    public object Choose() => Storyboard.Plan(_library, Openings());

    [Benchmark(Description = "features of 10 s of speech")]
    public object Features() => new AudioFeatures(_samples, default);

    [Benchmark(Description = "mouth net over 10 s of speech")]
    public object Net() => _net.Run(_audio, default);

    private static float[] Openings() => [.. Enumerable.Range(0, Plans).Select(t => 0.5f + (0.5f * MathF.Sin(t)))];
}
