using System.Globalization;
using System.Runtime.InteropServices;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>A recording as the numbers that the lip-sync engine hears.</summary>
public static class SpeechSamples
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;

    private const int BlockBytes = 64 << 10;

    internal static Refusal Unreadable { get; } = new("audio_unreadable", "The audio could not be read: it is damaged, or in a format we do not know.");

    /// <summary>Decodes a recording of any format that <see cref="MediaIntake.AcceptAudioAsync"/> takes: mono, 16 kHz, −1…1, at most <see cref="MediaLimits.MaxAudioDuration"/> of it.</summary>
    /// <returns>The samples, at least one, or <c>audio_unreadable</c>.</returns>
    public static async Task<MediaResult<float[]>> ReadAsync(string path, MediaLimits limits, CancellationToken cancel)
    {
        if (await SourceFile.RecogniseAsync(path, cancel) is not { } source)
        {
            return new MediaResult<float[]>.Refused(Unreadable);
        }

        return await DecodeAsync(new FfmpegCommands(limits), source, ["-t", Seconds(limits.MaxAudioDuration)], [], TimeSpan.FromMinutes(5), cancel);
    }

    /// <summary>Decodes the beginning of a video's own sound: what is heard while its first pictures are shown.</summary>
    /// <returns>The samples, at least one, or <c>audio_unreadable</c>; also when it has none.</returns>
    internal static Task<MediaResult<float[]>> ReadAsync(FfmpegCommands commands, SourceFile video, TimeSpan atMost, CancellationToken cancel) =>
        // A late beginning and gaps are filled with silence, so that the sound stays beside its pictures. Both sides end: a gap may last for ever, and time stand still.
        DecodeAsync(commands, video, ["-t", Seconds(atMost)], ["-af", "aresample=async=1:first_pts=0", "-t", Seconds(atMost)], TimeSpan.FromMinutes(1), cancel);

    private static async Task<MediaResult<float[]>> DecodeAsync(
        FfmpegCommands commands, SourceFile source, IReadOnlyList<string> inputOptions, IReadOnlyList<string> outputOptions, TimeSpan deadline, CancellationToken cancel)
    {
        var command = commands.Convert(
            source,
            inputOptions,
            ["-map", "0:a:0", "-vn", "-sn", "-dn", .. outputOptions, "-ac", "1", "-ar", $"{Rate}", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"],
            deadline);
        var blocks = new Queue<byte[]>();
        long length = 0;
        var pipes = new ChildPipes { Output = async (stdout, stop) => length = await ReadBlocksAsync(stdout, blocks, stop) };
        var exit = await ChildProcess.RunAsync(command, pipes, cancel);
        return exit.Succeeded && length >= sizeof(float)
            ? new MediaResult<float[]>.Ready(Join(blocks, length / sizeof(float)))
            : new MediaResult<float[]>.Refused(FfmpegFailure.Explain(exit, Unreadable));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>Blocks, since a buffer that grows by doubling would hold three times an hour of speech.</summary>
    private static async Task<long> ReadBlocksAsync(Stream from, Queue<byte[]> blocks, CancellationToken cancel)
    {
        long length = 0;
        for (var last = BlockBytes; last == BlockBytes; length += last)
        {
            var block = new byte[BlockBytes];
            last = await from.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancel);
            blocks.Enqueue(block);
        }

        return length;
    }

    private static float[] Join(Queue<byte[]> blocks, long count)
    {
        var samples = new float[count];
        var rest = MemoryMarshal.AsBytes(samples.AsSpan());
        while (blocks.TryDequeue(out var block))
        {
            var part = block.AsSpan(0, Math.Min(block.Length, rest.Length));
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }

        return samples;
    }
}
