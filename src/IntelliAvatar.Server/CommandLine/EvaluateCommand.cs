using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar evaluate</c>: measures a finished video and prints every figure as JSON.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static Command Create()
    {
        var head = Files.Existing("--base", "The video that the head came from.");
        var audio = Files.Existing("--audio", "The speech.");
        var output = Files.Existing("--out", "The finished video.");
        var phones = Files.Existing("--phones", "When each sound begins, lines of 'seconds IPA'.", required: false);
        var reference = Files.Existing("--reference", "Another engine's video of the same pair.", required: false);
        var command = new Command("evaluate", "Measure a finished video: does the mouth follow, is the picture intact? Prints JSON.")
        {
            head, audio, output, phones, reference,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var video = new FinishedVideo(
                parsed.GetValue(head)!.FullName, parsed.GetValue(audio)!.FullName, parsed.GetValue(output)!.FullName,
                parsed.GetValue(phones)?.FullName, parsed.GetValue(reference)?.FullName);
            var result = await Console.WithProgressAsync("Measuring", progress => video.MeasureAsync(progress, cancel));
            if (result is MediaResult<FinishedVideo.Measured>.Refused refused)
            {
                return Console.Refused(refused.Refusal);
            }

            Console.Say(JsonSerializer.Serialize(((MediaResult<FinishedVideo.Measured>.Ready)result).Value, Json));
            return 0;
        });
        return command;
    }
}
