using System.Buffers.Binary;
using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Tests.Speech.Audio;

public sealed class WaveTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var samples = Sounds.Tone(440, 0.5, 16000, 0.5f);
        var wave = WaveReader.Read(File(samples, 16000))!;
        Assert.Equal(16000, wave.Rate);
        Assert.All(samples.Zip(wave.Samples), pair => Assert.Equal(pair.First, pair.Second, 0.0001));
    }

    [Fact]
    public void A_streamed_file_that_knows_no_length_lasts_to_its_end()
    {
        var file = File(Sounds.Tone(440, 0.5, 16000, 0.5f), 16000);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), uint.MaxValue);
        Assert.Equal(8000, WaveReader.Read(file)!.Samples.Length);
    }

    [Fact]
    public void Chunks_that_mean_nothing_to_us_are_passed_over()
    {
        var file = File([0.5f, 0.25f], 8000);
        byte[] withList = [.. file.AsSpan(0, 12), .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. file.AsSpan(12)];
        Assert.Equal(2, WaveReader.Read(withList)!.Samples.Length);
    }

    [Fact]
    public void Two_channels_are_mixed()
    {
        var file = File([0.5f, 0.25f], 8000);
        file[22] = 2;
        Assert.Equal(0.375, Assert.Single(WaveReader.Read(file)!.Samples), 0.0002);
    }

    [Theory]
    [InlineData(22, 0)] // channels
    [InlineData(22, 3)]
    [InlineData(20, 6)] // A-law
    [InlineData(34, 24)] // bits
    [InlineData(24, 0)] // sample rate, low byte of 8000 away: 7936
    [InlineData(0, 0)]
    [InlineData(8, 0)]
    public void Other_formats_are_refused(int at, byte value)
    {
        var file = File([0.5f, 0.25f], 8000);
        file[at] = value;
        Assert.Null(WaveReader.Read(file));
    }

    [Fact]
    public void No_bytes_whatsoever_break_the_reader()
    {
        var good = File(Sounds.Tone(440, 0.01, 16000, 0.5f), 16000);
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var file = good[..random.Next(good.Length + 1)];
            for (var change = random.Next(6); change > 0 && file.Length > 0; change--)
            {
                file[random.Next(Math.Min(file.Length, 64))] = (byte)(random.Next(3) == 0 ? 255 : random.Next(256));
            }

            _ = WaveReader.Read(file); // must neither throw nor hang
        }
    }

    private static byte[] File(float[] samples, int rate)
    {
        using var stream = new MemoryStream();
        var writer = new WaveWriter(stream, rate);
        writer.Begin();
        writer.Write(samples);
        writer.Finish();
        return stream.ToArray();
    }
}
