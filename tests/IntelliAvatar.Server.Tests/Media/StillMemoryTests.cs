using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Whether a picture can be afforded is known from its header.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class StillMemoryTests(MediaCorpus corpus)
{
    // As measured: 250 MB each at most.
    [Theory]
    [InlineData("jpg", 8160, 6144, 0.0, 10_000_000, 2040, 1536)]
    [InlineData("jpg", 6000, 4000, 3.0, 5_000_000, 2350, 1566)]
    [InlineData("jpg", 6000, 4000, 6.0, 11_000_000, 1488, 992)]
    [InlineData("jpg", 8160, 6120, 3.0, 9_000_000, 1364, 1024)]
    [InlineData("jpg", 8160, 6120, 6.0, 23_000_000, 0, 0)]
    [InlineData("png", 6000, 4000, 3.0, 47_000_000, 2350, 1566)]
    [InlineData("png", 8160, 6120, 3.0, 10_000_000, 1704, 1278)]
    [InlineData("png", 8160, 6120, 3.0, 97_000_000, 0, 0)]
    [InlineData("png", 6000, 4000, 8.0, 90_000_000, 0, 0)]
    [InlineData("BMP", 6000, 4000, 3.0, 72_000_000, 2350, 1566)]
    [InlineData("BMP", 8160, 6120, 3.0, 150_000_000, 0, 0)]
    public void What_takes_much_memory_to_read_becomes_smaller_or_is_refused(string kind, int width, int height, double bytesAPixel, long bytes, int outWidth, int outHeight)
    {
        var container = new[] { ContainerFormat.Jpeg, ContainerFormat.Png, ContainerFormat.Bmp }.Single(one => one.Name == kind);
        var size = StillSize.Of(new StillPicture(width, height, 1, null) { BytesAPixel = bytesAPixel, IsOpaque = true }, container, bytes, MediaCorpus.Limits);
        Assert.Equal((outWidth, outHeight), (size?.Width ?? 0, size?.Height ?? 0));
    }

    [Theory]
    [InlineData(8160, 6120, 0x11, "a progressive JPEG of 8160x6120 pixels, which takes too much memory to read. Save it as an ordinary (baseline) JPEG, or scale it down.")]
    [InlineData(4032, 3024, 0x11, null)]
    [InlineData(8160, 6120, 0x22, null)]
    public async Task Of_a_progressive_jpg_the_coefficients_count(int width, int height, int sampling, string? words)
    {
        // What ffmpeg writes is baseline: only the header is made another.
        var name = $"progressive_{width}_{sampling}.jpg";
        await MakeAsync("base_" + name, "color=red:s=160x120", "-pix_fmt", "yuvj444p");
        var file = await File.ReadAllBytesAsync(corpus["base_" + name]);
        var header = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (file[header + 1], file[header + 11]) = (0xC2, (byte)sampling);
        (file[header + 5], file[header + 6], file[header + 7], file[header + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        (file[header + 14], file[header + 17]) = (0x11, 0x11);
        await File.WriteAllBytesAsync(corpus[name], file);
        var estimate = await corpus.Intake.EstimateVideoAsync(corpus[name], corpus.NewDirectory(), new("tests"), default);
        Assert.Equal(words is null ? null : $"The picture is {words}", estimate.Refusal?.Detail);
    }

    [Fact]
    public async Task A_png_of_many_parts_is_read()
    {
        // libpng writes its data in parts of 8 KB and less.
        await MakeAsync("whole_parts.png", "nullsrc=s=400x300,geq=r='random(1)*255':g='random(2)*255':b='random(3)*255'", "-pix_fmt", "rgb24");
        var file = await File.ReadAllBytesAsync(corpus["whole_parts.png"]);
        var parts = new List<byte>(file[..33]);
        for (var at = 33; at < file.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var data = file.AsSpan(at + 8, length).ToArray();
            var isData = file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8);
            foreach (var part in isData ? data.Chunk(64) : [data])
            {
                byte[] chunk = [.. file[(at + 4)..(at + 8)], .. part];
                parts.AddRange([0, 0, (byte)(part.Length >> 8), (byte)part.Length, .. chunk, .. Checksum(chunk)]);
            }

            at += 12 + length;
        }

        await File.WriteAllBytesAsync(corpus["parts.png"], [.. parts]);
        var result = await corpus.Intake.AcceptVideoAsync(corpus["parts.png"], corpus.New(".mp4"), new("tests"), default);
        Assert.True(result is IntakeResult.Accepted, result.ToString());
    }

    /// <summary>CRC-32 (ISO/IEC 15948, annex D).</summary>
    private static byte[] Checksum(byte[] chunk)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var one in chunk)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        var bytes = BitConverter.GetBytes(~sum);
        Array.Reverse(bytes);
        return bytes;
    }

    private Task MakeAsync(string name, string picture, params string[] options) => corpus.FfmpegAsync(["-f", "lavfi", "-i", picture, "-frames:v", "1", .. options, name]);
}
