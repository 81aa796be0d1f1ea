using System.Globalization;
using System.Runtime.InteropServices;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>A recording as the numbers that the lip-sync engine hears.</summary>
public static class SpeechSamples
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;

    internal static Refusal Unreadable { get; } = new("audio_unreadable", "The audio could not be read: it is damaged, or in a format we do not know.");

    /// <summary>Decodes a recording of any format that <see cref="MediaIntake.AcceptAudioAsync"/> takes: mono, 16 kHz, −1…1, at most <see cref="MediaLimits.MaxAudioDuration"/> of it.</summary>
    /// <returns>The samples, at least one, or <c>audio_unreadable</c>.</returns>
    public static async Task<MediaResult<float[]>> ReadAsync(string path, MediaLimits limits, CancellationToken cancel)
    {
        if (await SourceFile.RecogniseAsync(path, cancel) is not { } source)
        {
            return new MediaResult<float[]>.Refused(Unreadable);
        }

        var command = new FfmpegCommands(limits).Convert(
            source,
            ["-t", limits.MaxAudioDuration.TotalSeconds.ToString(CultureInfo.InvariantCulture)],
            ["-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", $"{Rate}", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"],
            TimeSpan.FromMinutes(5));
        using var bytes = new MemoryStream();
        var exit = await ChildProcess.RunAsync(command, new ChildPipes { Output = (stdout, stop) => stdout.CopyToAsync(bytes, stop) }, cancel);
        return exit.Succeeded && bytes.Length >= sizeof(float)
            ? new MediaResult<float[]>.Ready(MemoryMarshal.Cast<byte, float>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray())
            : new MediaResult<float[]>.Refused(FfmpegFailure.Explain(exit, Unreadable));
    }
}
