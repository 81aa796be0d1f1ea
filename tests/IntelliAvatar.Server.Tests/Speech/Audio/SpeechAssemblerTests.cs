using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Audio;

namespace IntelliAvatar.Server.Tests.Speech.Audio;

public sealed class SpeechAssemblerTests : IDisposable
{
    private const int Rate = 16000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("assembler-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Chunks_are_trimmed_joined_with_silence_and_their_phones_move_along()
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        assembler.Add(Chunk(before: 0.2, sound: 0.5, after: 0.3), [new(0, ""), new(0.2, "m"), new(0.45, "a"), new(0.7, "")]);
        assembler.Pause(afterSentence: true);
        assembler.Add(Chunk(before: 0.1, sound: 0.5, after: 0.1), [new(0, ""), new(0.1, "b"), new(0.6, "")]);

        // 30 ms and 60 ms of the silence around each chunk stay.
        Assert.Equal(0.59 + 0.35 + 0.59, assembler.Length.TotalSeconds, 0.011);
        var expected = new Phone[] { new(0, ""), new(0.03, "m"), new(0.28, "a"), new(0.53, ""), new(0.97, "b"), new(1.47, "") };
        Assert.Equal(expected.Select(phone => phone.Symbol), assembler.Phones!.Select(phone => phone.Symbol));
        Assert.All(expected.Zip(assembler.Phones!), pair => Assert.Equal(pair.First.Start, pair.Second.Start, 0.011));
    }

    [Fact]
    public void One_chunk_without_timings_leaves_the_whole_speech_without()
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        assembler.Add(Chunk(0, 0.5, 0), [new(0, "m"), new(0.5, "")]);
        assembler.Add(Chunk(0, 0.5, 0), null);
        Assert.Null(assembler.Phones);
    }

    public static TheoryData<double[]> Nonsense => [[0, 2, 1], [-1, 0], [0, double.NaN], [0, 99]];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Timings_that_make_no_sense_are_not_believed(double[] starts)
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        assembler.Add(Chunk(0, 1, 0), [.. starts.Select((start, i) => new Phone(start, i == starts.Length - 1 ? "" : "m"))]);
        Assert.Null(assembler.Phones);
    }

    [Fact]
    public void The_result_does_not_click_where_chunks_meet()
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        assembler.Add(new Wave([.. Enumerable.Repeat(0.3f, Rate / 2)], Rate), null); // a step up and down
        assembler.Pause(afterSentence: false);
        assembler.Add(Chunk(0, 0.5, 0), null);
        using var file = new MemoryStream();
        Assert.True(assembler.Master(file));
        var samples = WaveReader.Read(file.ToArray())!.Samples;
        Assert.Equal(assembler.Length.TotalSeconds, (double)samples.Length / Rate, 1e-6);
        Assert.True(samples.Zip(samples.Skip(1), (a, b) => Math.Abs(a - b)).Max() < 0.1);
    }

    [Fact]
    public void Silence_is_not_a_speech()
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        assembler.Add(new Wave(new float[Rate], Rate), null);
        using var file = new MemoryStream();
        Assert.False(assembler.Master(file));
    }

    [Fact]
    public void The_speech_has_no_name_that_could_stay_behind()
    {
        using var assembler = new SpeechAssembler(_folder.FullName, Rate);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private static Wave Chunk(double before, double sound, double after) => new(
        [.. new float[(int)(before * Rate)], .. Sounds.Tone(200, sound, Rate, 0.3f), .. new float[(int)(after * Rate)]], Rate);
}
