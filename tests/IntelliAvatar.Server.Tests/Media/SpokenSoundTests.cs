using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>A result is held against the speech that was sent: mute or foreign sound is no result, whatever else was done to it.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class SpokenSoundTests(MediaCorpus corpus)
{
    private const string Said = "My baby bought a puppy. Please open the window.";

    [Theory]
    [InlineData("anull")]
    [InlineData("adelay=200,atrim=end=3.4")]
    [InlineData("volume=-12dB")]
    [InlineData("aresample=8000,aresample=44100")]
    [InlineData("acompressor=threshold=-30dB:ratio=8,dynaudnorm")]
    [InlineData("afftdn=nr=20,loudnorm")]
    [InlineData("aecho=0.8:0.7:60:0.4")]
    [InlineData("lowpass=f=1000,volume=6dB")]
    [InlineData("pan=stereo|c0=c0|c1=c0")]
    public async Task What_a_server_does_to_the_speech_is_still_the_speech(string filter) => Assert.Null(await CheckAsync(Said, filter));

    [Theory]
    [InlineData(Said, "volume=0", "quieter")]
    [InlineData(Said, "volume=-40dB", "quieter")]
    [InlineData(Said, "pan=stereo|c0=c0|c1=-1*c0", "quieter")]
    [InlineData("Yes, I think so too, but let us wait until he arrives.", "anull", "at other moments")]
    [InlineData("Numbers are one, two, three, four, five and six.", "anull", "at other moments")]
    [InlineData(Said, "areverse", "at other moments")]
    [InlineData(Said, "aeval=0.2*sin(2*PI*300*t),aformat=channel_layouts=mono", "at other moments")]
    public async Task Another_sound_is_not(string says, string filter, string words)
    {
        var refusal = await CheckAsync(says, filter);
        Assert.Equal("result_wrong_sound", refusal?.Code);
        Assert.Contains(words, refusal!.Detail);
    }

    private async Task<Refusal?> CheckAsync(string says, string filter)
    {
        var (speech, other, video) = (corpus.New(".wav"), corpus.New(".wav"), corpus.New(".mp4"));
        await SpeakAsync(Said, speech);
        await SpeakAsync(says, other);
        await using var file = File.OpenRead(speech);
        var length = (await WavFile.ReadPlainAsync(file, default))!.Duration;
        await corpus.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25", "-i", other, "-af", filter, "-t", length.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", video);
        return await corpus.Check.CheckAsync(video, length, TimeSpan.FromSeconds(0.2), default, speech);
    }

    private static async Task SpeakAsync(string text, string path)
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("flite", ["-voice", "slt", "-t", text, path]), default);
        Assert.True(exit.Succeeded, exit.Errors);
    }
}
