using System.Diagnostics;
using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Face;
using IntelliAvatar.LipSync.Timeline;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks;

/// <summary>The parts of the engine one by one, on one thread.</summary>
internal static class MicroBenchmark
{
    private const int Rounds = 5, PerRound = 40;

    public static async Task RunAsync(Media media, BenchFolder folder, CancellationToken cancel)
    {
        var models = EngineModels.Load();
        await using var head = Media.Ready(await FrameSpool.OpenAsync(media.Head, folder.Root, new MediaLimits(), maxFrames: 100, maxBytes: long.MaxValue, cancel));
        var picture = new YuvFrame(head.Width, head.Height);
        head.Read(0, picture);
        var engine = new LipSyncEngine(models, Environment.ProcessorCount);
        var avatar = engine.Prepare(head, media.Format.Rate, null, cancel) is Preparation.Ready ready ? ready.Avatar : throw new InvalidOperationException("The base has no face.");

        var detector = new FaceDetector(models.FaceDetector);
        var mesh = new FaceMesh(models.FaceMesh);
        var region = RegionOfInterest.Around(detector.Find(picture, cancel)!.Value);
        var compositor = new Compositor(avatar.Library, Sharpening.For(avatar.Library.Sources));
        var plans = Storyboard.Plan(avatar.Library, [.. Enumerable.Range(0, PerRound).Select(t => 0.5f + (0.5f * MathF.Sin(t)))], cancel);
        var finished = new YuvFrame(head.Width, head.Height);

        var table = new Table().Title($"micro: {head.Width}×{head.Height}, one thread").AddColumns("", "ms min", "ms median");
        Add("face mesh, with its crop", _ => mesh.Find(picture, region));
        Add("face detector, until it finds", _ => detector.Find(picture, cancel));
        Add("one frame read from the spool", i => head.Read(i % head.Count, finished));
        Add("one frame composed", i =>
        {
            finished.CopyFrom(picture);
            compositor.Render(finished, plans[i]);
        });
        AnsiConsole.Write(table);

        void Add(string what, Action<int> work)
        {
            var series = new Series();
            for (var round = -1; round < Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                for (var i = 0; i < PerRound; i++)
                {
                    work(i);
                }

                // The first round compiles.
                if (round >= 0)
                {
                    series.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds / PerRound);
                }
            }

            table.AddRow(what, $"{series.Minimum:0.00}", $"{series.Median:0.00}");
        }
    }
}
