using System.CommandLine;
using IntelliAvatar.Benchmarks;
using IntelliAvatar.Benchmarks.Api;
using IntelliAvatar.Benchmarks.Intake;
using IntelliAvatar.Benchmarks.LipSync;
using IntelliAvatar.Benchmarks.Queue;
using Spectre.Console;

var names = new Argument<string[]>("names") { Description = "Which benchmarks: api, busy, lipsync, micro, queue, uploads. All unless given.", Arity = ArgumentArity.ZeroOrMore };
names.AcceptOnlyFromAmong("api", "busy", "lipsync", "micro", "queue", "uploads");
var head = new Option<FileInfo?>("--base") { Description = "A head for lipsync; the sample presenter unless given." };
var audio = new Option<FileInfo?>("--audio") { Description = "A speech for lipsync; some seconds of flite unless given." };
var runs = new Option<int>("--runs") { Description = "How often lipsync measures.", DefaultValueFactory = _ => 5 };
var root = new RootCommand("Measures speed and memory. The machine should be idle; the minimum tells most when it is not.") { names, head, audio, runs };
root.SetAction(async (parsed, cancel) =>
{
    if (Console.IsOutputRedirected)
    {
        AnsiConsole.Profile.Width = 120;
    }

    using var folder = new BenchFolder();
    var wanted = parsed.GetValue(names) is { Length: > 0 } some ? some : ["api", "busy", "lipsync", "micro", "queue", "uploads"];
    if (wanted.Intersect(["busy", "lipsync", "micro", "uploads"]).Any())
    {
        var media = await Media.FindAsync(parsed.GetValue(head), parsed.GetValue(audio), folder, cancel);
        if (wanted.Contains("lipsync"))
        {
            await LipSyncBenchmark.RunAsync(media, parsed.GetValue(runs), folder, cancel);
        }

        if (wanted.Contains("micro"))
        {
            await EngineParts.RunAsync(media, folder, cancel);
        }

        if (wanted.Contains("busy"))
        {
            await BusyBenchmark.RunAsync(media, folder, cancel);
        }

        if (wanted.Contains("uploads"))
        {
            await UploadsBenchmark.RunAsync(media, folder, cancel);
        }
    }

    if (wanted.Contains("api"))
    {
        await ApiBenchmark.RunAsync(folder, cancel);
    }

    if (wanted.Contains("queue"))
    {
        await QueueBenchmark.RunAsync(folder, cancel);
    }

    return 0;
});
root.Add(RenderProcess.Command());
root.Add(IntakeProcess.Command());
root.Add(HostileCommand());
return await root.Parse(args).InvokeAsync();

static Command HostileCommand()
{
    var files = new Argument<DirectoryInfo>("folder") { Description = "A folder with videos, pictures and recordings." };
    var command = new Command("hostile", "Show processor time, memory and verdict of the intake of each file in a folder.") { files };
    command.SetAction(async (parsed, cancel) =>
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        using var folder = new BenchFolder();
        await HostileBenchmark.RunAsync(parsed.GetValue(files)!, folder, cancel);
    });
    return command;
}
