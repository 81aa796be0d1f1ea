using System.CommandLine;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar say</c>: a video and a text, sent to a server.</summary>
internal static class SayCommand
{
    private const string Input = "-";

    public static Command Create()
    {
        var video = Files.Existing("--video", "The head: a video (mp4, mov, webm, mkv, avi, ts) or a picture (jpg, png, heic, webp, avif, tiff, gif, bmp).");
        var text = new Option<string?>("--text") { Description = "What it says; - reads it from standard input." };
        var file = Files.Existing("--text-file", "A file with what it says.", required: false);
        var spoken = new VoiceOptions();
        var user = ClientOptions.User();
        var then = new WaitOptions();
        var command = new Command("say", "Have a server make a video in which this head says this text.") { video, text, file, user };
        spoken.AddTo(command);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(text) is null) == (result.GetResult(file) is null))
            {
                result.AddError("Give what it says: either --text or --text-file.");
            }
        });
        then.AddTo(command, video, file);
        return command.Asks(async (parsed, server, cancel) =>
        {
            var (says, unreadable) = parsed.GetValue(file) is { } source ? await Files.ReadTextAsync(source, cancel)
                : (parsed.GetValue(text) is Input ? await System.Console.In.ReadToEndAsync(cancel) : parsed.GetValue(text)!, null);
            if (says is null)
            {
                return Console.Refused(unreadable!);
            }

            var body = new JsonObject { ["user_id"] = parsed.GetValue(user), ["text"] = says };
            spoken.WriteTo(body, parsed);
            var (jobId, refusal) = await new Submission(server).OrderAsync(body, [("video", parsed.GetValue(video)!)], cancel);
            return jobId is null ? Console.Refused(refusal!) : await then.RunAsync(parsed, server, jobId, cancel);
        });
    }
}
