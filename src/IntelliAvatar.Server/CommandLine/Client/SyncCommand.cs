using System.CommandLine;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar sync</c>: a video and a recording, sent to a server.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var video = Files.Existing("--video", "The head: a video (mp4, mov, webm, mkv, avi, ts) or a picture (jpg, png, heic, webp, avif, tiff, gif, bmp).");
        var audio = Files.Existing("--audio", "What it says: wav, mp3, m4a, ogg or flac.");
        var user = ClientOptions.User();
        var then = new WaitOptions();
        var command = new Command("sync", "Have a server make a video in which this head speaks this recording.") { video, audio, user };
        then.AddTo(command, video, audio);
        return command.Asks(async (parsed, server, cancel) =>
        {
            var body = new JsonObject { ["user_id"] = parsed.GetValue(user) };
            var (jobId, refusal) = await new Submission(server).OrderAsync(body, [("video", parsed.GetValue(video)!), ("audio", parsed.GetValue(audio)!)], cancel);
            return jobId is null ? Console.Refused(refusal!) : await then.RunAsync(parsed, server, jobId, cancel);
        });
    }
}
