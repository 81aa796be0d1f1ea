using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos.ModelServers;

/// <summary>Videos of every length that a speech has here, each made once.</summary>
internal sealed class ResultVideos(SampleMedia media)
{
    /// <summary>Half of it is less than a result may differ from its speech.</summary>
    private const double Step = 0.2;

    private const int RateAt = 28, HeaderBytes = 44;

    private readonly ConcurrentDictionary<int, Lazy<Task<byte[]>>> _videos = [];

    /// <param name="speech">A wav file.</param>
    public Task<byte[]> ForAsync(Stream speech)
    {
        var header = new byte[HeaderBytes];
        speech.ReadExactly(header);
        var seconds = (double)(speech.Length - HeaderBytes) / BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(RateAt));
        return _videos.GetOrAdd((int)Math.Round(seconds / Step), steps => new(() => Task.Run(() => MakeAsync(steps * Step)))).Value;
    }

    private Task<byte[]> MakeAsync(double seconds)
    {
        var length = seconds.ToString("0.0", CultureInfo.InvariantCulture);
        return File.ReadAllBytesAsync(media.Make(
            $"result-{length}.mp4", "-f", "lavfi", "-i", $"testsrc2=s=320x240:r=25:d={length}", "-f", "lavfi", "-i", $"sine=f=220:r=16000:d={length}", "-c:v", "libx264", "-preset", "ultrafast",
            "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"));
    }
}
