using System.CommandLine;
using System.Globalization;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;

namespace IntelliAvatar.Benchmarks.LipSync;

/// <summary>A process that renders and tells what it took, a line a render: <c>KIND WALL PROCESSOR</c>. It stands for a model server, whose memory is looked at from outside.</summary>
internal static class RenderProcess
{
    public const string Name = "render-process";

    public static Command Command()
    {
        var head = new Option<string>("--base") { Required = true };
        var speech = new Option<string>("--audio") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var frames = new Option<int>("--frames") { Description = "Of plain ffmpeg; 0: none is run.", Required = true };
        var runs = new Option<int>("--runs") { Required = true };
        var command = new Command(Name, "What the others start.") { head, speech, folder, frames, runs };
        command.Hidden = true;
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(head)!, parsed.GetValue(speech)!, parsed.GetValue(folder)!, parsed.GetValue(frames), parsed.GetValue(runs), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string head, string speech, string folder, int frames, int runs, CancellationToken cancel)
    {
        var cacheFolder = Path.Combine(folder, "cache");
        var render = new LipSyncRender(new MediaLimits(), new AvatarCache(cacheFolder, maxBytes: 2L << 30, TimeProvider.System));
        for (var run = 0; run < runs; run++)
        {
            if (frames > 0)
            {
                Tell("plain", await Cost.OfAsync(() => PlainFfmpeg.RunAsync(head, speech, frames, Path.Combine(folder, "plain.mp4"), cancel)));
            }

            if (Directory.Exists(cacheFolder))
            {
                Directory.Delete(cacheFolder, recursive: true);
            }

            Tell(run == 0 ? "first" : "cold", await Cost.OfAsync(RenderAsync));
            Tell("prepared", await Cost.OfAsync(RenderAsync));
        }

        return 0;

        async Task RenderAsync()
        {
            if (await render.RunAsync(head, speech, phones: null, Path.Combine(folder, "out.mp4"), new Progress<double>(), cancel) is { } refusal)
            {
                throw new InvalidOperationException(refusal.Detail);
            }
        }
    }

    private static void Tell(string kind, Cost cost) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {cost.Wall:0.000} {cost.Processor:0.00}"));
}
