using System.Buffers.Binary;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Recordings that are far too quiet, or lie beside zero.</summary>
public sealed class SpeechLevelTests : IDisposable
{
    private const int Rate = 16_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("speech-level-");

    [Theory]
    [InlineData(-45, 0)]
    [InlineData(-54, 0)]
    [InlineData(-38, 0)]
    [InlineData(-50, 0.005)] // what is under it would become loud with it
    public async Task A_voice_that_is_far_too_quiet_is_made_as_loud_as_usual(int decibels, double offset)
    {
        var (changes, level, peak) = await MendAsync(Syllables(decibels, offset));
        Assert.Matches(@"^made \d\d dB louder \(it was very quiet, at -\d\d dB\)$", Assert.Single(changes));
        Assert.InRange(level.Voice, 0.05, 0.12);
        Assert.InRange(level.Offset, -0.001, 0.001);
        Assert.InRange(peak, 0.1, 0.95);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(-30)]
    [InlineData(-6)]
    public async Task A_voice_that_can_be_heard_keeps_its_level(int decibels) => await IsLeftAsync(Syllables(decibels, 0.004));

    [Fact]
    public async Task Noise_without_a_voice_is_not_made_louder()
    {
        var random = new Random(5);
        await IsLeftAsync([.. Enumerable.Range(0, 2 * Rate).Select(_ => (short)random.Next(-150, 150))]);
    }

    [Fact]
    public async Task A_click_does_not_keep_a_quiet_voice_quiet()
    {
        var samples = Syllables(-48, 0);
        samples.AsSpan(Rate, 40).Fill(25_000);
        var (changes, level, _) = await MendAsync(samples);
        Assert.Single(changes);
        Assert.InRange(level.Voice, 0.05, 0.12);
    }

    [Theory]
    [InlineData(-20, 0.3)]
    [InlineData(-12, -0.1)]
    [InlineData(-25, 0.02)]
    [InlineData(-30, 0.6)]
    public async Task An_offset_is_removed_and_the_voice_keeps_its_level(int decibels, double offset)
    {
        var before = (await MendAsync(Syllables(decibels, 0))).Level;
        var (changes, after, _) = await MendAsync(Syllables(decibels, offset));
        Assert.Equal([$"its offset of {Math.Abs(offset) * 100:0} % of full scale was removed"], changes);
        Assert.InRange(after.Offset, -0.002, 0.002);
        Assert.InRange(after.Voice / before.Voice, 0.95, 1.05);
    }

    [Fact]
    public async Task An_offset_that_is_removed_leaves_no_thump_at_the_beginning()
    {
        var samples = Syllables(-20, 0.3);
        await MendAsync(samples);
        Assert.InRange(samples.Take(400).Max(sample => Math.Abs((int)sample)), 0, 3000);
    }

    [Fact]
    public async Task A_quiet_voice_with_a_large_offset_is_mended_of_both() => Assert.Equal(2, (await MendAsync(Syllables(-45, 0.2))).Changes.Count);

    [Fact]
    public async Task One_moment_of_sound_is_no_mistake() => await IsLeftAsync([.. Enumerable.Range(0, 100).Select(i => (short)(i % 7))]);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task IsLeftAsync(short[] samples)
    {
        short[] before = [.. samples];
        Assert.Empty((await MendAsync(samples)).Changes);
        Assert.Equal(before, samples);
    }

    /// <summary>A tone of four syllables a second; its level is that of the loudest part.</summary>
    private static short[] Syllables(double decibels, double offset) =>
    [
        .. Enumerable.Range(0, 3 * Rate).Select(i =>
        {
            var time = (double)i / Rate;
            var syllable = Math.Pow(Math.Sin(4 * Math.PI * time), 2);
            var voice = Math.Sqrt(2) * Math.Pow(10, decibels / 20) * syllable * Math.Sin(2 * Math.PI * 220 * time);
            return (short)Math.Clamp(32768 * (voice + offset), short.MinValue, short.MaxValue);
        }),
    ];

    /// <summary>What was said, how loud it is then, and its highest sample; the samples are as they are then.</summary>
    private async Task<(IReadOnlyList<string> Changes, SpeechLevel Level, double Peak)> MendAsync(short[] samples)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.wav");
        var bytes = new byte[44 + (2 * samples.Length)];
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + (2 * i)), samples[i]);
        }

        await File.WriteAllBytesAsync(path, bytes);
        var wav = new WavFile(Rate, 44, samples.Length);
        var changes = await SpeechLevel.MendAsync(path, wav, default);
        bytes = await File.ReadAllBytesAsync(path);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(44 + (2 * i)));
        }

        await using var file = File.OpenRead(path);
        return (changes, await SpeechLevel.MeasureAsync(file, wav, default), samples.Max(sample => Math.Abs((int)sample)) / 32768.0);
    }
}
