using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntelliAvatar.Server.Media;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Benchmarks.Intake;

/// <summary>The intake of one file in a process of its own, so that what its children used can be told exactly.</summary>
internal static class IntakeProcess
{
    public const string Name = "intake-one";

    /// <param name="Verdict"><c>accepted</c>, or the code of the refusal.</param>
    /// <param name="Detail">What was changed, or the sentence of the refusal.</param>
    /// <param name="Wall">Seconds.</param>
    /// <param name="Processor">Seconds of all child processes.</param>
    /// <param name="Megabytes">Peak memory of the largest child process.</param>
    public sealed record Outcome(string Verdict, string Detail, double Wall, double Processor, double Megabytes);

    public static Command Command()
    {
        var file = new Argument<FileInfo>("file");
        var output = new Argument<string>("output");
        var asAudio = new Option<bool>("--audio");
        var command = new Command(Name) { file, output, asAudio };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
            Console.WriteLine(JsonSerializer.Serialize(await RunAsync(parsed.GetValue(file)!.FullName, parsed.GetValue(output)!, parsed.GetValue(asAudio), cancel))));
        return command;
    }

    private static async Task<Outcome> RunAsync(string path, string output, bool asAudio, CancellationToken cancel)
    {
        var intake = new MediaIntake(Options.Create(new MediaLimits()));
        IntakeResult? result = null;
        var cost = await Cost.OfAsync(async () =>
            result = asAudio ? await intake.AcceptAudioAsync(path, output, new("bench"), cancel) : await intake.AcceptVideoAsync(path, output, new("bench"), cancel));
        var (children, megabytes) = ChildUsage.Read();
        return result switch
        {
            IntakeResult.Refused { Refusal: var refusal } => new(refusal.Code, refusal.Detail, cost.Wall, children, megabytes),
            IntakeResult.Accepted accepted => new("accepted", string.Create(CultureInfo.InvariantCulture, $"{accepted.Duration.TotalSeconds:0.##} s; ") + string.Join("; ", accepted.Changes), cost.Wall, children, megabytes),
            _ => throw new InvalidOperationException("Neither accepted nor refused."),
        };
    }
}
