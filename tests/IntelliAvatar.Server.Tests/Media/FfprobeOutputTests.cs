using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class FfprobeOutputTests
{
    [Fact]
    public void A_phone_s_video_on_its_side_is_upright_the_other_way_round()
    {
        var info = Recorded("ffprobe-rotated-mp4");
        Assert.Equal(new AudioStream("aac", 44100, 1, TimeSpan.FromSeconds(2), IsDefault: true), info.Audio);
        Assert.Equal(0, info.OtherStreams);
        var video = info.Video!;
        Assert.Equal(("h264", "yuv420p", 90, true), (video.Codec, video.PixelFormat, video.Rotation, video.HasDisplayMatrix));
        Assert.Equal((320, 240, 240, 320), (video.Width, video.Height, video.UprightWidth, video.UprightHeight));
        Assert.Equal(("25/1", 50L, 2.0), (video.BaseRate.ToString(), video.Frames, video.Duration!.Value.TotalSeconds));
    }

    [Fact]
    public void High_dynamic_range_is_seen_by_its_transfer()
    {
        var video = Recorded("ffprobe-hdr-hevc").Video!;
        Assert.Equal(new ColourTags("tv", "bt2020nc", "bt2020", "smpte2084"), video.Colour);
        Assert.Equal((10, true), (video.BitDepth, video.Colour.IsHighDynamicRange));
    }

    [Fact]
    public void What_a_browser_recorded_says_neither_its_length_nor_its_frames()
    {
        var info = Recorded("ffprobe-live-webm");
        Assert.Null(info.Duration);
        Assert.Equal((null, null), (info.Video!.Duration, info.Video.Frames));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"streams":null,"format":[]}""")]
    [InlineData("""{"streams":[1,"x",null,[]]}""")]
    public void Odd_answers_have_no_streams(string json)
    {
        var info = FfprobeOutput.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal((null, null, null), (info.Duration, info.Video, info.Audio));
    }

    [Fact]
    public void Numbers_that_are_none_are_not_believed()
    {
        var video = FfprobeOutput.Parse("""{"streams":[{"codec_type":"video","width":"1e400","height":-5,"r_frame_rate":"90000/0","duration":"NaN","color_space":"x=y,crop"}]}"""u8.ToArray()).Video!;
        Assert.Equal((0, -5, null, null, null), (video.Width, video.Height, video.BaseRate, video.Duration, video.Colour.Matrix));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"streams":[""")]
    public void What_is_no_object_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => FfprobeOutput.Parse(Encoding.UTF8.GetBytes(json)));

    private static MediaInfo Recorded(string name, [CallerFilePath] string here = "") =>
        FfprobeOutput.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "Fixtures", name + ".json")));
}
