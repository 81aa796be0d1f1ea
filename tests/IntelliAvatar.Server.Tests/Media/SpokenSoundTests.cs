using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>A result is held against the speech that was sent: mute or foreign sound is no result, whatever else was done to it.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class SpokenSoundTests(MediaCorpus corpus)
{
    private const string Said = "My baby bought a puppy. Please open the window.";

    private const string Long = Half + " the old one, and what you can do with it at home. Please ask whenever something is not clear.";

    private const string Half = "Good morning everybody. Today we will look at how the new product is put together, why it costs less than";

    private const string LongAndOther = Half + " most people think. Tomorrow the sun shines along the coast until clouds come in from the west, and it gets colder.";

    private const string Other = "The weather forecast for tomorrow says that it rains in the north, and that the sun shines along the coast until the late evening, when clouds come in.";

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
    [InlineData("adelay=100,volume=-4dB,aresample=22050,acompressor=threshold=-35dB:ratio=10:attack=5:release=50", "-b:a", "64k", "-ac", "1")]
    [InlineData("alimiter=limit=0.1:level=1")]
    [InlineData("atempo=1.03")]
    [InlineData("atrim=end=2.8")]
    [InlineData("apad=pad_dur=0.2,volume=-10dB,aresample=8000", "-c:a", "libopus", "-b:a", "24k")]
    public async Task What_a_server_does_to_the_speech_is_still_the_speech(string filter, params string[] options) => Assert.Null(await CheckAsync(Said, filter, options));

    [Theory]
    [InlineData("atempo=1.02")]
    [InlineData("atempo=0.98,acompressor=threshold=-30dB:ratio=8")]
    [InlineData("afftdn=nr=20,loudnorm")]
    [InlineData("adelay=100,atrim=end=11", "-b:a", "64k", "-ac", "1")]
    public async Task A_long_speech_may_drift(string filter, params string[] options) => Assert.Null(await CheckAsync(Long, filter, options, said: Long));

    [Theory]
    [InlineData(Long, "volume='if(lt(t,5.7),1,0)':eval=frame")]
    [InlineData(Long, "volume='if(gt(t,5.7),1,0)':eval=frame")]
    [InlineData(Long, "volume='if(between(t,4,8),0,1)':eval=frame")]
    [InlineData(LongAndOther, "anull")]
    [InlineData(Other, "anull")]
    [InlineData(Long, "areverse")]
    [InlineData(Long, "aeval=0.1*(random(0)*2-1),aformat=channel_layouts=mono")]
    public async Task A_speech_of_which_half_is_missing_or_another_is_not(string says, string filter) =>
        Assert.Equal("result_wrong_sound", (await CheckAsync(says, filter, [], said: Long))?.Code);

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

    private async Task<Refusal?> CheckAsync(string says, string filter, string[]? options = null, string said = Said)
    {
        var (speech, other, video) = (corpus.New(".wav"), corpus.New(".wav"), corpus.New(".mp4"));
        await SpeakAsync(said, speech);
        await SpeakAsync(says, other);
        await using var file = File.OpenRead(speech);
        var length = (await WavFile.ReadPlainAsync(file, default))!.Duration;
        await corpus.FfmpegAsync([
            "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25", "-i", other, "-af", filter, "-t", length.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", .. options ?? [], video]);
        return await corpus.Check.CheckAsync(video, length, TimeSpan.FromSeconds(0.2), default, speech);
    }

    private static async Task SpeakAsync(string text, string path)
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("flite", ["-voice", "slt", "-t", text, path]), default);
        Assert.True(exit.Succeeded, exit.Errors);
    }
}
