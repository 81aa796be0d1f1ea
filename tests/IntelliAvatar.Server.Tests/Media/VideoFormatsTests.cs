using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Videos as phones, cameras, browsers and editors make them: containers and codecs, transparency, high dynamic range, slow motion.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class VideoFormatsTests(MediaCorpus corpus)
{
    private const string Picture = "testsrc=s=160x120:r=25:d=1", Tone = "sine=f=440:d=1";
    private const string White = "laid on white where it is transparent";

    [Theory]
    [InlineData("h264.avi", "-c:v libx264 -pix_fmt yuv420p -bf 0 -c:a libmp3lame", "converted from avi to mp4", "its own sound converted from MP3 to AAC")]
    [InlineData("reordered.avi", "-c:v libx264 -pix_fmt yuv420p -bf 2 -c:a libmp3lame", "converted from avi to mp4", "its own sound converted from MP3 to AAC")]
    [InlineData("xvid.avi", "-c:v mpeg4 -c:a pcm_s16le", "converted from MPEG-4 to H.264 8-bit", "its own sound converted from PCM to AAC")]
    [InlineData("camera.avi", "-c:v mjpeg -pix_fmt yuvj420p -c:a pcm_u8 -ar 11025", "converted from Motion JPEG to H.264 8-bit", "its own sound converted from PCM to AAC")]
    [InlineData("h264.ts", "-c:v libx264 -pix_fmt yuv420p -c:a aac -f mpegts", "converted from MPEG-TS to mp4")]
    [InlineData("hevc.ts", "-c:v libx265 -x265-params log-level=error -pix_fmt yuv420p -c:a ac3 -f mpegts", "converted from HEVC to H.264 8-bit", "its own sound converted from AC3 to AAC")]
    [InlineData("phone.3gp", "-c:v mpeg4 -c:a aac", "converted from MPEG-4 to H.264 8-bit")]
    [InlineData("broadcast.ts", "-c:v libx264 -pix_fmt yuv420p -c:a mp2 -f mpegts", "converted from MPEG-TS to mp4", "its own sound converted from MP2 to AAC")]
    [InlineData("camera.mts", "-c:v libx264 -pix_fmt yuv420p -c:a ac3 -f mpegts -mpegts_m2ts_mode 1", "converted from MPEG-TS to mp4", "its own sound converted from AC3 to AAC")]
    [InlineData("recorded.flv", "-c:v libx264 -pix_fmt yuv420p -c:a aac", "converted from flv to mp4")]
    [InlineData("old_camera.flv", "-c:v libx264 -pix_fmt yuv420p -c:a libmp3lame -ar 44100", "converted from flv to mp4", "its own sound converted from MP3 to AAC")]
    [InlineData("surround.mkv", "-c:v libx264 -pix_fmt yuv420p -c:a eac3 -ar 48000", "converted from webm/mkv to mp4", "its own sound converted from Dolby Digital Plus to AAC")]
    [InlineData("film_dash.mp4", "-c:v libx264 -pix_fmt yuv420p -c:a aac -movflags dash+delay_moov")]
    [InlineData("separate.mp4", "-c:v libx264 -pix_fmt yuv420p -c:a aac -movflags frag_keyframe+separate_moof+default_base_moof+empty_moov")]
    [InlineData("by_time.mp4", "-c:v libx264 -pix_fmt yuv420p -c:a aac -frag_duration 200000")]
    public async Task Other_containers_are_accepted(string name, string options, params string[] changes)
    {
        await MakeAsync(name, options);
        var (accepted, path) = await corpus.AcceptVideoAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal("h264 160 120 yuv420p 25/1", await MediaCorpus.AskAsync(path, "stream=codec_name,width,height,pix_fmt,r_frame_rate"));
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.05);
    }

    [Theory]
    [InlineData("mpeg2.mov", "-c:v mpeg2video", "a mov file with MPEG-2 in it")]
    [InlineData("dnxhr.mov", "-c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p -s 256x120", "a mov file with DNxHD/DNxHR in it")]
    [InlineData("ffv1.mkv", "-c:v ffv1", "an mkv file with FFV1 in it")]
    [InlineData("h263.3gp", "-c:v h263 -s 176x144 -c:a aac", "a 3gp file with H.263 in it")]
    [InlineData("mpeg2.ts", "-c:v mpeg2video -c:a aac -f mpegts", "an MPEG-TS file with MPEG-2 in it")]
    [InlineData("huffyuv.avi", "-c:v huffyuv", "an avi file with HUFFYUV in it")]
    [InlineData("theora.mkv", "-c:v libtheora -c:a aac", "an mkv file with Theora in it")]
    [InlineData("windows.wmv", "-c:v wmv2 -c:a wmav2", "it looks like a Windows Media file. Convert it to an mp4 with H.264, and send that.")]
    [InlineData("flash.flv", "-c:v flv -c:a libmp3lame -ar 44100", "a flv file with Sorenson Spark in it is not accepted. Convert it to an mp4 with H.264, and send that.")]
    [InlineData("dvd.mpg", "-c:v mpeg2video -f vob", "it looks like an MPEG-1 or MPEG-2 video. Convert it to an mp4 with H.264, and send that.")]
    [InlineData("bare.h264", "-c:v libx264 -pix_fmt yuv420p", "it looks like a bare H.264 or HEVC stream. Convert it to an mp4 with H.264, and send that.")]
    [InlineData("broadcast.mxf", "-c:v mpeg2video -an", "it looks like an MXF video. Convert it to an mp4 with H.264, and send that.")]
    public async Task A_codec_that_is_not_accepted_is_named(string name, string options, string words)
    {
        await MakeAsync("odd_" + name, options);
        var refusal = await corpus.RefuseVideoAsync("odd_" + name);
        Assert.Equal("video_unreadable", refusal.Code);
        Assert.Contains(words, refusal.Detail);
    }

    [Theory]
    [InlineData("cut.ts")]
    [InlineData("cut.avi")]
    public async Task A_video_that_was_cut_off_gives_what_there_is_or_is_refused(string name)
    {
        await MakeAsync("whole_" + name, name == "cut.ts" ? "-c:v libx264 -pix_fmt yuv420p -c:a aac -f mpegts" : "-c:v mpeg4 -c:a libmp3lame");
        var whole = await File.ReadAllBytesAsync(corpus["whole_" + name]);
        await File.WriteAllBytesAsync(corpus[name], whole[..(whole.Length * 2 / 3)]);
        var result = await corpus.Intake.AcceptVideoAsync(corpus[name], corpus.New(".mp4"), new("tests"), default);
        Assert.True(result is IntakeResult.Accepted { Duration.TotalSeconds: < 0.9 } or IntakeResult.Refused { Refusal.Code: "video_broken" }, result.ToString());
    }

    [Theory]
    [InlineData("vp9.webm", "-c:v libvpx-vp9 -pix_fmt yuva420p -deadline realtime -cpu-used 8")]
    [InlineData("vp8.webm", "-c:v libvpx -pix_fmt yuva420p -auto-alt-ref 0 -deadline realtime -cpu-used 8")]
    [InlineData("prores.mov", "-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le")]
    [InlineData("png.mov", "-c:v png -pix_fmt rgba")]
    public async Task What_is_transparent_in_a_video_is_white(string name, string options)
    {
        // The left half is seen and red; under the right half, which is hidden, lies green.
        await corpus.FfmpegAsync([
            "-f", "lavfi", "-i", "color=red:s=80x120:r=25:d=1,format=rgba[seen];color=0x00ff00@0:s=160x120:r=25:d=1,format=rgba[hidden];[hidden][seen]overlay=format=rgb",
            .. options.Split(' '), "glass_" + name]);
        var (accepted, path) = await corpus.AcceptVideoAsync("glass_" + name);
        Assert.Contains(White, accepted.Changes);
        var (left, right) = await ColoursAsync(path);
        Assert.True(left.V > 200 && left.Y < 90, $"{left}");
        Assert.True(right.Y > 225 && Math.Abs(right.U - 128) < 6 && Math.Abs(right.V - 128) < 6, $"{right}");
    }

    [Theory]
    [InlineData("arib-std-b67", "0xEFEADF")] // a white blouse
    [InlineData("arib-std-b67", "0xE0B090")]
    [InlineData("arib-std-b67", "0x8D5A3C")]
    [InlineData("arib-std-b67", "0x256D74")]
    [InlineData("smpte2084", "0xEFEADF")]
    [InlineData("smpte2084", "0xE0B090")]
    [InlineData("smpte2084", "0x8D5A3C")]
    [InlineData("smpte2084", "0xFFFFFF")]
    public async Task High_dynamic_range_comes_out_as_bright_as_its_SDR_original(string transfer, string colour)
    {
        var (sdr, hdr) = ($"sdr_{colour}.mp4", $"{transfer}_{colour}.mov");
        var patch = $"color={colour}:s=160x120:r=25:d=0.4,format=gbrp,zscale=min=gbr:pin=709:tin=709:rin=pc:m=709:p=709:t=709:r=tv,format=yuv444p10";
        await corpus.FfmpegAsync("-f", "lavfi", "-i", patch + ",format=yuv420p", "-c:v", "libx264", "-qp", "5", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", sdr);
        await corpus.FfmpegAsync(
            "-f", "lavfi", "-i", $"{patch},zscale=t={transfer}:p=2020:m=2020_ncl:npl=203:agamma=false,format=yuv420p10", "-c:v", "libx265", "-x265-params", "log-level=error:qp=5",
            "-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", transfer, "-tag:v", "hvc1", hdr);
        var (_, before) = await corpus.AcceptVideoAsync(sdr);
        var (accepted, after) = await corpus.AcceptVideoAsync(hdr);
        Assert.Contains("converted from HEVC 10-bit HDR to H.264 8-bit", accepted.Changes);
        var ((was, _), (became, _)) = (await ColoursAsync(before), await ColoursAsync(after));
        Assert.InRange(became.Y, was.Y - ((was.Y - 16) * 0.05) - 1, was.Y + ((was.Y - 16) * 0.05) + 1);
        Assert.InRange(became.U, was.U - 6, was.U + 6);
        Assert.InRange(became.V, was.V - 6, was.V + 6);
    }

    [Theory]
    [InlineData("240", "60/1", "thinned out to 60 frames a second (was 240)")]
    [InlineData("180", "60/1", "thinned out to 60 frames a second (was 180)")]
    [InlineData("200", "50/1", "thinned out to 50 frames a second (was 200)")]
    [InlineData("120", "120/1")]
    public async Task Slow_motion_is_thinned_out(string rate, string became, params string[] changes)
    {
        var name = $"slow_{rate.Replace('/', '_')}.mp4";
        await corpus.FfmpegAsync("-f", "lavfi", "-i", $"testsrc2=s=64x64:r={rate}:d=1", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", name);
        var (accepted, path) = await corpus.AcceptVideoAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal(became, await MediaCorpus.AskAsync(path, "stream=r_frame_rate"));
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.03);
    }

    [Fact]
    public async Task The_own_sound_of_a_video_is_its_first_that_can_be_heard()
    {
        await corpus.FfmpegAsync(
            "-i", "ok.mp4", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo:d=1", "-map", "0:v", "-map", "1:a", "-map", "0:a", "-c:v", "copy", "-c:a", "aac", "-shortest", "-disposition:a:0", "default", "-disposition:a:1", "0", "two_sounds.mp4");
        var (accepted, path) = await corpus.AcceptVideoAsync("two_sounds.mp4");
        Assert.Contains("of its 2 sound tracks the second was taken (the first is silent)", accepted.Changes);
        Assert.InRange(Assert.IsType<MediaResult<float[]>.Ready>(await SpeechSamples.ReadAsync(path, MediaCorpus.Limits, default)).Value.Max(), 0.05, 0.2);
    }

    [Fact]
    public async Task A_recording_with_a_cover_is_no_video()
    {
        await corpus.FfmpegAsync("-f", "lavfi", "-i", Tone, "-f", "lavfi", "-i", "color=red:s=64x64:r=25:d=0.04", "-map", "0", "-map", "1", "-frames:v", "1", "-c:v", "mjpeg", "-f", "mp4", "only_cover.m4a");
        var refusal = await corpus.RefuseVideoAsync("only_cover.m4a");
        Assert.Equal("video_no_picture", refusal.Code);
        Assert.Contains("a single picture, its cover", refusal.Detail);
    }

    private Task MakeAsync(string name, string options) => corpus.FfmpegAsync(["-f", "lavfi", "-i", Picture, "-f", "lavfi", "-i", Tone, .. options.Split(' '), name]);

    /// <summary>In the middle of the left and of the right half.</summary>
    private async Task<((int Y, int U, int V) Left, (int Y, int U, int V) Right)> ColoursAsync(string path)
    {
        await using var frames = Assert.IsType<MediaResult<FrameSpool>.Ready>(await FrameSpool.OpenAsync(path, corpus.NewDirectory(), MediaCorpus.Limits, 100, long.MaxValue, default)).Value;
        var picture = new LipSync.Core.YuvFrame(frames.Width, frames.Height);
        frames.Read(5, picture);
        return (At(picture.Width / 4), At(picture.Width * 3 / 4));

        (int Y, int U, int V) At(int x)
        {
            var (row, chroma) = (picture.Height / 2, (picture.Height / 4 * (picture.Width / 2)) + (x / 2));
            return (picture.Y[(row * picture.Width) + x], picture.U[chroma], picture.V[chroma]);
        }
    }
}
