using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar say</c>: a video and a text, sent to a server.</summary>
internal static class SayCommand
{
    private const string Input = "-";

    public static Command Create()
    {
        var video = Files.Existing("--video", "The head: mp4, mov, webm, mkv, jpg or png.");
        var text = new Option<string?>("--text") { Description = "What it shall say; - reads it from standard input." };
        var file = Files.Existing("--text-file", "A file with what it shall say.", required: false);
        var voice = new Option<string?>("--voice") { Description = "Who speaks it: a voice of GET /v1/voices." };
        var gender = new Option<string?>("--gender") { Description = "Who speaks it, where no voice is given: the best voice for the language." };
        gender.AcceptOnlyFromAmong("female", "male");
        var language = new Option<string?>("--language") { Description = "Of the text, e.g. en or hi-IN; found from its letters unless given." };
        var user = ClientOptions.User();
        var then = new FollowUp();
        var command = new Command("say", "Have a server make a video in which this head says this text.") { video, text, file, voice, gender, language, user };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(text) is null) == (result.GetValue(file) is null))
            {
                result.AddError("Say what it shall say: --text or --text-file, one of them.");
            }
        });
        then.AddTo(command);
        return command.Asks(async (parsed, server, cancel) =>
        {
            var says = parsed.GetValue(file) is { } source ? await File.ReadAllTextAsync(source.FullName, cancel)
                : parsed.GetValue(text) is Input ? await System.Console.In.ReadToEndAsync(cancel)
                : parsed.GetValue(text)!;
            var (jobId, refusal) = await Submission.SendAsync(
                server,
                [
                    ("user_id", parsed.GetValue(user)),
                    ("text", says),
                    ("voice", parsed.GetValue(voice)),
                    ("gender", parsed.GetValue(gender)),
                    ("language", parsed.GetValue(language)),
                ],
                [("video", parsed.GetValue(video)!)],
                cancel);
            return jobId is null ? Console.Refused(refusal!) : await then.RunAsync(parsed, server, jobId, cancel);
        });
    }
}
