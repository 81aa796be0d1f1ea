using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos.ModelServers;

/// <summary>Videos that say what they are given to say. Their pictures are made once for every length.</summary>
internal sealed class ResultVideos(SampleMedia media)
{
    /// <summary>Half of it is less than a result may differ from its speech.</summary>
    private const double Step = 0.2;

    private const int RateAt = 28, HeaderBytes = 44;

    private readonly ConcurrentDictionary<int, Lazy<Task<string>>> _pictures = [];

    /// <param name="speech">A wav file.</param>
    public Task<byte[]> ForAsync(Stream speech)
    {
        var wav = new byte[speech.Length];
        speech.ReadExactly(wav);
        return ForAsync(wav);
    }

    private async Task<byte[]> ForAsync(byte[] wav)
    {
        using var sandbox = new Sandbox();
        var path = sandbox.Path("speech.wav");
        await File.WriteAllBytesAsync(path, wav);
        var seconds = (double)(wav.Length - HeaderBytes) / BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(RateAt));
        var picture = await _pictures.GetOrAdd((int)Math.Round(seconds / Step), steps => new(() => Task.Run(() => MakePicture(steps * Step)))).Value;
        var video = await Task.Run(() => media.Make($"{Guid.NewGuid():N}.mp4", "-i", picture, "-i", path, "-c:v", "copy", "-c:a", "aac", "-movflags", "+faststart"));
        var bytes = await File.ReadAllBytesAsync(video);
        File.Delete(video);
        return bytes;
    }

    private string MakePicture(double seconds)
    {
        var length = seconds.ToString("0.0", CultureInfo.InvariantCulture);
        return media.Make($"picture-{length}.mp4", "-f", "lavfi", "-i", $"testsrc2=s=320x240:r=25:d={length}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");
    }
}
