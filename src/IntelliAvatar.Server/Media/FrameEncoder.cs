using System.Globalization;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Media;

/// <summary>Makes a video of pictures and a speech: H.264 (veryfast, crf 18, yuv420p) and AAC (128 kbit/s) in an mp4 that plays while it loads.</summary>
public static class FrameEncoder
{
    /// <summary>Encodes what <paramref name="draw"/> writes. The video is as long as its pictures; the speech is not cut.</summary>
    /// <param name="format">Size, rate and colours of the pictures. H.264 in 4:2:0 has even sizes only: of an odd one the last column or row is cut off.</param>
    /// <param name="speechPath">The original recording, in any format that <see cref="MediaIntake.AcceptAudioAsync"/> takes.</param>
    /// <param name="outputMp4Path">Appears whole and on disk, or not at all.</param>
    /// <param name="limits">What the encoder may read and write.</param>
    /// <param name="draw">Writes all pictures in order. What it throws is thrown on.</param>
    /// <param name="deadline">For drawing and encoding together.</param>
    /// <param name="cancel">Kills the encoder and leaves nothing behind.</param>
    /// <returns>Null when done, else <c>encode_failed</c>, <c>audio_unreadable</c>, <c>media_too_slow</c>, <c>media_too_large</c> or <c>storage_full</c>.</returns>
    public static async Task<Refusal?> EncodeAsync(
        VideoFormat format, string speechPath, string outputMp4Path, MediaLimits limits, Func<FrameSink, CancellationToken, Task> draw, TimeSpan deadline, CancellationToken cancel)
    {
        if (await SourceFile.RecogniseAsync(speechPath, cancel) is not { } speech)
        {
            return SpeechSamples.Unreadable;
        }

        using var output = new TemporaryOutput(outputMp4Path);
        var command = Command(new FfmpegCommands(limits), format, speech, output.Path, deadline);
        var written = 0;
        var pipes = new ChildPipes
        {
            Input = async (stdin, stop) =>
            {
                var sink = new FrameSink(stdin, format);
                await draw(sink, stop);
                written = sink.Count;
            },
        };
        try
        {
            var exit = await ChildProcess.RunAsync(command, pipes, cancel);
            if (!exit.Succeeded || written == 0)
            {
                return FfmpegFailure.Explain(exit, new Refusal("encode_failed", $"The video could not be put together. {FirstLine(exit.Errors)}".TrimEnd()));
            }

            output.Publish();
            return null;
        }
        catch (IOException exception) when (exception.IsDiskFull())
        {
            return FfmpegFailure.StorageFull;
        }
    }

    private static ChildCommand Command(FfmpegCommands commands, VideoFormat format, SourceFile speech, string outputPath, TimeSpan deadline)
    {
        List<string> filters = format.Width % 2 != 0 || format.Height % 2 != 0 ? ["crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0"] : [];
        filters.AddRange(format.Colour.Filter is { } tags ? [tags] : []);
        return commands.Run(
            [
                "-xerror", "-protocol_whitelist", "pipe", "-f", "rawvideo", "-pixel_format", "yuv420p",
                "-video_size", string.Create(CultureInfo.InvariantCulture, $"{format.Width}x{format.Height}"), "-framerate", $"{format.Rate}", "-i", "pipe:0",
                .. commands.Open(speech), "-i", FfmpegCommands.Url(speech.Path),
                "-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "-1",
                .. filters.Count > 0 ? ["-vf", string.Join(',', filters)] : Array.Empty<string>(),
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "2", "-c:a", "aac", "-b:a", "128k",
                "-movflags", "+faststart", "-y", "-f", "mp4", FfmpegCommands.Url(outputPath),
            ],
            deadline);
    }

    private static string FirstLine(string errors) => errors.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line[..Math.Min(line.Length, 200)] : "";
}
