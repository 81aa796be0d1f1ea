using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

[Collection(nameof(MediaCorpus))]
public sealed class FrameSpoolAndEncoderTests(MediaCorpus corpus)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("ok.mp4", 160, 120, "25/1", 25)]
    [InlineData("ntsc.mp4", 160, 120, "30000/1001", 30)]
    [InlineData("rotated.mp4", 120, 160, "25/1", 25)]
    [InlineData("odd444.mp4", 161, 121, "25/1", 25)]
    [InlineData("h264.mkv", 160, 120, "25/1", 25)]
    [InlineData("hdr.mp4", 160, 120, "25/1", 25)]
    public async Task A_video_becomes_pictures_by_index(string name, int width, int height, string rate, int count)
    {
        await using var frames = await SpoolAsync(corpus[name]);
        Assert.Equal((width, height, rate, count), (frames.Width, frames.Height, frames.Format.Rate.ToString(), frames.Count));
    }

    [Fact]
    public async Task Pictures_are_read_by_many_at_once_and_are_the_decoder_s()
    {
        await corpus.FfmpegAsync("-i", "ok.mp4", "-f", "rawvideo", "-pix_fmt", "yuv420p", "ok.yuv");
        var expected = await File.ReadAllBytesAsync(corpus["ok.yuv"]);
        await using var frames = await SpoolAsync(corpus["ok.mp4"]);
        Parallel.For(0, 100, i =>
        {
            var index = (int)(i * 7 % frames.Count);
            var picture = new YuvFrame(frames.Width, frames.Height);
            frames.Read(index, picture);
            Assert.True(expected.AsSpan(index * picture.Data.Length, picture.Data.Length).SequenceEqual(picture.Data));
        });
    }

    [Theory]
    [InlineData(10, long.MaxValue, 10)]
    [InlineData(100, 28_800 * 7, 7)]
    [InlineData(100, 1, 1)]
    public async Task No_more_is_spooled_than_asked_for(int maxFrames, long maxBytes, int count)
    {
        await using var frames = await SpoolAsync(corpus["ok.mp4"], maxFrames, maxBytes);
        Assert.Equal(count, frames.Count);
    }

    [Fact]
    public async Task Pictures_are_read_while_they_are_decoded_and_one_that_never_comes_is_told()
    {
        var directory = corpus.NewDirectory();
        var opened = Assert.IsType<MediaResult<VideoReader>.Ready>(await VideoReader.OpenAsync(corpus["ok.mp4"], directory, MediaCorpus.Limits, TimeSpan.FromMinutes(1), default));
        using var video = opened.Value;
        await using var frames = video.Decode(directory, maxFrames: 20, count: video.ExpectedFrames!.Value, default);
        var picture = new YuvFrame(frames.Width, frames.Height);

        frames.Read(19, picture); // waits for the decoder

        Assert.Equal((25, 20), (frames.Count, frames.Decoded));
        Assert.Throws<MissingFrameException>(() => frames.Read(20, picture));
        Assert.Null(await frames.Filled);
        frames.Settle();
        Assert.Equal(20, frames.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_a_picture_is_told_when_the_decoder_is_stopped()
    {
        var directory = corpus.NewDirectory();
        using var stop = new CancellationTokenSource();
        using var video = Assert.IsType<MediaResult<VideoReader>.Ready>(
            await VideoReader.OpenAsync(corpus["ok.mp4"], directory, MediaCorpus.Limits, TimeSpan.FromMinutes(1), default)).Value;
        await using var frames = video.Decode(directory, maxFrames: 20, count: 25, stop.Token);
        var waiting = Task.Run(() => frames.Read(24, new YuvFrame(frames.Width, frames.Height)));

        await stop.CancelAsync();

        // The decoder may have come to its own end just before.
        Assert.True(await Record.ExceptionAsync(() => waiting) is OperationCanceledException or MissingFrameException);
    }

    [Fact]
    public async Task The_spool_has_no_name()
    {
        var directory = corpus.NewDirectory();
        await using var frames = await SpoolAsync(corpus["ok.mp4"], directory: directory);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    [Theory]
    [InlineData("hls.mp4", "video_unreadable")]
    [InlineData("zero_tail.mp4", "video_broken")]
    [InlineData("sound_only.mp4", "video_no_picture")]
    [InlineData("huge.mp4", "video_unreadable")]
    public async Task What_is_no_sound_video_is_refused(string name, string code)
    {
        var result = await FrameSpool.OpenAsync(corpus[name], corpus.NewDirectory(), MediaCorpus.Limits, 100, long.MaxValue, default);
        Assert.Equal(code, Assert.IsType<MediaResult<FrameSpool>.Refused>(result).Refusal.Code);
    }

    [Theory]
    [InlineData(24000, 1001, "tv", "bt709", "bt709", "bt709")]
    [InlineData(30000, 1001, "pc", "smpte170m", "smpte170m", "smpte170m")]
    [InlineData(25, 1, null, null, null, null)]
    [InlineData(60, 1, "pc", null, null, null)]
    public async Task Pictures_become_a_video_of_their_count_size_rate_and_colours(int numerator, int denominator, string? range, string? matrix, string? primaries, string? transfer)
    {
        var format = new VideoFormat(160, 120, new FrameRate(numerator, denominator), new ColourTags(range, matrix, primaries, transfer));
        var count = format.Rate.FramesIn(TimeSpan.FromSeconds(1));
        var path = await EncodeAsync(format, count);

        Assert.Equal(
            $"h264 160 120 {format.Rate} {format.Rate} {count}",
            await MediaCorpus.AskAsync(path, "stream=codec_name,width,height,r_frame_rate,avg_frame_rate,nb_read_frames"));
        Assert.Null(await corpus.Check.CheckAsync(path, TimeSpan.FromSeconds(1), TimeSpan.Zero, default));
        await using var frames = await SpoolAsync(path);
        Assert.Equal((count, format), (frames.Count, frames.Format));
    }

    [Theory]
    [InlineData("tv")]
    [InlineData("pc")]
    public async Task A_grey_stays_the_same_grey(string range)
    {
        var path = await EncodeAsync(new VideoFormat(64, 64, new FrameRate(25, 1), new ColourTags(range, "bt709", "bt709", "bt709")), 25, grey: 200);
        await using var frames = await SpoolAsync(path);
        var picture = new YuvFrame(64, 64);
        frames.Read(12, picture);
        Assert.InRange(picture.Y[2000], 199, 201);
    }

    [Fact]
    public async Task An_odd_size_loses_its_last_column_and_row()
    {
        var path = await EncodeAsync(new VideoFormat(161, 121, new FrameRate(25, 1), ColourTags.Unknown), 25);
        Assert.Equal("160 120", await MediaCorpus.AskAsync(path, "stream=width,height"));
    }

    [Fact]
    public async Task An_encoding_that_fails_leaves_nothing()
    {
        var output = Path.Combine(corpus.NewDirectory(), "out.mp4");
        var format = new VideoFormat(64, 64, new FrameRate(25, 1), ColourTags.Unknown);
        await Assert.ThrowsAsync<InvalidOperationException>(() => FrameEncoder.EncodeAsync(
            format, corpus["ok.wav"], output, MediaCorpus.Limits, (_, _) => throw new InvalidOperationException("no face"), Deadline, default));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!));
    }

    [Fact]
    public async Task A_speech_that_cannot_be_read_is_a_refusal()
    {
        var format = new VideoFormat(64, 64, new FrameRate(25, 1), ColourTags.Unknown);
        var refusal = await FrameEncoder.EncodeAsync(format, corpus["json.mp4"], corpus.New(".mp4"), MediaCorpus.Limits, (_, _) => Task.CompletedTask, Deadline, default);
        Assert.Equal("audio_unreadable", refusal?.Code);
    }

    private async Task<string> EncodeAsync(VideoFormat format, int count, byte grey = 128)
    {
        var path = corpus.New(".mp4");
        var refusal = await FrameEncoder.EncodeAsync(format, corpus["ok.wav"], path, MediaCorpus.Limits, DrawAsync, Deadline, default);
        Assert.Null(refusal);
        return path;

        async Task DrawAsync(FrameSink sink, CancellationToken cancel)
        {
            var picture = new YuvFrame(format.Width, format.Height);
            picture.Data.AsSpan().Fill(128);
            picture.Y.Fill(grey);
            while (sink.Count < count)
            {
                await sink.WriteAsync(picture, cancel);
            }
        }
    }

    private async Task<FrameSpool> SpoolAsync(string path, int maxFrames = 1000, long maxBytes = long.MaxValue, string? directory = null)
    {
        var result = await FrameSpool.OpenAsync(path, directory ?? corpus.NewDirectory(), MediaCorpus.Limits, maxFrames, maxBytes, default);
        Assert.True(result is MediaResult<FrameSpool>.Ready, result.ToString());
        return ((MediaResult<FrameSpool>.Ready)result).Value;
    }
}
