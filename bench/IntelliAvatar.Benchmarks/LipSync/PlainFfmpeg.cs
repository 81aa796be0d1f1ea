using System.Globalization;

namespace IntelliAvatar.Benchmarks.LipSync;

/// <summary>What no lip-sync can be faster than: ffmpeg alone decodes so many frames of the head and encodes them, with the speech, as our encoder does.</summary>
internal static class PlainFfmpeg
{
    public static Task RunAsync(string head, string speech, int frames, string into, CancellationToken cancel) => Tool.RunAsync(
        "nice",
        [
            // Our own ffmpeg runs are as humble.
            "-n", "10", "ffmpeg", "-nostdin", "-v", "error", "-stream_loop", "-1", "-threads", "2", "-i", head, "-i", speech,
            "-map", "0:v:0", "-map", "1:a:0", "-frames:v", frames.ToString(CultureInfo.InvariantCulture), "-vf", "format=yuv420p",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "2", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", "-y", into,
        ],
        cancel);
}
