using System.CommandLine;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers.Cpu;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar render</c>: one lip-sync without any server.</summary>
internal static class RenderCommand
{
    private static readonly IntakeCaller Caller = IntakeCaller.InBackground("render");

    public static Command Create()
    {
        var video = Files.Existing("--video", "The head: a video (mp4, mov, webm, mkv, avi, ts) or a picture (jpg, png, heic, webp, avif, tiff, gif, bmp).");
        var audio = Files.Existing("--audio", "What it says: wav, mp3, m4a, ogg or flac.");
        var phones = Files.Existing("--phones", "When each sound begins, lines of 'seconds IPA'; heard from the audio unless given.", required: false);
        var output = Files.Named(new Option<FileInfo>("--out") { Description = "The mp4 to write.", Required = true });
        var command = new Command("render", "Make one lip-sync without a server.") { video, audio, phones, output };
        command.KeepsInputs(output, video, audio, phones);
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(video)!.FullName, parsed.GetValue(audio)!.FullName, parsed.GetValue(phones)?.FullName, parsed.GetValue(output)!.FullName, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string video, string audio, string? phones, string output, CancellationToken cancel)
    {
        var limits = new MediaLimits();
        var intake = new MediaIntake(Microsoft.Extensions.Options.Options.Create(limits));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(output)!, $".intelliavatar-{Guid.NewGuid():N}"));
        try
        {
            var (head, speech) = (Path.Combine(folder.FullName, "head.mp4"), Path.Combine(folder.FullName, "speech.wav"));
            foreach (var taken in new[] { await intake.AcceptAudioAsync(audio, speech, Caller, cancel), await intake.AcceptVideoAsync(video, head, Caller, cancel) })
            {
                if (taken is IntakeResult.Refused refused)
                {
                    return Console.Refused(refused.Refusal);
                }

                foreach (var change in ((IntakeResult.Accepted)taken).Changes)
                {
                    Console.Say(change);
                }
            }

            var refusal = await Console.WithProgressAsync(
                "Rendering",
                async progress => await new LipSyncRender(limits).RunAsync(
                    head, speech, phones is null ? null : await File.ReadAllTextAsync(phones, cancel), output, progress, cancel));
            if (refusal is not null)
            {
                return Console.Refused(refusal);
            }

            Console.Say(output);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
