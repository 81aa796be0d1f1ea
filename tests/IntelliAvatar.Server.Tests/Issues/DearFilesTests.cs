using System.Buffers.Binary;
using System.IO.Compression;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Tests.Media;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Small files could hold a slot of the intake for minutes, and half a gigabyte to more than one: nothing estimated their cost before they were decoded.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class DearFilesTests(MediaCorpus corpus)
{
    private static readonly MediaIntake Frugal = new(Options.Create(new MediaLimits { MaxVideoPixels = 1_000_000, MaxAudioSamples = 1_000_000 }));

    [Theory]
    [InlineData("two_still_frames.mp4", "500 frames, once its frame rate is made constant")]
    [InlineData("slow.mp4", "50 frames, once its frame rate is made constant", 160 * 120 * 49)]
    [InlineData("ntsc.mp4", "160 × 120 pixels and 30 frames;", 160 * 120 * 29)]
    [InlineData("variable.mp4", "frames", 160 * 120 * 49)]
    [InlineData("h264.mkv", "25 frames;", 160 * 120 * 24)]
    [InlineData("av1.mp4", "25 frames;", 160 * 120 * 24)]
    public async Task A_video_is_refused_by_its_pixels_before_it_is_decoded(string name, string words, long most = 1_000_000)
    {
        if (name == "two_still_frames.mp4")
        {
            await corpus.FfmpegAsync("-f", "lavfi", "-i", "color=s=64x64:r=1/10:d=20", "-c:v", "libx264", name);
        }

        var estimate = await new MediaIntake(Options.Create(new MediaLimits { MaxVideoPixels = most })).EstimateVideoAsync(corpus[name], corpus.NewDirectory(), new("tests"), default);
        Assert.Equal(("video_too_many_pixels", 422), (estimate.Refusal?.Code, estimate.Refusal?.Status));
        Assert.Contains(words, estimate.Refusal!.Detail);
    }

    [Theory]
    [InlineData("broad_sound.flac", "audio_too_many_samples", "8 channels at 96,000 Hz")]
    [InlineData("long.wav", null, "")]
    public async Task A_recording_is_refused_by_its_samples_before_it_is_decoded(string name, string? code, string words)
    {
        await corpus.FfmpegAsync("-f", "lavfi", "-i", "sine=d=3:r=96000", "-ac", "8", "broad_sound.flac");
        var estimate = await Frugal.EstimateAudioAsync(corpus[name], corpus.NewDirectory(), new("tests"), default);
        Assert.Equal(code, estimate.Refusal?.Code);
        Assert.Contains(words, estimate.Refusal?.Detail ?? "");
    }

    [Fact]
    public async Task The_sound_of_a_video_counts_too()
    {
        await corpus.FfmpegAsync("-i", "ok.mp4", "-f", "lavfi", "-i", "sine=d=3:r=96000", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-ac", "8", "-c:a", "flac", "broad_sound.mkv");
        var estimate = await Frugal.EstimateVideoAsync(corpus["broad_sound.mkv"], corpus.NewDirectory(), new("tests"), default);
        Assert.Equal("audio_too_many_samples", estimate.Refusal?.Code);
    }

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iCCP")]
    [InlineData("iTXt")]
    [InlineData("fdAT")]
    public async Task What_a_png_says_beside_its_picture_never_reaches_ffmpeg(string type)
    {
        var png = await File.ReadAllBytesAsync(corpus["photo.png"]);
        var bomb = Chunk(type, [.. "Comment\0\0"u8, .. Deflated(10_000_000)]);
        var path = corpus.New(".png");
        await File.WriteAllBytesAsync(path, [.. png[..33], .. Enumerable.Repeat(bomb, 20).SelectMany(chunk => chunk), .. png[33..]]);
        var copy = corpus.New(".png");
        var picture = StillPicture.CopyBare(new SourceFile(path, ContainerFormat.Png), copy, 1_000_000);
        Assert.Equal((81, 61, null), (picture.Width, picture.Height, picture.Fault));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(copy)).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(type)));
        Assert.IsType<IntakeResult.Accepted>(await corpus.Intake.AcceptVideoAsync(path, corpus.New(".mp4"), new("tests"), default));
    }

    [Theory]
    [InlineData(101, "more than 100 scans")]
    [InlineData(20_000, "more than 100 scans")]
    [InlineData(99, null)]
    public async Task A_jpeg_of_many_scans_is_refused_before_it_is_decoded(int scans, string? fault)
    {
        var jpg = await File.ReadAllBytesAsync(corpus["photo.jpg"]);
        var end = jpg.Length - 2;
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x00];
        var path = corpus.New(".jpg");
        await File.WriteAllBytesAsync(path, [.. jpg[..end], .. Enumerable.Repeat(scan, scans).SelectMany(bytes => bytes), .. jpg[end..]]);
        var picture = StillPicture.CopyBare(new SourceFile(path, ContainerFormat.Jpeg), corpus.New(".jpg"), 1_000_000);
        Assert.Equal(fault is null, picture.Fault is null);
        Assert.Contains(fault ?? "", picture.Fault?.Clause ?? "");
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("sideways.jpg")]
    [InlineData("glass.png")]
    [InlineData("broad.png")]
    public async Task The_copy_of_a_picture_is_the_same_picture(string name)
    {
        var source = (await SourceFile.RecogniseAsync(corpus[name], default))!;
        var copy = corpus.New(Path.GetExtension(name));
        StillPicture.CopyBare(source, copy, 1_000_000);
        Assert.Equal(await PixelsAsync(corpus[name]), await PixelsAsync(copy));
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_refused_without_a_look_at_its_data()
    {
        var png = await File.ReadAllBytesAsync(corpus["photo.png"]);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 30_000);
        var path = corpus.New(".png");
        await File.WriteAllBytesAsync(path, png[..33].Concat(png[33..]).ToArray());
        var estimate = await corpus.Intake.EstimateVideoAsync(path, corpus.NewDirectory(), new("tests"), default);
        Assert.Equal("video_too_large_picture", estimate.Refusal?.Code);
        Assert.Contains("30000x30000", estimate.Refusal!.Detail);
    }

    [Fact]
    public async Task A_child_that_uses_up_its_processor_time_is_ended_and_told_apart()
    {
        var commands = new FfmpegCommands(MediaCorpus.Limits);
        var exit = await ChildProcess.RunAsync(commands.Run(["-f", "lavfi", "-i", "testsrc2=s=1920x1080", "-f", "null", "-"], TimeSpan.FromSeconds(1)), default);
        Assert.Equal("media_too_slow", FfmpegFailure.Explain(exit, VideoRules.Broken).Code);
    }

    [Fact]
    public async Task A_child_that_needs_too_much_memory_is_ended_and_told_apart()
    {
        var commands = new FfmpegCommands(MediaCorpus.Limits);
        var exit = await ChildProcess.RunAsync(
            commands.Convert(
                new SourceFile(corpus["largest.mp4"], ContainerFormat.Mp4), [],
                ["-c:v", "libx264", "-threads", "1", "-f", "null", "-"], TimeSpan.FromSeconds(20), pixels: 0),
            default);
        Assert.Equal("media_too_large", FfmpegFailure.Explain(exit, VideoRules.Broken).Code);
    }

    private static async Task<string> PixelsAsync(string path)
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("ffmpeg", ["-v", "error", "-noautorotate", "-i", path, "-f", "md5", "-"]), default);
        Assert.True(exit.Succeeded, exit.Errors);
        return exit.OutputText;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. System.Text.Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }

    private static byte[] Deflated(int zeros)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Fastest))
        {
            deflate.Write(new byte[zeros]);
        }

        return output.ToArray();
    }
}
