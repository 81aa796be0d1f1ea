using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

[Collection(nameof(MediaCorpus))]
public sealed class VideoIntakeTests(MediaCorpus corpus)
{
    private const string Facts = "stream=codec_name,width,height,pix_fmt,r_frame_rate,avg_frame_rate,nb_read_frames";

    [Theory]
    [InlineData("ok.mp4")]
    [InlineData("mov.mov")]
    [InlineData("mute.mp4")]
    [InlineData("fragmented.mp4")]
    [InlineData("tagged.mp4")]
    [InlineData("poly_zip.mp4")]
    [InlineData("poly_html.mp4")]
    [InlineData("ntsc.mp4", "30000/1001", 30)]
    public async Task A_plain_video_is_taken_over_bit_by_bit(string name, string rate = "25/1", int frames = 25)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Empty(accepted.Changes);
        Assert.Equal($"h264 160 120 yuv420p {rate} {rate} {frames}", await MediaCorpus.AskAsync(path, Facts));
        Assert.Equal(await HashAsync(corpus[name]), await HashAsync(path));
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.01);
    }

    [Theory]
    [InlineData("h264.mkv", "converted from webm/mkv to mp4")]
    [InlineData("vp8.webm", "converted from VP8 to H.264 8-bit", "its own sound converted from Opus to AAC")]
    [InlineData("vp9.webm", "converted from VP9 to H.264 8-bit", "its own sound converted from Vorbis to AAC")]
    [InlineData("browser.webm", "converted from VP8 to H.264 8-bit", "its own sound converted from Opus to AAC")]
    [InlineData("av1.mp4", "converted from AV1 to H.264 8-bit", "its own sound converted from Opus to AAC")]
    [InlineData("hevc.mp4", "converted from HEVC to H.264 8-bit")]
    [InlineData("hdr.mp4", "converted from HEVC 10-bit HDR to H.264 8-bit")]
    [InlineData("prores.mov", "converted from ProRes 10-bit 4:2:2 to H.264 8-bit", "its own sound converted from PCM to AAC")]
    [InlineData("mpeg4.mp4", "converted from MPEG-4 to H.264 8-bit", "its own sound converted from MP3 to AAC")]
    [InlineData("mjpeg.mkv", "converted from Motion JPEG 4:4:4 to H.264 8-bit", "its own sound converted from FLAC to AAC")]
    [InlineData("interlaced.mp4", "made progressive (was interlaced)")]
    public async Task Other_videos_are_converted_once_and_it_is_said_how(string name, params string[] changes)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal("h264 160 120 yuv420p 25/1 25/1 25", await MediaCorpus.AskAsync(path, Facts));
    }

    [Theory]
    [InlineData("rotated.mp4", "h264 120 160 yuv420p 25/1 25/1 25", "turned upright (was rotated by 90 degrees)")]
    [InlineData("odd444.mp4", "h264 160 120 yuv420p 25/1 25/1 25", "cut by one pixel to an even size (was 161x121)", "converted from H.264 4:4:4 to H.264 8-bit")]
    [InlineData("anamorphic.mp4", "h264 212 120 yuv420p 25/1 25/1 25", "pixels made square")]
    [InlineData("slow.mp4", "h264 160 120 yuv420p 25/1 25/1 50", "frame rate raised to 25 (was 2)")]
    public async Task What_a_model_server_may_choke_on_is_mended(string name, string facts, params string[] changes)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal(facts, await MediaCorpus.AskAsync(path, Facts));
        Assert.Equal("", await MediaCorpus.AskAsync(path, "stream_side_data=rotation"));
    }

    [Fact]
    public async Task A_variable_frame_rate_becomes_a_constant_one()
    {
        var (accepted, path) = await AcceptAsync("variable.mp4");
        Assert.Matches(@"^frame rate made constant at [\d.]+ \(was variable\)$", Assert.Single(accepted.Changes));
        var rates = (await MediaCorpus.AskAsync(path, "stream=r_frame_rate,avg_frame_rate")).Split(' ');
        Assert.Equal(rates[0], rates[1]);
        Assert.Equal(3.0, accepted.Duration.TotalSeconds, 0.15);
    }

    [Fact]
    public async Task High_dynamic_range_becomes_tagged_Bt709()
    {
        var (_, path) = await AcceptAsync("hdr.mp4");
        Assert.Equal("tv bt709 bt709 bt709", await MediaCorpus.AskAsync(path, "stream=color_range,color_space,color_transfer,color_primaries"));
    }

    [Theory]
    [InlineData("subtitled.mp4")]
    [InlineData("covered.mp4")]
    public async Task Subtitles_and_covers_are_left_out_and_the_picture_is_kept(string name)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Equal(["what else the file holds was left out"], accepted.Changes);
        Assert.Equal(await HashAsync(corpus["ok.mp4"]), await HashAsync(path));
        Assert.False(Contains(path, "<script>"));
    }

    [Theory]
    [InlineData("tagged.mp4", "alert(1)")]
    [InlineData("tagged.mp4", "48.8577")]
    [InlineData("poly_html.mp4", "<script>")]
    public async Task What_is_neither_picture_nor_sound_does_not_come_through(string name, string secret)
    {
        Assert.True(Contains(corpus[name], secret));
        var (_, path) = await AcceptAsync(name);
        Assert.False(Contains(path, secret));
    }

    [Theory]
    [InlineData("photo.jpg", "160 60", "a still picture was made into a video of one second")]
    [InlineData("sideways.jpg", "60 160", "a still picture was made into a video of one second", "turned upright, as its camera noted")]
    [InlineData("photo.png", "80 60", "a still picture was made into a video of one second", "cut by one pixel to an even size")]
    [InlineData("broad.png", "160 60", "a still picture was made into a video of one second", "pixels made square")]
    [InlineData("glass.png", "80 60", "a still picture was made into a video of one second", "laid on white where it is transparent")]
    public async Task A_still_picture_becomes_a_second_of_video(string name, string size, params string[] changes)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal(TimeSpan.FromSeconds(1), accepted.Duration);
        Assert.Equal($"h264 {size} yuv420p 25/1 25/1 25", await MediaCorpus.AskAsync(path, Facts));
    }

    [Fact]
    public async Task A_sideways_photo_has_its_left_on_top()
    {
        var (_, path) = await AcceptAsync("sideways.jpg");
        await using var frames = await SpoolAsync(path);
        var picture = new LipSync.Core.YuvFrame(frames.Width, frames.Height);
        frames.Read(0, picture);
        Assert.InRange(picture.V[0], 200, 255); // red
        Assert.InRange(picture.U[^1], 200, 255); // blue
        Assert.InRange(picture.Y[0], 55, 75); // BT.709 red in 16…235 is 63; in BT.601 it would be 81
    }

    [Fact]
    public async Task Glass_lies_on_white_paper()
    {
        var (_, path) = await AcceptAsync("glass.png");
        await using var frames = await SpoolAsync(path);
        var picture = new LipSync.Core.YuvFrame(frames.Width, frames.Height);
        frames.Read(24, picture);
        Assert.InRange(picture.Y[2000], 230, 236);
    }

    [Theory]
    [InlineData("hls.mp4", "video_unreadable", "a playlist")]
    [InlineData("hls_ts.mp4", "video_unreadable", "a playlist")]
    [InlineData("ffconcat.mp4", "video_unreadable", "a playlist")]
    [InlineData("dash.mp4", "video_unreadable", "an XML playlist. It only says where a video lies")]
    [InlineData("json.mp4", "video_unreadable", "a JSON text")]
    [InlineData("html.mp4", "video_unreadable", "a web page or XML text")]
    [InlineData("empty.mp4", "video_unreadable", "an empty file")]
    [InlineData("one.mp4", "video_unreadable", "a kind that we do not know")]
    [InlineData("poly_gif.mp4", "video_too_large_picture", "scale it down")]
    [InlineData("ok.wav", "video_unreadable", "a wav file")]
    [InlineData("magicyuv.mov", "video_unreadable", "a mov file with MAGICYUV in it is not accepted")]
    [InlineData("streams_40.mp4", "video_unreadable", "damaged")]
    [InlineData("cut_95.mp4", "video_broken", "ends before its content does")]
    [InlineData("cut_60.mp4", "video_broken", "ends before its content does")]
    [InlineData("cut_20.mp4", "video_broken", "ends before its content does")]
    [InlineData("zero_tail.mp4", "video_broken", "could be decoded")]
    [InlineData("cut.webm", "video_broken", "damaged")]
    [InlineData("endless_moov.mp4", "video_broken", "ends before its content does")]
    [InlineData("free_20k.mp4", "video_broken", "more than 10000 parts")]
    [InlineData("cut.jpg", "video_broken", "ends before the picture does")]
    [InlineData("cut.png", "video_broken", "ends before the picture does")]
    [InlineData("needles.png", "video_pixel_aspect", "20 times as wide")]
    [InlineData("sound_only.mp4", "video_no_picture", "only sound")]
    [InlineData("lying_tables.mp4", "video_too_many_frames", "At most 240")]
    [InlineData("frames_1000.mp4", "video_too_many_frames", "1000 frames a second")]
    [InlineData("ten_hours.mp4", "video_too_long", "600.0 minutes")]
    [InlineData("half_minute.mp4", "video_too_long", "0.4 minutes")]
    [InlineData("blink.mp4", "video_too_short", "0.08 s")]
    [InlineData("tiny.mp4", "video_too_small_picture", "8x8")]
    [InlineData("wide.mp4", "video_too_large_picture", "4352x256")]
    [InlineData("huge.mp4", "video_too_large_picture", "8000x8000")]
    public async Task A_bad_video_is_refused_with_a_reason_and_leaves_nothing(string name, string code, string words)
    {
        var directory = corpus.NewDirectory();
        var result = await corpus.Intake.AcceptVideoAsync(corpus[name], Path.Combine(directory, "accepted.mp4"), new("tests"), default);
        var refusal = Assert.IsType<IntakeResult.Refused>(result).Refusal;
        Assert.Equal((code, 422), (refusal.Code, refusal.Status));
        Assert.Contains(words, refusal.Detail);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    [Theory]
    [InlineData("largest.mp4")]
    [InlineData("largest.png")]
    public async Task The_largest_picture_we_allow_fits_into_every_limit(string name)
    {
        var (_, path) = await AcceptAsync(name);
        Assert.Equal("4096 2176", await MediaCorpus.AskAsync(path, "stream=width,height"));
    }

    [Fact]
    public async Task A_script_that_names_another_s_video_gets_none_of_it()
    {
        // Were the demuxer left to guess, each of these would come out as the victim's video.
        foreach (var name in new[] { "hls.mp4", "hls_ts.mp4", "ffconcat.mp4", "dash.mp4" })
        {
            foreach (var container in new[] { ContainerFormat.Mp4, ContainerFormat.Matroska })
            {
                var output = corpus.New(".mp4");
                var exit = await Server.Media.Processes.ChildProcess.RunAsync(
                    new FfmpegCommands(MediaCorpus.Limits).Convert(new SourceFile(corpus[name], container), [], ["-c", "copy", "-f", "mp4", FfmpegCommands.Url(output)], TimeSpan.FromSeconds(20)),
                    default);
                Assert.False(exit.Succeeded);
                Assert.False(File.Exists(output));
            }
        }
    }

    [Fact]
    public async Task A_cancelled_intake_leaves_nothing()
    {
        var directory = corpus.NewDirectory();
        using var cancel = new CancellationTokenSource();
        var intake = corpus.Intake.AcceptVideoAsync(corpus["prores.mov"], Path.Combine(directory, "accepted.mp4"), new("tests"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => intake);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    private async Task<(IntakeResult.Accepted Accepted, string Path)> AcceptAsync(string name)
    {
        var path = corpus.New(".mp4");
        var result = await corpus.Intake.AcceptVideoAsync(corpus[name], path, new("tests"), default);
        Assert.True(result is IntakeResult.Accepted, result.ToString());
        return ((IntakeResult.Accepted)result, path);
    }

    private async Task<FrameSpool> SpoolAsync(string path) =>
        Assert.IsType<MediaResult<FrameSpool>.Ready>(await FrameSpool.OpenAsync(path, corpus.NewDirectory(), MediaCorpus.Limits, 100, long.MaxValue, default)).Value;

    private static bool Contains(string path, string text) => File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private static async Task<string> HashAsync(string path)
    {
        var exit = await IntelliAvatar.Server.Media.Processes.ChildProcess.RunAsync(
            new("ffmpeg", ["-v", "error", "-i", path, "-map", "0:V:0", "-f", "md5", "-"]), default);
        return exit.OutputText;
    }
}
