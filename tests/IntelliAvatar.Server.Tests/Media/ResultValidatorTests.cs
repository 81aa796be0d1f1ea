namespace IntelliAvatar.Server.Tests.Media;

[Collection(nameof(MediaCorpus))]
public sealed class ResultValidatorTests(MediaCorpus corpus)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("ok.mp4")]
    [InlineData("hdr.mp4")]
    [InlineData("av1.mp4")]
    [InlineData("mpeg4.mp4")]
    [InlineData("fragmented.mp4")]
    [InlineData("subtitled.mp4")]
    [InlineData("rotated.mp4")]
    public async Task Any_legal_mp4_of_the_right_length_is_sound(string name)
    {
        Assert.Null(await corpus.Check.CheckAsync(corpus[name], OneSecond, TimeSpan.Zero, default));
    }

    [Theory]
    [InlineData("json.mp4", "result_not_video", "a JSON text")]
    [InlineData("html.mp4", "result_not_video", "a web page")]
    [InlineData("hls.mp4", "result_not_video", "a playlist")]
    [InlineData("ffconcat.mp4", "result_not_video", "a playlist")]
    [InlineData("dash.mp4", "result_not_video", "XML")]
    [InlineData("empty.mp4", "result_not_video", "an empty file")]
    [InlineData("one.mp4", "result_not_video", "a kind that we do not know")]
    [InlineData("vp8.webm", "result_not_video", "a webm file")]
    [InlineData("magicyuv.mov", "result_not_video", "did not send")]
    [InlineData("cut_95.mp4", "result_truncated", "ends before")]
    [InlineData("cut_60.mp4", "result_truncated", "ends before")]
    [InlineData("cut_20.mp4", "result_truncated", "ends before")]
    [InlineData("endless_moov.mp4", "result_truncated", "ends before")]
    [InlineData("zero_tail.mp4", "result_undecodable", "to its end")]
    [InlineData("lying_tables.mp4", "result_no_sound", "without sound")]
    [InlineData("frames_1000.mp4", "result_no_sound", "without sound")]
    [InlineData("mute.mp4", "result_no_sound", "without sound")]
    [InlineData("sound_only.mp4", "result_no_picture", "without a moving picture")]
    public async Task What_is_no_whole_video_with_sound_is_refused(string name, string code, string words)
    {
        var refusal = await corpus.Check.CheckAsync(corpus[name], OneSecond, TimeSpan.FromSeconds(2), default);
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(words, refusal!.Detail);
    }

    [Theory]
    [InlineData(1.00, 0.0, true)]
    [InlineData(1.04, 0.0, true)] // one frame of 25 a second
    [InlineData(0.96, 0.0, true)]
    [InlineData(1.06, 0.0, false)]
    [InlineData(0.94, 0.0, false)]
    [InlineData(1.50, 0.5, true)]
    [InlineData(1.60, 0.5, false)]
    [InlineData(0.10, 0.5, false)]
    [InlineData(30.0, 2.0, false)]
    public async Task Its_length_is_the_speech_s_give_or_take_a_frame_or_the_tolerance(double speech, double tolerance, bool sound)
    {
        var refusal = await corpus.Check.CheckAsync(corpus["ok.mp4"], TimeSpan.FromSeconds(speech), TimeSpan.FromSeconds(tolerance), default);
        Assert.Equal(sound ? null : "result_wrong_length", refusal?.Code);
    }
}
