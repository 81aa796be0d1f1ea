using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

[Collection(nameof(MediaCorpus))]
public sealed class SourceAudioTests(MediaCorpus corpus)
{
    [Theory]
    [InlineData("ok.mp4")]
    [InlineData("vp8.webm")]
    [InlineData("prores.mov")]
    [InlineData("mjpeg.mkv")]
    public async Task A_video_s_own_sound_lies_beside_its_pictures(string name)
    {
        var sound = await HeardAsync(corpus[name]);

        Assert.InRange(sound!.Length, 15_000, 17_100);
        Assert.InRange(Loudest(sound[4_000..12_000]), 0.08f, 0.3f);
    }

    [Fact]
    public async Task No_more_is_decoded_than_asked_for() =>
        Assert.Equal(4_000, (await HeardAsync(corpus["ok.mp4"], TimeSpan.FromSeconds(0.25)))!.Length);

    [Fact]
    public async Task Sound_that_begins_late_begins_with_silence()
    {
        await corpus.FfmpegAsync("-i", "ok.mp4", "-itsoffset", "0.4", "-i", "ok.mp4", "-map", "0:v", "-map", "1:a", "-c", "copy", "late.mp4");

        var sound = (await HeardAsync(corpus["late.mp4"]))!;

        Assert.InRange(Loudest(sound[..5_600]), 0, 0.01f);
        Assert.InRange(Loudest(sound[7_200..10_000]), 0.08f, 0.3f);
    }

    [Theory]
    [InlineData("mute.mp4")]
    [InlineData("odd444.mp4")]
    public async Task A_video_without_sound_has_none(string name) => Assert.Null(await HeardAsync(corpus[name]));

    [Fact]
    public async Task Sound_that_cannot_be_decoded_is_none()
    {
        await corpus.FfmpegAsync("-i", "ok.mp4", "-c", "copy", "-bsf:a", "noise=5", "damaged_sound.mp4");

        Assert.Null(await HeardAsync(corpus["damaged_sound.mp4"]));
    }

    private async Task<float[]?> HeardAsync(string path, TimeSpan? atMost = null)
    {
        var opened = await VideoReader.OpenAsync(path, corpus.NewDirectory(), MediaCorpus.Limits, TimeSpan.FromMinutes(1), default);
        using var video = Assert.IsType<MediaResult<VideoReader>.Ready>(opened).Value;
        await using var sound = new SourceAudio(video, atMost ?? TimeSpan.FromMinutes(1), default);
        return await sound.Heard;
    }

    private static float Loudest(float[] samples) => samples.Max(Math.Abs);
}
